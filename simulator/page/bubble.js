// One message, or one album, as a bubble with what hangs below it.

import { mapCard, wave } from "./draw.js";
import { el, icon } from "./dom.js";
import { coordinates, fileSize, hourMinute } from "./format.js";
import { safeHtml } from "./safe.js";

/**
 * messages: one message, or the photos of one album. chat: {press, command, open, reply, edit, find, jump, waiting}:
 * what a tap does, and `waiting(message, data)`: is that button still without an answer.
 */
export function bubble(messages, chat) {
  const [first] = messages;
  const mine = first.from === "user";
  const media = body(messages, chat);
  const worded = messages.find((message) => message.html);
  const text = worded && el("div", { class: "text" }, safeHtml(worded.html, mine ? null : chat.command));
  if (text && first.kind === "text") enlargeEmoji(text, worded.text);
  const bare = !text && ["photo", "album", "video", "location", "sticker"].includes(shape(messages));
  return el(
    "article",
    { class: `msg ${mine ? "mine" : "bot"} is-${shape(messages)}${bare ? " bare" : ""}`, "data-testid": `message-${first.message_id}`, "data-id": first.message_id },
    el("div", { class: "bubble" }, quote(first, chat), media, text, meta(messages, chat, mine), tools(first, chat, mine)),
    first.buttons?.length ? inlineButtons(first, chat) : null,
  );
}

const shape = (messages) => (messages.length > 1 ? "album" : messages[0].kind);

function enlargeEmoji(node, text) {
  if (/^(\p{Extended_Pictographic}|\u200d|\ufe0f){1,6}$/u.test(text || "")) node.classList.add("huge");
}

function quote(message, chat) {
  const answered = message.reply_to && chat.find(message.reply_to);
  if (!answered) return null;
  const who = answered.from === "user" ? chat.name : "Báo Cáo Nhanh";
  return el("button", { type: "button", class: "quote", onclick: () => chat.jump(answered.message_id), "aria-label": `Xem tin được trả lời của ${who}` },
    el("b", {}, who), el("span", {}, gist(answered)));
}

const KIND_NAMES = { photo: "📷 Ảnh", video: "🎬 Video", voice: "🎤 Tin thoại", audio: "🎵 Âm thanh", document: "📎 Tệp",
  location: "📍 Vị trí", contact: "👤 Danh thiếp", sticker: "Nhãn dán" };

/** One line that says what a message holds: for quotes and push banners. */
export function gist(message) {
  const words = (message.text || "").replace(/\s+/g, " ").trim();
  const kind = KIND_NAMES[message.kind];
  return kind && message.kind !== "contact" ? [kind, words || message.file?.name].filter(Boolean).join(" · ") : [kind, words].filter(Boolean).join(" ");
}

function body(messages, chat) {
  if (messages.length > 1) return album(messages, chat);
  const [message] = messages;
  const draw = { photo: (m) => picture(m, [m], chat), video: film, voice, audio: voice, document: fileRow, location: place, contact: card, sticker }[message.kind];
  return draw ? draw(message, chat) : null;
}

function picture(message, all, chat) {
  const photos = all.map((one) => one.file?.url).filter(Boolean);
  const caption = message.text || message.file?.name || "";
  return el("button", { type: "button", class: "photo", "aria-label": `Xem ảnh lớn: ${caption}`, "data-testid": all.length > 1 ? `photo-${message.message_id}` : null,
    onclick: () => chat.open(photos, photos.indexOf(message.file?.url), caption) },
    message.file?.url ? el("img", { src: message.file.url, alt: caption, loading: "lazy" }) : icon("photo"));
}

const album = (messages, chat) => el("div", { class: `album of-${Math.min(messages.length, 7)}` }, messages.map((message) => picture(message, messages, chat)));

function film(message, chat) {
  return el("button", { type: "button", class: "film", "aria-label": `Xem video ${message.file?.name || ""}`, onclick: () => chat.watch(message.file?.url) },
    el("span", { class: "round" }, icon("play", true)), el("span", { class: "film-name" }, `${message.file?.name || "Video"} · ${fileSize(message.file?.size)}`));
}

function voice(message) {
  const bars = wave(message.message_id);
  let sound = null;
  const toggle = () => {
    sound ??= Object.assign(new Audio(message.file?.url), { onended: () => bars.classList.remove("playing") });
    bars.classList.toggle("playing", sound.paused);
    if (sound.paused) sound.play().catch(() => setTimeout(() => bars.classList.remove("playing"), 1500));
    else sound.pause();
  };
  return el("div", { class: "voice" },
    el("button", { type: "button", class: "round", "aria-label": "Nghe tin thoại", onclick: toggle }, icon("play", true)),
    el("div", {}, bars, el("small", {}, message.kind === "audio" ? message.file?.name : `Tin thoại · ${fileSize(message.file?.size)}`)));
}

function fileRow(message) {
  const name = message.file?.name || "Tệp";
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  return el("a", { class: "file", href: message.file?.url, download: name, "aria-label": `Tải tệp ${name}` },
    el("span", { class: `sheet ${ending.toLowerCase()}`, "aria-hidden": "true" }, ending || icon("file")),
    el("span", { class: "file-words" }, el("b", {}, name), el("small", {}, fileSize(message.file?.size))));
}

const place = (message) =>
  el("figure", { class: "place" }, mapCard(message.location), el("figcaption", {}, el("b", {}, "Vị trí"), el("small", {}, coordinates(message.location))));

const card = () => el("span", { class: "round contact", "aria-hidden": "true" }, icon("person"));

const sticker = (message) => (message.file?.url ? el("img", { class: "sticker", src: message.file.url, alt: "Nhãn dán" }) : null);

function meta(messages, chat, mine) {
  const last = messages[messages.length - 1];
  return el("span", { class: "meta" },
    last.silent && !mine ? el("span", { title: "Gửi không kèm chuông", role: "img", "aria-label": "Gửi không kèm chuông" }, "🔕") : null,
    messages.some((message) => message.edits) ? el("span", { class: "edited" }, "đã sửa") : null,
    el("time", { datetime: new Date(last.date * 1000).toISOString() }, hourMinute(last.date)),
    mine ? el("span", { class: "ticks", role: "img", "aria-label": chat.answered(last) ? "Đã xem" : "Đã gửi" }, chat.answered(last) ? "✓✓" : "✓") : null);
}

function tools(message, chat, mine) {
  const editable = mine && message.kind === "text";
  return el("span", { class: "tools" },
    el("button", { type: "button", "aria-label": "Trả lời tin này", title: "Trả lời", onclick: () => chat.reply(message) }, icon("reply")),
    editable ? el("button", { type: "button", "aria-label": "Sửa tin này", title: "Sửa", onclick: () => chat.edit(message) }, icon("pencil")) : null);
}

function inlineButtons(message, chat) {
  return el("div", { class: "rows" }, message.buttons.map((row) =>
    el("div", { class: "row" }, row.map((button) => (button.url ? linkButton(button) : pressButton(button, message, chat))))));
}

function pressButton(button, message, chat) {
  const waiting = chat.waiting(message, button.data);
  return el("button", { type: "button", class: waiting ? "inline waiting" : "inline", "aria-busy": waiting ? "true" : null,
    onclick: () => chat.press(message, button.data) }, el("span", {}, button.text));
}

function linkButton(button) {
  const safe = /^(https?|tg):/i.test(button.url);
  return el("a", { class: "inline", href: safe ? button.url : null, target: "_blank", rel: "noopener noreferrer" }, el("span", {}, button.text), el("i", { "aria-hidden": "true" }, "↗"));
}
