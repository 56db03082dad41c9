"""Is the syllabus read with what each unit teaches and each drill shows, and refused when it cannot be?"""

import pytest

from practicum.errors import PracticumError
from practicum.project import CourseDrill, Project, Unit

SYLLABUS = """
[[module]]
id = "m90"
slug = "m90-toy"
title = "A toy"
minutes = 5
status = "open"
summary = "How many?"
prerequisites = ["m00"]
competences = ["H1", "H2"]
units = [
  { id = "m90-u1", title = "One", minutes = 2, competences = ["H1"] },
  { id = "m90-u2", title = "Two", minutes = 3 },
]

[[drill]]
slug = "d90-toy"
module = "m90"
competences = ["H2"]

[[drill]]
slug = "d91-toy"
module = "m90"
"""


@pytest.fixture
def syllabus(tmp_path):
    def write(text):
        (tmp_path / "course").mkdir(exist_ok=True)
        (tmp_path / "course" / "syllabus.toml").write_text(text, encoding="utf-8")
        return Project(tmp_path)

    return write


def test_does_a_unit_say_what_it_teaches_and_a_drill_what_it_shows(syllabus):
    project = syllabus(SYLLABUS)
    (module,) = project.modules
    assert (module.prerequisites, module.competences) == (("m00",), ("H1", "H2"))
    assert module.units == (Unit("m90-u1", "One", 2, ("H1",)), Unit("m90-u2", "Two", 3))
    assert project.drills == (CourseDrill("d90-toy", "m90", ("H2",)), CourseDrill("d91-toy", "m90"))


def test_has_a_syllabus_without_drills_none(syllabus):
    assert syllabus(SYLLABUS.partition("[[drill]]")[0]).drills == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('competences = ["H1"] }', 'competences = "H1" }', "'competences' is not a list"),
        ('prerequisites = ["m00"]', 'prerequisites = "m00"', "'prerequisites' is not a list"),
        ('competences = ["H2"]', 'competence = ["H2"]', "competence"),
        ('module = "m90"\ncompetences', "competences", "module"),
        ("units = [", 'units = "m90-u1"\nothers = [', "'units' is not a list of tables"),
        ("[[module]]", "[[modules]]", "module"),
    ],
)
@pytest.mark.parametrize("ask", ["modules", "drills"])
def test_is_a_broken_syllabus_refused_whatever_is_asked_of_it(syllabus, old, new, words, ask):
    project = syllabus(SYLLABUS.replace(old, new, 1))
    with pytest.raises(PracticumError, match="not a syllabus that can be read") as error:
        getattr(project, ask)
    assert words in error.value.problem
