// What stands in place of the columns before the shift and after it.
import { h } from "./dom.js";
import { fill } from "./tools.js";
import { dossier } from "./dock.js";

export function startCard(desk) {
  const { words, view } = desk;
  const { drill } = view;
  return h("section", { class: "pd-card", key: "start", "data-area": "start", tabindex: "-1", "aria-labelledby": desk.id("start") },
    h("div", { class: "pd-sheetlike" },
      h("h3", { id: desk.id("start") }, words.before),
      h("p", { class: "pd-aim read" }, drill.aim),
      h("div", { class: "pd-page", html: desk.brief }),
      h("dl", { class: "pd-terms" },
        h("div", {}, h("dt", {}, words.term_shift), h("dd", {}, fill(words.shift_length, { time: view.clock.time, hours: desk.hours(drill.length) }))),
        h("div", {}, h("dt", {}, words.term_mode), h("dd", {}, drill.mode === "practice" ? words.practice_means : words.assessed_means)),
        h("div", {}, h("dt", {}, words.term_seed), h("dd", { class: "pd-num" }, drill.seed)),
        h("div", {}, h("dt", {}, words.term_time), h("dd", {}, words.time_means))),
      h("div", { class: "pd-row" },
        h("button", { class: "pd-btn primary", type: "button", created: (node) => desk.ui.focusStart && node.focus(), onclick: () => desk.begin() }, words.start),
        h("button", { class: "pd-btn pd-quiet", type: "button", onclick: () => desk.openDialog("keys") }, words.keys)),
      desk.pages.length > 0 && h("h4", {}, words.tab_dossier),
      desk.pages.length > 0 && dossier(desk)));
}

export function predictCard(desk) {
  const { words, ui } = desk;
  const send = (event) => {
    event.preventDefault();
    desk.predict(event.target.elements.predicted.value);
  };
  return h("section", { class: "pd-card", key: "predict", "data-area": "predict", tabindex: "-1", "aria-labelledby": desk.id("predict") },
    h("div", { class: "pd-sheetlike" },
      h("h3", { id: desk.id("predict") }, words.shift_over),
      h("p", { class: "pd-aim read" }, words.predict_why),
      h("form", { class: "pd-form pd-predict", novalidate: true, onsubmit: send },
        h("label", { for: desk.id("predicted") }, words.predict),
        h("div", { class: "pd-row" },
          h("input", { id: desk.id("predicted"), name: "predicted", type: "number", min: "0", max: "100", step: "1", inputmode: "numeric", autocomplete: "off",
            initial: ui.predicted ?? "", "aria-describedby": desk.id("predict-no"), created: (node) => node.focus({ preventScroll: true }) }),
          h("span", {}, words.of_100),
          h("button", { class: "pd-btn primary", type: "submit" }, words.show_debrief),
          h("button", { class: "pd-btn pd-quiet", type: "button", onclick: () => desk.set({ looking: true }) }, words.look_at_desk)),
        h("p", { id: desk.id("predict-no"), class: "pd-refused bad", hidden: ui.refused?.key !== "debrief" }, ui.refused?.sentence ?? ""))));
}

/** The debrief is trusted HTML from Python; its one form, the resolution, reports here. */
export function debriefCard(desk) {
  const { words, frame } = desk;
  return h("section", { class: "pd-card pd-debrief", key: "debrief", "data-area": "debrief", tabindex: "-1", "aria-label": words.debrief,
      created: (node) => node.focus({ preventScroll: true }), onsubmit: (event) => resolve(desk, event) },
    h("div", { class: "pd-row pd-cardbar" },
      h("button", { class: "pd-btn pd-quiet", type: "button", onclick: () => desk.set({ looking: true }) }, words.look_at_desk),
      h("button", { class: "pd-btn pd-quiet", type: "button", onclick: () => desk.openDialog("again") }, words.start_over)),
    h("div", { key: "debrief", html: frame.debrief }),
    frame.resolved && h("p", { key: "kept", class: "pd-notice good" }, frame.resolved));
}

function resolve(desk, event) {
  event.preventDefault();
  const form = new FormData(event.target);
  desk.send("resolve", { choice: form.get("choice") ?? "", own: form.get("own") ?? "", days: Number(form.get("days") ?? 7) });
}
