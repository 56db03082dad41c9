// A slider over the table of moments: the table holds everything, this shows one row of it large.

/** Wire the replay inside a debrief, if it has one. */
export function wireReplay(report) {
  const replay = report.querySelector(".pd-replay");
  const player = replay?.querySelector(".pd-player");
  if (!player) return;
  const slider = player.querySelector("input[type=range]");
  const beside = player.querySelector("input[type=checkbox]");
  const stage = player.querySelector(".pd-stage");
  const heads = [...replay.querySelectorAll("thead th")];
  const rows = [...replay.querySelectorAll("tbody tr")];
  const lines = report.querySelector(".pd-lines");
  const cursor = document.createElement("i");
  cursor.className = "pd-cursor";
  lines?.append(cursor);
  const last = Number(rows.at(-1)?.dataset.minute ?? 1);

  const show = () => {
    const row = rows[Number(slider.value)];
    if (!row) return;
    const cells = [...row.children];
    slider.setAttribute("aria-valuetext", cells[0].textContent);
    cursor.style.setProperty("--x", String((100 * Number(row.dataset.minute)) / Math.max(1, last)));
    stage.replaceChildren(...cells.flatMap((cell, place) => {
      const head = heads[place];
      if (head.classList.contains("expert") && !beside.checked) return [];
      if (place > 2 && !cell.textContent) return [];
      const part = document.createElement("div");
      if (place > 2) part.className = "wide";
      const name = document.createElement("span");
      name.textContent = head.textContent;
      const value = document.createElement("p");
      value.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      part.append(name, value);
      return [part];
    }));
  };
  const go = (by) => {
    slider.value = String(Number(slider.value) + by);
    show();
  };
  slider.addEventListener("input", show);
  beside.addEventListener("change", show);
  for (const button of player.querySelectorAll("[data-go]")) button.addEventListener("click", () => go(Number(button.dataset.go)));
  show();
}
