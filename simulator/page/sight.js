// What of a chat is in sight: its end, the beginning of its newest message, or wherever its reader has turned.

import { iconButton } from "./composer.js";

const EXPECTING_MS = 4000;

/** scroll holds list. Answers {down: the button to the newest, toEnd(smooth), showNewest(smooth), expect(), follows(news)}. */
export function sightOf(scroll, list) {
  let following = true; // the end of the chat stays in sight
  let anchored = false; // the beginning of the newest message stays in sight
  let expecting = 0; // until then (performance.now()) an answer to a press brings its reader to the end
  let gliding = 0; // until then (performance.now()) the scrolling is ours, not the reader's

  const down = iconButton("down", "Xuống tin mới nhất", () => toEnd(true));
  down.classList.add("down");
  down.hidden = true;

  const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;

  function toEnd(smooth = false) {
    glide(scroll.scrollHeight, smooth, true);
  }

  /** In a phone that lies on the desk a long message shows its beginning, not its end. */
  function showNewest(smooth) {
    const newest = list.querySelector(".msg:nth-last-child(1 of .msg:not(.typing))");
    if (!newest) return;
    const top = newest.offsetTop - 10;
    glide(top, smooth, top >= scroll.scrollHeight - scroll.clientHeight);
    anchored = !following;
  }

  function glide(top, smooth, follow) {
    following = follow;
    anchored = false;
    gliding = performance.now() + (smooth ? 700 : 100);
    scroll.scrollTo({ top, behavior: smooth ? "smooth" : "instant" });
  }

  /** When pictures arrive or the keyboard opens, what was in sight stays in sight. */
  function keepPlace(smooth) {
    if (following) toEnd(smooth);
    else if (anchored) showNewest(smooth);
  }

  scroll.addEventListener("scroll", () => {
    if (performance.now() > gliding) [following, anchored] = [atEnd(), false];
    down.hidden = atEnd() || following;
  });
  for (const turn of ["wheel", "touchmove", "keydown"]) scroll.addEventListener(turn, () => (gliding = 0), { passive: true });
  const grown = new ResizeObserver(() => keepPlace(performance.now() < gliding));
  grown.observe(scroll);
  grown.observe(list);

  const expect = () => (expecting = performance.now() + EXPECTING_MS);
  /** Whether what is new is to be brought into sight; news: whether a message has come. */
  const follows = (news) => following || (news && performance.now() < expecting);
  return { down, toEnd, showNewest, expect, follows };
}
