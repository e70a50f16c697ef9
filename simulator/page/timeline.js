// What a chat's list is made of besides bubbles, and how it is changed without disturbing its reader.

import { el, logo } from "./dom.js";
import { dayName } from "./format.js";

/** Neighbours with one media_group_id are one album. */
export function grouped(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.media_group_id && last?.[0].media_group_id === message.media_group_id) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

export const dayLine = (seconds) => el("div", { class: "day" }, el("span", {}, dayName(seconds)));

export const typingDots = () =>
  el("div", { class: "msg bot typing", role: "img", "aria-label": "Bot đang nhập" },
    el("div", { class: "bubble" }, el("i"), el("i"), el("i")));

const WELCOME =
  "Bot này làm được gì? Thầy/Cô nhắn chuyện bất thường ở đơn vị như nhắn cho người trực. " +
  "Lãnh đạo Sở được báo trong một giây, cho đến khi có người tiếp nhận.";

export const welcome = (writesFirst) =>
  el("div", { class: "welcome" }, logo(72), el("b", {}, "Báo Cáo Nhanh"), el("p", {}, WELCOME),
    el("p", { class: "nudge" }, writesFirst ? "Nhắn một lời chào để bắt đầu." : "Bấm nút bên dưới để bắt đầu."));

/** Makes the children of a node these, moving as little as possible so that focus and scrolling stay. */
export function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((child, at) => parent.children[at] !== child && parent.insertBefore(child, parent.children[at] || null));
}

export function keepFocus(old, fresh) {
  const at = [...old.querySelectorAll("button,a")].indexOf(document.activeElement);
  if (at >= 0) requestAnimationFrame(() => fresh.querySelectorAll("button,a")[at]?.focus({ preventScroll: true }));
}
