"""A lesson, run as a learner would who only presses Run All."""

import re
from typing import NamedTuple

import jupytext
import pytest
from nbclient import NotebookClient

from practicum.project import Project

PROJECT = Project.find()


class Ran(NamedTuple):
    """What a lesson said and showed when it ran from top to bottom.

    Attributes:
        said: All text that it printed.
        figures: The pages that hold a figure.
    """

    said: str
    figures: list[str]


@pytest.fixture
def run_lesson(tmp_path, monkeypatch):
    """Run a lesson in an empty work folder; what holds for every lesson is asserted here."""

    def run(slug):
        monkeypatch.setenv("PRACTICUM_ROOT", str(PROJECT.root))
        monkeypatch.setenv("PRACTICUM_WORK", str(tmp_path / "work"))
        here = tmp_path / "work" / slug
        here.mkdir(parents=True)
        notebook = jupytext.read(PROJECT.course / slug / "lesson.md", fmt="md:myst")
        client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(here)}})
        client.execute()

        outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
        said = "\n".join(output.get("text", "") or output.data.get("text/plain", "") for output in outputs)
        pages = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
        assert not [output for output in outputs if output.get("name") == "stderr"]
        assert not re.search(r"\bat 0x[0-9a-f]{6,}", said)
        figures = [page for page in pages if "pr-figure" in page and "<img" in page]
        for page in figures:
            assert len(re.search(r'<img [^>]*alt="([^"]*)"', page)[1].split()) >= 8
            assert "<caption>" in page
        assert all('alt="' in picture for page in pages for picture in re.findall(r"<img[^>]*>", page))
        return Ran(said, figures)

    return run
