// How times, sizes and names are written. The demo clock: the browser's clock plus the server's offset.

const ZONE = "Asia/Ho_Chi_Minh";
const clockFormat = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hour12: false });
const dayFormat = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" });
const monthFormat = new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, day: "numeric", month: "long" });
const keyFormat = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });

export const clock = { offset: 0, now: () => Date.now() / 1000 + clock.offset };

const date = (seconds) => new Date(seconds * 1000);
export const hourMinute = (seconds) => clockFormat.format(date(seconds));
export const longDay = (seconds) => dayFormat.format(date(seconds));
export const dayKey = (seconds) => keyFormat.format(date(seconds));

export function dayName(seconds) {
  if (dayKey(seconds) === dayKey(clock.now())) return "Hôm nay";
  if (dayKey(seconds) === dayKey(clock.now() - 86400)) return "Hôm qua";
  return monthFormat.format(date(seconds));
}

export function fileSize(bytes) {
  if (!bytes) return "";
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;
}

export const fullName = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");

const SAMPLE = /\s+mẫu(?=\s|$)/iu;

/** «Hiệu trưởng mẫu A» is «Hiệu trưởng A» where there is little room. */
export const shortName = (user) => fullName(user).replace(SAMPLE, "");

/** First letters of the given name and of the word before it: «Nguyễn Thị Lan Hương» is LH; a sample's office is HT. */
export function initials(user) {
  const words = shortName(user).split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = SAMPLE.test(fullName(user)) ? words.slice(0, 3) : words.slice(-2);
  return letters.map((word) => word[0].toLocaleUpperCase("vi")).join("") || "?";
}

export const coordinates = ({ latitude, longitude }) =>
  `${latitude.toFixed(4).replace(".", ",")}° B · ${longitude.toFixed(4).replace(".", ",")}° Đ`;
