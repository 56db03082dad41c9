"""Does the shared browser fixture itself work?"""

import pytest

from practicum import __version__


def test_a_notebook_opens_runs_and_reaches_its_last_cell(lab):
    lab.open_notebook(lab.write_notebook("trivial/hello.ipynb", "import practicum; practicum.__version__"))
    lab.run_all()
    lab.wait_for_sentinel()
    assert __version__ in lab.page.locator(".jp-OutputArea-output").first.text_content()


def test_a_failing_cell_is_reported_instead_of_waited_for(lab):
    lab.open_notebook(lab.write_notebook("trivial/broken.ipynb", "1 / 0"))
    lab.run_all()
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lab.wait_for_sentinel()
