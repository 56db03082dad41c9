// The inbox: every thread, the latest first, through a filter and a search.
import { h, remembered } from "./dom.js";
import { avatar, fill, icon, spoken } from "./tools.js";

const FILTERS = {
  all: () => true,
  unread: (thread) => thread.unread,
  watched: (thread) => thread.watched,
  handled: (thread) => thread.state !== "open",
};
export const FILTER_NAMES = Object.keys(FILTERS);

/** The threads that the inbox shows now, the latest first. */
export function shownThreads({ view, ui }) {
  const query = ui.query.trim().toLowerCase();
  const fits = (thread) => FILTERS[ui.filter](thread) && (!query || textOf(thread).includes(query));
  return view.threads.filter(fits).sort((a, b) => lastMinute(b) - lastMinute(a));
}

const lastMinute = (thread) => thread.messages.at(-1)?.minute ?? thread.minute;
const textOf = (thread) =>
  [thread.author.name, thread.author.handle, thread.platform, ...thread.tags,
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
        FILTER_NAMES.map((name, n) =>
          h("button", { key: name, type: "button", "aria-pressed": String(ui.filter === name), "aria-keyshortcuts": String(n + 1),
            onclick: () => desk.set({ filter: name }) },
            words[`filter_${name}`], count(view, name)))),
      h("label", { class: "pd-search" }, spoken(words.search),
        h("input", { type: "search", placeholder: words.search, initial: ui.query,
          oninput: (event) => desk.set({ query: event.target.value }) }))),
    feed(desk));
}

function count(view, name) {
  const n = name === "all" ? 0 : view.threads.filter(FILTERS[name]).length;
  return n > 0 && h("span", { class: "pd-dim" }, ` ${n}`);
}

function feed(desk) {
  const { words, view, ui } = desk;
  return remembered(desk.memory, "feed", [view, ui.filter, ui.query, ui.thread], () => {
    const threads = shownThreads(desk);
    const first = threads.some((thread) => thread.id === ui.thread) ? ui.thread : threads[0]?.id;
    return h("div", { class: "pd-feed", onkeydown: (event) => walkFeed(event) },
      threads.length
        ? h("ul", { key: "list", "aria-label": words.feed }, threads.map((thread) => entry(desk, thread, thread.id === first)))
        : h("p", { key: "none", class: "pd-empty" }, view.threads.length ? words.nothing_fits : words.nothing_yet));
  });
}

/** Most threads are as they were in the last frame: their description is used again, and their nodes are not looked at. */
function entry(desk, thread, isStop) {
  return remembered(desk.memory, `item ${thread.id}`, [JSON.stringify(thread), thread.id === desk.ui.thread, isStop], () =>
    h("li", { key: thread.id }, item(desk, thread, isStop)));
}

function item(desk, thread, isStop) {
  const { words, ui } = desk;
  const time = thread.messages.at(-1)?.time ?? thread.time;
  return h("button", { class: `pd-item${thread.unread ? " unread" : ""}`, type: "button", tabindex: isStop ? "0" : "-1",
      "data-thread": thread.id, "aria-current": thread.id === ui.thread && "true", onclick: () => desk.select(thread.id) },
    avatar(thread.author.initials, thread.author.kind === "organisation" ? "org" : ""),
    h("span", { class: "pd-name" }, thread.unread && spoken(`${words.unread} `), thread.author.name),
    " ", h("time", { class: "pd-dim" }, time), " ",
    h("span", { class: "pd-say" }, thread.excerpt), " ",
    marks(desk, thread));
}

/** What the learner decided about a thread, in words. */
export function marks({ words }, thread) {
  const states = { answered: ["check", words.state_answered], left: ["pause", words.state_left], closed: ["cross", words.state_closed] };
  const state = states[thread.state];
  const signs = [
    state && h("span", { class: "pd-tag", key: "state" }, icon(state[0]), state[1]),
    thread.watched && h("span", { class: "pd-tag", key: "watched" }, icon("watch"), words.watched),
    ...thread.tags.map((tag, n) => h("span", { class: "pd-tag", key: `tag${n}` }, tag)),
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
