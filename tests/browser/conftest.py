"""A real JupyterLab in a real browser, for tests marked `browser`.

One server and one chromium serve the whole session; each test gets its own page, and `lab` asserts at
teardown that the page logged no console error and asked nothing of any machine but this one. Copy or write
a notebook per test: `?reset` clears a layout, not a kernel.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from comm import DummyComm

from practicum.desk.assets import desk_styles, script

REPOSITORY = Path(__file__).resolve().parents[2]
SCREENSHOTS = REPOSITORY / ".screenshots"
SENTINEL = "practicum: every cell ran"
_PATIENCE = 60_000  # milliseconds: a loaded machine is slow, a broken page is stuck
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_OVERRIDES = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}
# Lab's body has no height of its own: axe takes everything in it for hidden and skips contrast silently.
_BODY_FOR_AXE = "body{overflow:visible!important;min-height:100vh!important}"
_ANCHORS = (
    "li.lm-MenuBar-item:has(> .lm-MenuBar-itemLabel:text-is('{menu}'))",
    ".lm-Menu-item:has(> .lm-Menu-itemLabel:text-is('{item}'))",
)


def pytest_collection_modifyitems(items):
    """Everything in this folder needs a browser, so no test has to say it."""
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember a failure, so that the fixture can keep a picture of it."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


@dataclass
class Server:
    """A JupyterLab server on 127.0.0.1: where it answers, the folder that it serves, what it says to open."""

    url: str
    root: Path
    address: str = ""


@pytest.fixture(scope="session")
def chromium():
    """One chromium for the session; without it, a visible skip, or a failure where CI must not skip."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    if binary is None:
        reason = "chromium was not found on PATH: install the Debian package 'chromium' to run browser tests"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory):
    """A JupyterLab whose every folder is its own: no setting of this machine can reach it."""
    home = tmp_path_factory.mktemp("lab")
    root = home / "root"
    settings = home / "config" / "labconfig"
    for folder in (root, settings):
        folder.mkdir(parents=True)
    (settings / "default_setting_overrides.json").write_text(json.dumps(_OVERRIDES), encoding="utf-8")
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "PRACTICUM_ROOT": str(REPOSITORY),
        "PRACTICUM_WORK": str(root / "work"),
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
            "--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ServerApp.password=",
            f"--ServerApp.root_dir={root}", "--allow-root", "--LabApp.expose_app_in_browser=True",
        ],
        cwd=root, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = []
    for line in server.stdout:
        said.append(line)
        if "is running at" in line:
            break
    else:
        pytest.fail("JupyterLab did not start:\n" + "".join(said))
    # A full pipe would stop the server in the middle of a test.
    threading.Thread(target=server.stdout.read, daemon=True).start()
    yield Server(f"http://127.0.0.1:{port}", root)
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    """Start what `practicum lab` starts: `with product(root, "--instructor") as server`."""

    @contextmanager
    def started(root, *options):
        config = root / "work" / ".practicum" / "config"
        config.mkdir(parents=True)
        exposed = {"LabApp": {"expose_app_in_browser": True}}  # how a test asks Lab whether a kernel is idle
        (config / "jupyter_lab_config.json").write_text(json.dumps(exposed), encoding="utf-8")
        # What the product leaves to Jupyter's defaults must not touch the settings of this machine either.
        private = tmp_path_factory.mktemp("private")
        folders = (
            "IPYTHONDIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
        )
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PRACTICUM_")}
        environment.update({name: str(private / name) for name in folders})
        process = subprocess.Popen(
            [sys.executable, "-m", "practicum", "lab", "--no-browser", *options],
            cwd=root, env=environment, text=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            address = next((line.split()[-1] for line in process.stdout if "http://" in line), "")
            assert address, "'practicum lab' ended without saying where it is open"
            yield Server(address.split("/lab", maxsplit=1)[0], root, address)
        finally:
            process.terminate()
            process.communicate(timeout=60)

    return started


@dataclass
class Lab:
    """One page of JupyterLab, and what it did that it should not.

    Attributes:
        page: Playwright's page, for everything that has no helper here.
        root: The folder that the server serves; paths of notebooks are relative to it.
        errors: Console errors and uncaught exceptions; must be empty at teardown.
        outside: Addresses asked for that are not on this machine; must be empty at teardown.
    """

    page: object
    server: Server
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    @property
    def root(self):
        return self.server.root

    def write_notebook(self, path, *cells):
        """Write a notebook of code cells that ends with the sentinel, and return its path."""
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in (*cells, f"print({SENTINEL!r})")],
            metadata={
                "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
                "language_info": {"name": "python"},
            },
        )
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(book, target)
        return path

    def open_notebook(self, path):
        """Open a notebook and wait until its kernel is idle."""
        self.page.goto(f"{self.server.url}/lab/tree/{path}?reset")
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")
        self.wait_until_idle()

    def wait_until_idle(self):
        """Wait until the visible notebook's kernel has nothing to do."""
        # Asked of Lab itself: in a narrow window its indicator is folded into a menu.
        self.page.wait_for_function(
            """() => {
                const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
                return context?.isReady && context.session?.kernel?.status === 'idle';
            }""",
            polling=100,
        )

    def choose(self, menu, item):
        """Click an entry of Lab's menu bar."""
        bar, entry = _ANCHORS
        self.page.locator(bar.format(menu=menu)).click()
        self.page.locator(entry.format(item=item)).first.click()

    def run_all(self):
        """Run every cell, as a learner does it."""
        self.choose("Run", "Run All Cells")

    def restart_kernel(self):
        """Restart the kernel and confirm, as a learner does it."""
        self.choose("Kernel", "Restart Kernel…")
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        self.wait_until_idle()

    def wait_for_sentinel(self, text=SENTINEL, *, timeout=_PATIENCE):
        """Wait until the last cell printed, or fail with the error that stopped Run All."""
        outcome = self.page.wait_for_function(
            """text => {
                const outputs = window.jupyterapp.shell.currentWidget.content.model.toJSON().cells
                    .flatMap(cell => cell.outputs ?? []);
                const broken = outputs.find(output => output.output_type === 'error');
                if (broken) return {broken: `${broken.ename}: ${broken.evalue}`};
                return JSON.stringify(outputs).includes(text) ? {broken: ''} : null;
            }""",
            arg=text,
            timeout=timeout,
            polling=100,
        ).json_value()
        assert not outcome["broken"], f"a cell failed:\n{outcome['broken']}"

    def theme(self, name):
        """Switch Lab's theme: 'light' or 'dark'."""
        wanted = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}[name]
        self.page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", wanted
        )
        flag = "true" if name == "light" else "false"
        self.page.wait_for_selector(f'body[data-jp-theme-light="{flag}"]', state="attached")

    def execute(self, command, **arguments):
        """Run one of Lab's own commands by its id."""
        self.page.evaluate(
            "([id, args]) => window.jupyterapp.commands.execute(id, args)", [command, arguments]
        )

    def axe(self, selector, *, page=None):
        """Return what axe finds wrong inside `selector`, one line per element; empty when clean."""
        from axe_playwright_python.sync_playwright import Axe

        page = page or self.page
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(Axe().axe_script)
        style = page.add_style_tag(content=_BODY_FOR_AXE)
        try:
            found = page.evaluate(
                "async selector => (await axe.run(selector, {resultTypes: ['violations']})).violations",
                selector,
            )
        finally:
            style.evaluate("node => node.remove()")
        return [
            f"{rule['id']} ({rule['impact']}): {node['target']}: {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]

    def screenshot(self, name, locator=None):
        """Keep a picture in .screenshots/, of the page or of one element, and return its path."""
        SCREENSHOTS.mkdir(exist_ok=True)
        target = SCREENSHOTS / f"{name}.png"
        (locator or self.page).screenshot(path=str(target))
        return target


@contextmanager
def _watched(chromium, server, **options):
    context = chromium.new_context(**options)
    context.set_default_timeout(_PATIENCE)
    lab = Lab(context.new_page(), server)

    def note_request(request):
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            lab.outside.append(request.url)

    def note_console(message):
        if message.type == "error":
            lab.errors.append(f"{message.text} ({message.location.get('url', '')})")

    context.on("request", note_request)
    context.on("console", note_console)
    context.on("weberror", lambda error: lab.errors.append(str(error.error)))
    try:
        yield lab
    finally:
        context.close()


@pytest.fixture
def lab(chromium, lab_server, request):
    """A page of JupyterLab. Size it with `@pytest.mark.parametrize("lab", [(600, 900)], indirect=True)`."""
    width, height = getattr(request, "param", (1280, 900))
    with _watched(
        chromium, lab_server, viewport={"width": width, "height": height}, reduced_motion="reduce"
    ) as lab:
        yield lab
        if request.node.stash.get(_FAILED, False):
            lab.screenshot(f"failed-{request.node.name}")
        assert not lab.errors, "the page logged errors:\n" + "\n".join(lab.errors)
        assert not lab.outside, "the page asked other machines:\n" + "\n".join(lab.outside)


# ---- a desk in a page of its own, without JupyterLab: quick, and nothing else can be at fault

MOUNT = (Path(__file__).parent / "mount.js").read_text(encoding="utf-8").partition("\n")[2]


class Wire:
    """The comm between a widget and a page: what the one sends, the other hears, and nothing else."""

    def __init__(self, desk):
        self.widget, self.sent = desk.widget, []
        # Once a test has imported ipykernel, a widget without a kernel sends nothing; this comm lets it.
        self.widget.comm = DummyComm()
        self.widget.send = lambda content, buffers=None: self.sent.append(content)

    def answer(self, message):
        self.widget._receive(self.widget, message, [])
        return self.flush()

    def flush(self):
        """Return what is under way."""
        sent, self.sent = self.sent, []
        return sent


@pytest.fixture
def bare(chromium, tmp_path, monkeypatch):
    """Show a desk in a page of its own; whatever it logs as an error fails the test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRACTICUM_ROOT", str(Path(__file__).parents[2]))
    contexts, errors = [], []

    def show(desk, *, width=1160, zoom=1):
        view = {"width": width // zoom, "height": 860 // zoom}
        context = chromium.new_context(viewport=view, device_scale_factor=zoom, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        widget, page.wire = desk.widget, Wire(desk)
        page.expose_function("answer", page.wire.answer)
        page.set_content("<!doctype html><html lang=en><body></body></html>")
        page.add_style_tag(content=desk_styles())
        state = {"words": widget.words, "fixed": widget.fixed, "frame": widget.frame}
        page.evaluate(MOUNT, [script(), state])
        return page

    yield show
    for context in contexts:
        context.close()
    assert not errors
