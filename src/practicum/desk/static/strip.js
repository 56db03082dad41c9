// The strip under the bar, in drills that have one: how bad it is, which clocks run, how full customer service is.
import { h } from "./dom.js";
import { fill, icon, quietButton } from "./tools.js";

export function strip(desk) {
  const { words, view } = desk;
  if (!view.level && !view.service) return null;
  return h("section", { class: "pd-state", "data-area": "strip", tabindex: "-1", "aria-label": words.area_strip },
    view.level && level(desk),
    view.level && clocks(desk),
    view.service && service(desk));
}

function level(desk) {
  const { words, view } = desk;
  const action = view.actions.find((one) => one.id === "level");
  const names = action?.fields.find((spec) => spec.name === "level")?.options ?? [];
  return h("div", { class: "pd-level" },
    h("h3", {}, words.level),
    h("ol", { class: "pd-steps" }, names.map(({ value, label }) =>
      h("li", { key: value, "aria-current": value === String(view.level.now) && "step" }, label))),
    action && quietButton(words.change_level, () => desk.openSheet("escalate", "level"),
      { disabled: view.clock.over, "aria-haspopup": "dialog" }));
}

function clocks(desk) {
  const { words, view } = desk;
  return h("ul", { class: "pd-clocks", "aria-label": words.clocks }, view.level.clocks.map((clock) =>
    h("li", { key: clock.label, class: clock.left < 0 ? "warn" : "" },
      icon("clock"), " ", fill(words.clock_due, { what: clock.label, time: clock.time }), " ",
      h("strong", {}, fill(clock.left < 0 ? words.clock_over : words.clock_left, { n: Math.abs(clock.left) })))));
}

function service(desk) {
  const { words, view } = desk;
  const { waiting, answered, median_wait: wait, complained: loud, staff } = view.service;
  return h("p", { class: "pd-service pd-facts" },
    h("strong", {}, words.service),
    h("span", {}, fill(words.service_waiting, { n: desk.count(waiting) })),
    h("span", {}, fill(words.service_answered, { n: desk.count(answered) })),
    loud > 0 && h("span", { class: "warn" }, fill(words.service_complained, { n: desk.count(loud) })),
    wait !== null && wait !== undefined && h("span", {}, fill(words.service_wait, { n: wait })),
    h("span", {}, fill(staff === 1 ? words.service_one : words.service_staff, { n: staff })));
}
