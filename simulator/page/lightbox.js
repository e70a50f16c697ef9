// A photo or a film shown large over the page.

import { el } from "./dom.js";
import { iconButton } from "./composer.js";

const box = document.querySelector(".lightbox");
box.addEventListener("click", (event) => event.target === box && box.close());
box.addEventListener("close", () => box.replaceChildren());

/** The photos of one message or album; arrows turn the pages. */
export function openPhotos(photos, index, caption) {
  let at = Math.max(0, index);
  const image = el("img", { alt: caption });
  const count = el("span", { class: "count" });
  const show = (next) => {
    at = (next + photos.length) % photos.length;
    image.src = photos[at];
    count.textContent = photos.length > 1 ? `${at + 1} / ${photos.length}` : "";
  };
  const both = [turner("Ảnh trước", "‹", () => show(at - 1)), turner("Ảnh sau", "›", () => show(at + 1))];
  const turn = photos.length > 1 ? both : [];
  box.onkeydown = (event) => {
    if (event.key === "ArrowLeft") show(at - 1);
    if (event.key === "ArrowRight") show(at + 1);
  };
  if (!photos.length) return;
  show(at);
  present(image, ...turn, el("p", {}, caption, " ", count));
}

export function openFilm(url) {
  box.onkeydown = null;
  if (url) present(el("video", { src: url, controls: true, autoplay: true }));
}

export const closeLightbox = () => box.open && box.close();

const turner = (label, sign, onclick) => el("button", { type: "button", class: "turn", "aria-label": label, onclick }, sign);

function present(...nodes) {
  box.replaceChildren(...nodes, iconButton("close", "Đóng", () => box.close()));
  if (!box.open) box.showModal();
}
