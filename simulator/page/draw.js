// Pictures drawn here because nothing is fetched from the network: the map of a location and the wave of a voice.

import { svg } from "./dom.js";

/** The same seed gives the same numbers (0…1), so a picture does not change when a bubble is drawn again. */
function numbers(seed) {
  let state = (Math.abs(Math.floor(seed)) % 2147483646) + 1;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** An imagined town plan: streets, blocks, a park, a river; a pin in the middle. */
export function mapCard({ latitude, longitude }) {
  const random = numbers(latitude * 1e4 * 7919 + longitude * 1e4);
  const frame = { viewBox: "0 0 280 150", preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" };
  const map = svg("svg", { class: "map", ...frame });
  const town = svg("g", { transform: `rotate(${-14 + random() * 28} 140 75)` });
  for (let x = -60; x < 340; x += 38 + random() * 14)
    for (let y = -90; y < 240; y += 30 + random() * 12)
      town.append(block(x, y, random));
  const bend = 20 + random() * 60;
  town.append(
    svg("path", { class: "river", d: river(bend) }),
    svg("path", { class: "road", d: `M-80 ${104 + random() * 12} H380` }),
    svg("path", { class: "road", d: `M${92 + random() * 30} -90 V240` }),
    svg("path", { class: "road wide", d: `M-80 ${200 - random() * 40} L380 ${10 + random() * 40}` }),
  );
  map.append(town, svg("ellipse", { cx: 140, cy: 80, rx: 9, ry: 3.5, class: "shade" }), pin());
  return map;
}

const river = (y) => `M-80 ${y} C40 ${y + 50} 90 ${y - 60} 180 ${y - 20} S300 ${y - 70} 380 ${y - 40}`;

function block(x, y, random) {
  const look = random() < 0.12 ? "park" : "block";
  return svg("rect", { x, y, width: 28 + random() * 10, height: 22 + random() * 8, rx: 2.5, class: look });
}

const pin = () =>
  svg("g", { class: "pin", transform: "translate(140 80)" },
    svg("path", { d: "M0 0C-4-9-15-16-15-28a15 15 0 0 1 30 0C15-16 4-9 0 0z" }), svg("circle", { cy: -28, r: 5.5 }));

export function wave(seed) {
  const random = numbers(seed * 104729 + 17);
  const bars = svg("svg", { class: "wave", viewBox: "0 0 132 26", preserveAspectRatio: "none", "aria-hidden": "true" });
  for (let i = 0; i < 33; i++) {
    const height = 3 + 22 * Math.abs(Math.sin(i / 3.1 + random())) * (0.35 + 0.65 * random());
    bars.append(svg("rect", { x: i * 4, y: 13 - height / 2, width: 2.4, height, rx: 1.2 }));
  }
  return bars;
}
