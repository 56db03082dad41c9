// The modal dialogs. The browser traps focus, closes on Escape and shows them above a long notebook.
import { h } from "./dom.js";
import { fill, icon, keysWanted } from "./tools.js";
import { confidence, inWords } from "./fields.js";

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
  const sure = action.confidence;
  const go = (event) => {
    event.preventDefault();
    if (sure && ui.dialog.sure === undefined) {
      event.target.querySelector("input").focus();
      desk.set({ dialog: { ...ui.dialog, refused: words.say_how_sure } });
      return;
    }
    desk.closeDialog();
    desk.act(action.id, { ...given, confidence: sure ? ui.dialog.sure : given.confidence });
  };
  return h("form", { onsubmit: go },
    h("h3", { id: title }, fill(words.second_look, { act: action.label })),
    h("p", {}, words.cannot_undo),
    text && given.fields[text.name] && h("blockquote", { class: "read" }, given.fields[text.name]),
    h("dl", { class: "pd-terms" },
      thread && h("div", { key: "thread" }, h("dt", {}, words.thread), h("dd", {}, `${thread.author.name}, ${thread.platform}`)),
      inWords(action, thread, given.fields).map(({ label, value }) => h("div", { key: label }, h("dt", {}, label), h("dd", {}, value))),
      h("div", { key: "cost" }, h("dt", {}, words.takes), h("dd", {}, fill(words.cost, { minutes: action.cost })))),
    sure && confidence(desk, "second", ui.dialog.sure, (percent) => desk.set({ dialog: { ...ui.dialog, sure: percent, refused: "" } })),
    h("p", { class: "pd-refused bad", role: "alert" }, ui.dialog.refused),
    h("div", { class: "pd-row pd-choice" },
      h("button", { class: "pd-btn", type: "button", autofocus: true, onclick: () => desk.closeDialog() }, words.go_back),
      h("button", { class: "pd-btn primary", type: "submit" }, fill(words.act_cost, { act: action.label, minutes: action.cost }))));
}

function keys(desk, title) {
  const { words, ui } = desk;
  const rows = [
    [words.key_threads, ["J", "K"]], [words.key_filters, ["1", "2", "3", "4"]], [words.key_reply, ["R"]], [words.key_send, ["Ctrl", "Enter"]],
    [words.key_step, ["N"]], [words.key_ten, ["+"]], [words.key_run, ["G"]], [words.key_log, ["L"]], [words.key_search, ["/"]], [words.key_area, ["F6"]],
    ...desk.groupKeys().map(([group, key]) => [words[`group_${group}`], [key]]),
    [words.key_escape, ["Esc"]], [words.keys, ["?"]],
  ];
  return h("div", {},
    h("h3", { id: title }, words.keys),
    h("p", {}, words.keys_when),
    h("label", { class: "pd-option" },
      h("input", { type: "checkbox", checked: ui.keys, onchange: (event) => desk.set({ keys: keysWanted(event.target.checked) }) }), h("span", {}, words.keys_on)),
    h("dl", { class: "pd-keys" }, rows.map(([what, names]) =>
      h("div", { key: what }, h("dt", {}, what), h("dd", {}, names.map((name) => h("kbd", { key: name }, name)))))),
    h("div", { class: "pd-row pd-choice" },
      h("button", { class: "pd-btn pd-quiet", type: "button", onclick: () => desk.openDialog("again") }, words.start_over),
      h("button", { class: "pd-btn", type: "button", autofocus: true, onclick: () => desk.closeDialog() }, words.close_form)));
}

function again(desk, title) {
  const { words } = desk;
  return h("form", { onsubmit: (event) => { event.preventDefault(); desk.closeDialog(); desk.send("restart"); } },
    h("h3", { id: title }, words.start_over_ask),
    h("p", {}, icon("note"), " ", words.start_over_keeps),
    h("div", { class: "pd-row pd-choice" },
      h("button", { class: "pd-btn", type: "button", autofocus: true, onclick: () => desk.closeDialog() }, words.go_back),
      h("button", { class: "pd-btn primary", type: "submit" }, words.start_over_do)));
}
