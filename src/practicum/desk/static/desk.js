// The desk itself: it draws what Python's view says, sends acts, and keeps nothing that the log lacks
// except where the learner is looking and what they have typed but not yet sent.
import { h, patch } from "./dom.js";
import { button, draftStore, fill, icon, keysWanted, number } from "./tools.js";
import { applied } from "./wire.js";
import { topBar } from "./top.js";
import { strip } from "./strip.js";
import { inbox } from "./inbox.js";
import { threadArea } from "./thread.js";
import { takeRemarks } from "./lint.js";
import { composer } from "./forms.js";
import { actsBar, offeredGroups } from "./sheets.js";
import { dock, notices } from "./dock.js";
import { debriefCard, endCard, predictCard, startCard } from "./cards.js";
import { dialog } from "./dialogs.js";
import { letterOf, onKey } from "./keys.js";

const RUN_MINUTES = 2; // simulated minutes a tick of Run lets pass...
const RUN_PAUSE = 3000; // ...and milliseconds between ticks: a shift of eight hours takes twelve minutes
const PATIENCE = 4000; // milliseconds after which a silent kernel is worth a sentence
const PANES = ["inbox", "thread", "reply", "dock"];

class Desk {
  constructor(model, el) {
    this.model = model;
    this.words = model.get("words");
    this.uid = `pd${Math.random().toString(36).slice(2, 8)}`;
    this.waiting = new Map();
    this.backs = [];
    this.sent = 0;
    this.toggleRun = this.toggleRun.bind(this);
    this.root = document.createElement("div");
    this.root.className = "practicum pd-cell";
    this.root.lang = this.words.language;
    this.root.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab listens before we can stop an event
    this.root.onkeydown = (event) => onKey(this, event);
    this.root.onkeyup = this.root.onkeypress = (event) => event.stopPropagation();
    el.append(this.root);
    this.ui = {};
    this.take(model.get("frame"));
    this.onFrame = () => this.receive(model.get("frame"));
    this.onMessage = (message) => message.type === "lint" && takeRemarks(this, message);
    model.on("change:frame", this.onFrame);
    model.on("msg:custom", this.onMessage);
    this.redraw();
  }

  stop() {
    this.model.off("change:frame", this.onFrame);
    this.model.off("msg:custom", this.onMessage);
    clearTimeout(this.tick);
    clearTimeout(this.lintTimer);
    clearTimeout(this.alarm);
    cancelAnimationFrame(this.soon);
  }

  // ---- what Python says -------------------------------------------------------------------------------------

  /** Take a frame as the truth; a new run also forgets where the learner looked in the old one. */
  take(frame) {
    const fixed = this.model.get("fixed");
    if (this.frame?.run !== frame.run) {
      const { slug, seed, mode } = fixed.drill;
      this.drafts = draftStore(`practicum-desk ${slug} ${seed} ${mode}`);
      if (this.frame) this.drafts.clear();
      this.memory = {};
      this.ui = { thread: null, filter: "all", query: "", pane: "inbox", dock: "log", keys: this.ui.keys ?? keysWanted(),
        begun: frame.view.clock.started, running: false, said: frame.notice || frame.view.status, focusStart: Boolean(this.frame) };
    }
    this.frame = frame;
    this.view = { ...fixed, ...frame.view };
    this.brief = fixed.brief;
    this.pages = fixed.pages;
    this.resolution = fixed.resolution;
    this.end = fixed.end; // only in an examination: what stands at the end, instead of a debrief and a new start
  }

  receive(frame) {
    this.take(frame);
    const mine = this.waiting.get(frame.answer?.id);
    if (mine) this.waiting.delete(frame.answer.id);
    if (!this.waiting.size) clearTimeout(this.alarm);
    // A running clock announces only what cannot wait, and a reading that nobody asked for nothing at all.
    const quiet = (mine?.isTick && !frame.news) || mine?.isFollowUp;
    const told = mine?.isTick ? [frame.news] : [frame.answer?.sentence || this.view.status, frame.news, frame.unanswered];
    if (frame.answer?.refused) this.ui.said = frame.answer.sentence;
    else if (!quiet) this.ui.said = told.filter(Boolean).join(" ");
    if (frame.answer?.refused) this.settleRefusal(mine, frame.answer.sentence);
    else if (mine) this.settleAct(mine);
    if (this.view.clock.over) Object.assign(this.ui, { running: false, sheet: null });
    this.redraw();
  }

