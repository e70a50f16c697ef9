// Small makers of elements and icons. Text always goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** el("button", {class: "x", onclick, "aria-label": "…"}, child, …): null and false are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const PATHS = {
  menu: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  lines: "M5 7h14M5 12h14M5 17h14",
  clip: "M20 11.500 12.300 19.200a5 5 0 0 1-7.100-7.100l8-8a3.400 3.400 0 0 1 4.800 4.800l-7.900 7.900a1.700 1.700 0 0 1-2.400-2.400l7-7",
  send: "M4 12 20 4.500 15.500 20 12 13.500zM12 13.500 20 4.500",
  mic: "M12 3.500a3 3 0 0 0-3 3V12a3 3 0 0 0 6 0V6.500a3 3 0 0 0-3-3zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3",
  keys: "M3.500 6.500h17v11h-17zM7 10v.01M10.300 10v.01M13.700 10v.01M17 10v.01M8 14h8",
  down: "M6 9.500l6 6 6-6",
  up: "M6 14.500l6-6 6 6",
  close: "M6 6l12 12M18 6 6 18",
  photo: "M4 5.500h16v13H4zM4 16l4.500-4.500 4 4 3-3L20 16.500M15.500 9v.01",
  album: "M7.500 4.500h12v12h-12zM16.500 19.500h-12v-12M7.500 14l4-4 4 4 2-2 2 2",
  video: "M3.500 6.500h11.500v11H3.500zM15 10.500l5.500-3v9L15 13.500",
  file: "M6.500 3.500h7l4.500 4.500v12.500H6.500zM13.500 3.500V8H18",
  pin: "M12 21s-6.500-6-6.500-11a6.500 6.500 0 0 1 13 0c0 5-6.500 11-6.500 11zM12 12.300a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600z",
  person: "M12 11.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.500-4.500 3.700-6.500 7.500-6.500s7 2 7.500 6.500",
  sticker: "M5 4.500h14v9l-5.500 6H5zM19 13.500h-5.500v6M9 9.500v.01M14 9.500v.01M8.500 12.500c1.800 2 4.200 2 6 0",
  upload: "M12 16V5M7.500 9 12 4.500 16.500 9M4.500 15.500v4h15v-4",
  play: "M8 5.500v13l10.500-6.500z",
  stop: "M7 7h10v10H7z",
  reply: "M10 6 4.500 11.500 10 17M4.500 11.500H14c4 0 5.500 2.500 5.500 6.500",
  pencil: "M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500z",
};

export function icon(name, filled = false) {
  const path = svg("path", { d: PATHS[name] });
  return svg("svg", { class: filled ? "icon filled" : "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, path);
}

/** A Telegram-like bot badge: the product's mark. */
export const logo = (size) => el("img", { src: "/static/logo.svg", alt: "", width: size, height: size, class: "logo" });
