// What stands in place of the columns before the shift and after it.
import { h } from "./dom.js";
import { button, fill, quietButton } from "./tools.js";
import { dossier } from "./dock.js";
import { wireReplay } from "./replay.js";

export function startCard(desk) {
  const { words, view } = desk;
  const { drill } = view;
  return h("section", { class: "pd-card", key: "start", "data-area": "start", tabindex: "-1", "aria-labelledby": desk.id("start") },
    h("div", { class: "pd-sheetlike" },
      h("h3", { id: desk.id("start") }, words.before),
      h("p", { class: "pd-aim read" }, drill.aim),
      h("div", { class: "pd-page", html: desk.brief }),
      h("dl", { class: "pd-terms" },
        term(words.term_shift, fill(words.shift_length, { time: view.clock.time, hours: desk.hours(drill.length) })),
        term(words.term_mode, drill.mode === "practice" ? words.practice_means : words.assessed_means),
        !desk.end && term(words.term_seed, drill.seed),
        desk.resolution && term(words.term_resolution, desk.resolution),
        term(words.term_time, words.time_means)),
      h("div", { class: "pd-row" },
        button(words.start, () => desk.begin(), { class: "pd-btn primary", created: (node) => desk.ui.focusStart && node.focus() }),
        quietButton(words.keys, () => desk.openDialog("keys"))),
      desk.pages.length > 0 && h("h4", {}, words.tab_dossier),
      desk.pages.length > 0 && dossier(desk)));
}

export const term = (name, ...means) => h("div", { key: name }, h("dt", {}, name), h("dd", {}, ...means));

/** The end of a drill in an examination: trusted HTML from Python, and no way back into the shift. */
export const endCard = (desk) =>
  h("section", { class: "pd-card", key: "end", "data-area": "end", tabindex: "-1", "aria-label": desk.words.shift_over,
      created: (node) => node.focus({ preventScroll: true }) },
    h("div", { class: "pd-sheetlike", html: desk.end }));

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
          h("input", { id: desk.id("predicted"), name: "predicted", type: "number", min: "0", max: "100", inputmode: "numeric",
            autocomplete: "off", "aria-describedby": desk.id("predict-no"), created: (node) => node.focus({ preventScroll: true }) }),
          h("span", {}, words.of_100),
          button(words.show_debrief, null, { class: "pd-btn primary", type: "submit" }),
          quietButton(words.look_at_desk, () => desk.set({ looking: true }))),
        h("p", { id: desk.id("predict-no"), class: "pd-refused bad", hidden: ui.refused?.key !== "debrief" }, ui.refused?.sentence ?? ""))));
}

/** The debrief is trusted HTML from Python; its one form, the resolution, reports here. */
export function debriefCard(desk) {
  const { words, frame } = desk;
  return h("section", { class: "pd-card pd-debrief", key: "debrief", "data-area": "debrief", tabindex: "-1", "aria-label": words.debrief,
      created: (node) => node.focus({ preventScroll: true }), onsubmit: (event) => resolve(desk, event) },
    h("div", { class: "pd-row pd-cardbar" },
      quietButton(words.look_at_desk, () => desk.set({ looking: true })),
      quietButton(words.start_over, () => desk.openDialog("again"))),
    h("div", { key: "debrief", html: frame.debrief, created: wireReplay }),
    frame.resolved && h("p", { key: "kept", class: "pd-notice good" }, frame.resolved));
}

function resolve(desk, event) {
  event.preventDefault();
  const form = new FormData(event.target);
  desk.send("resolve", { choice: form.get("choice") ?? "", own: form.get("own") ?? "", days: Number(form.get("days") ?? 7) });
}
