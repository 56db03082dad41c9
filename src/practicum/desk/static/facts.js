// What is known, and who may say it: beside every text that leaves the house.
import { h } from "./dom.js";
import { icon } from "./tools.js";

const SIGNS = { desk: "check", "signed off": "check", "needs sign-off": "lock" };

/** Say of a fact how it stands: a sign and a word, never a colour alone. */
function standing(words, fact) {
  if (!fact.known) return ["clock", words.fact_unknown, "warn"];
  const said = { desk: words.fact_known, "signed off": words.fact_signed, "needs sign-off": words.fact_needs };
  return [SIGNS[fact.may] ?? "note", said[fact.may] ?? fact.may, fact.may === "needs sign-off" ? "warn" : "good"];
}

/** The facts to tick, those that may be said first. Nothing is forbidden here: what is said too early is the learner's act. */
export function factList(desk, spec, { key, draft, change, name }) {
  const { words, view } = desk;
  const chosen = () => [draft[key] ?? []].flat();
  const toggle = (id) => change(key, chosen().includes(id) ? chosen().filter((other) => other !== id) : [...chosen(), id]);
  const rank = (fact) => (fact.known ? (fact.may === "needs sign-off" ? 1 : 0) : 2);
  const facts = [...view.facts].sort((a, b) => rank(a) - rank(b));
  return h("fieldset", { class: "pd-field", key, "data-field": key },
    h("legend", {}, spec.label),
    spec.help && h("p", { class: "pd-help" }, spec.help),
    h("div", { class: "pd-factlist" }, facts.map((fact) => {
      const [sign, word, tone] = standing(words, fact);
      return h("label", { key: fact.id, class: "pd-fact" },
        h("input", { type: "checkbox", name, value: fact.id, checked: chosen().includes(fact.id), onchange: () => toggle(fact.id) }),
        h("span", {}, fact.sentence, " ", h("span", { class: `pd-standing ${tone}` }, icon(sign), " ", word)));
    })));
}
