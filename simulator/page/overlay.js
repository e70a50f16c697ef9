// What slides over a phone for a moment: the push banner, the toast, the dialog.

import { gist } from "./bubble.js";
import { el, logo } from "./dom.js";

const BANNER_MS = 5000;
const TOAST_MS = 3500;
const COMPLAINT_MS = 6000;

/** Answers {banner, toast, veil: nodes to place, push(message, onTap), say(text, wrong), ask(text, choices, field)}. */
export function overlay() {
  const banner = el("button", { type: "button", class: "banner", "aria-label": "Mở tin vừa nhận", hidden: true });
  const toast = el("div", { class: "toast", role: "status", hidden: true });
  const veil = el("div", { class: "veil", hidden: true });

  function push(message, onTap) {
    const words = el("span", {}, el("b", {}, "Báo Cáo Nhanh"), el("span", {}, gist(message)));
    banner.replaceChildren(logo(34), words, el("small", {}, "bây giờ"));
    banner.onclick = () => {
      banner.hidden = true;
      onTap();
    };
    showFor(banner, BANNER_MS);
  }

  function say(text, wrong = false) {
    toast.textContent = text;
    toast.classList.toggle("wrong", wrong);
    showFor(toast, wrong ? COMPLAINT_MS : TOAST_MS);
  }

  /** choices: [[label, run(typed), quiet?]…], the last is the usual one; field: a placeholder when something is typed. */
  function ask(text, choices, field) {
    const before = document.activeElement;
    const typed = field && el("input", { type: "text", placeholder: field, "aria-label": field });
    const close = () => {
      veil.hidden = true;
      veil.replaceChildren();
      if (before?.isConnected) before.focus();
    };
    const choose = (run) => () => {
      close();
      run(typed?.value.trim());
    };
    const buttons = choices.map(([label, run, quiet]) =>
      el("button", { type: "button", class: quiet ? "quiet" : null, onclick: choose(run) }, label));
    const dialog = { class: "dialog", role: "alertdialog", "aria-modal": "true", "aria-label": text };
    veil.replaceChildren(el("div", dialog, el("p", {}, text), typed, el("div", { class: "choices" }, buttons)));
    veil.onkeydown = (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Enter" && event.target === typed) buttons.at(-1).click();
    };
    veil.hidden = false;
    (typed || buttons.at(-1)).focus();
  }

  return { banner, toast, veil, push, say, ask };
}

const timers = new WeakMap();

/** Shows a node for some milliseconds, anew when it is already shown. */
export function showFor(node, milliseconds) {
  clearTimeout(timers.get(node));
  node.hidden = true;
  void node.offsetWidth;
  node.hidden = false;
  timers.set(node, setTimeout(() => (node.hidden = true), milliseconds));
}

/** Plays the animation of a class from its beginning. */
export function replay(node, name) {
  node.classList.remove(name);
  void node.offsetWidth;
  node.classList.add(name);
}
