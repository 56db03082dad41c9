"""Does the debrief say what its tables say, in every form, and nothing that a stranger wrote as markup?"""

import copy
import csv
import re

import pytest

from practicum.desk import DebriefView, Desk
from practicum.desk.figures import curves, service
from practicum.errors import PracticumError

DRILL = "d01-first-shift"


@pytest.fixture
def finished(desk):
    desk.finish()
    return desk


@pytest.fixture
def tables(finished):
    return copy.deepcopy(finished.debrief().to_json())


def test_does_every_form_hold_headline_score_and_dimensions(finished):
    view = finished.debrief(44)
    found = view.to_json()
    for told in (view.text(), view.html(), view.page()):
        for words in (found["headline"], *(row["label"] for row in found["score"]["dimensions"])):
            assert words in told or words.replace("'", "&#x27;") in told
        assert f"{found['score']['total']:g}" in told
    assert "You expected 44." in view.text()


def test_is_the_saved_page_whole_and_offline(finished, tmp_path):
    page = finished.debrief().save(tmp_path / "debrief.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert not re.search(r"https?:|<script|<link|url\(|@import", page)


def test_does_the_table_hold_every_moment_and_no_formula(tables, tmp_path):
    tables["moments"][1]["did"] = ["=HYPERLINK(1)", "more"]
    drill = {"title": "T", "brand": "B", "mode": "practice", "seed": "s"}
    file = DebriefView(tables, drill).save_table(tmp_path / "shift.csv")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [int(row["minute"]) for row in rows] == [row["minute"] for row in tables["moments"]]
    assert rows[1]["did"] == "'=HYPERLINK(1) | more"


def test_is_the_slider_only_where_something_can_move_it(finished):
    view = finished.debrief()
    assert '<input type="range"' in view.body(choose=True)
    assert '<input type="range"' not in view.html()
    assert "pd-moments-table" in view.html()


def test_is_a_folder_that_is_not_there_named(finished, tmp_path):
    (tmp_path / "a-file").write_text("")
    with pytest.raises(PracticumError, match="could not be written"):
        finished.debrief().save(tmp_path / "a-file" / "debrief.html")


def test_is_markup_in_words_shown_and_not_obeyed(tables):
    evil = "<img src=x onerror=alert(1)>"

    def poison(node):
        if isinstance(node, dict):
            return {
                key: value if key in ("effect", "side", "id") else poison(value)
                for key, value in node.items()
            }
        if isinstance(node, list):
            return [poison(item) for item in node]
        return evil if isinstance(node, str) else node

    drill = {"title": evil, "brand": evil, "mode": "practice", "seed": evil}
    told = DebriefView(poison(tables), drill, predicted=5).page()
    assert evil not in told
    assert "&lt;img" in told


def test_is_the_same_run_told_in_the_same_bytes(finished):
    assert finished.debrief(10).html() == Desk(DRILL).debrief(10).html()


def test_do_figures_keep_words_apart_and_inside():
    data = {
        "unit": "Goodwill",
        "minutes": [0, 10],
        "learner": [100, 90],
        "silence": [100, 90],
        "reference": [100, 90],
    }
    told = curves(data, [], 3)
    places = [
        float(y) for y in re.findall(r'class="(?:learner|silence|reference)" style="--y:([\d.]+)"', told)
    ]
    assert all(0 <= place <= 100 for place in places)
    assert min(b - a for a, b in zip(sorted(places), sorted(places)[1:], strict=False)) >= 10.9


@pytest.mark.parametrize(
    ("waited", "target", "words"),
    [(5, 60, "5 min"), (60, 60, "60 min"), (61, 60, "late: 61 min, target 60"), (None, 60, "never answered")],
)
def test_is_waiting_told_against_its_target(waited, target, words):
    told = service([{"who": "Ada", "waited": waited, "target": target, "sentence": ""}], 3)
    assert f">{words}<" in told
    kept = "1 of 1" if waited is not None and waited <= target else "0 of 1"
    assert kept in told


def test_is_something_to_resolve_even_after_a_perfect_run(tables):
    tables |= {"meant": [], "missed": [], "over_answered": []}
    drill = {"title": "t", "brand": "b", "mode": "practice", "seed": "s"}
    assert len(DebriefView(tables, drill).resolutions) == 1
