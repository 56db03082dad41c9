// The inbox: every thread, report and issue stream, through a filter and a search.
import { h, remembered } from "./dom.js";
import { avatar, fill, icon, spoken } from "./tools.js";
import { hourly, issueOf, nameOf } from "./streams.js";

const FILTERS = {
  all: () => true,
  unread: (thread) => thread.unread,
  waiting: (thread) => thread.since !== null && thread.kind === "thread",
  watched: (thread) => thread.watched,
  reports: (thread) => thread.kind === "report" && (thread.unread || (!thread.decision && thread.state !== "closed")),
  streams: (thread) => thread.kind === "stream",
};
const QUEUES = ["waiting", "reports"]; // worked off from the oldest on

/** The filters that this drill can ever fill, in the order of their keys. */
export function filterNames({ view }) {
  const moderates = view.actions.some((action) => action.id === "keep" || action.id === "remove");
  const offered = { reports: moderates, streams: view.issues?.length > 0 };
  return Object.keys(FILTERS).filter((name) => offered[name] ?? true);
}

/** The threads that the inbox shows now: the latest first, a queue the oldest first. */
export function shownThreads({ view, ui }) {
  const query = ui.query.trim().toLowerCase();
  const fits = (thread) => FILTERS[ui.filter](thread) && (!query || textOf(view, thread).includes(query));
  const order = QUEUES.includes(ui.filter) ? (a, b) => a.minute - b.minute : (a, b) => lastMinute(b) - lastMinute(a);
  return view.threads.filter(fits).sort(order);
}

const lastMinute = (thread) => thread.messages.at(-1)?.minute ?? thread.minute;
const textOf = (view, thread) =>
  [nameOf(view, thread), thread.author.handle, thread.platform, ...thread.tags,
    ...thread.messages.flatMap((message) => [message.author, message.text, message.image])].join(" ").toLowerCase();

export function inbox(desk) {
  const { words, view, ui } = desk;
  const unread = view.threads.filter((thread) => thread.unread).length;
  return h("section", { class: "pd-inbox", "data-area": "inbox", tabindex: "-1", "aria-labelledby": desk.id("inbox") },
    h("header", {},
      h("div", { class: "pd-bar" },
        h("h3", { id: desk.id("inbox") }, words.inbox),
        h("span", { class: "pd-dim" }, fill(words.unread_of, { unread, total: view.threads.length }))),
      h("div", { class: "pd-filters", role: "group", "aria-label": words.filters },
        filterNames(desk).map((name, n) =>
          h("button", { key: name, type: "button", "aria-pressed": String(ui.filter === name), "aria-keyshortcuts": String(n + 1),
            onclick: () => desk.set({ filter: name }) },
            words[`filter_${name}`], count(view, name)))),
      h("label", { class: "pd-search" }, spoken(words.search),
        h("input", { type: "search", placeholder: words.search, initial: ui.query,
          oninput: (event) => desk.set({ query: event.target.value }) })),
      view.rules_pinned && h("p", { class: "pd-help" }, icon("note"), words.rules_pinned)),
    feed(desk));
}

function count(view, name) {
  const n = name === "all" ? 0 : view.threads.filter(FILTERS[name]).length;
  return n > 0 && h("span", { class: "pd-dim" }, ` ${n}`);
}

function feed(desk) {
  const { words, view, ui } = desk;
  return remembered(desk.memory, "feed", [view.threads, view.issues, ui.filter, ui.query, ui.thread], () => {
    const threads = shownThreads(desk);
    const first = threads.some((thread) => thread.id === ui.thread) ? ui.thread : threads[0]?.id;
    return h("div", { class: "pd-feed", onkeydown: (event) => walkFeed(event) },
      threads.length
        ? h("ul", { key: "list", "aria-label": QUEUES.includes(ui.filter) ? words.queue : words.feed },
          threads.map((thread) => entry(desk, thread, thread.id === first)))
        : h("p", { key: "none", class: "pd-empty" }, view.threads.length ? words.nothing_fits : words.nothing_yet));
  });
}

/** Most threads are the same objects as in the last frame: their description is used again, their nodes not looked at. */
function entry(desk, thread, isStop) {
  const selected = thread.id === desk.ui.thread;
  return remembered(desk.memory, `item ${thread.id}`, [thread, issueOf(desk.view, thread), selected, isStop], () =>
    h("li", { key: thread.id }, item(desk, thread, isStop)));
}

function item(desk, thread, isStop) {
  const { words, view, ui } = desk;
  const time = thread.messages.at(-1)?.time ?? thread.time;
  return h("button", { class: `pd-item${thread.unread ? " unread" : ""}`, type: "button", tabindex: isStop ? "0" : "-1",
      "data-thread": thread.id, "aria-current": thread.id === ui.thread && "true", onclick: () => desk.select(thread.id) },
    thread.kind === "stream" ? h("span", { class: "pd-avatar many" }, icon("crowd"))
      : avatar(thread.author.initials, thread.author.kind === "organisation" ? "org" : ""),
    h("span", { class: "pd-name" }, thread.unread && spoken(`${words.unread} `), nameOf(view, thread)),
    " ", h("time", { class: "pd-dim" }, time), " ",
    h("span", { class: "pd-say" }, thread.excerpt), " ",
    marks(desk, thread));
}

/** What the thread is and what the learner decided about it, in words; what its open pane says anyway, only in the list. */
export function marks(desk, thread, isOpen = false) {
  const { words, view } = desk;
  const states = { answered: ["check", words.state_answered], left: ["pause", words.state_left], closed: ["cross", words.state_closed] };
  const decided = words[`decided_${thread.decision}`];
  const state = decided ? [thread.decision === "remove" ? "cross" : "check", decided] : states[thread.state];
  const issue = isOpen ? null : issueOf(view, thread);
  const tag = (key, sign, text, tone = "") => h("span", { class: `pd-tag ${tone}`, key }, sign && icon(sign), text);
  const signs = [
    !isOpen && thread.report && tag("report", "flag", fill(thread.report.count === 1 ? words.reported_once : words.reported, { n: thread.report.count })),
    issue && tag("hour", "", hourly(desk, issue)),
    issue?.hot && tag("hot", "warn", words.hot, "warn"),
    state && tag("state", state[0], state[1]),
    thread.watched && tag("watched", "watch", words.watched),
    ...(thread.measures ?? []).map((one) => words[`measure_${one}`] && tag(one, "moderate", words[`measure_${one}`])),
    thread.archived && tag("archived", "note", words.archived),
    thread.limit && tag("limit", "lock", fill(words.limited, { limit: thread.limit })),
    thread.muted && tag("muted", "mute", words.muted_thread),
    ...thread.tags.map((text, n) => tag(`tag${n}`, "", text)),
  ];
  return signs.some(Boolean) && h("span", { class: "pd-marks" }, signs);
}

/** Arrow keys walk the list; Enter opens, as on any button. */
function walkFeed(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches?.(".pd-item")) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll(".pd-item")];
  items[items.indexOf(event.target) + step]?.focus();
}
