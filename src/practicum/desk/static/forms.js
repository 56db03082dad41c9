// Where an action is filled in: the composer for words, a small sheet for each of the other groups.
import { h } from "./dom.js";
import { fill, icon, quietButton, spoken } from "./tools.js";
import { actButton, fields, filled, missing } from "./fields.js";

const GROUPS = ["watch", "verify", "speak", "structure", "moderate", "operate", "escalate", "close"];
const TEXT_LAST = ["choice", "minutes", "text", "several"];

const hasText = (action) => action.fields.some((spec) => spec.kind === "text");
const needsOptions = (action) => action.fields.some((spec) => spec.name === "option");
const draftKey = (action, thread) => `${action.id} ${action.target === "thread" ? thread?.id ?? "" : ""}`;

/** What the composer can send on this thread: texts, and the thread's own options when it has some. */
function channels(desk, thread) {
  const speak = desk.view.actions.filter((action) => action.group === "speak");
  const offered = thread?.options?.length ? speak.filter(needsOptions) : [];
  return [...offered, ...speak.filter((action) => hasText(action) && !needsOptions(action))];
}

const asides = (desk) => desk.view.actions.filter((action) => action.group === "speak" && !hasText(action) && !needsOptions(action));

/** The actions of a group that open in its sheet; reading is selecting, and the composer has the words. */
function sheetActions(desk, group) {
  if (group === "speak") return asides(desk);
  return desk.view.actions.filter((action) => action.group === group && action.id !== "open");
}

/** The groups that this drill has something in. */
export const offeredGroups = (desk) =>
  GROUPS.filter((group) => desk.view.actions.some((action) => action.group === group && action.id !== "open"));

export function composer(desk) {
  const { words, ui } = desk;
  const thread = desk.thread();
  const offered = channels(desk, thread);
  const action = offered.find((one) => one.id === ui.channel) ?? offered[0];
  const title = h("h3", { id: desk.id("reply") }, thread ? fill(words.reply_to, { name: thread.author.name }) : words.reply);
  const area = { class: "pd-compose", "data-area": "reply", tabindex: "-1", "aria-labelledby": desk.id("reply") };
  if (!thread || !action || desk.view.clock.over) {
    return h("section", area,
      h("div", { class: "pd-bar", key: "bar" }, title),
      h("p", { class: "pd-empty", key: "none" }, desk.view.clock.over ? words.reply_over : words.choose_to_reply));
  }
  const key = draftKey(action, thread);
  return h("section", area,
    h("div", { class: "pd-bar", key: "bar" }, title,
      offered.length > 1 && h("select", { "aria-label": words.channel, onchange: (event) => desk.set({ channel: event.target.value }) },
        offered.map((one) => h("option", { key: one.id, value: one.id, selected: one === action }, one.label)))),
    h("form", { class: "pd-form", key: desk.drafts.edition(key), onsubmit: (event) => submit(desk, event, action, thread, key) },
      h("div", { class: "pd-scroll" }, fields(desk, action, thread, desk.drafts.of(key), { order: TEXT_LAST, rows: 3 })),
      refusal(desk, key),
      h("div", { class: "pd-row pd-foot" },
        h("span", { class: "pd-asides" }, asides(desk).map((one) =>
          quietButton(`${one.label}…`, () => desk.openSheet("speak", one.id), { key: one.id, "aria-haspopup": "dialog" }))),
        actButton(desk, action, words.send))));
}

export function actsBar(desk) {
  const { words, ui } = desk;
  return h("section", { class: "pd-acts", "data-area": "acts", tabindex: "-1", "aria-labelledby": desk.id("acts") },
    h("h3", { id: desk.id("acts") }, words.act),
    h("div", { class: "pd-groups" }, offeredGroups(desk).map((group) =>
      h("button", { type: "button", key: group, "data-group": group, "aria-keyshortcuts": desk.keyOf(group),
        "aria-haspopup": group !== "speak" && "dialog", "aria-expanded": group !== "speak" && String(ui.sheet?.group === group),
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
  return h("div", { class: "pd-sheet", key: `sheet ${ui.sheet.group}`, role: "dialog", "aria-labelledby": desk.id("sheet"),
      style: `--at: ${ui.sheet.at ?? 0}px` },
    h("div", { class: "pd-bar" },
      h("h4", { id: desk.id("sheet") }, words[`group_${ui.sheet.group}`]),
      quietButton([icon("cross"), spoken(words.close_sheet)], () => desk.closeSheet())),
    h("form", { class: "pd-form", onsubmit: (event) => submit(desk, event, action, thread, key) },
      offered.length > 1 && h("fieldset", { class: "pd-menu", key: "menu" },
        h("legend", { class: "hidden" }, words.what_to_do),
        offered.map((one) => h("label", { key: one.id, class: "pd-option" },
          h("input", { type: "radio", name: desk.id("sheet-act"), value: one.id, checked: one === action,
            onchange: () => desk.set({ sheet: { ...ui.sheet, action: one.id } }) }),
          h("span", {}, one.label), h("span", { class: "pd-dim" }, fill(words.cost, { minutes: one.cost }))))),
      h("p", { class: "pd-help", key: "help" }, action.help),
      h("p", { class: "pd-about", key: "about" },
        action.target === "thread" && (thread ? fill(words.about, { name: thread.author.name }) : words.needs_thread)),
      h("div", { key: desk.drafts.edition(key) }, fields(desk, action, thread, desk.drafts.of(key))),
      refusal(desk, key),
      actButton(desk, action)));
}

const refusal = (desk, key) =>
  h("p", { class: "pd-refused bad", key: "refused", hidden: desk.ui.refused?.key !== key }, icon("warn"), " ", desk.ui.refused?.sentence ?? "");

function submit(desk, event, action, thread, key) {
  event.preventDefault();
  const draft = desk.drafts.of(key);
  const empty = missing(action, draft);
  if (empty) {
    const place = event.target.querySelector(`[data-field="${empty.name}"]`);
    (place?.matches("fieldset") ? place.querySelector("input") : place)?.focus();
    desk.refuse(key, fill(desk.words.fill_in, { field: empty.label }));
    return;
  }
  const about = action.target === "thread" ? thread?.id ?? null : null;
  const given = {
    thread: about, fields: filled(action, draft), confidence: draft.confidence ?? null,
    draft: key, fromSheet: event.target.closest(".pd-sheet") !== null,
  };
  if (action.irreversible) desk.openDialog("second", { action, thread: about ? thread : null, given });
  else desk.act(action.id, given);
}
