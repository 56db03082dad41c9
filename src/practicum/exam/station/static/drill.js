// Joins the desk's module and this page: each message is posted to the page's own address, one at a time and in order.
// What could not be sent is said at once, and nothing that was being written is lost.
"use strict";
const desk = (() => {
/* the desk's module */
})();
{
const known = JSON.parse(document.getElementById("known").textContent);
const says = known.page;
const RETRIES = [0, 600, 1800]; // milliseconds before each attempt: the act carries its name, so it is done once
const PATIENCE = 12000; // milliseconds for one attempt
const LOOK = 15000; // milliseconds between looks at the clock of the examination; after trouble, more often
const sleep = (time) => new Promise((done) => setTimeout(done, time));
const find = (id) => document.getElementById(id);

// ---- the model that the desk's module expects

const state = { words: known.words, fixed: known.fixed, frame: known.frame };
const heard = {};
const queue = [];
let at = known.at, busy = false, lost = false;

const tell = (name, ...what) => (heard[name] ?? []).forEach((hear) => hear(...what));
const model = {
  get: (name) => state[name],
  set(name, value) { state[name] = value; tell(`change:${name}`); },
  on: (name, hear) => (heard[name] ??= []).push(hear),
  off: (name, hear) => { heard[name] = (heard[name] ?? []).filter((one) => one !== hear); },
  send(message) { queue.push(message); pump(); },
  save_changes() {},
};

// ---- the wire

async function post(message) {
  for (const pause of RETRIES) {
    await sleep(pause);
    try {
      const reply = await fetch(location.pathname, { method: "POST", body: JSON.stringify({ ...message, at }),
        headers: { "Content-Type": "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
      if (reply.ok) return await reply.json();
    } catch {
      // no answer: once more
    }
  }
  return null;
}

async function pump() {
  if (busy) return;
  busy = true;
  while (queue.length) {
    const message = queue.shift();
    const reply = await post(message);
    if (reply?.type === "change") take(reply);
    else if (reply) refuse(message, reply.sentence);
    else lose(message);
  }
  busy = false;
}

function take(reply) {
  if (lost) { lost = false; trouble(says.back); }
  else if (reply.change) trouble("");
  at = reply.at;
  clock.set(reply.left, reply.over);
  if (reply.change) tell("msg:custom", { type: "change", change: reply.change });
}

/** The session lets nobody at the desk now, during a pause for example. */
function refuse(message, sentence) {
  at = ""; // what this page holds is no frame of the other side any more: the next answer brings a whole one
  clock.stop();
  trouble(sentence);
  if (message.id) model.set("frame", { ...state.frame, news: "", unanswered: "", answer: { id: message.id, sentence, refused: true } });
}

function lose(message) {
  refuse(message, says["not-saved"]);
  for (const other of queue.splice(0)) refuse(other, says["not-saved"]);
  if (!lost) { lost = true; look(); }
}

async function look() {
  do {
    await sleep(lost ? LOOK / 5 : LOOK);
    if (!busy && !queue.length) model.send({ type: "look" });
  } while (lost);
}

function trouble(sentence) {
  const place = find("trouble");
  if (place.textContent !== sentence) place.textContent = sentence;
  place.hidden = !sentence;
}

// ---- the clock of real minutes

const clock = {
  end: 0, running: false, over: false, warned: 0,
  set(left, over) {
    this.end = performance.now() + 1000 * left;
    this.running = !over && left > 0;
    this.over = over;
    document.body.classList.toggle("dr-over", over);
    this.show();
  },
  stop() { this.running = false; },
  show() {
    const left = Math.max(0, (this.end - performance.now()) / 1000), minutes = Math.floor(left / 60);
    const out = find("left");
    if (!known.clock) out.textContent = says["no-clock"]; // and no warning either
    else out.textContent = this.over || left <= 0 ? says.none : minutes < 1 ? says.less : says.minutes.replace("{n}", minutes);
    for (const [limit, sentence] of [[300, says.warn_five], [60, says.warn_one]]) {
      if (known.clock && this.running && left <= limit && this.warned !== limit && (this.warned === 0 || limit < this.warned)) {
        this.warned = limit;
        if (left > limit - 30) find("told").textContent = sentence;
      }
    }
    if (this.running && left <= 0) {
      this.running = false;
      model.send({ type: "look" });
    }
  },
};

const hide = find("hide");
function hidden(is) {
  find("left").hidden = is;
  hide.textContent = is ? says.show : says.hide;
}
hide.addEventListener("click", () => hidden(!find("left").hidden));
hide.hidden = !known.clock;
clock.set(known.left, known.over);
setInterval(() => clock.running && clock.show(), 1000);
setInterval(() => !lost && !busy && !queue.length && model.send({ type: "look" }), LOOK);

desk.initialize({ model });
desk.render({ model, el: find("desk") });
}
