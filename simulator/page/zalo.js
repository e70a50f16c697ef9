// What is different on a phone with Zalo: its mark, and what its owner can do there.

import { el } from "./dom.js";

export const onZalo = (user) => user.messenger === "zalo";

export const zaloMark = () => el("span", { class: "zalo-mark", role: "img", title: "Zalo", "aria-label": "Zalo" }, "Z");

const NOT_SHOWN = { voice: "voice", audio: "voice", video: "video", document: "document", location: "location", contact: "contact" };

/** [act, body] as the local Zalo knows them: what Zalo does not show to bots is one kind of act. */
export function asOnZalo(what, body) {
  if (what in NOT_SHOWN) return ["unsupported", { ...body, kind: NOT_SHOWN[what] }];
  return [what, body];
}
