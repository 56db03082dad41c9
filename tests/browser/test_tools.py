"""Can every tool be filled in by keyboard, in JupyterLab and on its plain page, and do both say the same?"""

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
    "fit": [3, 5, 2, 4], "hours_week": [4, 6, 9, 2], "euro_month": [120, 150, 90, 0],
})
decision_matrix(options, {"audience": 40, "fit": 30}, {"hours_week": 6, "euro_month": 130}).show()
"""
CURVES = """
from practicum.data import load
from practicum.learn.tools import platform_curve
platform_curve(load("platforms_monthly"), "Kurz").show()
"""


def build(slug):
    return f"from practicum.learn.tools import build\nbuild({slug!r})"


@pytest.mark.parametrize("lab", [(390, 900), (1280, 900)], indirect=True, ids=["390", "1280"])
def test_is_every_tool_accessible_in_lab_light_and_dark(lab, request):
    cells = [*(build(slug) for slug in TOOLS), MATRIX, CURVES]
    lab.open_notebook(lab.write_notebook(f"tools-{request.node.callspec.id}/tools.ipynb", *cells))
    lab.run_all()
    lab.wait_for_sentinel()
    lab.page.locator(f"{PANEL} .practicum-tool").first.wait_for()
    for theme in ("light", "dark"):
        lab.theme(theme)
        for shown in (".practicum-tool", ".practicum-explorer"):
            assert lab.axe(f"{PANEL} {shown}") == []
