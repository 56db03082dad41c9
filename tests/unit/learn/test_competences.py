"""Is the framework of competences read as it is written, and refused in one sentence when it is broken?"""

from pathlib import Path

import pytest

from practicum.errors import PracticumError
from practicum.learn.competences import read_areas, read_competences
from practicum.project import Project

REPOSITORY = Project(Path(__file__).resolve().parents[3])
WHOLE = """
[[framework]]
id = "a-list"
title = "A list of occupations"
jurisdiction = "FR"
what = "A list."
confirmed = true
note = "Read in part."

[[area]]
id = "A"
title = "Posture"

[[competence]]
id = "A1"
area = "A"
title = "Tell the roles apart"
behaviour = "Sorts thirty tasks."
seeds = ["B16"]
sources = ["a-list"]
crosswalk = [{ framework = "a-list", part = "entry 7", confirmed = false }]
"""


def written(project, text):
    (project.course / "competences.toml").write_text(text, encoding="utf-8")
    return project


def test_is_each_competence_read_with_its_area_behaviour_and_neighbours(project):
    framework = read_competences(written(project, WHOLE))
    one = framework["A1"]
    assert (one.area, one.title, one.behaviour) == ("A", "Tell the roles apart", "Sorts thirty tasks.")
    assert (one.seeds, one.sources) == (("B16",), ("a-list",))
    assert [(row.framework, row.part, row.confirmed) for row in one.crosswalk] == [
        ("a-list", "entry 7", False)
    ]
    (area,) = read_areas(project)
    assert (area.id, area.title, area.competences) == ("A", "Posture", (one,))


def test_does_the_course_mark_what_nobody_has_read(project):
    """The sheet of ROME was not read: no row that points to a part of it may call itself confirmed."""
    rows = [
        (one.id, row.framework, row.confirmed)
        for one in read_competences(REPOSITORY).competence
        for row in one.crosswalk
    ]
    assert {framework for _id, framework, _confirmed in rows} >= {
        "rome-e1101", "esco-2432.5", "uni-11621-3", "digcomp-3.0",
    }  # fmt: skip
    assert [row for row in rows if row[1] == "rome-e1101" and row[2] and row[0] != "A1"] == []


def test_is_an_unknown_competence_refused_with_the_range_of_those_there_are():
    with pytest.raises(PracticumError, match="'Z9' is not a competence") as error:
        read_competences(REPOSITORY)["Z9"]
    assert "A1 to J5" in error.value.next_step


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "Posture"', "", "area.0.title: Field required"),
        ("confirmed = false", 'confirmed = "no"', "competence.0.crosswalk.0.confirmed"),
        ('behaviour = "', 'behavior = "x"\nbehaviour = "', "competence.0.behavior"),
        ('behaviour = "Sorts thirty tasks."', 'behaviour = " "', "A1 lacks its title or its behaviour"),
        ('area = "A"', 'area = "B"', "A1 does not belong to its area B"),
        ('id = "A1"', 'id = "AB"', "AB does not belong to its area A"),
        ('id = "A1"', 'id = "A"', "A stands there twice"),
        ('sources = ["a-list"]', 'sources = ["b-list"]', "A1 points to the framework b-list"),
        ('{ framework = "a-list"', '{ framework = "c-list"', "A1 points to the framework c-list"),
        ("[[area]]", "[[area]", "line"),
    ],
)
def test_is_a_broken_file_refused_with_its_place(project, old, new, words):
    assert WHOLE.count(old) == 1
    with pytest.raises(PracticumError) as error:
        read_competences(written(project, WHOLE.replace(old, new)))
    assert "competences.toml cannot be used" in error.value.problem
    assert words in error.value.problem
    assert error.value.next_step


def test_is_a_missing_file_one_sentence(project):
    with pytest.raises(PracticumError, match=r"competences\.toml cannot be used"):
        read_competences(project)


def test_is_a_framework_without_competences_none(project):
    with pytest.raises(PracticumError, match="holds no competence"):
        read_competences(written(project, "framework = []\narea = []\ncompetence = []\n"))
