// Forms are made from what an action says about its fields. No action is known by name; three fields are:
// `option` takes the answers that a thread itself offers, `facts` says what may be stated, `canned` fills the text.
import { h } from "./dom.js";
import { fill, icon } from "./tools.js";
import { factList } from "./facts.js";

const SHORT = 40; // letters up to which a label fits on a chip
const MANY = 8; // options from which a drop-down list is easier than buttons

/** What can be chosen. A thread's own answers carry their letters, because the log calls them by these. */
function choices(spec, thread) {
  if (spec.name !== "option" || !thread?.options?.length) return spec.options;
  return thread.options.map(({ value, label }) => ({ value, label: `${value.toUpperCase()}. ${label}` }));
}

const isEmpty = (value) => value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Whether an act with these fields cannot be taken back. */
export const isFinal = (action, given) =>
  action.irreversible || Object.entries(action.irreversible_when ?? {}).some(([name, value]) => given[name] === value);

/** Whether the desk asks once more before such an act: only while one practises. */
export const asksAgain = (desk, action, given) => desk.view.drill.mode === "practice" && isFinal(action, given);

/** The fields of an action as a form's content. `draft` holds what was entered so far and is written to. */
export function fields(desk, action, thread, draft, { order = null, rows = 3, beside = null } = {}) {
  const specs = order ? [...action.fields].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)) : action.fields;
  const change = (name, value) => {
    draft[name] = value;
    desk.drafts.save();
    desk.redrawSoon();
  };
  const sure = action.confidence && !asksAgain(desk, action, draft);
  return [
    ...specs.map((spec) => one(desk, spec, thread, { key: spec.name, draft, change, name: desk.id(`${action.id}-${spec.name}`), beside }, rows)),
    sure && confidence(desk, action.id, draft.confidence, (value) => change("confidence", value)),
  ];
}

function one(desk, spec, thread, props, rows) {
  if (spec.kind === "text") return text(desk, spec, props, rows);
  if (spec.kind === "minutes") return minutes(spec, props);
  const options = choices(spec, thread);
  if (!options.length || spec.name === "canned") return null; // nothing to choose; the composer shows ready-made texts itself
  if (spec.name === "facts" && desk.view.facts) return factList(desk, spec, props);
  const list = spec.kind === "choice" && (options.length > MANY || !spec.required);
  return list ? dropDown(desk, spec, options, props) : picks(desk, spec, options, props);
}

function text({ words }, spec, { key, draft, change, name, beside }, rows) {
  const value = draft[key] ?? "";
  const over = spec.max && value.length > spec.max;
  return h("div", { class: "pd-field", key },
    h("div", { class: "pd-label-row" }, h("label", { for: name }, label(spec, words)), spec.name === "text" && beside),
    h("textarea", { id: name, rows: String(rows), class: "read", initial: value, "data-field": key,
      "aria-describedby": `${name}-help`, oninput: (event) => change(key, event.target.value) }),
    h("p", { id: `${name}-help`, class: "pd-help" },
      h("span", {}, spec.help),
      spec.max && h("span", { class: over ? "pd-count warn" : "pd-count" },
        fill(over ? words.too_long : words.length_of, { n: value.length, max: spec.max, over: value.length - spec.max }))));
}

const label = (spec, words) => (spec.required || spec.kind !== "text" ? spec.label : fill(words.optional, { field: spec.label }));

function minutes(spec, { key, draft, change, name }) {
  return h("div", { class: "pd-field", key },
    h("label", { for: name }, spec.label),
    h("input", { id: name, type: "number", min: "1", step: "1", initial: draft[key] ?? "", "data-field": key,
      oninput: (event) => change(key, event.target.value === "" ? "" : Number(event.target.value)) }),
    spec.help && h("p", { class: "pd-help" }, spec.help));
}

function dropDown({ words }, spec, options, { key, draft, change, name }) {
  return h("div", { class: "pd-field pd-line-field", key },
    h("label", { for: name }, spec.label),
    h("select", { id: name, "data-field": key, "aria-describedby": spec.help && `${name}-help`, onchange: (event) => change(key, event.target.value) },
      [{ value: "", label: spec.required ? words.choose : words.none_of }, ...options].map((option) =>
        h("option", { key: option.value, value: option.value, selected: option.value === (draft[key] ?? "") }, option.label))),
    spec.help && h("p", { id: `${name}-help`, class: "pd-help" }, spec.help));
}

