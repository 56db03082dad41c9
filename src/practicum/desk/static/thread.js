// One thread: who speaks, what was said in public, what the desk said, what colleagues answered inside.
import { h, remembered } from "./dom.js";
import { avatar, fill, icon, initials, number } from "./tools.js";
import { marks } from "./inbox.js";

export function threadArea(desk) {
  const { words, view, ui } = desk;
  const thread = desk.thread();
  return h("section", { class: "pd-thread", "data-area": "thread", tabindex: "-1", "aria-labelledby": desk.id("thread") },
    remembered(desk.memory, "thread", [view, ui.thread], () => (thread ? conversation(desk, thread) : nothing(words, desk))));
}

const nothing = (words, desk) =>
  h("div", { class: "pd-empty", key: "none" }, h("h3", { id: desk.id("thread") }, words.thread), h("p", {}, words.choose_thread));

function conversation(desk, thread) {
  const { words } = desk;
  const { author } = thread;
  return h("div", { class: "pd-conversation", key: thread.id },
    h("header", {},
      h("div", { class: "pd-bar" },
        h("h3", { id: desk.id("thread") }, fill(words.on_platform, { name: author.name, platform: thread.platform }))),
      h("p", { class: "pd-facts" }, marks(desk, thread),
        thread.waiting > 0 && h("span", {}, icon("clock"), " ", fill(words.waiting, { minutes: thread.waiting }))),
      h("div", { class: "pd-author" }, avatar(author.initials, author.kind === "organisation" ? "org" : ""),
        h("p", { class: "pd-facts" },
          h("strong", {}, author.name), h("span", {}, `@${author.handle}`),
          author.followers > 0 && h("span", {}, following(desk, author)),
          author.verified && h("span", {}, icon("check"), " ", words.verified),
          author.kind === "organisation" && h("span", {}, words.organisation),
          author.note && h("span", { class: "read" }, author.note)))),
    h("div", { class: "pd-messages", tabindex: "0", role: "group", "aria-label": words.messages,
      created: (node) => { node.scrollTop = node.scrollHeight; } },
      thread.messages.map((message) => said(desk, thread, message))));
}

const following = (desk, { followers: n }) => fill(n === 1 ? desk.words.follower : desk.words.followers, { n: number(desk, n) });

function said(desk, thread, message) {
  const { words } = desk;
  const name = desk.id(`m-${thread.id}-${message.id}`);
  const inside = message.side === "internal";
  const mine = message.side === "desk";
  const sign = inside ? "in" : mine ? "me" : thread.author.kind === "organisation" && message.author === thread.author.name ? "org" : "";
  return h("article", { class: `pd-message ${message.side}`, key: message.id, "aria-labelledby": name },
    avatar(mine ? words.you_short : initials(message.author), sign),
    h("div", { class: "pd-said" },
      h("header", {}, h("h4", { id: name }, message.author), h("time", {}, message.time)),
      message.text && h("p", { class: inside ? "" : "read" }, message.text),
      message.image && h("p", { class: "pd-photo" }, icon("photo"), h("span", {}, fill(words.photo, { what: message.image }))),
      message.side === "public" && (message.likes > 0 || message.shares > 0) && h("p", { class: "pd-facts" },
        message.likes > 0 && h("span", {}, fill(words.likes, { n: number(desk, message.likes) })),
        message.shares > 0 && h("span", {}, fill(words.shares, { n: number(desk, message.shares) }))),
      inside && h("p", { class: "pd-dim" }, words.inside)));
}
