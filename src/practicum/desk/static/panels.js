// What the dock can hold beside the log: plans and ads, volume and alerts, the internal channel, own posts.
import { h } from "./dom.js";
import { button, fill, icon, quietButton } from "./tools.js";
import { gaugeOf } from "./streams.js";

const empty = (key, sentence) => h("p", { class: "pd-empty", key }, sentence);
const can = (desk, id) => !desk.view.clock.over && desk.view.actions.some((action) => action.id === id);

/** Scheduled posts, advertisements and partners: what is still to come first, then what runs. */
export function plans(desk) {
  const { words, view } = desk;
  const now = view.clock.minute;
  const signs = { planned: "clock", running: "play", paused: "pause", done: "check" };
  const stand = (one) => (one.state === "planned" && one.at > now ? fill(words.in_minutes, { span: desk.span(one.at - now) }) : words[`plan_${one.state}`]);
  return h("ul", { class: "pd-rows", key: "plans" }, (view.operations ?? []).map((one) =>
    h("li", { key: one.id, class: "pd-plan" },
      h("span", { class: one.state === "planned" && one.at - now <= 30 ? "pd-soon warn" : "pd-soon" }, icon(signs[one.state] ?? "note"), " ", stand(one)),
      h("div", {}, h("strong", {}, one.label), h("p", { class: "read" }, one.text),
        h("p", { class: "pd-dim" }, fill(words.plan_where, { platform: one.platform, time: one.time }))),
      lever(desk, one))));
}

function lever(desk, one) {
  const { words } = desk;
  const act = { planned: "pause", running: "pause", paused: "resume" }[one.state];
  if (!act || !can(desk, act)) return null;
  const label = act === "resume" ? words.resume_one : one.state === "planned" ? words.hold_one : words.stop_one;
  return button(label, () => desk.act(act, { fields: { what: [one.id] } }), { "aria-label": fill(words.act_on, { act: label, name: one.label }) });
}

const streamOf = (view, id) => view.issues.find((issue) => issue.id === id).stream;

/** Issues and how much is said about each, then the alerts so far, the latest first. */
export function alerts(desk) {
  const { words, view } = desk;
  const issues = view.issues ?? [];
  return h("div", { key: "alerts" },
    issues.length > 0 && h("ul", { class: "pd-rows", key: "issues", "aria-label": words.issues }, issues.map((issue) =>
      h("li", { key: issue.id },
        h("div", { class: "pd-bar" },
          h("button", { type: "button", class: "pd-link", onclick: () => desk.select(issue.stream) }, issue.name),
          h("span", { class: "pd-dim" }, issue.platform)),
        gaugeOf(desk, issue)))),
    view.alerts.length === 0 && empty("no-alerts", words.alerts_empty),
    view.alerts.length > 0 && h("ol", { class: "pd-log", key: "list" }, [...view.alerts].reverse().map((alert) =>
      h("li", { key: alert.id }, h("time", {}, alert.time), " ",
        h("div", { class: "pd-bar" }, h("span", {}, icon("warn"), " ", alert.text, alert.muted && ` ${words.muted}`),
          alert.issue && can(desk, "mute") &&
            quietButton(alert.muted ? words.unmute : words.mute, () => desk.act("mute", { thread: streamOf(view, alert.issue) })))))));
}

/** Messages of the house that hang on no thread. */
export function channel(desk) {
  const { words, view } = desk;
  const rows = view.channel ?? [];
  if (!rows.length) return empty("no-channel", words.channel_empty);
  return h("ol", { class: "pd-log", key: "channel" }, rows.map((row, n) => ({ ...row, n })).reverse().map((row) =>
    h("li", { key: String(row.n) }, h("time", {}, row.time), " ", h("div", {}, h("strong", {}, row.author), " ", h("p", {}, row.text)))));
}

/** What the house has posted, with the way to update it or to put it right. */
export function ownPosts(desk) {
  const { words, view } = desk;
  const rows = view.own_posts ?? [];
  if (!rows.length) return empty("no-posts", words.posts_empty);
  const more = (id, label) => can(desk, id) && quietButton(label, () => desk.write(id), { key: id });
  return h("ol", { class: "pd-log", key: "posts" }, rows.map((row, n) => ({ ...row, n })).reverse().map((row) =>
    h("li", { key: String(row.n) }, h("time", {}, row.time), " ",
      h("div", {},
        h("p", {}, h("strong", {}, row.format || words.own_post), " ", row.corrected && h("span", { class: "pd-tag" }, words.post_corrected)),
        h("p", { class: "read" }, row.text),
        row.updates.map((update, m) => h("p", { key: `u${m}`, class: "read pd-update" }, fill(words.alert_at, update))),
        row.n === rows.length - 1 && h("p", {}, more("update", words.update_post), " ", more("correct", words.correct_post))))));
}

/** The decision log: what was decided on purpose with its reason, then everything that was done. */
export function log(desk) {
  const { words, view } = desk;
  const decided = view.decisions ?? [];
  if (!view.log.length) return empty("no-log", words.log_empty);
  const known = new Set(view.threads.map((thread) => thread.id));
  return h("div", { key: "log" },
    decided.length > 0 && h("h4", { key: "decided", class: "pd-panel-head" }, words.decisions),
    decided.length > 0 && h("ol", { key: "decisions", class: "pd-log pd-decisions" }, decided.map((row, n) =>
      h("li", { key: String(row.n ?? n) }, h("time", {}, row.time), " ",
        h("span", {}, row.sentence, " ", h("span", { class: "read" }, row.text), " ", row.confidence !== null && row.confidence !== undefined &&
          h("span", { class: "pd-dim" }, fill(words.sure_of, { n: row.confidence })))))),
    decided.length > 0 && h("h4", { key: "all", class: "pd-panel-head" }, words.all_acts),
    h("ol", { class: "pd-log", key: "acts", reversed: true }, [...view.log].reverse().map((entry) =>
      h("li", { key: String(entry.n) }, h("time", {}, entry.time), " ",
        known.has(entry.thread)
          ? h("button", { type: "button", class: "pd-link", onclick: () => desk.select(entry.thread) }, entry.sentence)
          : h("span", {}, entry.sentence)))));
}
