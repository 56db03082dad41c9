// The bar of acts and the small sheet that each group opens: pick, fill in, and a button that says act and cost.
import { h } from "./dom.js";
import { fill, icon, quietButton, spoken } from "./tools.js";
import { nameOf } from "./streams.js";
import { actButton, asksAgain, fields } from "./fields.js";
import { isWritten, takes } from "./kinds.js";
import { atOnce, draftKey, refusal, submit } from "./forms.js";

const GROUPS = ["watch", "verify", "speak", "structure", "moderate", "operate", "escalate", "close"];
const FEW = 5; // acts up to which a sheet lists them; more are chosen from a drop-down list

/** The actions of a group that open in its sheet; reading is selecting, and the composer has the words. */
const sheetActions = (desk, group) =>
  desk.view.actions.filter((action) => action.group === group && action.id !== "open" && !isWritten(action));

/** The groups that this drill has something in. */
export const offeredGroups = (desk) =>
  GROUPS.filter((group) => desk.view.actions.some((action) => action.group === group && action.id !== "open"));

export function actsBar(desk) {
  const { words, ui } = desk;
  const inComposer = (group) => group === "speak" || !sheetActions(desk, group).length;
  return h("section", { class: "pd-acts", "data-area": "acts", tabindex: "-1", "aria-labelledby": desk.id("acts") },
    h("h3", { id: desk.id("acts") }, words.act),
    h("div", { class: "pd-groups" }, offeredGroups(desk).map((group) =>
      h("button", { type: "button", key: group, "data-group": group, "aria-keyshortcuts": desk.keyOf(group),
        "aria-haspopup": !inComposer(group) && "dialog", "aria-expanded": !inComposer(group) && String(ui.sheet?.group === group),
        disabled: desk.view.clock.over, onclick: () => desk.openGroup(group) },
        icon(group), words[`group_${group}`]))),
    ui.sheet && sheet(desk));
}

function sheet(desk) {
  const { words, ui } = desk;
  const offered = sheetActions(desk, ui.sheet.group);
  const action = offered.find((one) => one.id === ui.sheet.action) ?? offered[0];
  const thread = desk.thread();
  const key = draftKey(action, thread);
  const draft = desk.drafts.of(key);
  return h("div", { class: "pd-sheet", key: `sheet ${ui.sheet.group}`, role: "dialog", "aria-labelledby": desk.id("sheet"),
      style: `--at: ${ui.sheet.at ?? 0}px` },
    h("div", { class: "pd-bar" },
      h("h4", { id: desk.id("sheet") }, words[`group_${ui.sheet.group}`]),
      quietButton([icon("cross"), spoken(words.close_sheet)], () => desk.closeSheet())),
    h("form", { class: "pd-form", onsubmit: (event) => submit(desk, event, action, thread, key) },
      offered.length > 1 && menu(desk, offered, action),
      h("p", { class: "pd-help", key: "help" }, action.help),
      h("p", { class: "pd-about", key: "about" }, aboutWhat(desk, action, thread)),
      h("div", { key: desk.drafts.edition(key) }, fields(desk, action, thread, draft)),
      refusal(desk, key),
      asksAgain(desk, action, draft) && takes(action, thread) && atOnce(desk, words.do_at_once),
      actButton(desk, action, draft, action.label, !takes(action, thread))));
}

function menu(desk, offered, action) {
  const { words, ui } = desk;
  const pick = (id) => desk.set({ sheet: { ...ui.sheet, action: id }, refused: null });
  const name = desk.id("sheet-act");
  if (offered.length > FEW) {
    return h("div", { class: "pd-field pd-menu", key: "menu" },
      h("label", { for: name }, words.what_to_do),
      h("select", { id: name, onchange: (event) => pick(event.target.value) }, offered.map((one) =>
        h("option", { key: one.id, value: one.id, selected: one === action }, fill(words.act_cost, { act: one.label, minutes: one.cost })))));
  }
  return h("fieldset", { class: "pd-menu", key: "menu" },
    h("legend", { class: "hidden" }, words.what_to_do),
    offered.map((one) => h("label", { key: one.id, class: "pd-option" },
      h("input", { type: "radio", name, value: one.id, checked: one === action, onchange: () => pick(one.id) }),
      h("span", {}, one.label), h("span", { class: "pd-dim" }, fill(words.cost, { minutes: one.cost })))));
}

function aboutWhat(desk, action, thread) {
  const { words, view } = desk;
  if (action.target !== "thread") return "";
  if (!thread) return words.needs_thread;
  if (!takes(action, thread)) return words.not_on_stream;
  return fill(words.about, { name: nameOf(view, thread) });
}
