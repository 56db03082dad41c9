"""May an instructor edit either side, notebook or text, in JupyterLab?"""

import os
import shutil
from pathlib import Path

import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from jupytext.sync_contentsmanager import build_sync_jupytext_contents_manager_class

from practicum.authoring import build

REPOSITORY = Path(__file__).resolve().parents[3]
PAIRS = ["course/m90-toy/lesson", "solutions/m90-toy/m90-toy"]


@pytest.fixture
def lab(built_toy):
    """What JupyterLab reads and writes files with."""
    for folder in ("course", "solutions"):
        shutil.copy(REPOSITORY / folder / "jupytext.toml", built_toy.root / folder)
    manager = build_sync_jupytext_contents_manager_class(LargeFileManager)()
    manager.root_dir = str(built_toy.root)
    return manager


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("age", [-1000, 1000])
def test_can_both_sides_be_opened_whichever_is_newer(built_toy, lab, pair, age):
    stamp = (built_toy.root / f"{pair}.ipynb").stat().st_mtime + age
    os.utime(built_toy.root / f"{pair}.md", (stamp, stamp))
    for side in ("ipynb", "md"):
        assert lab.get(f"{pair}.{side}")["content"]["cells"]


@pytest.mark.parametrize("side", ["ipynb", "md"])
def test_does_saving_one_side_change_the_other(built_toy, lab, side):
    (pair, *_others) = PAIRS
    model = lab.get(f"{pair}.{side}")
    model["content"]["cells"][0]["source"] = "# A better lesson"
    lab.save(model, f"{pair}.{side}")
    for name in ("ipynb", "md"):
        assert "# A better lesson" in (built_toy.root / f"{pair}.{name}").read_text(encoding="utf-8")


@pytest.mark.slow
def test_does_a_build_after_saving_without_a_change_give_what_was_there(built_toy, lab, console):
    before = [(built_toy.root / f"{pair}.ipynb").read_bytes() for pair in PAIRS]
    for pair in PAIRS:
        lab.save(lab.get(f"{pair}.ipynb"), f"{pair}.ipynb")
    build(built_toy, console)
    assert [(built_toy.root / f"{pair}.ipynb").read_bytes() for pair in PAIRS] == before
