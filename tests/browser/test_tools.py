"""Can every tool be filled in by keyboard, in JupyterLab and on its plain page, by everybody?"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from practicum.learn.form.server import FormServer
from practicum.learn.form.tools_visit import ToolsVisit
from practicum.learn.tools import TOOLS
from practicum.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
MATRIX = """
import pandas as pd
from practicum.learn.tools import decision_matrix
options = pd.DataFrame({
    "platform": ["Plaza", "Fotofeed", "Kurz", "Zettel"], "audience": [61, 48, 30, 9],
    "fit": [3, 5, 2, 4], "hours": [4, 6, 9, 2], "euro": [120, 150, 90, 0],
})
names = {"hours": "hours a week", "euro": "euros a month"}
decision_matrix(options, {"audience": 40, "fit": 30}, {"hours": 6, "euro": 130}, labels=names).show()
"""
CURVES = """
from practicum.data import load
from practicum.learn.tools import platform_curve
platform_curve(load("platforms_monthly"), "Kurz").show()
"""
ALERTS = """
from practicum.data import load
from practicum.learn.tools import Window, alert_threshold
alert_threshold(
    load("mentions_daily"), account="brindille", baseline=Window("2025-11-01", "2026-01-31"),
    past_crisis=Window("2026-01-08", "2026-01-19"), crisis=Window("2026-03-02", "2026-03-20"),
).show()
"""
GRID = "from practicum.learn.tools import severity_grid\nseverity_grid().show()"


def build(slug):
    return f"from practicum.learn.tools import build\nbuild({slug!r})"


@pytest.mark.parametrize("lab", [(1280, 2600)], indirect=True)
def test_is_every_tool_accessible_in_lab_light_and_dark(lab):
    builders = [build(slug) for slug in TOOLS if slug != "launch-checklist"]  # 18 rows more of the same
    for name, cells in {"builders": builders, "explorers": [MATRIX, CURVES, ALERTS, GRID]}.items():
        lab.open_notebook(lab.write_notebook(f"tools/{name}.ipynb", *cells))
        lab.run_all()
        lab.wait_for_sentinel()
        shown = f"{PANEL} :is(.practicum-tool, .practicum-explorer)"
        lab.page.locator(shown).nth(len(cells) - 1).wait_for(state="attached")
        for theme in ("light", "dark"):
            lab.theme(theme)
            for place in range(len(cells)):
                lab.page.locator(shown).nth(place).scroll_into_view_if_needed()
            assert lab.axe(shown) == []
        lab.theme("light")


@pytest.mark.parametrize("lab", [(1280, 1400)], indirect=True)
def test_can_a_register_be_written_by_keyboard_alone(lab):
    lab.open_notebook(lab.write_notebook("keyboard/tools.ipynb", build("objectives")))
    lab.run_all()
    lab.wait_for_sentinel()
    tool = lab.page.locator(f"{PANEL} .practicum-tool")
    tool.get_by_label("Row 1: Aim").focus()
    for word in ("Come back", "Orders per 100", "12", "Till", "15", "2026-09-15", "Ines"):
        lab.page.keyboard.type(word)
        lab.page.keyboard.press("Tab")
    assert lab.page.evaluate("document.activeElement.textContent") == "Remove row 1"
    lab.page.keyboard.press("Tab")
    lab.page.keyboard.press("Enter")  # Add a row
    lab.page.wait_for_function("document.activeElement.labels?.[0]?.textContent.startsWith('Row 2: Aim')")
    lab.page.keyboard.type("Second")
    tool.get_by_role("button", name="Save", exact=True).focus()
    lab.page.keyboard.press("Enter")
    tool.get_by_role("status").get_by_text("Saved. objectives.csv: 2 rows.").wait_for()
    written = (lab.root / "keyboard" / "objectives.csv").read_text(encoding="utf-8").splitlines()
    assert written[1:] == ["Come back,Orders per 100,12,Till,15,2026-09-15,Ines", "Second,,,,,,"]


@pytest.fixture
def plain(chromium, tmp_path, monkeypatch):
    """The tools' plain pages on a work folder of their own: `plain(width=..., color_scheme=...)`."""
    monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "work"))
    server = FormServer(ToolsVisit(Project(REPOSITORY)))
    thread = threading.Thread(target=server.run)
    thread.start()
    contexts = []

    def opened(*, width, color_scheme):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=color_scheme, bypass_csp=False
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(server.url)
        return page

    yield opened
    for context in contexts:
        context.close()
    server.stopped = True
    thread.join(10)


def test_can_a_tool_be_filled_on_its_plain_page_by_keyboard_alone(plain, tmp_path):
    page = plain(width=390, color_scheme="light")
    page.get_by_role("link", name="Objectives").press("Enter")
    page.get_by_label("Aim").focus()
    for word in ("Come back", "Followers", "12", "Till", "lots", "2026-09-15", "Ines"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.get_by_label("Owner").press("Enter")
    page.wait_for_url("**/objectives?saved=1")
    box = page.get_by_role("group", name="What was found")
    assert box.evaluate("node => node === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#f-1-target'")
    assert page.get_by_label("Target").get_attribute("aria-invalid") == "true"
    written = (tmp_path / "work" / "m03-strategy" / "objectives.csv").read_text(encoding="utf-8")
    assert written.splitlines()[1] == "Come back,Followers,12,Till,lots,2026-09-15,Ines"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_every_plain_page_accessible_empty_and_with_remarks(plain, scheme):
    page = plain(width=390, color_scheme=scheme)
    start = page.url
    found = {"list": Axe().run(page).response["violations"]}
    for slug in TOOLS:
        page.goto(start + slug)
        if slug != "launch-checklist":
            found[slug] = Axe().run(page).response["violations"]
        page.locator("form :is(input[type=text], textarea)").last.fill("soon")
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url("**?saved=1")
        found[f"{slug}, saved"] = Axe().run(page).response["violations"]
    broken = {name: [rule["id"] for rule in rules] for name, rules in found.items() if rules}
    assert broken == {}
