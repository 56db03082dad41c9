// What is at hand beside the reply: the decision log, the alerts, the pages of the dossier.
import { h } from "./dom.js";
import { button, fill, icon, quietButton } from "./tools.js";

const TABS = ["log", "alerts", "dossier"];

export function dock(desk) {
  const { words, view, ui } = desk;
  const counts = { log: view.log.length, alerts: view.alerts.length, dossier: desk.pages.length };
  const shown = TABS.filter((tab) => tab !== "dossier" || desk.pages.length);
  return h("section", { class: "pd-dock", "data-area": "dock", tabindex: "-1", "aria-label": words.area_dock },
    h("div", { class: "pd-tabs", role: "tablist", "aria-label": words.area_dock, onkeydown: (event) => walkTabs(desk, event, shown) },
      shown.map((tab) => h("button", { key: tab, type: "button", role: "tab", id: desk.id(`tab-${tab}`), "aria-controls": desk.id("panel"),
        "aria-selected": String(ui.dock === tab), tabindex: ui.dock === tab ? "0" : "-1", onclick: () => desk.set({ dock: tab }) },
        words[`tab_${tab}`], h("span", { class: "pd-dim" }, ` ${counts[tab]}`)))),
    h("div", { class: "pd-panel", role: "tabpanel", id: desk.id("panel"), "aria-labelledby": desk.id(`tab-${ui.dock}`), tabindex: "0" },
      { log, alerts, dossier }[ui.dock](desk)));
}

function walkTabs(desk, event, tabs) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = tabs[(tabs.indexOf(desk.ui.dock) + step + tabs.length) % tabs.length];
  desk.set({ dock: next });
  desk.find(`#${desk.id(`tab-${next}`)}`).focus();
}

function log(desk) {
  const { words, view } = desk;
  if (!view.log.length) return h("p", { class: "pd-empty", key: "no-log" }, words.log_empty);
  const known = new Set(view.threads.map((thread) => thread.id));
  return h("ol", { class: "pd-log", key: "log", reversed: true }, [...view.log].reverse().map((entry) =>
    h("li", { key: String(entry.n) }, h("time", {}, entry.time), " ",
      known.has(entry.thread)
        ? h("button", { type: "button", class: "pd-link", onclick: () => desk.select(entry.thread) }, entry.sentence)
        : h("span", {}, entry.sentence))));
}

function alerts({ words, view }) {
  if (!view.alerts.length) return h("p", { class: "pd-empty", key: "no-alerts" }, words.alerts_empty);
  return h("ol", { class: "pd-log", key: "alerts" }, [...view.alerts].reverse().map((alert) =>
    h("li", { key: alert.id }, h("time", {}, alert.time), " ",
      h("span", {}, icon("warn"), " ", alert.text, alert.muted && ` ${words.muted}`))));
}

/** Pages come as trusted HTML: Python made them from the scenario's Markdown, markup in it escaped. */
export function dossier(desk) {
  return h("div", { class: "pd-dossier", key: "dossier" }, desk.pages.map((page, n) =>
    h("details", { key: String(n), open: n === 0 }, h("summary", {}, page.title), h("div", { class: "pd-page", html: page.html }))));
}

/** The strip under the bar: what needs to be known before anything else, at most one line each. */
export function notices(desk) {
  const { words, view, frame, ui } = desk;
  const last = view.alerts.filter((alert) => !alert.muted).at(-1);
  const atDesk = desk.stage() === "desk";
  const line = (key, sign, sentence, ...buttons) =>
    h("p", { key, class: sign === "warn" ? "pd-notice warn" : "pd-notice" }, icon(sign), h("span", {}, sentence), buttons);
  const lines = [
    atDesk && view.clock.over && line("over", "close", words.shift_over,
      button(frame.debrief ? words.open_debrief : words.go_predict, () => desk.set({ looking: false }))),
    frame.notice && !ui.noticed && line("resumed", "note", frame.notice,
      quietButton(words.start_over, () => desk.openDialog("again")), quietButton(words.put_away, () => desk.set({ noticed: true }))),
    atDesk && last && last.id !== ui.alerted && line(last.id, "warn", fill(words.alert_at, { time: last.time, text: last.text }),
      quietButton(words.put_away, () => desk.set({ alerted: last.id }))),
  ];
  return h("div", { class: "pd-notices", hidden: !lines.some(Boolean) }, lines);
}