  settleRefusal(mine, sentence) {
    this.ui.running = false;
    this.ui.refused = { key: mine?.draft ?? mine?.type, sentence };
  }

  settleAct(mine) {
    this.ui.refused = null;
    if (mine.draft) {
      this.drafts.clear(mine.draft);
      if (mine.fromSheet && this.ui.sheet) this.closeSheet();
    }
    // Whoever acts on the open thread sees what the act brought: it is read.
    if (mine.thread && mine.thread === this.ui.thread && mine.action !== "open") this.read(this.thread(), { isFollowUp: true });
  }

  // ---- what the learner does ----------------------------------------------------------------------------------

  /** Ask Python something; returns the name of the question, or null when nobody is there to answer. */
  ask(type, content) {
    const id = `${this.uid}-${++this.sent}`;
    try {
      this.model.send({ type, id, ...content });
      return id;
    } catch {
      return null; // the channel closed with its kernel
    }
  }

  /** Ask for something that the desk will be drawn anew for. */
  send(type, content = {}, remember = {}) {
    const id = this.ask(type, content);
    if (id === null) {
      this.set({ said: this.words.kernel_gone, running: false });
      return;
    }
    this.waiting.set(id, { type, ...remember });
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => this.set({ said: this.words.kernel_silent, running: false }), PATIENCE);
  }

  /** Ask for an act. What else is given (`draft`, `fromSheet`, `isTick`, `isFollowUp`) says what its answer settles here. */
  act(action, { thread = null, fields = {}, confidence = null, ...remember } = {}) {
    this.send("act", { action, thread, fields, confidence }, { action, thread, ...remember });
  }

  read(thread, remember = {}) {
    const canRead = this.view.actions.some((action) => action.id === "open");
    if (canRead && thread?.unread && !this.view.clock.over) this.act("open", { thread: thread.id, ...remember });
  }

  select(id) {
    const toAll = this.view.actions.find((action) => action.id === this.ui.channel)?.target === "none";
    this.set({ thread: id, pane: "thread", refused: null, ...(toAll ? { channel: null } : {}) });
    this.read(this.thread());
  }

  begin() {
    this.set({ begun: true, said: this.view.status });
    this.go("inbox");
  }

  predict(written) {
    this.send("debrief", { predicted: written });
  }

  toggleRun() {
    clearTimeout(this.tick);
    this.set({ running: !this.ui.running });
    if (this.ui.running) this.tickSoon();
  }

  tickSoon() {
    this.tick = setTimeout(() => {
      if (document.hidden || !this.root.isConnected || this.ui.dialog) this.set({ running: false });
      if (!this.ui.running) return;
      if (!this.waiting.size) this.act("wait", { fields: { minutes: RUN_MINUTES }, isTick: true });
      this.tickSoon();
    }, RUN_PAUSE);
  }

  refuse(key, sentence) {
    this.set({ refused: { key, sentence }, said: sentence });
  }

  // ---- where the learner is ------------------------------------------------------------------------------------

  /** Bring a kind of text into the composer, ready to type. */
  write(action) {
    this.go("reply", { channel: action }, "form textarea");
  }

  openGroup(group) {
    if (group === "speak") return this.go("reply", {}, "form input, form textarea");
    const button = this.find(`[data-group="${group}"]`);
    const edge = this.find(".pd-acts").getBoundingClientRect();
    const at = Math.max(0, Math.min(button.getBoundingClientRect().left - edge.left, edge.width - 372));
    return this.openSheet(group, null, at);
  }

  openSheet(group, action = null, at = 0) {
    if (!this.ui.sheet) this.backs.push(document.activeElement);
    this.set({ sheet: { group, action, at }, refused: null });
    (this.find(".pd-menu :is(input:checked, select)") ?? this.find(".pd-sheet form :is(input, textarea, select, button)")).focus();
  }

  closeSheet() {
    this.set({ sheet: null });
    this.comeBack();
  }

  openDialog(name, about = {}) {
    if (!this.ui.dialog) this.backs.push(document.activeElement);
    this.set({ dialog: { name, ...about }, running: false });
  }

  closeDialog() {
    this.set({ dialog: null });
    this.comeBack();
  }

  /** Whoever closes something is again where they were when they opened it, or at least in the same pane. */
  comeBack() {
    const place = this.backs.pop();
    const kept = place && this.root.contains(place) && place.getClientRects().length;
    (kept ? place : this.home()).focus({ preventScroll: true });
  }

  /** The pane that is open, or the card that stands in place of all panes. */
  home() {
    return this.find(`[data-area="${this.ui.pane}"]`) ?? this.find('[data-area]:not([data-area="top"])');
  }

  /** Bring an area into view, also where only one fits, and give it the focus. */
  go(area, changes = {}, inside = "") {
    this.set({ ...changes, ...(PANES.includes(area) ? { pane: area } : {}) });
    const place = this.find(`[data-area="${area}"]`);
    ((inside && place?.querySelector(inside)) || place)?.focus();
  }

  // ---- drawing ---------------------------------------------------------------------------------------------------

  id(name) { return `${this.uid}-${name}`; }
  find(selector) { return this.root.querySelector(selector); }
  thread() { return this.view.threads.find((thread) => thread.id === this.ui.thread) ?? null; }
  count(n) { return number(this, n); }
  hours(minutes) { return String(Math.round(minutes / 6) / 10); }
  span(minutes) { return fill(minutes < 60 ? this.words.cost : this.words.span, { minutes, h: Math.floor(minutes / 60), m: minutes % 60 }); }
  keyOf(group) { return letterOf(group); }
  groupKeys() { return offeredGroups(this).map((group) => [group, letterOf(group)]); }

  stage() {
    if (!this.ui.begun && !this.view.clock.over) return "start";
    if (!this.view.clock.over || this.ui.looking) return "desk";
    if (this.end) return "end";
    return this.frame.debrief ? "debrief" : "predict";
  }

  set(changes) {
    Object.assign(this.ui, changes);
    this.redraw();
  }

  redrawSoon() {
    cancelAnimationFrame(this.soon);
    this.soon = requestAnimationFrame(() => this.redraw());
  }

  redraw() {
    const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
    const messages = this.find(".pd-messages");
    const atEnd = messages && messages.scrollHeight - messages.scrollTop - messages.clientHeight < 4;
    patch(this.root, [this.describe()]);
    if (atEnd && messages.isConnected) messages.scrollTop = messages.scrollHeight;
    if (!focused || this.ui.dialog || (document.activeElement !== focused && this.root.contains(document.activeElement))) return;
    if (focused.getClientRects().length) focused.focus({ preventScroll: true }); // a node that was moved has lost it
    else this.home().focus({ preventScroll: true }); // gone, or in another pane
  }

  describe() {
    const { words, ui } = this;
    const stage = this.stage();
    const label = fill(words.desk_of, { title: this.view.drill.title });
    return h("div", { class: `pd stage-${stage}`, "data-pane": ui.pane, role: "group", "aria-label": label },
      topBar(this),
      stage === "desk" && strip(this),
      notices(this),
      stage === "start" && startCard(this),
      stage === "predict" && predictCard(this),
      stage === "debrief" && debriefCard(this),
      stage === "end" && endCard(this),
      stage === "desk" && this.panes(),
      stage === "desk" && inbox(this),
      stage === "desk" && threadArea(this),
      stage === "desk" && h("div", { class: "pd-side" }, composer(this), dock(this)),
      stage === "desk" && actsBar(this),
      h("div", { class: "pd-foot-bar" },
        h("p", { class: "pd-status", role: "status" }, ui.said),
        stage === "desk" && this.view.coaching && h("p", { class: "pd-hint note" }, this.hint())),
      ui.dialog && dialog(this));
  }

  hint() {
    const { hint } = this.view.coaching;
    return hint ? [icon("note"), " ", fill(this.words.hint, { hint })] : [];
  }

  panes() {
    const { words, ui } = this;
    return h("div", { class: "pd-panes", role: "group", "aria-label": words.areas }, PANES.map((pane) =>
      button(words[`pane_${pane}`], () => this.set({ pane }),
        { key: pane, class: "", "aria-pressed": String(ui.pane === pane), "data-pane": pane })));
  }
}

export default {
  /** Once a page, however many desks it shows: keep the frame that all of them draw up to date. */
  initialize({ model }) {
    model.on("msg:custom", (message) => {
      if (message.type === "change") model.set("frame", applied(model.get("frame"), message.change));
    });
  },
  render({ model, el }) {
    const desk = new Desk(model, el);
    return () => desk.stop();
  },
};
