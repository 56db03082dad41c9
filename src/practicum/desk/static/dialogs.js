// The modal dialogs. The browser traps focus, closes on Escape and shows them above a long notebook.
import { h } from "./dom.js";
import { button, fill, icon, keysWanted, quietButton } from "./tools.js";
import { confidence, inWords } from "./fields.js";
import { nameOf } from "./streams.js";
import { filterNames } from "./inbox.js";
import { term } from "./cards.js";

export function dialog(desk) {
  const { name, ...about } = desk.ui.dialog;
  const title = desk.id("dialog");
  return h("dialog", { class: "pd-dialog", key: `dialog ${name}`, "aria-labelledby": title,
      created: (node) => node.showModal(),
      oncancel: (event) => { event.preventDefault(); desk.closeDialog(); } },
    { second, keys, again }[name](desk, title, about));
}

/** Facts of the desk, in words, before an act that cannot be undone. Going back has the focus. */
function second(desk, title, { action, thread, given }) {
  const { words, ui } = desk;
  const text = action.fields.find((spec) => spec.kind === "text");
  const { sure, refused } = ui.dialog;
  const go = (event) => {
    event.preventDefault();
    if (action.confidence && sure === undefined) {
      event.target.querySelector("input").focus();
      desk.set({ dialog: { ...ui.dialog, refused: words.say_how_sure } });
      return;
    }
    desk.closeDialog();
    desk.act(action.id, { ...given, confidence: sure ?? given.confidence });
  };
  return h("form", { onsubmit: go },
    h("h3", { id: title }, fill(words.second_look, { act: action.label })),
    h("p", {}, given.fields.haste ? words.cannot_undo_haste : words.cannot_undo),
    text && given.fields[text.name] && h("blockquote", { class: "read" }, given.fields[text.name]),
    h("dl", { class: "pd-terms" },
      thread && term(words.thread, fill(words.on_platform, { name: nameOf(desk.view, thread), platform: thread.platform })),
      inWords(action, thread, given.fields).map(({ label, value }) => term(label, value)),
      term(words.takes, fill(words.cost, { minutes: action.cost }))),
    h("ul", { class: "pd-checks" }, looked(desk, given).map(([sign, sentence], n) =>
      h("li", { key: String(n) }, icon(sign), h("span", {}, sentence)))),
    action.confidence && confidence(desk, "second", sure, (percent) => desk.set({ dialog: { ...ui.dialog, sure: percent, refused: "" } })),
    h("p", { class: "pd-refused bad", role: "alert" }, refused),
    h("div", { class: "pd-row pd-choice" },
      button(words.go_back, () => desk.closeDialog(), { autofocus: true }),
      button(fill(words.act_cost, { act: action.label, minutes: action.cost }), null, { class: "pd-btn primary", type: "submit" })));
}

/** What the desk can say of a text before it leaves: facts that are not yours to say yet, and the remarks on its words. */
function looked(desk, { fields, draft }) {
  const { words, view } = desk;
  const early = (view.facts ?? []).filter((fact) => fields.facts?.includes(fact.id) && !(fact.known && fact.may !== "needs sign-off"));
  const remarks = desk.lint?.key === draft ? desk.lint.remarks : [];
  return [
    ...early.map((fact) => ["warn", fill(fact.known ? words.look_unsigned : words.look_unknown, { fact: fact.sentence })]),
    ...remarks.map((remark) => ["note", remark.says]),
  ];
}

function keys(desk, title) {
  const { words, ui } = desk;
  const rows = [
    [words.key_threads, ["J", "K"]], [words.key_filters, filterNames(desk).map((_, n) => String(n + 1))], [words.key_search, ["/"]],
    [words.key_reply, ["R"]], [words.key_send, ["Ctrl", "Enter"]], [words.key_log, ["L"]], ...(desk.view.operations?.length ? [[words.key_plans, ["P"]]] : []), [words.key_area, ["F6"]],
    [words.key_step, ["N"]], [words.key_ten, ["+"]], [words.key_run, ["G"]],
    ...desk.groupKeys().map(([group, key]) => [words[`group_${group}`], [key]]),
    [words.key_escape, ["Esc"]], [words.keys, ["?"]],
  ];
  return h("div", {},
    h("h3", { id: title }, words.keys),
    h("p", {}, words.keys_when),
    h("label", { class: "pd-option" },
      h("input", { type: "checkbox", checked: ui.keys, onchange: (event) => desk.set({ keys: keysWanted(event.target.checked) }) }),
      h("span", {}, words.keys_on)),
    h("dl", { class: "pd-keys" }, rows.map(([what, names]) =>
      h("div", { key: what }, h("dt", {}, what), h("dd", {}, names.map((name) => h("kbd", { key: name }, name)))))),
    h("div", { class: "pd-row pd-choice" },
      !desk.end && quietButton(words.start_over, () => desk.openDialog("again")),
      button(words.close_form, () => desk.closeDialog(), { autofocus: true })));
}

function again(desk, title) {
  const { words } = desk;
  return h("form", { onsubmit: (event) => { event.preventDefault(); desk.closeDialog(); desk.send("restart"); } },
    h("h3", { id: title }, words.start_over_ask),
    h("p", {}, icon("note"), " ", words.start_over_keeps),
    h("div", { class: "pd-row pd-choice" },
      button(words.go_back, () => desk.closeDialog(), { autofocus: true }),
      button(words.start_over_do, null, { class: "pd-btn primary", type: "submit" })));
}
