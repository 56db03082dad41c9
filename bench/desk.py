"""Measure how fast the desk is with 600 posts in its feed, in a real JupyterLab: `python bench/desk.py`.

It prints what a learner would feel: how long it takes from a click until the browser has painted the reaction
(median and 95th percentile), and from running the cell until the desk stands; and the memory of the kernel.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import yaml
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parents[1]
POSTS = 600
TIMES = 20
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
MEMORY = "import resource\nprint('peak kB:', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"

# Clicks, then waits until what was asked for has changed and the browser has painted it.
MEASURE = """([selector, watched, nth]) => new Promise((done, fail) => {
    const root = document.querySelector('.pd-cell');
    const now = () => root.querySelector(watched)?.textContent;
    const before = now();
    const node = root.querySelectorAll(selector)[nth];
    const observer = new MutationObserver(() => {
        if (now() === before) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    observer.observe(root, {childList: true, subtree: true, characterData: true});
    setTimeout(() => fail(new Error(`no reaction to ${selector}`)), 20000);
    const start = performance.now();
    node.click();
})"""
OPEN = """() => new Promise((done, fail) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
        if (!document.querySelector('.pd .pd-top')) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    observer.observe(document.body, {childList: true, subtree: true});
    setTimeout(() => fail(new Error('no desk')), 60000);
    window.jupyterapp.commands.execute('notebook:run-all-cells');
})"""
IDLE = """() => {
    const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
    return context?.isReady && context.session?.kernel?.status === 'idle';
}"""
AGAIN = """() => {
    window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1;
    return window.jupyterapp.commands.execute('notebook:run-cell');
}"""
PRINTED = r"""() => {
    const cells = window.jupyterapp.shell.currentWidget.content.model.toJSON().cells;
    return /peak kB: (\d+)/.exec(JSON.stringify(cells))?.[1];
}"""


def write_drill(folder: Path, posts: int) -> Path:
    """Write a drill whose feed fills with so many posts in its first hour, and return its folder."""
    source = REPOSITORY / "scenarios" / "d01-first-shift"
    structure = yaml.safe_load((source / "scenario.yaml").read_text(encoding="utf-8"))
    words = yaml.safe_load((source / "messages.en.yaml").read_text(encoding="utf-8"))
    authors = list(structure["authors"])
    said = [row["says"][0] for row in words["threads"].values() if row.get("says")]
    names = [f"post-{n:03}" for n in range(posts)]
    structure |= {
        "slug": "bench-desk",
        "pools": {},
        "gates": [],
        "duties": [],
        "objectives": [],
        "findings": [],
        "bursts": [],
        "threads": [
            {
                "id": name,
                "platform": structure["platforms"][n % 3],
                "author": authors[n % len(authors)],
                "when": [n // 11],
                "likes": [n % 40],
                "handling": "addressed",
            }
            for n, name in enumerate(names)
        ],
    }
    words["threads"] = {
        name: {"label": "a post", "says": [said[n % len(said)]]} for n, name in enumerate(names)
    }
    for part in ("gates", "duties", "objectives", "findings", "bursts"):
        words[part] = {}
    target = folder / "bench-desk"
    target.mkdir()
    for name, content in (("scenario.yaml", structure), ("messages.en.yaml", words)):
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (target / name).write_text(text, encoding="utf-8")
    return target


def check(posts: int) -> None:
    """Refuse to print figures about another feed than the one that was asked for."""
    if posts != POSTS:
        raise SystemExit(f"The feed holds {posts} posts instead of {POSTS}: nothing was measured.")


def write_log(drill: Path, path: Path) -> None:
    """Play the first hour, so that the desk opens on a full feed."""
    code = (
        "from practicum.desk import Desk\n"
        f"desk = Desk({str(drill)!r}, path={str(path)!r})\ndesk.wait(60)\n"
        "print(len(desk.view['threads']))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=drill.parent
    )
    check(int(shown.stdout))


@contextmanager
def lab(home: Path) -> Iterator[str]:
    """Run a JupyterLab with folders of its own, and give its address."""
    root, settings = home / "root", home / "config" / "labconfig"
    settings.mkdir(parents=True)
    quiet = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
    (settings / "default_setting_overrides.json").write_text(json.dumps(quiet), encoding="utf-8")
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    environment = {**os.environ, **{name: str(home / folder) for name, folder in folders.items()}}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1",
        f"--port={port}", "--allow-root", "--ServerApp.port_retries=0",
        "--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={root}",
        "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    log = (home / "lab.log").open("w")
    server = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def measure(address: str) -> dict[str, Any]:
    """Open the notebook in a browser, work at the desk, and return milliseconds and kilobytes."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        for _attempt in range(60):
            try:
                page.goto(f"{address}/lab/tree/desk.ipynb?reset")
                break
            except Exception:  # noqa: BLE001 - the server is not up yet
                page.wait_for_timeout(500)
        page.wait_for_selector("#jupyterlab-splash", state="detached")
        page.wait_for_function(IDLE, polling=100)
        found: dict[str, Any] = {"opening": page.evaluate(OPEN)}
        page.wait_for_function(PRINTED, polling=100)
        check(page.locator(".pd-item").count())
        status, clock = ".pd-status", ".pd-clock .pd-num"
        found["open a thread"] = [
            page.evaluate(MEASURE, [".pd-item.unread", status, 3 * n]) for n in range(TIMES)
        ]
        found["answer"] = []
        for n in range(TIMES):
            page.evaluate(MEASURE, [".pd-item.unread", status, 2 * n])
            page.locator(".pd-pick", has_text="Thank").first.click()
            page.get_by_label("Your answer").fill(f"Thank you, number {n}, that made our day.")
            found["answer"].append(page.evaluate(MEASURE, [".pd-foot .pd-quiet", status, 0]))
        found["ten minutes on"] = [
            page.evaluate(MEASURE, [".pd-run .pd-btn", clock, 1]) for _ in range(TIMES)
        ]
        page.evaluate(AGAIN)
        found["kernel"] = int(page.evaluate(PRINTED)) / 1024
        browser.close()
    return found


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as folder:
        home = Path(folder)
        (home / "root").mkdir()
        drill = write_drill(home / "root", POSTS)
        write_log(drill, home / "root" / "bench-desk.jsonl")
        cell = f"from practicum.desk import Desk\ndesk = Desk({str(drill)!r})\ndesk"
        cells = [nbformat.v4.new_code_cell(text) for text in (cell, MEMORY)]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), home / "root" / "desk.ipynb")
        with lab(home) as address:
            found = measure(address)
    system = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}"
    table = Table("what", "median", "95th percentile", title=f"Desk with {POSTS} posts on {system}")
    acts = ("open a thread", "answer", "ten minutes on")
    found["all of these"] = [time for name in acts for time in found[name]]
    for name in (*acts, "all of these"):
        times = found[name]
        high = statistics.quantiles(times, n=20)[-1]
        table.add_row(
            f"{name}: click to painted reaction", f"{statistics.median(times):.0f} ms", f"{high:.0f} ms"
        )
    table.add_row("cell run in a new kernel to a desk that stands", f"{found['opening']:.0f} ms", "")
    table.add_row("memory of the kernel, peak", f"{found['kernel']:.0f} MB", "")
    Console().print(table)


if __name__ == "__main__":
    main()
