// Issues that the crowd talks about: each has one stream among the threads, and a curve of posts.
import { h } from "./dom.js";
import { fill, icon } from "./tools.js";

/** The issue whose stream a thread is, or undefined. */
export const issueOf = (view, thread) => (thread?.kind === "stream" ? view.issues?.find((issue) => issue.stream === thread.id) : undefined);

/** What a thread is called: an issue by its name, anything else by who wrote first. */
export const nameOf = (view, thread) => issueOf(view, thread)?.name ?? thread.author.name;

/** How much is said about an issue now. */
export const hourly = ({ words }, { posts_last_hour: n }) => (n === 1 ? words.post_hour : fill(words.posts_hour, { n }));

/** Counts of the hour before each step, and of the last hour: a step that has only begun would look like a fall. */
export function hourByHour({ series, recent, window }) {
  const step = series[1].minute - series[0].minute;
  const bins = Math.max(1, Math.round(window / step));
  return [...series.slice(0, -1).map((_, n) => series.slice(Math.max(0, n - bins + 1), n + 1).reduce((all, bin) => all + bin.count, 0)), recent];
}

/** A small curve of counts; `band` is what is usual. A picture only: the words beside it say the same. */
export function curve(counts, band = null) {
  const top = Math.max(band ? band.high * 1.25 : 0, ...counts, 1);
  const x = (n) => (counts.length > 1 ? 2 + (94 * n) / (counts.length - 1) : 96).toFixed(1);
  const y = (count) => (32 - (30 * count) / top).toFixed(1);
  const line = counts.map((count, n) => `${x(n)} ${y(count)}`).join(" ");
  const usual = band && `<rect x="0" width="100" y="${y(band.high)}" height="${(y(band.low) - y(band.high)).toFixed(1)}" class="pd-band"/>`;
  return h("span", { class: "pd-spark", "aria-hidden": "true", html: `<svg viewBox="0 0 100 34" width="100" height="34" focusable="false">
    ${usual || ""}<polyline points="${line}" class="pd-line"/><circle cx="${x(counts.length - 1)}" cy="${y(counts.at(-1))}" r="3"/></svg>` });
}

/** How much is said about an issue, in a line: a curve, the last hour, from when it is hot, how many it has reached. */
export function gaugeOf(desk, issue) {
  const { words } = desk;
  return h("div", { class: "pd-gauge" },
    issue.series.length > 1 && curve(hourByHour({ series: issue.series, recent: issue.posts_last_hour, window: 60 })),
    h("p", {},
      h("strong", {}, hourly(desk, issue)), " ",
      issue.hot && h("strong", { class: "warn" }, icon("warn"), " ", words.hot), h("br"),
      h("span", { class: "pd-facts" }, h("span", {}, fill(words.hot_from, { n: issue.hot_from })),
        issue.reached > 0 && h("span", {}, fill(words.reached, { n: desk.count(issue.reached) })))));
}
