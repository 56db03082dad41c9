// What is at hand beside the reply, in tabs; and the notices under the bar.
import { h, remembered } from "./dom.js";
import { button, fill, icon, quietButton } from "./tools.js";
import { alerts, channel, log, ownPosts, plans } from "./panels.js";

const NEWS = 60; // minutes for which an alert stands under the bar; afterwards it is in its panel only
const PANELS = { log, alerts, plans, channel, posts: ownPosts, dossier };

/** The tabs that this drill has something for, each with how much stands in it where that is news. */
function tabs({ view, pages }) {
  const counts = {
    alerts: view.alerts.length, plans: view.operations?.length, posts: view.own_posts?.length,
    channel: view.channel?.length,
  };
  const offered = {
    plans: counts.plans > 0, dossier: pages.length > 0, posts: view.actions.some((action) => action.id === "post"),
    channel: counts.channel > 0 || view.actions.some((action) => ["signoff", "convene"].includes(action.id)),
  };
  return Object.keys(PANELS).filter((name) => offered[name] ?? true).map((name) => [name, counts[name] ?? 0]);
}

export function dock(desk) {
  const { words, ui } = desk;
  const shown = tabs(desk);
  const names = shown.map(([name]) => name);
  return h("section", { class: "pd-dock", "data-area": "dock", tabindex: "-1", "aria-label": words.area_dock },
    h("div", { class: "pd-tabs", role: "tablist", "aria-label": words.area_dock, onkeydown: (event) => walkTabs(desk, event, names) },
      shown.map(([tab, count]) => h("button", { key: tab, type: "button", role: "tab", id: desk.id(`tab-${tab}`), "aria-controls": desk.id("panel"),
        "aria-selected": String(ui.dock === tab), tabindex: ui.dock === tab ? "0" : "-1", onclick: () => desk.set({ dock: tab }) },
        words[`tab_${tab}`], count > 0 && h("span", { class: "pd-dim" }, ` ${count}`)))),
    h("div", { class: "pd-panel", role: "tabpanel", id: desk.id("panel"), "aria-labelledby": desk.id(`tab-${ui.dock}`), tabindex: "0" },
      remembered(desk.memory, "panel", [desk.view, ui.dock], () => h("div", { key: ui.dock }, PANELS[ui.dock](desk)))));
}

function walkTabs(desk, event, names) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = names[(names.indexOf(desk.ui.dock) + step + names.length) % names.length];
  desk.set({ dock: next });
  desk.find(`#${desk.id(`tab-${next}`)}`).focus();
}

/** Pages come as trusted HTML: Python made them from the scenario's Markdown, markup in it escaped. */
export function dossier(desk) {
  const { words, view } = desk;
  const lookup = desk.stage() === "desk" && view.actions.find((action) => action.id === "lookup");
  return h("div", { class: "pd-dossier", key: "dossier" }, desk.pages.map((page, n) =>
    h("details", { key: String(n), open: n === 0 }, h("summary", {}, page.title),
      h("div", { class: "pd-page", html: page.html }),
      lookup && page.id && h("p", {}, button(fill(words.look_up, { minutes: lookup.cost }),
        () => desk.act("lookup", { fields: { page: page.id } }), { disabled: view.clock.over })))));
}

/** The strip under the bar: what needs to be known before anything else, at most one line each. */
export function notices(desk) {
  const { words, view, frame, ui } = desk;
  const last = view.alerts.filter((alert) => !alert.muted && view.clock.minute - alert.minute <= NEWS).at(-1);
  const atDesk = desk.stage() === "desk";
  const rest = view.actions.find((action) => action.id === "break");
  const line = (key, sign, sentence, ...buttons) =>
    h("p", { key, class: sign === "warn" ? "pd-notice warn" : "pd-notice" }, icon(sign), h("span", {}, sentence), buttons);
  const lines = [
    atDesk && view.clock.over && line("over", "close", words.shift_over,
      button(frame.debrief ? words.open_debrief : words.go_predict, () => desk.set({ looking: false }))),
    frame.notice && !ui.noticed && line("resumed", "note", frame.notice,
      !desk.end && quietButton(words.start_over, () => desk.openDialog("again")), quietButton(words.put_away, () => desk.set({ noticed: true }))),
    atDesk && last && last.id !== ui.alerted && line(last.id, "warn", fill(words.alert_at, { time: last.time, text: last.text }),
      quietButton(words.put_away, () => desk.set({ alerted: last.id }))),
    atDesk && !view.clock.over && view.fatigue?.tired && line("tired", "clock", view.fatigue.note,
      rest && quietButton(fill(words.act_cost, { act: rest.label, minutes: rest.cost }), () => desk.act("break"))),
  ];
  return h("div", { class: "pd-notices", hidden: !lines.some(Boolean) }, lines);
}
