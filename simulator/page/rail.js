// What of the row of phones lies beyond its edges: how many phones, and a button that brings them into sight.

import { el, icon } from "./dom.js";

const A_PAGE = 0.75; // of the row at one press, so that one phone stays to go by

/** stage: the row that scrolls sideways. */
export function startRail(stage) {
  const back = edge("back", "Các điện thoại phía trước", -1);
  const on = edge("on", "Các điện thoại tiếp theo", 1);
  stage.after(back, on);

  function edge(name, label, way) {
    const button = el("button", { type: "button", class: `beyond ${name}`, "aria-label": label, title: label, hidden: true });
    button.append(icon("down"), el("b"));
    button.onclick = () => stage.scrollBy({ left: way * A_PAGE * stage.clientWidth, behavior: "smooth" });
    return button;
  }

  function look() {
    const { left, right } = stage.getBoundingClientRect();
    const middles = [...stage.children].map((phone) => phone.getBoundingClientRect()).filter((box) => box.width > 0)
      .map((box) => (box.left + box.right) / 2);
    tell(back, middles.filter((middle) => middle < left).length);
    tell(on, middles.filter((middle) => middle > right).length);
  }

  function tell(button, number) {
    button.hidden = !number;
    button.lastElementChild.textContent = number;
  }

  stage.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(stage);
  new MutationObserver(look).observe(stage, { childList: true });
}
