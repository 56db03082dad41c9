// A reported post: who complained about what, what the adviser thinks, and the decisions that lie at hand.
import { h } from "./dom.js";
import { button, fill, icon } from "./tools.js";

const AT_HAND = ["keep", "label", "hide", "remove"];

const isGone = (thread) => thread.state === "closed" && !["keep", "label"].includes(thread.decision);

export function reportCard(desk, thread) {
  const { words, view } = desk;
  const { count, rule, adviser, since } = thread.report;
  const offered = (isGone(thread) ? ["restore"] : AT_HAND).map((id) => view.actions.find((action) => action.id === id)).filter(Boolean);
  const waited = view.clock.minute - since;
  return h("div", { class: "pd-report-card", key: "report", role: "group", "aria-label": words.report },
    h("p", { class: "pd-facts" },
      h("span", {}, icon("flag"), " ", h("strong", {}, fill(count === 1 ? words.reported_once : words.reported, { n: count }))),
      h("span", {}, fill(words.names_rule, { rule })),
      thread.state === "open" && waited > 0 && h("span", {}, icon("clock"), " ", fill(words.undecided, { n: waited }))),
    adviser && h("p", {}, icon("note"), " ",
      fill(words.adviser, { advice: words[`advice_${adviser.says}`] ?? adviser.says, sure: adviser.sure })),
    h("div", { class: "pd-row" }, offered.map((action) =>
      button(fill(words.act_more, { act: action.label }), () => desk.openSheet("moderate", action.id),
        { key: action.id, disabled: view.clock.over, "aria-haspopup": "dialog" }))));
}
