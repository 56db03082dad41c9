// Remarks on a text while it is written. They come a moment after the last key, beside the point of every act:
// nothing waits for them, nothing is drawn anew but these lines, and no mark rests on them.
import { h } from "./dom.js";
import { fill, icon } from "./tools.js";

const CALM = 600; // milliseconds without a key before the draft is read
const SHORTEST = 12; // letters below which there is nothing to say yet

/** Read the draft soon; `about` is what it answers. Asked again while waiting, it waits anew. */
export function lintSoon(desk, key, text, about) {
  if (desk.view.drill.mode !== "practice") return;
  if (desk.lint?.key === key && desk.lint.text === text) return;
  clearTimeout(desk.lintTimer);
  const before = desk.lint?.key === key ? desk.lint.remarks : [];
  desk.lint = { key, text, remarks: text.length < SHORTEST ? [] : before };
  if (text.length < SHORTEST) return;
  desk.lintTimer = setTimeout(() => {
    desk.lint.id = desk.ask("lint", { text, ...about });
  }, CALM);
}

/** Take the remarks that answer the latest question; late ones about an older draft are dropped. */
export function takeRemarks(desk, { id, remarks }) {
  if (desk.lint?.id !== id) return;
  desk.lint.remarks = remarks;
  desk.redraw();
  document.activeElement?.scrollIntoView({ block: "nearest" }); // the remarks take room: whoever writes still sees the text
}

export function lintLines(desk, key) {
  const { words, view } = desk;
  if (view.drill.mode !== "practice") return h("p", { class: "pd-help", key: "lint-later" }, words.lint_later);
  const remarks = desk.lint?.key === key ? desk.lint.remarks : [];
  return h("div", { class: "pd-lint", key: "lint", hidden: remarks.length === 0, tabindex: "0", role: "group", "aria-label": words.lint },
    h("p", { class: "pd-help" }, words.lint_no_mark),
    h("ul", {}, remarks.map((remark, n) =>
      h("li", { key: `${remark.id} ${n}` }, icon("note"), h("span", {}, says(words, remark))))));
}

/** The quoted words first, unless the remark already begins with them. */
function says(words, { quote, says: sentence }) {
  if (!quote || sentence.includes(quote)) return sentence;
  return fill(words.lint_quote, { quote, says: sentence });
}
