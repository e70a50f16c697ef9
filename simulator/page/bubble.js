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
  const text = worded && el("div", { class: "text" }, safeHtml(shown(worded, mine), mine ? null : chat.command));
  if (text && first.kind === "text") enlargeEmoji(text, worded.text);
  const bare = !text && ["photo", "album", "video", "location", "sticker"].includes(shape(messages));
  const look = `msg ${mine ? "mine" : "bot"} is-${shape(messages)}${bare ? " bare" : ""}`;
  return el("article", { class: look, "data-testid": `message-${first.message_id}`, "data-id": first.message_id },
    el("div", { class: "bubble" }, quote(first, chat), media, text, meta(messages, chat, mine), tools(first, chat, mine)),
    first.buttons?.length ? inlineButtons(first, chat) : null,
  );
}

/** As in Telegram, whoever presses Start by an invitation sees no more than the command. */
const shown = (message, mine) => (mine ? message.html.replace(/^\/start \S+$/, "/start") : message.html);

const shape = (messages) => (messages.length > 1 ? "album" : messages[0].kind);

function enlargeEmoji(node, text) {
  if (/^(\p{Extended_Pictographic}|\u200d|\ufe0f){1,6}$/u.test(text || "")) node.classList.add("huge");
}

function quote(message, chat) {
  const answered = message.reply_to && chat.find(message.reply_to);
  if (!answered) return null;
  const who = answered.from === "user" ? chat.name : "Báo Cáo Nhanh";
  const label = `Xem tin được trả lời của ${who}`;
  return el("button", { type: "button", class: "quote", "aria-label": label, onclick: () => chat.jump(answered.message_id) },
    el("b", {}, who), el("span", {}, gist(answered)));
}

const KIND_NAMES = {
  photo: "📷 Ảnh",
  video: "🎬 Video",
  voice: "🎤 Tin thoại",
  audio: "🎵 Âm thanh",
  document: "📎 Tệp",
  location: "📍 Vị trí",
  contact: "👤 Danh thiếp",
  sticker: "Nhãn dán",
};

/** One line that says what a message holds: for quotes and push banners. */
export function gist(message) {
  const words = (message.text || "").replace(/\s+/g, " ").trim();
  const kind = KIND_NAMES[message.kind];
  return [kind, words || message.file?.name].filter(Boolean).join(" · ");
}

function body(messages, chat) {
  if (messages.length > 1) return album(messages, chat);
  const [message] = messages;
  if (message.kind === "photo") return picture(message, messages, chat);
  const draw = { video: film, voice, audio: voice, document: fileRow, location: place, contact: card, sticker };
  return draw[message.kind]?.(message, chat);
}

function picture(message, all, chat) {
  const photos = all.map((one) => one.file?.url).filter(Boolean);
  const caption = message.text || message.file?.name || "";
  const open = () => chat.open(photos, photos.indexOf(message.file?.url), caption);
  return el("button", { type: "button", class: "photo", "aria-label": `Xem ảnh lớn: ${caption}`, onclick: open },
    message.file?.url ? el("img", { src: message.file.url, alt: caption }) : icon("photo"));
}

function album(messages, chat) {
  const photos = messages.map((message) => picture(message, messages, chat));
  return el("div", { class: `album of-${Math.min(messages.length, 7)}` }, photos);
}

function film(message, chat) {
  const name = message.file?.name || "Video";
  const watch = () => chat.watch(message.file?.url);
  return el("button", { type: "button", class: "film", "aria-label": `Xem video ${name}`, onclick: watch },
    el("span", { class: "round" }, icon("play", true)),
    el("span", { class: "film-name" }, `${name} · ${fileSize(message.file?.size)}`));
}

function voice(message) {
  const bars = wave(Number(message.message_id) || message.date);
  const spoken = `Tin thoại · ${fileSize(message.file?.size)}`;
  let sound = null;
  const toggle = () => {
    sound ??= Object.assign(new Audio(message.file?.url), { onended: () => bars.classList.remove("playing") });
    bars.classList.toggle("playing", sound.paused);
    if (sound.paused) sound.play().catch(() => setTimeout(() => bars.classList.remove("playing"), 1500));
    else sound.pause();
  };
  return el("div", { class: "voice" },
    el("button", { type: "button", class: "round", "aria-label": "Nghe tin thoại", onclick: toggle }, icon("play", true)),
    el("div", {}, bars, el("small", {}, message.kind === "audio" ? message.file?.name : spoken)));
}

function fileRow(message) {
  const name = message.file?.name || "Tệp";
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  return el("a", { class: "file", href: message.file?.url, download: name, "aria-label": `Tải tệp ${name}` },
    el("span", { class: `sheet ${ending.toLowerCase()}`, "aria-hidden": "true" }, ending || icon("file")),
    el("span", { class: "file-words" }, el("b", {}, name), el("small", {}, fileSize(message.file?.size))));
}

const place = (message) =>
  el("figure", { class: "place" }, mapCard(message.location),
    el("figcaption", {}, el("b", {}, "Vị trí"), el("small", {}, coordinates(message.location))));

const card = () => el("span", { class: "round contact", "aria-hidden": "true" }, icon("person"));

const sticker = (message) => message.file?.url && el("img", { class: "sticker", src: message.file.url, alt: "Nhãn dán" });

function meta(messages, chat, mine) {
  const last = messages.at(-1);
  const seen = chat.answered(last);
  return el("span", { class: "meta" },
    last.silent && !mine && mark("🔕", "Gửi không kèm chuông"),
    messages.some((message) => message.edits) && el("span", { class: "edited" }, "đã sửa"),
    el("time", { datetime: new Date(last.date * 1000).toISOString() }, hourMinute(last.date)),
    mine && mark(seen ? "✓✓" : "✓", seen ? "Đã xem" : "Đã gửi", "ticks"));
}

const mark = (sign, meaning, look) => el("span", { class: look, role: "img", title: meaning, "aria-label": meaning }, sign);

function tools(message, chat, mine) {
  if (!chat.reply) return null;
  const tool = (sign, title, run) =>
    el("button", { type: "button", title, "aria-label": `${title} tin này`, onclick: () => run(message) }, icon(sign));
  const editable = mine && message.kind === "text";
  return el("span", { class: "tools" }, tool("reply", "Trả lời", chat.reply), editable && tool("pencil", "Sửa", chat.edit));
}

function inlineButtons(message, chat) {
  const draw = (button) => (button.url ? linkButton(button) : pressButton(button, message, chat));
  return el("div", { class: "rows" }, message.buttons.map((row) => el("div", { class: "row" }, row.map(draw))));
}

function pressButton(button, message, chat) {
  const waiting = chat.waiting(message, button.data);
  const press = () => chat.press(message, button.data);
  const look = waiting ? "inline waiting" : "inline";
  return el("button", { type: "button", class: look, "aria-busy": waiting && "true", onclick: press }, el("span", {}, button.text));
}

function linkButton(button) {
  const href = /^(https?|tg):/i.test(button.url) ? button.url : null;
  return el("a", { class: "inline", href, target: "_blank", rel: "noopener noreferrer" },
    el("span", {}, button.text), el("i", { "aria-hidden": "true" }, "↗"));
}