/** A ready-made text goes into the field for the text, where it is to be edited; what was written stays above it. */
export function cannedSelect(desk, action, draft) {
  const { words } = desk;
  const spec = action.fields.find((one) => one.name === "canned");
  if (!spec?.options.length) return null;
  const texts = new Map((desk.view.canned ?? []).map((one) => [one.id, one.text]));
  const pick = (value) => {
    const ready = texts.get(value) ?? "";
    const own = [...texts.values()].includes(draft.text) ? "" : (draft.text ?? "").trim();
    Object.assign(draft, { canned: value, text: [own, ready].filter(Boolean).join("\n\n") });
    desk.find(".pd-compose textarea").value = draft.text;
    desk.drafts.save();
    desk.redrawSoon();
  };
  const short = (label) => (label.length > SHORT ? `${label.slice(0, SHORT)}…` : label);
  return h("select", { key: "canned", "aria-label": spec.label, title: spec.help, "data-field": "canned", onchange: (event) => pick(event.target.value) },
    [{ value: "", label: fill(words.act_more, { act: spec.label }) }, ...spec.options].map((option) =>
      h("option", { key: option.value, value: option.value, selected: option.value === (draft.canned ?? "") }, short(option.label))));
}

function picks(desk, spec, options, { key, draft, change, name }) {
  const several = spec.kind === "several";
  const chosen = () => [draft[key] ?? []].flat(); // asked each time: two quick clicks come before one redraw
  const toggle = (value) => {
    if (!several) return change(key, value);
    return change(key, chosen().includes(value) ? chosen().filter((other) => other !== value) : [...chosen(), value]);
  };
  const long = options.some((option) => option.label.length > SHORT);
  return h("fieldset", { class: "pd-field", key, "data-field": key },
    h("legend", {}, spec.label),
    h("div", { class: long ? "pd-picks long" : "pd-picks" }, options.map((option) =>
      h("label", { key: option.value, class: "pd-pick" },
        h("input", { type: several ? "checkbox" : "radio", name, value: option.value, checked: chosen().includes(option.value),
          onchange: () => toggle(option.value) }),
        h("span", {}, option.label)))),
    spec.help && h("p", { class: "pd-help" }, spec.help));
}

/** How sure, as six plain radios: a slider has no honest start value. */
export function confidence(desk, place, value, onchoose) {
  return h("fieldset", { class: "pd-field", key: "confidence", "data-field": "confidence" },
    h("legend", {}, desk.words.how_sure),
    h("div", { class: "pd-picks" }, [50, 60, 70, 80, 90, 100].map((percent) =>
      h("label", { key: String(percent), class: "pd-pick" },
        h("input", { type: "radio", name: desk.id(`sure-${place}`), value: String(percent), checked: value === percent,
          onchange: () => onchoose(percent) }),
        h("span", {}, `${percent} %`)))));
}

/** The first required field that holds nothing, or undefined. Where the confidence is asked in the form, it counts too. */
export function missing(desk, action, draft) {
  const empty = action.fields.find((spec) => spec.required && isEmpty(draft[spec.name]));
  const unsure = action.confidence && !asksAgain(desk, action, draft) && draft.confidence === undefined;
  return empty ?? (unsure ? { name: "confidence", label: desk.words.how_sure } : undefined);
}

/** What Python receives: the fields that hold something. */
export function filled(action, draft) {
  return Object.fromEntries(action.fields.filter((spec) => !isEmpty(draft[spec.name])).map((spec) => [spec.name, draft[spec.name]]));
}

/** What was entered, in words: for the second look. */
export function inWords(action, thread, draft) {
  return action.fields.filter((spec) => spec.kind !== "text" && spec.name !== "canned" && !isEmpty(draft[spec.name])).map((spec) => {
    const value = draft[spec.name];
    if (spec.kind === "minutes") return { label: spec.label, value: String(value) };
    const chosen = choices(spec, thread).filter((option) => [value].flat().includes(option.value));
    return { label: spec.label, value: chosen.map((option) => option.label).join("; ") };
  });
}

/** The button that acts: it says what and for how many minutes, and asks again when the act cannot be undone. */
export function actButton(desk, action, draft, verb = action.label, disabled = false) {
  const { words } = desk;
  const label = fill(words.act_cost, { act: verb, minutes: action.cost });
  const again = asksAgain(desk, action, draft);
  return h("button", { class: "pd-btn primary", type: "submit", disabled: disabled || desk.view.clock.over },
    isFinal(action, draft) && icon("warn"), again ? fill(words.asks_again, { act: label }) : label);
}
