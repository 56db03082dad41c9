// One thread: who speaks, what was said in public, what the desk said, what colleagues answered inside.
import { h, remembered } from "./dom.js";
import { avatar, fill, icon, initials, quietButton } from "./tools.js";
import { gaugeOf, issueOf, nameOf } from "./streams.js";
import { marks } from "./inbox.js";
import { reportCard } from "./report.js";
import { isWritten, takes } from "./kinds.js";

const LATEST = 60; // so many messages of a stream are drawn at first; the others on demand

export function threadArea(desk) {
  const { words, view, ui } = desk;
  const thread = desk.thread();
  const known = [thread, issueOf(view, thread), view.clock.minute, ui.earlier === thread?.id];
  return h("section", { class: "pd-thread", "data-area": "thread", tabindex: "-1", "aria-labelledby": desk.id("thread") },
    remembered(desk.memory, "thread", known, () => (thread ? conversation(desk, thread) : nothing(words, desk))));
}

const nothing = (words, desk) =>
  h("div", { class: "pd-empty", key: "none" }, h("h3", { id: desk.id("thread") }, words.thread), h("p", {}, words.choose_thread));

function conversation(desk, thread) {
  const { words, view, ui } = desk;
  const issue = issueOf(view, thread);
  const waited = thread.since === null || thread.kind !== "thread" ? 0 : view.clock.minute - thread.since;
  const hidden = ui.earlier === thread.id ? 0 : Math.max(0, thread.messages.length - LATEST);
  return h("div", { class: "pd-conversation", key: thread.id },
    h("header", {},
      h("div", { class: "pd-bar" },
        h("h3", { id: desk.id("thread") }, fill(words.on_platform, { name: nameOf(view, thread), platform: thread.platform }))),
      h("p", { class: "pd-facts" }, marks(desk, thread, true),
        waited > 0 && h("span", {}, icon("clock"), " ", fill(words.waiting, { minutes: waited }))),
      issue ? h("div", { class: "pd-author", key: "issue" }, gaugeOf(desk, issue)) : author(desk, thread),
      thread.report && reportCard(desk, thread)),
    h("div", { class: "pd-messages", tabindex: "0", role: "group", "aria-label": issue ? words.sample : words.messages,
      created: (node) => { node.scrollTop = node.scrollHeight; } },
      hidden > 0 && h("p", { key: "earlier" }, quietButton(fill(words.earlier, { n: hidden }), () => desk.set({ earlier: thread.id }))),
      thread.messages.slice(hidden).map((message) =>
        remembered(desk.memory, `m ${thread.id} ${message.id}`, [message], () => said(desk, thread, message)))),
    besides(desk, thread));
}

/** What can be done with a thread besides writing: thank, leave it on purpose. At once when nothing is to be filled in. */
function besides(desk, thread) {
  const { words, view } = desk;
  const offered = view.actions.filter((action) => action.group === "speak" && action.target === "thread" && !isWritten(action) && takes(action, thread));
  return offered.length > 0 && h("div", { class: "pd-thread-foot", key: "besides" }, offered.map((action) => {
    const bare = action.fields.length === 0 && !action.irreversible && !action.confidence;
    return quietButton(fill(bare ? words.act_cost : words.act_more, { act: action.label, minutes: action.cost }),
      () => (bare ? desk.act(action.id, { thread: thread.id }) : desk.openSheet("speak", action.id)),
      { key: action.id, disabled: view.clock.over, "aria-haspopup": !bare && "dialog" });
  }));
}

function author(desk, { author }) {
  const { words } = desk;
  const following = fill(author.followers === 1 ? words.follower : words.followers, { n: desk.count(author.followers) });
  return h("div", { class: "pd-author", key: "author" },
    avatar(author.initials, author.kind === "organisation" ? "org" : ""),
    h("p", { class: "pd-facts" },
      h("strong", {}, author.name), author.handle && h("span", {}, `@${author.handle}`),
      author.followers > 0 && h("span", {}, following),
      author.verified && h("span", {}, icon("check"), " ", words.verified),
      author.kind === "organisation" && h("span", {}, words.organisation),
      author.note && h("span", { class: "read" }, author.note)));
}

function said(desk, thread, message) {
  const { words } = desk;
  const name = desk.id(`m-${thread.id}-${message.id}`);
  const inside = message.side === "internal";
  const mine = message.side === "desk";
  const sign = inside ? "in" : mine ? "me" : thread.author.kind === "organisation" && message.author === thread.author.name ? "org" : "";
  return h("article", { class: `pd-message ${message.side}`, key: message.id, "aria-labelledby": name },
    thread.kind === "stream" && !mine ? h("span", { class: "pd-avatar" }, icon("crowd")) : avatar(mine ? words.you_short : initials(message.author), sign),
    h("div", { class: "pd-said" },
      h("header", {}, h("h4", { id: name }, message.author), h("time", {}, message.time)),
      message.text && h("p", { class: inside ? "" : "read" }, message.text),
      message.image && h("p", { class: "pd-photo" }, icon("photo"), h("span", {}, fill(words.photo, { what: message.image }))),
      message.side === "public" && (message.likes > 0 || message.shares > 0) && h("p", { class: "pd-facts" },
        message.likes > 0 && h("span", {}, fill(words.likes, { n: desk.count(message.likes) })),
        message.shares > 0 && h("span", {}, fill(words.shares, { n: desk.count(message.shares) }))),
      inside && h("p", { class: "pd-dim" }, words.inside),
      message.side === "private" && h("p", { class: "pd-dim" }, words.in_private)));
}
