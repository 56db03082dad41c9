"""The check of a drill for its author: all that is wrong or thin, in sentences, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.author.check_played import played
from practicum.drill.author.check_written import written
from practicum.drill.author.remarks import Remark
from practicum.drill.checks import problems
from practicum.drill.coefficients import coefficient_table
from practicum.drill.load import ScenarioError, load_scenario, read_model
from practicum.drill.policies import play
from practicum.drill.rules_override import Yardstick, load_overrides
from practicum.drill.structure import Structure
from practicum.drill.words import Words
from practicum.errors import PracticumError
from practicum.evidence import read_log
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.drill.load import Scenario

MESSAGES = 20
"""How many different written messages a drill should have unless its author wants more."""


def check(folder: Path, *, language: str = "en", messages: int = MESSAGES) -> list[Remark]:
    """Return what is wrong or thin in a drill's folder; empty when all is well.

    A drill that cannot be loaded is not played: its other faults show once it loads.

    Args:
        folder: The drill's folder.
        language: Language of its words.
        messages: How many different written messages it should have at least.
    """
    found = _unreadable(folder, language)
    if found:
        return found
    try:
        scenario = load_scenario(folder, language)
        Yardstick(scenario, load_overrides(folder))
    except ScenarioError as error:
        return [Remark(folder.name, f"{error.problem} {error.next_step}")]
    remarks = [*written(scenario, messages), *played(scenario), *_stored(scenario)]
    return sorted(dict.fromkeys(remarks), key=lambda remark: not remark.serious)


def _unreadable(folder: Path, language: str) -> list[Remark]:
    """Everything that keeps the drill from loading, not only the first few."""
    found: list[Remark] = []
    models: dict[str, Structure | Words] = {}
    names: tuple[tuple[str, type[Structure | Words]], ...] = (
        ("scenario.yaml", Structure),
        (f"messages.{language}.yaml", Words),
    )
    for name, kind in names:
        try:
            models[name] = read_model(kind, folder / name)
        except ScenarioError as error:
            found.append(Remark(name, error.problem))
    structure, words = models.get(names[0][0]), models.get(names[1][0])
    if isinstance(structure, Structure) and isinstance(words, Words):
        table = {row.name for row in coefficient_table()}
        found.extend(Remark(folder.name, sentence) for sentence in problems(structure, words, table))
    return found


def _stored(scenario: Scenario) -> list[Remark]:
    """The expert's run that is stored for learners must be the one that the steps make."""
    path = scenario.folder / "reference.jsonl"
    write = _("Write it with 'practicum scenario reference {folder}'.").format(folder=scenario.folder)
    if not path.is_file():
        return [Remark(path.name, _("the expert's run is not stored yet. {write}").format(write=write))]
    try:
        header, decisions = read_log(path)
        same = header.scenario_hash == scenario.at(header.seed).hash and [
            (d.minute, d.action, d.args) for d in decisions
        ] == [(d.minute, d.action, d.args) for d in play(scenario, header.seed, "reference")]
    except PracticumError as error:
        return [Remark(path.name, f"{error.problem} {write}")]
    if same:
        return []
    return [Remark(path.name, _("it belongs to an older state of the drill. {write}").format(write=write))]
