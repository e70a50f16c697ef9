// The lower end of a phone: what is written, attached, or chosen from the bot's keyboard.

import { el, icon } from "./dom.js";
import { gist } from "./bubble.js";
import { onZalo } from "./zalo.js";

const LARGEST = 20e6;
const CITY = { latitude: 10.7769, longitude: 106.7009 };

/**
 * send(act, body) sends as the phone's user; complain(text) shows what went wrong.
 * Answers {node, show(keyboard, commands), quote(message, editing), spell(text, seconds)}.
 */
export function composer(user, send, complain) {
  let about = null; // {message, editing}: the message being answered or corrected
  let keyboardShown = true;
  let drawnKeyboard = "";
  let drawnCommands = "";

  const label = `Tin nhắn của ${user.first_name}`;
  const input = el("textarea", { rows: 1, placeholder: "Tin nhắn", "aria-label": label, enterkeyhint: "send" });
  const picker = el("input", { type: "file", hidden: true, multiple: true, tabindex: -1, "aria-hidden": "true" });
  const attach = iconButton("clip", "Đính kèm", () => open(menu, menu.hidden));
  const slash = iconButton("lines", "Các lệnh của bot", () => open(commands, commands.hidden));
  const keys = iconButton("keys", "Ẩn hoặc hiện bàn phím của bot", () => toggleKeyboard());
  const go = el("button", { type: "submit", class: "go" });
  const note = el("div", { class: "about", hidden: true });
  const keyboard = el("div", { class: "keyboard", role: "group", "aria-label": "Bàn phím của bot", hidden: true });
  const menu = el("div", { class: "sheet-up attach", role: "group", "aria-label": "Đính kèm", hidden: true });
  const commands = el("div", { class: "sheet-up commands", role: "group", "aria-label": "Các lệnh của bot", hidden: true });
  const form = el("form", { class: "compose" }, slash, attach, el("div", { class: "field" }, input, keys), go);
  const node = el("footer", { class: "composer" }, menu, commands, note, form, keyboard, picker);
  slash.classList.add("slash");
  slash.hidden = true;

  const ATTACHMENTS = [
    ["photo", "Ảnh", () => send("photo", caption())],
    ["album", "Bộ ảnh", () => send("album", { count: 4, ...caption() })],
    ["video", "Video", () => send("video", caption())],
    ["mic", "Tin thoại", () => send("voice", {})],
    ["file", "Tệp", () => send("document", { name: "Bien-ban-su-viec.docx", size: 48213, ...caption() })],
    ["pin", "Vị trí", () => send("location", near(user.id))],
    onZalo(user) ? ["sticker", "Nhãn dán", () => send("sticker")] : ["person", "Danh thiếp", shareContact],
    ["upload", "Từ máy này…", () => picker.click()],
  ];
  menu.append(...ATTACHMENTS.map(([sign, name, run]) => {
    const choose = () => {
      open(menu, false);
      run();
    };
    return el("button", { type: "button", onclick: choose }, el("span", { class: `sign sign-${sign}` }, icon(sign)), name);
  }));

  function shareContact() {
    if (user.phone) send("contact");
    else complain("Người dùng mẫu này chưa có số điện thoại để chia sẻ.");
  }

  const openers = new Map([[menu, attach], [commands, slash]]);

  /** One of the two sheets above the field, or neither. */
  function open(sheet, shown) {
    for (const [one, opener] of openers) {
      one.hidden = one !== sheet || !shown;
      opener.setAttribute("aria-expanded", String(!one.hidden));
    }
    if (shown) sheet.querySelector("button").focus();
  }

  function caption() {
    const text = input.value.trim();
    write("");
    return text ? { caption: text } : {};
  }

  function write(text) {
    input.value = text;
    input.style.height = "";
    if (text) input.style.height = `${Math.min(input.scrollHeight, 116)}px`;
    node.classList.toggle("writing", Boolean(text));
    const speak = !text.trim();
    go.setAttribute("aria-label", speak ? "Gửi tin thoại" : "Gửi");
    go.title = speak ? "Gửi tin thoại" : "Gửi";
    if (go.dataset.sign !== String(speak)) go.replaceChildren(icon(speak ? "mic" : "send"));
    go.dataset.sign = String(speak);
  }

  function submit(event) {
    event?.preventDefault();
    const text = input.value.trim();
    if (!text) return about ? undefined : send("voice", {});
    if (about?.editing) send("edit", { message_id: about.message.message_id, text });
    else send("text", about ? { text, reply_to: about.message.message_id } : { text });
    write("");
    quote(null);
  }

  function quote(message, editing = false) {
    about = message && { message, editing };
    note.hidden = !message;
    if (!message) return note.replaceChildren();
    const leave = () => {
      if (editing) write("");
      quote(null);
    };
    const words = el("div", {}, el("b", {}, editing ? "Sửa tin nhắn" : "Trả lời"), el("span", {}, gist(message)));
    note.replaceChildren(icon(editing ? "pencil" : "reply"), words, iconButton("close", "Thôi", leave));
    if (editing) write(message.text);
    input.focus();
  }

  async function upload() {
    for (const file of picker.files) {
      if (file.size > LARGEST) {
        complain(`«${file.name}» lớn hơn 20 MB, bot không nhận được.`);
        continue;
      }
      const mime = file.type || "application/octet-stream";
      const act = { image: "photo", video: "video", audio: "audio" }[mime.split("/")[0]] || "document";
      await send(act, { name: file.name, mime, content: await base64(file), ...caption() });
    }
    picker.value = "";
  }

  function toggleKeyboard() {
    keyboardShown = !keyboardShown;
    keyboard.hidden = !keyboardShown;
    keys.setAttribute("aria-pressed", String(keyboardShown));
  }

  /** Shows words being written, letter by letter; whoever plays them sends them. */
  function spell(text, seconds) {
    const began = performance.now();
    const writeOn = () => {
      const share = Math.min(1, (performance.now() - began) / (seconds * 1000));
      write(text.slice(0, Math.ceil(text.length * share)));
      input.scrollTop = input.scrollHeight;
      if (share < 1 && node.isConnected) requestAnimationFrame(writeOn);
      else setTimeout(() => input.value === text && write(""), 120);
    };
    writeOn();
  }

  /** rows: the bot's present keyboard or null; offered: its commands. */
  function show(rows, offered) {
    showCommands(offered || []);
    const drawing = JSON.stringify(rows);
    if (drawing === drawnKeyboard) return;
    drawnKeyboard = drawing;
    keyboardShown = true;
    keys.hidden = keyboard.hidden = !rows?.length;
    keyboard.replaceChildren(...(rows || []).map((row) => el("div", { class: "row" }, row.map(key))));
  }

  function showCommands(offered) {
    const drawing = JSON.stringify(offered);
    if (drawing === drawnCommands) return;
    drawnCommands = drawing;
    slash.hidden = !offered.length;
    if (!offered.length) open(commands, false);
    commands.replaceChildren(...offered.map(({ command, description }) => {
      const choose = () => {
        open(commands, false);
        send("text", { text: `/${command}` });
      };
      return el("button", { type: "button", onclick: choose }, el("span", {}, description), el("code", {}, `/${command}`));
    }));
  }

  function key(label) {
    const text = label.text ?? label;
    const tap = () => {
      if (label.request_contact) return shareContact();
      if (label.request_location) return send("location", near(user.id));
      return send("text", { text });
    };
    return el("button", { type: "button", class: "key", onclick: tap }, text);
  }

  input.addEventListener("input", () => write(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  form.addEventListener("submit", submit);
  picker.addEventListener("change", upload);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open(menu, false);
    quote(null);
  });
  document.addEventListener("pointerdown", (event) => {
    for (const [sheet, opener] of openers)
      if (!sheet.hidden && !sheet.contains(event.target) && !opener.contains(event.target)) open(sheet, false);
  });
  write("");
  return { node, show, quote, spell };
}

export function iconButton(sign, label, onclick) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick }, icon(sign));
}

/** A place of its own for each user, a few streets from the city's middle. */
function near(id) {
  const seed = Number(id) || [...String(id)].reduce((sum, sign) => sum + sign.charCodeAt(), 0);
  return { latitude: CITY.latitude + ((seed * 37) % 23) / 1000, longitude: CITY.longitude - ((seed * 53) % 29) / 1000 };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",")[1] || "");
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
}
