// The bar on top: which drill, how much comes in, how people feel, what time it is, and how time passes.
import { h } from "./dom.js";
import { fill, icon, spoken } from "./tools.js";
import { curve, hourByHour } from "./streams.js";

export function topBar(desk) {
  const { words, view, ui } = desk;
  const { drill, clock } = view;
  return h("section", { class: "pd-top", "data-area": "top", tabindex: "-1", "aria-label": words.area_top },
    h("div", { class: "pd-id" },
      h("div", {},
        h("h2", { class: "pd-title", id: desk.id("title") }, drill.title),
        h("p", { class: "pd-dim" }, drill.brand, h("span", { class: "pd-kind" }, `, ${drill.kind}`))),
      h("span", { class: "pd-mode" }, drill.mode === "practice" ? words.practice : words.assessed)),
    volume(desk),
    goodwill(desk),
    h("p", { class: "pd-clock" },
      spoken(words.clock), h("span", { class: "pd-num" }, clock.time), " ",
      h("span", { class: "pd-dim pd-wide" }, clock.day)),
    h("div", { class: "pd-run", role: "group", "aria-label": words.time_controls },
      timeButton(desk, "step", "N", words.step, words.step_help, () => desk.act("next")),
      timeButton(desk, null, "+", words.ten, words.ten_help, () => desk.act("wait", { fields: { minutes: 10 } })),
      timeButton(desk, ui.running ? "pause" : "play", "G", ui.running ? words.pause : words.run, words.run_help, desk.toggleRun),
      h("button", { class: "pd-btn pd-quiet pd-key", type: "button", title: words.keys, "aria-keyshortcuts": "?",
        onclick: () => desk.openDialog("keys") },
        h("kbd", { "aria-hidden": "true" }, "?"), spoken(words.keys))));
}

function timeButton(desk, sign, key, label, help, onclick) {
  const idle = !desk.ui.begun || desk.view.clock.over;
  return h("button", { class: "pd-btn", type: "button", title: `${help} (${key})`, "aria-keyshortcuts": key, disabled: idle, onclick },
    sign && icon(sign), label);
}

function volume(desk) {
  const { words } = desk;
  const { recent, usual_low: low, usual_high: high, series } = desk.view.volume;
  const many = recent === 1 ? words.mention : fill(words.mentions, { n: desk.count(recent) });
  return h("div", { class: "pd-gauge" },
    series.length > 1 && curve(hourByHour(desk.view.volume), { low, high }),
    h("p", {},
      h("strong", {}, many), h("span", { class: "pd-wide" }, ` ${words.last_hour}`), h("br"),
      h("span", { class: "pd-dim" }, fill(words.usual, { low, high })),
      recent > high && h("strong", { class: "warn" }, ` ${words.above}`)));
}

function goodwill({ words, view }) {
  if (!view.coaching) return h("p", { class: "pd-gauge pd-goodwill", key: "later" }, h("span", { class: "pd-dim" }, words.goodwill_later));
  return h("p", { class: "pd-gauge pd-goodwill", key: "now" },
    h("span", {}, h("span", { class: "pd-dim" }, words.goodwill), h("br"), h("strong", {}, view.coaching.goodwill), ` ${words.of_100}`));
}
