"""Is the scheme read strictly, does it add up, and does the public page say all of it?"""

from dataclasses import asdict
from shutil import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.errors import PracticumError
from practicum.exam.scheme import largest_remainder, read_examination
from practicum.exam.scheme_page import scheme_page
from practicum.learn.competences import read_areas


def texts(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [text for one in value for text in texts(one)]
    return [value] if isinstance(value, str) else []


def test_does_the_page_say_every_sentence_of_the_scheme(examination, project):
    page = scheme_page(examination, read_areas(project))
    plain = asdict(examination.scheme)
    for name in ("certificate", "part", "accommodation", "prerequisite", "critical", "role"):
        for row in plain[name]:
            row.pop("id")
    missing = [text for text in texts(plain) if text not in page]
    assert missing == []
    assert examination.scheme.label in page


def test_is_everything_labelled_a_demonstration(examination):
    assert "demonstration" in examination.scheme.label
    assert examination.blueprint.label == examination.scheme.label


def test_does_every_critical_error_break_an_article_that_there_is(examination, project):
    code = (project.root / "exam" / "code-of-conduct.md").read_text(encoding="utf-8")
    for error in examination.scheme.critical:
        assert f"\n## {error.article}. " in code


def test_are_the_questions_of_a_form_shared_out_as_the_weights_say(examination):
    blueprint = examination.blueprint
    assert blueprint.items_by_area("cm") == {
        "A": 5, "B": 8, "C": 3, "D": 5, "E": 7, "F": 8, "G": 10, "H": 5, "I": 1, "J": 8,
    }  # fmt: skip
    assert sum(blueprint.items_by_area("smm").values()) == 60


@given(st.lists(st.integers(1, 50), min_size=1, max_size=12), st.integers(0, 100))
def test_does_largest_remainder_share_out_all_and_round_by_less_than_one(weights, seats):
    named = {str(at): weight for at, weight in enumerate(weights)}
    given_out = largest_remainder(named, seats)
    assert sum(given_out.values()) == seats
    for name, weight in named.items():
        assert abs(given_out[name] - seats * weight / sum(weights)) < 1


BROKEN = {
    "add up to 100": ("scheme.toml", "share = 40", "share = 50"),
    "P-Z": ("scheme.toml", 'seen_in = ["P-C"]', 'seen_in = ["P-Z"]'),
    "floor of part1": ("scheme.toml", "sem = 5.5", "sem = 65.0"),
    "time-25 stands there twice": ("scheme.toml", 'id = "time-33"', 'id = "time-25"'),
    "validity": ("scheme.toml", "validity_months", "validity"),
    "not those of the certificates": ("scheme.toml", 'id = "smm"', 'id = "xmm"'),
    "weights of cm": ("blueprint.toml", "G = 17", "G = 16"),
    "recall, apply and judge": ("blueprint.toml", "judge = {", "guess = {"),
    "above its most": ("blueprint.toml", "apply = { least = 0.35", "apply = { least = 0.85"),
    "cannot add up": (
        "blueprint.toml",
        "apply = { least = 0.35, most = 0.65",
        "apply = { least = 0, most = 0.1",
    ),
    "points of the blocks": ("blueprint.toml", "points = 14", "points = 15"),
}


@pytest.mark.parametrize("said", BROKEN)
def test_is_a_scheme_that_does_not_add_up_refused(said, project, tmp_path):
    file, old, new = BROKEN[said]
    for name in ("scheme.toml", "blueprint.toml"):
        copy(project.root / "exam" / name, tmp_path / name)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PracticumError, match=said):
        read_examination(tmp_path)


def test_are_more_than_six_critical_errors_refused(project, tmp_path):
    for name in ("scheme.toml", "blueprint.toml"):
        copy(project.root / "exam" / name, tmp_path / name)
    seventh = '\n[[critical]]\nid = "late"\nwhat = "Comes late."\nseen_in = ["P-A"]\narticle = 1\n'
    with (tmp_path / "scheme.toml").open("a", encoding="utf-8") as file:
        file.write(seventh)
    with pytest.raises(PracticumError, match="more than six"):
        read_examination(tmp_path)
