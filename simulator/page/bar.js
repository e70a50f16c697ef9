// The bar above the phones: the demo clock, and the scenarios with their narration.

import { call, listOf } from "./api.js";
import { el, icon } from "./dom.js";
import { clock, hourMinute, longDay } from "./format.js";

const face = document.querySelector(".clock-face");
const plays = document.querySelector(".plays");
const caption = document.querySelector(".caption");
const words = document.querySelector(".caption-text");

const LAST_WORDS_MS = 8000;
const speed = Number(new URLSearchParams(location.search).get("speed")) || 1;

/** phones: {act(id | null), line(ids), tick(), touch(event), write(event)}. Answers {hear(event), load(), reset()}. */
export function startBar(phones) {
  let scenarios = [];
  let playing = null; // name of the scenario
  let fading = 0;

  function drawPlays() {
    if (playing != null) plays.replaceChildren(stopButton());
    else if (scenarios.length === 1) plays.replaceChildren(playButton(scenarios[0], "Kịch bản mẫu", "chip play"));
    else plays.replaceChildren(...(scenarios.length ? chooser() : []));
  }

  const stopButton = () =>
    el("button", { type: "button", class: "chip stop", title: `Dừng «${story()?.title || ""}»`, onclick: halt }, icon("stop", true), "Dừng");

  function playButton({ name, title }, label, look) {
    const start = () => play(name);
    return el("button", { type: "button", class: look, title, "data-testid": `play-${name}`, onclick: start }, icon("play", true), label);
  }

  /** Several scenarios: one button that opens the list of them. */
  function chooser() {
    const list = scenarios.map((scenario) => playButton(scenario, scenario.title || scenario.name, null));
    const open = el("button", { type: "button", class: "chip play", popovertarget: "choose", "data-testid": "scenario-menu" });
    open.append(icon("play", true), "Kịch bản mẫu", icon("down"));
    return [open, el("div", { class: "choose", id: "choose", popover: "auto" }, list)];
  }

  const story = () => scenarios.find((scenario) => scenario.name === playing);

  function show(text) {
    clearTimeout(fading);
    caption.classList.toggle("live", playing != null);
    caption.hidden = !text;
    if (words.textContent === text) return;
    words.textContent = text || "";
    words.classList.remove("enter");
    void words.offsetWidth;
    words.classList.add("enter");
  }

  async function play(name) {
    begin(name);
    show("Kịch bản bắt đầu…");
    await call(`/control/scenarios/${encodeURIComponent(name)}/play`, { speed }).catch((error) => ended(error.message));
  }

  function begin(name) {
    playing = name;
    drawPlays();
    phones.line(story()?.users || []);
  }

  const halt = () => call("/control/scenarios/stop", {}).catch(() => {}).then(() => ended(""));

  /** The last words stay long enough to be read. */
  function ended(lastWords) {
    playing = null;
    phones.act(null);
    drawPlays();
    show(lastWords);
    fading = setTimeout(() => show(""), LAST_WORDS_MS);
  }

  function hear(event) {
    if (event.kind === "clock") setClock(event.offset_seconds);
    else if (event.state === "registered") load();
    else if (event.state === "step") step(event);
    else if (event.state === "touching") phones.touch(event);
    else if (event.state === "writing") phones.write(event);
    else if (event.state === "finished") ended(words.textContent);
    else ended(event.error ? `Kịch bản dừng lại: ${event.error}` : "");
  }

  function step(event) {
    if (playing !== event.name) begin(event.name);
    caption.style.setProperty("--done", event.step / event.steps);
    if (event.say) show(event.say);
    if (event.user_id != null) phones.act(event.user_id);
  }

  function setClock(offset) {
    const moved = offset !== clock.offset;
    clock.offset = offset;
    tick();
    if (!moved) return;
    face.classList.remove("moved");
    void face.offsetWidth;
    face.classList.add("moved");
  }

  function tick() {
    const now = clock.now();
    face.firstElementChild.textContent = hourMinute(now);
    face.lastElementChild.textContent = longDay(now);
    face.dateTime = new Date(now * 1000).toISOString();
    phones.tick();
  }

  async function load() {
    const [time, list] = await Promise.all([call("/control/clock"), call("/control/scenarios")]).catch(() => [null, []]);
    if (time) setClock(time.offset_seconds);
    scenarios = listOf(list);
    const running = scenarios.find((scenario) => scenario.playing);
    playing = null;
    if (running) begin(running.name);
    else drawPlays();
  }

  async function advance(seconds) {
    const time = await call("/control/clock", { advance_seconds: seconds });
    setClock(time.offset_seconds ?? clock.offset);
  }

  for (const button of document.querySelectorAll("[data-advance]"))
    button.addEventListener("click", () => advance(Number(button.dataset.advance)));
  setInterval(tick, 1000);
  tick();
  load();
  return { hear, load, reset: () => { ended(""); load(); } };
}
