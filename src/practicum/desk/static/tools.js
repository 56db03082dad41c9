// Small things that every part of the desk uses.
import { h } from "./dom.js";

const PATHS = {
  watch: '<path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z"/><circle cx="8" cy="8" r="2"/>',
  verify: '<circle cx="7" cy="7" r="4.8"/><path d="m10.6 10.6 3.4 3.4M5 7.1l1.5 1.5L9.2 5.8"/>',
  speak: '<path d="M2 3h12v8.5H7.5L4.5 14v-2.5H2z"/>',
  structure: '<path d="M2.5 4h.01M2.5 8h.01M2.5 12h.01M5.5 4h8M5.5 8h8M5.5 12h8"/>',
  moderate: '<path d="M8 1.8 13 3.6v4c0 3.2-2 5.4-5 6.6-3-1.2-5-3.4-5-6.6v-4z"/>',
  operate: '<path d="M2 5h6.5M13 5h1M2 11h1M7.5 11H14"/><circle cx="10.8" cy="5" r="2"/><circle cx="5.2" cy="11" r="2"/>',
  escalate: '<path d="M2 13h3.5v-3.5H9V6h3.5V2.5H14"/>',
  close: '<path d="M3.5 14.5v-12h8.5l-1.5 3 1.5 3H3.5"/>',
  clock: '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>',
  check: '<path d="m3 8.5 3.2 3.2L13 5"/>',
  cross: '<path d="m4 4 8 8M12 4l-8 8"/>',
  warn: '<path d="M8 2.2 14.4 13.5H1.6Z"/><path d="M8 6.5v3.2M8 11.6v.01"/>',
  pause: '<path d="M5.5 3.5v9M10.5 3.5v9"/>',
  play: '<path d="M5 3.2 12.5 8 5 12.8Z"/>',
  step: '<path d="M3.5 3.2 10 8l-6.5 4.8ZM12.5 3.2v9.6"/>',
  photo: '<path d="M2 3h12v10H2z"/><path d="m2 11 3.5-3.5L9 11l2-2 3 2.5"/>',
  lock: '<path d="M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"/>',
  flag: '<path d="M4 14.5v-12M4 3h8l-2 2.8L12 8.5H4"/>',
  mute: '<path d="M4 6.5 6.5 6.5 9.5 3.5v9l-3-3H4zM12 6.5l2.5 3M14.5 6.5l-2.5 3"/>',
  crowd: '<circle cx="5.5" cy="5.5" r="2.2"/><circle cx="11" cy="6.5" r="1.7"/><path d="M1.5 13c.3-2.7 1.9-4.2 4-4.2s3.7 1.5 4 4.2M10.5 10c2-.2 3.6 1 4 3"/>',
  note: '<path d="M3 2.5h7L13 5.5v8H3z"/><path d="M5.5 6.5h4M5.5 9h5M5.5 11.5h3"/>',
};

/** A picture beside a word, never instead of one: hidden from assistive technology. */
export const icon = (name) =>
  h("span", {
    class: "pd-icon",
    "aria-hidden": "true",
    html: `<svg viewBox="0 0 16 16" width="16" height="16" focusable="false">${PATHS[name]}</svg>`,
  });

/** Fill the named gaps of a sentence that Python sent. */
export const fill = (sentence, gaps = {}) => sentence.replace(/\{(\w+)\}/g, (whole, name) => gaps[name] ?? whole);

/** One or two capitals that stand for a name. */
export function initials(name) {
  const parts = name.split(",")[0].split(/[\s-]+/).filter((part) => /^[\p{L}\p{N}]/u.test(part));
  return [parts[0], parts.length > 1 ? parts.at(-1) : ""].map((part) => part?.[0] ?? "").join("").toUpperCase() || "?";
}

/** The round sign of a person, the square one of an organisation, the tinted one of someone inside. */
export const avatar = (letters, kind = "") => h("span", { class: `pd-avatar ${kind}`, "aria-hidden": "true" }, letters);

/** A plain button; `more` may give it another class or attributes. */
export const button = (label, onclick, more = {}) => h("button", { type: "button", class: "pd-btn", onclick, ...more }, label);

/** A button that is only words: for what is at hand, but not the point of the view. */
export const quietButton = (label, onclick, more = {}) => button(label, onclick, { class: "pd-btn pd-quiet", ...more });

/** Words for ears only. */
export const spoken = (words) => h("span", { class: "hidden" }, words);

export const number = ({ words }, value) => Number(value).toLocaleString(words.language.replace("_", "-"));

const KEYS_OFF = "practicum-desk keys off";

/** Whether single-letter keys are wanted: asked once, remembered in this browser. */
export function keysWanted(wish) {
  try {
    if (wish === true) localStorage.removeItem(KEYS_OFF);
    if (wish === false) localStorage.setItem(KEYS_OFF, "1");
    return localStorage.getItem(KEYS_OFF) === null;
  } catch {
    return wish ?? true; // storage is switched off: the wish holds as long as the page
  }
}

/** Drafts outlive a reload of the page and a restart of the kernel, in this window only. */
export function draftStore(name) {
  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(name)) ?? {};
    } catch {
      return {}; // storage is switched off or holds something else: drafts then live as long as the page
    }
  };
  const drafts = read();
  const editions = {};
  return {
    of: (key) => (drafts[key] ??= {}),
    /** Changes when a draft has been sent: a form named by it starts anew, and only then. */
    edition: (key) => `${key} ${editions[key] ?? 0}`,
    save() {
      try {
        sessionStorage.setItem(name, JSON.stringify(drafts));
      } catch {
        // as above
      }
    },
    clear(key) {
      for (const known of Object.keys(drafts)) {
        if (key !== undefined && known !== key) continue;
        delete drafts[known];
        editions[known] = (editions[known] ?? 0) + 1;
      }
      this.save();
    },
  };
}
