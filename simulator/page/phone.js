// One phone: its frame, its chat kept true to the server, and what its owner does.

import { act, call } from "./api.js";
import { bubble } from "./bubble.js";
import { composer, iconButton } from "./composer.js";
import { el, icon } from "./dom.js";
import { clock, dayKey, fullName, hourMinute, initials } from "./format.js";
import { overlay, replay, showFor } from "./overlay.js";
import { sightOf } from "./sight.js";
import { dayLine, grouped, keepFocus, place, typingDots, welcome } from "./timeline.js";
import { asOnZalo, onZalo, zaloMark } from "./zalo.js";

const TYPING_MS = 5200; // «typing» ends by itself, without an event
const ANSWER_SECONDS = 15; // after that Telegram gives up a press as well

/**
 * page: {inUse(id), use(id), pushed(user, message), counted(id, unread), open(photos, index, caption), watch(url)}.
 * Answers {id, node, user, refresh, tick, read, toEnd, touch, write}.
 */
export function createPhone(user, page) {
  const chat = { messages: [], unread: 0 };
  const zalo = onZalo(user);
  const drawn = new Map(); // first message id of a group → {node, signature}
  const answersSeen = new Set();
  const waiting = new Map(); // "message id:data" → {query, timer}
  const flashed = new Map(); // first message id → performance.now() when its glow began
  let loaded = false;
  let refreshing = null;
  let again = false;
  let typingEnds = 0;

  const time = el("time", { class: "status-time" });
  const badge = el("span", { class: "badge", hidden: true });
  const subtitle = el("small", {});
  const name = el("b", {});
  const avatar = el("span", { class: "avatar", "aria-hidden": "true" });
  const more = iconButton("menu", "Tùy chọn của điện thoại này", () => openMenu(menu.hidden));
  const menu = el("div", { class: "menu", role: "group", "aria-label": "Tùy chọn", hidden: true });
  const list = el("div", { class: "list", role: "log", "aria-live": "polite", "data-testid": `chat-${user.id}` });
  const scroll = el("div", { class: "scroll", tabindex: 0 }, list);
  const sight = sightOf(scroll, list);
  const changed = el("button", { type: "button", class: "changed", hidden: true }, icon("up"), "Tin đã được cập nhật");
  const over = overlay();
  const writer = composer(user, doing, complain);
  const big = el("button", { type: "button", class: "big", hidden: true });
  const bars = el("i", { class: "bars" }, el("u"), el("u"), el("u"), el("u"));
  const signs = el("span", { class: "signs" }, bars, el("i", { class: "battery" }));
  const screen = el("div", { class: "screen" },
    el("div", { class: "status", "aria-hidden": "true" }, time, el("span", { class: "island" }), signs),
    el("header", { class: "head" }, avatar, zalo && zaloMark(), el("div", { class: "who" }, name, subtitle), badge, more, menu),
    el("div", { class: "middle" }, scroll, changed, sight.down, over.toast),
    writer.node, big, over.banner, over.veil);
  const label = `Điện thoại của ${fullName(user)}`;
  const node = el("section", { class: zalo ? "phone zalo" : "phone", "data-testid": `phone-${user.id}`, id: `phone-${user.id}`, "aria-label": label }, screen);

  const hooks = {
    name: fullName(user), press, open: page.open, watch: page.watch, jump,
    command: zalo ? null : (text) => doing("text", { text }),
    reply: zalo ? null : (message) => writer.quote(message),
    edit: zalo ? null : (message) => writer.quote(message, true),
    find: (id) => chat.messages.find((message) => message.message_id === id),
    answered: (message) => chat.messages.some((other) => other.from === "bot" && other.message_id > message.message_id),
    waiting: (message, data) => waiting.has(`${message.message_id}:${data}`),
  };

  // ---- what the owner does

  async function doing(what, body = {}) {
    page.use(user.id);
    try {
      const answer = await act(user.id, ...(zalo ? asOnZalo(what, body) : [what, body]));
      await refresh();
      if (!["read", "block", "unblock"].includes(what)) sight.toEnd(true);
      return answer;
    } catch (error) {
      complain(error.message);
      return null;
    }
  }

  async function press(message, data) {
    const key = `${message.message_id}:${data}`;
    if (waiting.has(key)) return;
    page.use(user.id);
    sight.expect();
    waiting.set(key, { query: null, timer: setTimeout(() => settle(key), ANSWER_SECONDS * 1000) });
    paint();
    try {
      const answer = await act(user.id, "press", { message_id: message.message_id, data });
      if (waiting.has(key)) waiting.get(key).query = answer.callback_query_id;
      await refresh();
    } catch (error) {
      settle(key);
      complain(error.message);
    }
  }

  function settle(key) {
    clearTimeout(waiting.get(key)?.timer);
    waiting.delete(key);
    paint();
  }

  function hearAnswers(answers) {
    for (const answer of answers || []) {
      const fresh = !answersSeen.has(answer.callback_query_id);
      answersSeen.add(answer.callback_query_id);
      for (const [key, { query }] of waiting) if (query === answer.callback_query_id) settle(key);
      if (!fresh || !loaded || !answer.text) continue;
      if (answer.show_alert) over.ask(answer.text, [["Đã hiểu", () => {}]]);
      else over.say(answer.text);
    }
  }

  // ---- keeping true

  /** Fetches the chat and draws it; calls that come meanwhile become one more fetch. */
  function refresh() {
    again = Boolean(refreshing);
    refreshing ??= (async () => {
      do {
        again = false;
        take(await call(`/control/users/${user.id}/chat`));
      } while (again);
    })().catch((error) => complain(error.message)).finally(() => (refreshing = null));
    return refreshing;
  }

  function take(fresh) {
    const known = new Map(chat.messages.map((message) => [message.message_id, message]));
    Object.assign(user, fresh.user);
    Object.assign(chat, fresh);
    const arrived = chat.messages.filter((message) => !known.has(message.message_id));
    const edited = chat.messages.filter((message) => (known.get(message.message_id)?.edits ?? message.edits) !== message.edits);
    hearAnswers(fresh.answers);
    paint();
    if (arrived.length && !page.inUse(user.id)) sight.showNewest(loaded);
    else if (sight.follows(arrived.length > 0) || arrived.some((message) => message.from === "user")) sight.toEnd(loaded);
    if (loaded) arrived.filter((message) => message.from === "bot").forEach(announce);
    if (loaded) edited.forEach(flash);
    loaded = true;
    clearTimeout(typingEnds);
    if (chat.typing) typingEnds = setTimeout(refresh, TYPING_MS);
    if (page.inUse(user.id)) markRead();
  }

  function paint() {
    const groups = grouped(chat.messages);
    const nodes = [];
    let day = "";
    for (const group of groups) {
      if (dayKey(group[0].date) !== day) nodes.push(dayLine(group[0].date));
      day = dayKey(group[0].date);
      nodes.push(drawGroup(group));
    }
    if (chat.typing) nodes.push(typingDots());
    if (!groups.length) nodes.push(welcome(zalo));
    const kept = new Set(groups.map((group) => group[0].message_id));
    for (const id of drawn.keys()) if (!kept.has(id)) drawn.delete(id);
    place(list, nodes);
    dress();
  }

  function drawGroup(group) {
    const [first] = group;
    const extras = [hooks.answered(group.at(-1)), (first.buttons || []).flat().map((button) => hooks.waiting(first, button.data))];
    const signature = JSON.stringify([group, extras]);
    const old = drawn.get(first.message_id);
    if (old?.signature === signature) return old.node;
    const fresh = bubble(group, hooks);
    if (!old && loaded) fresh.classList.add("fresh");
    if (old) keepFocus(old.node, fresh);
    if (flashed.has(first.message_id)) light(fresh, first.message_id);
    drawn.set(first.message_id, { node: fresh, signature });
    return fresh;
  }

  function dress() {
    name.textContent = fullName(user);
    avatar.textContent = initials(user);
    avatar.style.backgroundColor = user.color || "#4b7fa8";
    subtitle.textContent = chat.typing ? "bot đang nhập…" : user.title || "";
    subtitle.title = user.title || "";
    subtitle.classList.toggle("busy", Boolean(chat.typing));
    badge.hidden = !chat.unread;
    badge.textContent = chat.unread > 99 ? "99+" : chat.unread;
    badge.setAttribute("aria-label", `${chat.unread} tin chưa đọc`);
    page.counted(user.id, chat.unread);
    node.classList.toggle("has-unread", chat.unread > 0);
    const closed = user.started === false && !zalo ? "start" : chat.blocked ? "unblock" : "";
    big.hidden = !closed;
    writer.node.hidden = Boolean(closed);
    big.textContent = closed === "start" ? "BẮT ĐẦU" : "BỎ CHẶN BOT";
    big.onclick = () => doing(closed);
    writer.show(chat.keyboard, chat.commands);
  }

  // ---- what is shown for a moment

  function announce(message) {
    if (message.silent || page.inUse(user.id)) return;
    over.push(message, () => {
      page.use(user.id);
      jump(message.message_id);
    });
    replay(node, "buzz");
    page.pushed(user, message);
  }

  function flash(message) {
    const bubbleNode = nodeOf(message.message_id);
    if (!bubbleNode) return;
    glow(bubbleNode);
    if (bubbleNode.getBoundingClientRect().bottom > scroll.getBoundingClientRect().top + 24) return;
    changed.onclick = () => { changed.hidden = true; jump(message.message_id); };
    showFor(changed, 8000);
  }

  function glow(bubbleNode) {
    const id = chat.messages.find((message) => String(message.message_id) === bubbleNode.dataset.id)?.message_id;
    flashed.set(id, performance.now());
    light(bubbleNode, id);
  }

  /** A bubble that is drawn again while it glows goes on glowing from where it was. */
  function light(bubbleNode, id) {
    bubbleNode.style.setProperty("--since", `${Math.round(flashed.get(id) - performance.now())}ms`);
    replay(bubbleNode, "flash");
  }

  /** A story is about to press a button of a message, or a key of the bot's keyboard: its reader sees which. */
  function touch({ message_id: id, label, seconds }) {
    const buttons = (id ? nodeOf(id) : writer.node)?.querySelectorAll(".inline,.key") || [];
    const button = [...buttons].find((one) => one.textContent.includes(label));
    if (!button) return;
    sight.expect();
    button.scrollIntoView({ block: "nearest", behavior: "smooth" });
    button.style.setProperty("--touch", `${seconds}s`);
    replay(button, "touched");
  }

  function complain(text) {
    over.say(text, true);
  }

  function openMenu(open) {
    menu.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const entries = [
      chat.unread && ["Đánh dấu đã đọc", markRead],
      ["Vào bằng mã mời…", askInvitation],
      user.started !== false && !zalo && ["Bắt đầu lại (/start)", () => doing("start")],
      chat.blocked ? ["Bỏ chặn bot", () => doing("unblock")] : ["Chặn bot", () => doing("block"), "grave"],
    ];
    menu.replaceChildren(...entries.filter(Boolean).map(([label, run, kind]) => {
      const choose = () => {
        openMenu(false);
        run();
      };
      return el("button", { type: "button", class: kind, onclick: choose }, label);
    }));
    menu.firstElementChild.focus();
  }

  function askInvitation() {
    const begin = (payload) => (zalo ? doing("text", { text: payload }) : doing("start", payload ? { payload } : {}));
    over.ask("Mã mời mà cán bộ nhận được:", [["Thôi", () => {}, "quiet"], ["Bắt đầu", begin]], "Mã mời");
  }

  // ---- places in the chat

  function nodeOf(id) {
    const group = grouped(chat.messages).find((messages) => messages.some((message) => message.message_id === id));
    return group && drawn.get(group[0].message_id)?.node;
  }

  function jump(id) {
    const target = nodeOf(id);
    target?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    if (target) glow(target);
  }

  /** The owner looks at this phone: nothing is unread any more. */
  function markRead() {
    over.banner.hidden = true;
    if (!chat.unread || document.hidden) return;
    chat.unread = 0;
    dress();
    act(user.id, "read").catch(() => {});
  }

  function tick() {
    time.textContent = hourMinute(clock.now());
  }

  node.addEventListener("pointerdown", () => page.use(user.id));
  node.addEventListener("focusin", (event) => event.target.matches("textarea") && page.use(user.id));
  menu.addEventListener("keydown", (event) => event.key === "Escape" && (openMenu(false), more.focus()));
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !menu.contains(event.target) && !more.contains(event.target)) openMenu(false);
  });
  tick();
  const write = ({ text, seconds }) => writer.spell(text, seconds);
  return { id: user.id, node, user, refresh, tick, read: markRead, toEnd: sight.toEnd, touch, write };
}
