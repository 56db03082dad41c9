// The composer: every text that leaves the house, to one person, in a thread, or to everyone.
import { h } from "./dom.js";
import { fill, icon, quietButton } from "./tools.js";
import { nameOf } from "./streams.js";
import { actButton, asksAgain, cannedSelect, fields, filled, missing } from "./fields.js";
import { lintLines, lintSoon } from "./lint.js";
import { hasText, isWritten, needsOptions, takes } from "./kinds.js";

const ORDER = ["choice", "minutes", "text", "several"];

export const draftKey = (action, thread) => `${action.id} ${action.target === "thread" ? thread?.id ?? "" : ""}`;

/** What can be written now: on this thread, its own offered answers first, then to everyone. */
function channels(desk, thread) {
  const written = desk.view.actions.filter((action) => isWritten(action) && takes(action, thread));
  const offers = thread?.options?.length > 0;
  return written.filter((action) => !needsOptions(action) || offers).sort((a, b) => Number(needsOptions(b)) - Number(needsOptions(a)));
}

export function composer(desk) {
  const { words, ui, view } = desk;
  const thread = desk.thread();
  const offered = channels(desk, thread);
  const action = offered.find((one) => one.id === ui.channel) ?? offered[0];
  const toAll = action?.target === "none";
  const title = thread && !toAll ? fill(words.reply_to, { name: nameOf(view, thread) }) : toAll ? words.speak_to_all : words.reply;
  const area = { class: "pd-compose", "data-area": "reply", tabindex: "-1", "aria-labelledby": desk.id("reply") };
  const head = h("div", { class: "pd-bar", key: "bar" }, h("h3", { id: desk.id("reply") }, title));
  if (!action || view.clock.over) {
    return h("section", area, head,
      h("p", { class: "pd-empty", key: "none" }, view.clock.over ? words.reply_over : words.choose_to_reply));
  }
  const key = draftKey(action, thread);
  const draft = desk.drafts.of(key);
  if (hasText(action)) lintSoon(desk, key, draft.text ?? "", about(desk, action, thread));
  return h("section", area, head,
    h("div", { class: "pd-channel", key: "channel" },
      offered.length > 1 && channelSelect(desk, offered, action)),
    h("form", { class: "pd-form", key: desk.drafts.edition(key), onsubmit: (event) => submit(desk, event, action, thread, key) },
      h("div", { class: "pd-scroll" },
        fields(desk, action, thread, draft, { order: ORDER, rows: 3, beside: cannedSelect(desk, action, draft) })),
      hasText(action) && lintLines(desk, key),
      refusal(desk, key),
      h("div", { class: "pd-row pd-foot" },
        asksAgain(desk, action, draft) && atOnce(desk, words.at_once),
        actButton(desk, action, draft, words.send))));
}

function channelSelect(desk, offered, action) {
  const { words } = desk;
  const option = (one) => h("option", { key: one.id, value: one.id, selected: one === action }, one.label);
  const here = offered.filter((one) => one.target === "thread");
  const toAll = offered.filter((one) => one.target === "none");
  const group = (key, label, list) => list.length > 0 && h("optgroup", { key, label }, list.map(option));
  return h("select", { key: "where", "aria-label": words.channel, onchange: (event) => desk.set({ channel: event.target.value }) },
    here.length && toAll.length ? [group("here", words.in_thread, here), group("all", words.to_everyone, toAll)] : offered.map(option));
}

/** What the draft answers, for the remarks: the last words of the public, and whether everyone will read the answer. */
function about(desk, action, thread) {
  const last = action.target === "thread" ? thread?.messages.findLast((message) => ["public", "private"].includes(message.side) && message.text) : null;
  return { message: last?.text ?? "", public: action.id !== "private" };
}

export const refusal = (desk, key) =>
  h("p", { class: "pd-refused bad", key: "refused", hidden: desk.ui.refused?.key !== key }, icon("warn"), " ", desk.ui.refused?.sentence ?? "");

/** The way past the second look. It is no submit button: the Enter key must never take it. */
export const atOnce = (desk, label) =>
  quietButton(label, (event) => {
    desk.haste = true;
    event.target.closest("form").requestSubmit();
    desk.haste = false;
  }, { key: "once", title: desk.words.at_once_help });

/** Send a form, after a second look where the act cannot be undone and no haste was asked for. */
export function submit(desk, event, action, thread, key) {
  event.preventDefault();
  if ([...desk.waiting.values()].some((one) => one.draft === key)) return; // it is under way: pressed twice is sent once
  const draft = desk.drafts.of(key);
  const empty = missing(desk, action, draft);
  if (empty) {
    const place = event.target.querySelector(`[data-field="${empty.name}"]`);
    (place?.matches("fieldset") ? place.querySelector("input") : place)?.focus();
    desk.refuse(key, fill(desk.words.fill_in, { field: empty.label }));
    return;
  }
  const target = action.target === "thread" ? thread?.id ?? null : null;
  const again = asksAgain(desk, action, draft);
  const haste = again && desk.haste;
  const given = {
    thread: target, fields: { ...filled(action, draft), ...(haste ? { haste: "yes" } : {}) }, confidence: draft.confidence ?? null,
    draft: key, fromSheet: event.target.closest(".pd-sheet") !== null,
  };
  if (again && (!haste || action.confidence)) desk.openDialog("second", { action, thread: target ? thread : null, given });
  else desk.act(action.id, given);
}
