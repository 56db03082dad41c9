/* What a script adds to a page that works without one: each answer is saved when it changes or its field is left,
   the clock goes on, single keys act. It holds no sentence of its own: they stand in the page. */
(() => {
  "use strict";
  const $ = id => document.getElementById(id), all = (what, from = document) => [...from.querySelectorAll(what)];
  const exam = $("exam"), root = exam.dataset.root, form = $("answer"), say = exam.dataset;
  exam.dataset.scripted = "yes";
  for (const one of all("[data-script]")) one.hidden = false;
  if ($("problem")) $("problem").focus();

  /* ---- what a screen reader hears */
  const tell = words => { $("told").textContent = ""; setTimeout(() => { $("told").textContent = words; }, 60); };
  if (!$("notice").hidden) tell($("notice").textContent);

  /* ---- saving */
  const waiting = new Map();          // fields that the disk does not have yet, by exercise
  let under = Promise.resolve(), leaving = false;
  const names = id => el => el.name === id || el.name.startsWith(`${id}.`);
  const asked = el => el.closest("[data-of]")?.dataset.of ?? form.dataset.at;

  function body(id, chosen) {
    const sent = new FormData();
    sent.append("at", id);
    for (const el of [...form.elements].filter(names(id))) {
      if (el.type === "file") { if (el === chosen && el.files[0]) sent.append(el.name, el.files[0]); }
      else if (el.name.endsWith(".paste")) { if (el === chosen) sent.append(el.name, el.value); }
      else if (!/^(radio|checkbox)$/.test(el.type) || el.checked) sent.append(el.name, el.value);
    }
    return sent;
  }

  function save(id, chosen) {
    waiting.set(id, chosen ?? null);
    under = under.then(() => attempt(id));
    return under;
  }

  async function attempt(id) {
    if (!waiting.has(id)) return;
    const chosen = waiting.get(id);
    try {
      const reply = await fetch(form.dataset.save, { method: "POST", body: body(id, chosen), headers: { Accept: "application/json" } });
      const said = await reply.json();
      if (said.moved) { waiting.clear(); leaving = true; location.href = root || "./"; return; }
      if (said.refused) { waiting.delete(id); refuse(id, said.refused); return; }
      if (!reply.ok) throw new Error(said.unsaved);
      if (waiting.get(id) === chosen) waiting.delete(id);
      saved(id, said);
    } catch { unsaved(); }
  }

  function saved(id, said) {
    mark(false, say.saySaved.replace("{time}", said.saved));
    for (const [name, read] of Object.entries(said.read)) show(name, read, said["not-yet"]);
    const cell = document.querySelector(`[data-cell="${CSS.escape(id)}"]`);
    if (!cell) return;
    for (const shape of "duf") cell.classList.toggle(shape, said.cell[shape]);
    cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/,.*/, `, ${said.words}`));
    count();
  }

  function count() {
    const cells = all("[data-cell]"), lines = all("#legend li"), has = (one, shape) => one.classList.contains(shape);
    const counts = { d: cells.filter(c => has(c, "d") && !has(c, "u")).length, "": cells.filter(c => !has(c, "d") && !has(c, "u")).length,
      u: cells.filter(c => has(c, "u")).length, f: cells.filter(c => has(c, "f")).length };
    for (const line of lines) {
      const shape = line.querySelector("i").className, text = line.lastChild;
      if (shape in counts) text.textContent = text.textContent.replace(/\d+/, counts[shape]);
    }
  }

  function show(name, read, notYet) {
    const line = document.querySelector(`[data-read="${CSS.escape(name)}"]`);
    if (!line) return;
    line.classList.toggle("bad", read.bad);
    line.textContent = "";
    if (!read.said) return;
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS(icon.namespaceURI, "use");
    icon.setAttribute("class", "i"); icon.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#i-${read.shape}`); icon.append(use); line.append(icon);
    if (read.bad) { const start = document.createElement("b"); start.textContent = `${notYet} `; line.append(start); }
    line.append(read.said);
  }

  function refuse(id, words) { show(id, { said: words, bad: true, shape: "ask" }, ""); mark(false, words); }

  function mark(bad, words) {
    const line = $("saved");
    line.className = `st ${bad ? "bad" : "good"}`;
    line.querySelector("use").setAttribute("href", bad ? "#i-ask" : "#i-saved");
    line.querySelector("span").textContent = words;
    if (!bad) { $("unsaved").hidden = true; $("unsaved").textContent = ""; }
  }

  function unsaved() {
    mark(true, say.sayUnsaved.split(". ")[0]);
    if (!$("unsaved").hidden) return;
    $("unsaved").hidden = false;
    $("unsaved").textContent = say.sayUnsaved;
  }

  if (form) {
    form.addEventListener("change", event => { if (event.target.name && event.target.name !== "number") save(asked(event.target), event.target); });
    form.addEventListener("input", event => words(event.target));
    // A long text is saved while it is written, too: at most what five seconds hold is ever at stake.
    let writing;
    form.addEventListener("input", event => {
      if (event.target.tagName !== "TEXTAREA") return;
      clearTimeout(writing);
      writing = setTimeout(() => save(asked(event.target), event.target), 5000);
    });
    form.addEventListener("submit", event => {
      if (leaving) return;
      event.preventDefault();
      const button = event.submitter, changed = document.activeElement;
      if (changed?.form === form && changed.name && changed.name !== "number" && changed.tagName !== "BUTTON") save(asked(changed), changed);
      // Not at once: while its own submit event is under way, a form takes no second one.
      under.then(() => setTimeout(() => { if (waiting.size) { unsaved(); return; } leaving = true; form.requestSubmit(button); }));
    });
    for (const area of all("textarea", form)) words(area);
  }
  // A link waits for what is under way, as a button does.
  addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    if (!link || !waiting.size || link.hasAttribute("download") || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    under.then(() => { if (waiting.size) unsaved(); else location.href = link.href; });
  });
  setInterval(() => { if (waiting.size) for (const id of waiting.keys()) under = under.then(() => attempt(id)); }, 5000);
  addEventListener("beforeunload", event => { if (waiting.size && !leaving) event.preventDefault(); });

  function words(area) {
    if (area.tagName !== "TEXTAREA" || !area.id || area.name.endsWith(".paste")) return;
    const hint = $(`${area.id}-hint`), count = area.value.split(/\s+/).filter(Boolean).length;
    if (!hint) return;
    hint.dataset.plain ??= hint.textContent;
    hint.textContent = `${hint.dataset.plain} ${say.sayWords.replace("{count}", count)}`;
  }

  /* ---- the clock */
  let spoken = "", stage = "";
  async function time() {
    try {
      const said = await (await fetch(`${root}time`)).json(), now = `${said.stage} ${said.paused}`;
      spoken = said.spoken ?? "";
      if ($("clock") && said.short) $("clock").firstChild.textContent = said.short;
      if (said.warning) { $("notice").hidden = false; $("notice").textContent = said.warning; tell(said.warning); }
      if (stage && stage !== now && !waiting.size) { leaving = true; location.href = root || "./"; }
      stage = now;
    } catch { /* the next save says it */ }
  }
  time();
  setInterval(time, 15000);

  $("clock-button")?.addEventListener("click", async event => {
    event.preventDefault();
    const sent = new FormData(), off = !$("clock").hidden;
    $("clock").hidden = off;
    event.target.textContent = off ? event.target.dataset.show : event.target.dataset.hide;
    sent.append("go", "clock");
    try { await fetch(`${root}screen`, { method: "POST", body: sent, redirect: "manual" }); } catch { /* only the screen */ }
  });

  /* ---- single keys: only while they are on, and never in a field that takes letters */
  addEventListener("keydown", event => {
    if (exam.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey || !form) return;
    if (event.target.matches?.("input[type=text], input[type=file], textarea, select")) return;
    const key = event.key.toUpperCase(), press = value => form.querySelector(`.moves [value="${value}"]`)?.click();
    const at = form.dataset.at, options = at ? all(`.q.choice input[type=radio]`, form) : [];
    if (key.length === 1 && key >= "A" && key <= "E" && options["ABCDE".indexOf(key)]) {
      const option = options["ABCDE".indexOf(key)];
      option.focus(); option.checked = true;
      save(at, option);
    } else if (!at) return;
    else if (key === "N") press("next");
    else if (key === "P") press("previous");
    else if (key === "F") press("flag");
    else if (key === "T") time().then(() => tell(spoken || say.sayNoClock));
    else if (key === "G" && $("number")) { $("number").focus(); $("number").select(); tell(say.sayGoTo); }
    else return;
    event.preventDefault();
  });
})();
