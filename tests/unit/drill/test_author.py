"""Does the check name what an author gets wrong, and does a new drill pass it?"""

from __future__ import annotations

import shutil

import pytest

from practicum.drill import load_scenario, score, write_reference
from practicum.drill.author import check, new_drill, report, report_page
from practicum.drill.author.report import seed_names, sparkline
from practicum.drill.load import ScenarioError
from practicum.project import Project

DRILLS = sorted(path.parent.name for path in Project.find().scenarios.glob("*/errors.yaml"))
FEW = "  assessed: [assessed-01, assessed-02"


@pytest.fixture(scope="session")
def skeleton(tmp_path_factory):
    """A new drill as `practicum scenario new` makes it, with two seeds in place of ten."""
    folder = tmp_path_factory.mktemp("authors") / "my-drill"
    new_drill(folder)
    path = folder / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    few = text.replace(
        text[text.index("  assessed: [") : text.index("]\n", text.index("  assessed: ["))], FEW
    )
    path.write_text(few, encoding="utf-8")
    write_reference(load_scenario(folder), folder / "reference.jsonl")
    return folder


@pytest.fixture
def changed(skeleton, tmp_path):
    """Copies the new drill, with texts replaced in one of its files."""

    def make(name, **swap):
        folder = tmp_path / "my-drill"
        shutil.copytree(skeleton, folder)
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in swap["swap"].items():
            assert old in text, f"{old!r} is not in the new drill any more"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return folder

    return make


def serious(folder, **options):
    return [str(remark) for remark in check(folder, **options) if remark.serious]


def test_a_new_drill_passes_the_check_and_bears_the_name_of_its_folder(tmp_path):
    new_drill(tmp_path / "fair-day")
    assert serious(tmp_path / "fair-day") == []
    assert load_scenario(tmp_path / "fair-day").slug == "fair-day"


@pytest.mark.slow
@pytest.mark.parametrize("slug", DRILLS)
def test_the_drills_of_this_repository_pass_the_check(slug):
    assert serious(Project.find().scenarios / slug) == []


@pytest.mark.parametrize("name", ["My Drill", "a--b", "-", "x" * 61])
def test_a_folder_that_cannot_name_a_drill_is_refused(tmp_path, name):
    with pytest.raises(ScenarioError, match="cannot be the name"):
        new_drill(tmp_path / name)


def test_a_drill_that_is_there_is_never_overwritten(tmp_path):
    (tmp_path / "scenario.yaml").write_text("mine", encoding="utf-8")
    folder = tmp_path.with_name("mine")
    tmp_path.rename(folder)
    with pytest.raises(ScenarioError, match="holds a drill already"):
        new_drill(folder)
    assert (folder / "scenario.yaml").read_text(encoding="utf-8") == "mine"
    folder.rename(tmp_path)


NEVER = "needs: [{thread: step, done: hidden, within: 0}]"  # hiding takes two minutes
TOLD = "- {do: escalate, after: 1, why: told, fields: {to: shop, evidence: [post, author], text: told}}"
# What is wrong, in which file, what becomes what there, and words of the sentence that should come.
SLIPS = [
    ("scenario.yaml", "unless: [{done: answered}]", NEVER, "class > nag: it is never said"),
    (
        "scenario.yaml",
        "old-rey, when: [20, 40]",
        f"old-rey, {NEVER}, when: [20, 40]",
        "price: it never comes",
    ),
    ("scenario.yaml", "tempting: true, reasons: [wants-a-fight], ", "", "silence is right and hard"),
    (
        "scenario.yaml",
        "    action: handover\n",
        "    action: handover\n    facts: [class-is-full]\n",
        "has no field called 'facts'",
    ),
    (
        "scenario.yaml",
        "    reference: {do: handover, after: 52",
        "    reference: {do: baseline, after: 52",
        "handover",
    ),
    ("scenario.yaml", "once: {done: told, to: [shop]}, why", "why", "stated before it was known"),
    ("scenario.yaml", TOLD, "", "step: the expert loses marks by the rule 'told'"),
    ("scenario.yaml", "target: 20,\n", "target: 20, flag_within: 30,\n", "should be answered within 20"),
    ("scenario.yaml", "window: [50, 60]", "window: [55, 60]", "outside its window of 55 to 60"),
    ("scenario.yaml", "{id: class-is-full,", "{id: class-is-full, safety: true,", "no gate names it"),
    ("scenario.yaml", "weight: 3", "weight: 2", "reference.jsonl: it belongs to an older state"),
    (
        "messages.en.yaml",
        "tomato, from fennel",
        "tomato, as on Instagram, from fennel",
        "“Instagram” is a real name",
    ),
    (
        "messages.en.yaml",
        "guess we'll go to the cinema then",
        "hello? anybody?",
        "said by more than one message",
    ),
    (
        "errors.yaml",
        "drop: [{do: handover}]",
        "change: [{do: handover, into: {text: Bye.}}]",
        "no-note: it costs nothing",
    ),
    ("errors.yaml", "gates: [hides-criticism]", "gates: []", "it fires these gates"),
    ("errors.yaml", "drop: [{do: handover}]", "drop: [{do: watch, thread: hours}]", "does not do"),
]


