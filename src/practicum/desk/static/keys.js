// Keys of the desk: single letters with focus inside it and outside text, F6 and Escape anywhere in it.
import { filterNames, shownThreads } from "./inbox.js";

const LETTERS = { watch: "W", verify: "V", speak: "S", structure: "T", moderate: "M", operate: "O", escalate: "E", close: "C" };
export const letterOf = (group) => LETTERS[group];

const isTyping = (target) => target.matches?.("textarea, select, [contenteditable=true], input:not([type=radio], [type=checkbox])");

export function onKey(desk, event) {
  event.stopPropagation(); // the notebook around the desk has its own single-letter keys
  if (event.defaultPrevented || event.isComposing) return;
  if (event.target.closest?.("dialog")) return; // a modal has its own keys: Escape, Enter, Tab
  if (event.key === "F6") return taken(event, () => nextArea(desk, event.shiftKey ? -1 : 1));
  if (event.key === "Escape" && desk.ui.sheet) return taken(event, () => desk.closeSheet());
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send(event);
  // JupyterLab cannot hear its own Ctrl S here, and the browser's would save a web page.
  if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) return taken(event, () => desk.set({ said: desk.words.saved }));
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (!desk.ui.keys || modified || isTyping(event.target)) return;
  const act = action(desk, event.key.length === 1 ? event.key.toLowerCase() : event.key);
  if (act) taken(event, act);
}

function taken(event, act) {
  event.preventDefault();
  act();
}

function send(event) {
  const form = event.target.closest?.("form");
  if (form) taken(event, () => form.requestSubmit());
}

function action(desk, key) {
  if (key === "?") return () => desk.openDialog("keys");
  if (desk.stage() !== "desk") return undefined;
  const filter = filterNames(desk)[Number(key) - 1];
  if (filter) return () => desk.set({ filter });
  const looking = {
    j: () => neighbour(desk, 1), k: () => neighbour(desk, -1),
    l: () => desk.go("dock", { dock: "log" }), p: desk.view.operations?.length && (() => desk.go("dock", { dock: "plans" })), "/": () => desk.go("inbox", {}, "input"),
  }[key];
  if (looking || desk.view.clock.over) return looking;
  const group = Object.keys(LETTERS).find((name) => LETTERS[name].toLowerCase() === key);
  if (group && desk.groupKeys().some(([name]) => name === group)) return () => desk.openGroup(group);
  return {
    r: () => desk.go("reply", {}, "textarea"), n: () => desk.act("next"),
    "+": () => desk.act("wait", { fields: { minutes: 10 } }), g: () => desk.toggleRun(),
  }[key];
}

function neighbour(desk, step) {
  const threads = shownThreads(desk);
  const here = threads.findIndex((thread) => thread.id === desk.ui.thread);
  const next = threads[here < 0 ? 0 : Math.min(threads.length - 1, Math.max(0, here + step))];
  if (!next) return;
  desk.select(next.id);
  desk.find(`[data-thread="${CSS.escape(next.id)}"]`)?.focus();
}

function nextArea(desk, step) {
  const areas = [...desk.root.querySelectorAll("[data-area]")];
  const here = areas.findIndex((area) => area.contains(document.activeElement));
  const next = areas[(here + step + areas.length) % areas.length];
  desk.go(next.dataset.area);
}
