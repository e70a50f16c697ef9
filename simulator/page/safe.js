// Message markup made safe: only what Telegram knows passes, everything else becomes its text.

const ALLOWED = new Set(["B", "STRONG", "I", "EM", "U", "S", "DEL", "A", "CODE", "PRE", "BR", "BLOCKQUOTE"]);
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;
const LIVE = /(https?:\/\/[^\s<]+[^\s<.,;:!?)»"])|((?<=^|[\s(«])\/[a-z][a-z0-9_]{1,31}(?![\w/]))/gi;

/** A fragment of safe nodes; commands in plain text become buttons when onCommand is given. */
export function safeHtml(html, onCommand) {
  const parsed = new DOMParser().parseFromString(`<body>${html}</body>`, "text/html");
  const fragment = document.createDocumentFragment();
  copy(parsed.body, fragment, onCommand);
  return fragment;
}

function copy(from, to, onCommand) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(...(to.closest?.("a,pre,code") ? [child.data] : alive(child.data, onCommand)));
    if (child.nodeType !== Node.ELEMENT_NODE || child.matches("script,style,template")) continue;
    const node = ALLOWED.has(child.tagName) ? document.createElement(child.tagName) : null;
    if (node?.tagName === "A") linkTo(node, child.getAttribute("href") || "");
    if (node) to.append(node);
    copy(child, node || to, onCommand);
  }
}

function linkTo(node, href) {
  if (!SAFE_LINK.test(href)) return;
  node.href = href;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
}

function alive(text, onCommand) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(LIVE)) {
    parts.push(text.slice(end, found.index));
    end = found.index + found[0].length;
    parts.push(found[1] ? webLink(found[1]) : onCommand ? commandButton(found[2], onCommand) : found[2]);
  }
  return [...parts, text.slice(end)];
}

function webLink(address) {
  const node = document.createElement("a");
  linkTo(node, address);
  node.textContent = address;
  return node;
}

function commandButton(command, onCommand) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "command";
  node.textContent = command;
  node.addEventListener("click", () => onCommand(command));
  return node;
}