@pytest.mark.parametrize(("name", "old", "new", "words"), SLIPS)
def test_the_check_names_what_an_author_gets_wrong(changed, name, old, new, words):
    found = [str(remark) for remark in check(changed(name, swap={old: new}))]
    assert any(words in remark for remark in found), found


def test_every_fault_that_keeps_a_drill_from_loading_is_named_at_once(changed):
    swap = {
        "handling: criticism": "handling: critic",
        "author: nadia": "author: nadja",
        "pool: chatter,": "pool: chat,",
    }
    found = serious(changed("scenario.yaml", swap=swap))
    assert all(any(word in remark for remark in found) for word in ("'critic'", "'nadja'"))


def test_too_few_messages_are_counted(skeleton):
    assert any("should have 200" in remark for remark in serious(skeleton, messages=200))


def test_a_missing_file_is_a_sentence(tmp_path):
    assert any("cannot be read" in remark for remark in serious(tmp_path))


@pytest.fixture(scope="session")
def told(skeleton):
    return report(load_scenario(skeleton), seeds=13)


def test_the_report_holds_every_policy_with_its_band(told):
    lines = {line.policy: line for line in told.lines}
    assert next(iter(lines)) == "silent"
    assert list(lines)[-1] == "reference"
    assert lines["silent"].holds
    assert lines["reference"].lowest >= 90
    assert lines["delete-all"].capped == 13
    assert all(line.lowest <= line.median <= line.highest for line in told.lines)
    assert all(line.curve[0] == 100 for line in told.lines)
    assert lines["reference"].curve[-1] > lines["silent"].curve[-1]


def test_the_report_prices_each_known_error(told, skeleton):
    costs = {cost.id: cost for cost in told.costs}
    assert costs["hides-review"].least == 51.0
    assert all(0 < cost.least <= cost.most for cost in told.costs)
    assert costs["told-nobody"].seeds == 2


def test_the_report_takes_the_drills_own_seeds_first(skeleton):
    names = seed_names(load_scenario(skeleton), 13)
    assert names[:2] == ["practice-1", "assessed-01"]
    assert names[-10:] == [f"seed-{n:03d}" for n in range(1, 11)]
    assert seed_names(load_scenario(skeleton), 2) == names[:2]


def test_the_report_is_a_page_whose_figures_stand_in_a_table_too(told):
    page = report_page(told)
    assert "<script" not in page
    assert 'role="img"' in page
    for line in told.lines:
        assert page.count(line.policy) >= 3, "in the scores, at its curve, and in the table"
        assert f'<td class="number">{line.curve[-1]:.1f}</td>' in page
    text = told.text()
    assert all(f"{line.median:.1f}" in text for line in told.lines)


def test_a_sparkline_goes_from_the_lowest_to_the_highest_bar():
    assert sparkline([0, 50, 100], (0, 100)) == "▁▅█"
    assert sparkline([3, 3], (3, 3)) == "▁▁"


def test_a_followers_count_changes_no_score_of_a_new_drill(changed, skeleton):
    famous = load_scenario(changed("scenario.yaml", swap={"followers: 12}": "followers: 1200000}"}))
    for seed in ("practice-1", "assessed-01"):
        assert score(famous, seed, ()).tenths == score(load_scenario(skeleton), seed, ()).tenths
