// The page: which phones stand where, who is being used, and the live stream that keeps them true.

import { call, listen, listOf } from "./api.js";
import { startBar } from "./bar.js";
import { gist } from "./bubble.js";
import { el } from "./dom.js";
import { fullName, initials, shortName } from "./format.js";
import { createPhone } from "./phone.js";
import { closeLightbox, openFilm, openPhotos } from "./lightbox.js";
import { startRail } from "./rail.js";
import { onZalo, zaloMark } from "./zalo.js";

const stage = document.querySelector(".stage");
const tabs = document.querySelector(".tabs");
const offline = document.querySelector(".offline");
const phones = new Map(); // user id → phone
const narrow = matchMedia("(max-width: 699px)");
const chosen = (new URLSearchParams(location.search).get("users") || "").split(",").filter(Boolean);
let used = null; // id of the phone in hand
let acting = null; // id of the phone that the scenario uses

/** Which phones can be seen now: the row above tells. */
const sight = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes)
    tabs.querySelector(`[aria-controls="${target.id}"]`)?.classList.toggle("in-sight", isIntersecting);
}, { root: stage, threshold: 0.6 });

const page = {
  inUse: (id) => used === id || acting === id,
  use,
  pushed(user, message) {
    if (narrow.matches && used !== user.id) notify(user, message);
  },
  counted(id, unread) {
    const badge = tabs.querySelector(`[data-user="${id}"] .badge`);
    if (!badge) return;
    badge.hidden = !unread;
    badge.textContent = unread;
  },
  open: openPhotos,
  watch: openFilm,
};

function use(id) {
  used = id;
  for (const phone of phones.values()) phone.node.classList.toggle("in-hand", phone.id === id);
  for (const tab of tabs.children) tab.setAttribute("aria-selected", String(tab.dataset.user === String(id)));
  phones.get(id)?.read();
}

/** Brings a phone into sight; on a narrow screen it is the only one. */
function turnTo(id) {
  use(id);
  phones.get(id)?.toEnd();
  phones.get(id)?.node.scrollIntoView({ inline: "center", block: "nearest", behavior: "smooth" });
  tabs.querySelector(`[data-user="${id}"]`)?.scrollIntoView({ inline: "nearest", block: "nearest" });
}

function act(id) {
  acting = id;
  for (const phone of phones.values()) phone.node.classList.toggle("acting", phone.id === id);
  const phone = phones.get(id);
  if (!phone) return;
  phone.read();
  phone.toEnd();
  if (narrow.matches) turnTo(id);
  else phone.node.scrollIntoView({ inline: "nearest", block: "nearest", behavior: "smooth" });
}

/** On a narrow screen the banner of a phone that is not shown lies over the page. */
function notify(user, message) {
  document.querySelector(".page-banner")?.remove();
  const words = el("span", {}, el("b", {}, `${fullName(user)} vừa nhận`), el("span", {}, gist(message)));
  const note = el("button", { type: "button", class: "page-banner" }, face(user), words);
  note.onclick = () => {
    note.remove();
    turnTo(user.id);
  };
  document.body.append(note);
  setTimeout(() => note.remove(), 5000);
}

function face(user) {
  const avatar = el("span", { class: "avatar", "aria-hidden": "true" }, initials(user));
  avatar.style.backgroundColor = user.color || "#4b7fa8";
  return avatar;
}

async function load() {
  const users = listOf(await call("/control/users"));
  const shown = chosen.length ? chosen.map((id) => users.find((user) => String(user.id) === id)).filter(Boolean) : users;
  const ids = shown.map((user) => user.id);
  for (const id of [...phones.keys()]) if (!ids.includes(id)) phones.delete(id);
  for (const user of shown) if (!phones.has(user.id)) phones.set(user.id, createPhone(user, page));
  stage.style.setProperty("--phones", Math.max(1, Math.min(4, shown.length)));
  stage.style.setProperty("--peek", shown.length > 4 ? 1 : 0);
  const empty = el("p", { class: "empty" }, "Chưa có điện thoại nào. Điện thoại hiện ra ở đây ngay khi có người dùng mẫu.");
  if (!sameOrder(ids)) stage.replaceChildren(...(ids.length ? ids.map((id) => phones.get(id).node) : [empty]));
  tabs.replaceChildren(...shown.map(tab));
  for (const { node } of phones.values()) {
    sight.unobserve(node);
    sight.observe(node);
  }
  if (narrow.matches && !phones.has(used) && ids.length) used = ids[0];
  if (phones.has(used)) use(used);
  await Promise.all([...phones.values()].map((phone) => phone.refresh()));
}

const sameOrder = (ids) =>
  ids.length > 0 && ids.length === stage.children.length && ids.every((id, at) => stage.children[at] === phones.get(id).node);

function tab(user) {
  const names = { role: "tab", class: "tab", "data-user": user.id, "data-testid": `tab-${user.id}`, "aria-controls": `phone-${user.id}` };
  const look = { title: [fullName(user), user.title].filter(Boolean).join(" · "), "aria-label": fullName(user) };
  return el("button", { type: "button", ...names, ...look, "aria-selected": String(used === user.id), onclick: () => turnTo(user.id) },
    el("span", { class: "tab-face" }, face(user), onZalo(user) && zaloMark(), el("span", { class: "badge", hidden: true })),
    el("span", { class: "tab-name" }, shortName(user)));
}

function onEvent(event) {
  if (event.kind === "reset") {
    phones.clear();
    closeLightbox();
    used = null;
    act(null);
    bar.reset();
    load();
  } else if (event.kind === "user" && !phones.has(event.user_id)) load();
  else if (event.kind === "clock" || event.kind === "scenario") bar.hear(event);
  else phones.get(event.user_id)?.refresh();
}

function onState(connected) {
  if (connected && !offline.hidden) {
    bar.load();
    load();
  }
  offline.hidden = connected;
}

/** The phones of a story stand first; only their places change, so that every chat stays where it was read. */
function line(ids) {
  const first = [...ids, ...[...phones.keys()].filter((id) => !ids.includes(id))];
  for (const [at, id] of first.entries()) {
    phones.get(id)?.node.style.setProperty("order", at);
    tabs.querySelector(`[data-user="${id}"]`)?.style.setProperty("order", at);
  }
  stage.scrollTo({ left: 0, behavior: "smooth" });
}

const bar = startBar({
  act,
  line,
  tick: () => phones.forEach((phone) => phone.tick()),
  touch: (event) => phones.get(event.user_id)?.touch(event),
  write: (event) => phones.get(event.user_id)?.write(event),
});
narrow.addEventListener("change", () => narrow.matches && !used && phones.size && turnTo([...phones.keys()][0]));
document.addEventListener("visibilitychange", () => phones.get(used)?.read());
startRail(stage);
listen(onEvent, onState);
load().catch(() => (offline.hidden = false));
