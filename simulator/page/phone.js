// One phone: its frame, its chat kept true to the server, and what its owner does.

import { act, call } from "./api.js";
import { bubble, gist } from "./bubble.js";
import { composer, iconButton } from "./composer.js";
import { el, icon, logo } from "./dom.js";
import { clock, dayKey, dayName, fullName, hourMinute, initials } from "./format.js";

const ANSWER_SECONDS = 15; // after that Telegram gives up a press as well

/**
 * page: {inUse(id), use(id), pushed(user, message), counted(id, unread), open(photos, index, caption), watch(url)}.
 * Answers {id, node, user, refresh, tick, act, jumpToEnd}.
 */
export function createPhone(user, page) {
  const chat = { messages: [], unread: 0 };
  const drawn = new Map(); // first message id of a group → {node, signature}
  const answersSeen = new Set();
  const waiting = new Map(); // "message id:data" → {query, timer}
  let loaded = false;
  let refreshing = null;
  let again = false;

  const time = el("time", { class: "status-time" });
  const badge = el("span", { class: "badge", hidden: true });
  const subtitle = el("small", {});
  const name = el("b", {});
  const avatar = el("span", { class: "avatar", "aria-hidden": "true" });
  const more = iconButton("menu", "Tùy chọn của điện thoại này", () => openMenu(menu.hidden));
  const menu = el("div", { class: "menu", role: "group", "aria-label": "Tùy chọn", hidden: true });
  const list = el("div", { class: "list", role: "log", "aria-live": "polite" });
  const scroll = el("div", { class: "scroll", tabindex: 0 }, list);
  const down = el("button", { type: "button", class: "down", hidden: true, "aria-label": "Xuống tin mới nhất", onclick: () => toEnd(true) }, icon("down"));
  const changed = el("button", { type: "button", class: "changed", hidden: true }, icon("up"), "Tin đã được cập nhật");
  const banner = el("button", { type: "button", class: "banner", hidden: true });
  const toast = el("div", { class: "toast", role: "status", hidden: true });
  const veil = el("div", { class: "veil", hidden: true });
  const writer = composer(user, doing, complain);
  const big = el("button", { type: "button", class: "big", hidden: true });
  const screen = el("div", { class: "screen" },
    el("div", { class: "status", "aria-hidden": "true" }, time, el("span", { class: "island" }), el("span", { class: "signs" }, signal(), el("i", { class: "battery" }))),
    el("header", { class: "head" }, avatar, el("div", { class: "who" }, name, subtitle), badge, more, menu),
    el("div", { class: "middle" }, scroll, changed, down, toast),
    writer.node, big, banner, veil);
  const node = el("section", { class: "phone", "data-testid": `phone-${user.id}`, id: `phone-${user.id}`, "aria-label": `Điện thoại của ${fullName(user)}` }, screen);

  const hooks = {
    name: fullName(user), press, open: page.open, watch: page.watch, jump,
    command: (text) => doing("text", { text }),
    reply: (message) => writer.quote(message),
    edit: (message) => writer.quote(message, true),
    find: (id) => chat.messages.find((message) => message.message_id === id),
    answered: (message) => chat.messages.some((other) => other.from === "bot" && other.message_id > message.message_id),
    waiting: (message, data) => waiting.has(`${message.message_id}:${data}`),
  };

  // ---- what the owner does

  async function doing(what, body = {}) {
    page.use(user.id);
    try {
      const answer = await act(user.id, what, body);
      await refresh();
      if (!["read", "block", "unblock"].includes(what)) toEnd(true);
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
      if (answer.show_alert) ask(answer.text, [["Đã hiểu", () => {}]]);
      else say(answer.text);
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
    const edited = chat.messages.filter((message) => known.has(message.message_id) && known.get(message.message_id).edits !== message.edits);
    hearAnswers(fresh.answers);
    const stuck = atEnd();
    paint();
    if (!loaded || arrived.some((message) => message.from === "user")) toEnd();
    else if (stuck) toEnd(arrived.length > 0);
    if (loaded) arrived.filter((message) => message.from === "bot").forEach(announce);
    if (loaded) edited.forEach(flash);
    loaded = true;
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
    if (chat.typing) nodes.push(el("div", { class: "msg bot typing", role: "img", "aria-label": "Bot đang nhập" }, el("div", { class: "bubble" }, el("i"), el("i"), el("i"))));
    if (!groups.length) nodes.push(welcome());
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
    const closed = user.started === false ? "start" : chat.blocked ? "unblock" : "";
    big.hidden = !closed;
    writer.node.hidden = Boolean(closed);
    big.textContent = closed === "start" ? "BẮT ĐẦU" : "BỎ CHẶN BOT";
    big.onclick = () => doing(closed);
    writer.show(chat.keyboard);
  }

  // ---- what is shown for a moment

  function announce(message) {
    if (message.silent || page.inUse(user.id)) return;
    banner.replaceChildren(logo(34), el("span", {}, el("b", {}, "Báo Cáo Nhanh"), el("span", {}, gist(message))), el("small", {}, "bây giờ"));
    banner.onclick = () => { banner.hidden = true; page.use(user.id); jump(message.message_id); };
    restart(banner, 5000);
    node.classList.remove("buzz");
    void node.offsetWidth;
    node.classList.add("buzz");
    page.pushed(user, message);
  }

  function flash(message) {
    const bubbleNode = nodeOf(message.message_id);
    if (!bubbleNode) return;
    bubbleNode.classList.add("flash");
    if (bubbleNode.getBoundingClientRect().bottom > scroll.getBoundingClientRect().top + 24) return;
    changed.onclick = () => { changed.hidden = true; jump(message.message_id); };
    restart(changed, 8000);
  }

  function say(text, wrong = false) {
    toast.textContent = text;
    toast.classList.toggle("wrong", wrong);
    restart(toast, wrong ? 6000 : 3500);
  }

  function complain(text) { say(text, true); }

  /** A dialog inside the phone. choices: [[label, run(typed), quiet?]…]; field: a placeholder when something is typed. */
  function ask(text, choices, field) {
    const back = document.activeElement;
    const typed = field && el("input", { type: "text", placeholder: field, "aria-label": field });
    const close = () => { veil.hidden = true; veil.replaceChildren(); if (node.contains(back)) back.focus(); };
    const buttons = choices.map(([label, run, quiet]) => el("button", { type: "button", class: quiet ? "quiet" : null, onclick: () => { close(); run(typed?.value.trim()); } }, label));
    veil.replaceChildren(el("div", { class: "dialog", role: "alertdialog", "aria-modal": "true", "aria-label": text }, el("p", {}, text), typed, el("div", { class: "choices" }, buttons)));
    veil.onkeydown = (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Enter" && event.target === typed) buttons.at(-1).click();
    };
    veil.hidden = false;
    (typed || buttons.at(-1)).focus();
  }

  function openMenu(open) {
    menu.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const entry = (label, run, grave) => el("button", { type: "button", class: grave ? "grave" : null, onclick: () => { openMenu(false); run(); } }, label);
    menu.replaceChildren(...[
      chat.unread ? entry("Đánh dấu đã đọc", markRead) : null,
      entry("Vào bằng mã mời…", () => ask("Mã mời mà cán bộ nhận được:", [["Thôi", () => {}, true], ["Bắt đầu", (payload) => doing("start", payload ? { payload } : {})]], "Mã mời")),
      user.started === false ? null : entry("Bắt đầu lại (/start)", () => doing("start")),
      chat.blocked ? entry("Bỏ chặn bot", () => doing("unblock")) : entry("Chặn bot", () => doing("block"), true),
    ].filter(Boolean));
    menu.firstElementChild.focus();
  }

  // ---- places in the chat

  const nodeOf = (id) => drawn.get(grouped(chat.messages).find((group) => group.some((message) => message.message_id === id))?.[0].message_id)?.node;
  const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;

  function toEnd(smooth = false) {
    scroll.scrollTo({ top: scroll.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  function jump(id) {
    const target = nodeOf(id);
    target?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    if (target) restartClass(target, "flash");
  }

  function markRead() {
    if (!chat.unread || document.hidden) return;
    chat.unread = 0;
    dress();
    act(user.id, "read").catch(() => {});
  }

  function tick() {
    time.textContent = hourMinute(clock.now());
  }

  let pinned = true;
  scroll.addEventListener("scroll", () => {
    pinned = atEnd();
    down.hidden = pinned;
  });
  const keepPinned = new ResizeObserver(() => pinned && toEnd());
  keepPinned.observe(scroll);
  node.addEventListener("pointerdown", () => page.use(user.id));
  node.addEventListener("focusin", (event) => event.target.matches("textarea") && page.use(user.id));
  menu.addEventListener("keydown", (event) => event.key === "Escape" && (openMenu(false), more.focus()));
  document.addEventListener("pointerdown", (event) => {
    if (!menu.hidden && !menu.contains(event.target) && !more.contains(event.target)) openMenu(false);
  });
  tick();
  return { id: user.id, node, user, refresh, tick, read: markRead, toEnd };
}

// ---- helpers without a memory

/** Neighbours with one media_group_id are one album. */
function grouped(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.media_group_id && last?.[0].media_group_id === message.media_group_id) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

const dayLine = (seconds) => el("div", { class: "day" }, el("span", {}, dayName(seconds)));

const welcome = () =>
  el("div", { class: "welcome" }, logo(72), el("b", {}, "Báo Cáo Nhanh"),
    el("p", {}, "Bot này làm được gì? Thầy/Cô nhắn chuyện bất thường ở đơn vị như nhắn cho người trực. Lãnh đạo Sở được báo trong một giây, cho đến khi có người tiếp nhận."),
    el("p", { class: "nudge" }, "Bấm nút bên dưới để bắt đầu."));

function signal() {
  return el("i", { class: "bars" }, el("u"), el("u"), el("u"), el("u"));
}

/** Makes the children of a node these, moving as little as possible so that focus and scrolling stay. */
function place(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((child, at) => parent.children[at] !== child && parent.insertBefore(child, parent.children[at] || null));
}

function keepFocus(old, fresh) {
  const at = [...old.querySelectorAll("button,a")].indexOf(document.activeElement);
  if (at >= 0) requestAnimationFrame(() => fresh.querySelectorAll("button,a")[at]?.focus({ preventScroll: true }));
}

const timers = new WeakMap();

/** Shows a node for some milliseconds, anew when it is already shown. */
function restart(node, milliseconds) {
  clearTimeout(timers.get(node));
  node.hidden = true;
  void node.offsetWidth;
  node.hidden = false;
  timers.set(node, setTimeout(() => (node.hidden = true), milliseconds));
}

function restartClass(node, name) {
  node.classList.remove(name);
  void node.offsetWidth;
  node.classList.add(name);
}
