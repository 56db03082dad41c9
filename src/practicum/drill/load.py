"""Reading a drill: from two YAML files to one checked `Scenario`."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.error import MarkedYAMLError

from practicum.drill.checks import intensity_problems, problems
from practicum.drill.coefficients import PARTS, all_values, coefficient_table
from practicum.drill.community.effects import effects
from practicum.drill.rules import rule_table
from practicum.drill.structure import Structure
from practicum.drill.variants import made
from practicum.drill.words import ThreadWords, Words
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicum.drill.schema import Handling, Thread
    from practicum.drill.schema_issue import Fact, Issue

_LARGEST = 2_000_000
_SHOWN = 5
_LONGEST_FOUND = 60
# libyaml reads ten times faster and is missing from some builds of PyYAML.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Model = TypeVar("_Model", bound=BaseModel)


class ScenarioError(PracticumError):
    """A drill that cannot be read, with what to mend."""


@dataclass(frozen=True, eq=False)
class Scenario:
    """A drill, ready to be played.

    Attributes:
        structure: What happens and what is acceptable.
        words: What everyone says, in one language.
        language: Language of the words.
        hash: SHA-256 of everything that decides: structure, coefficients, rules. Words do not change it.
        folder: Where it was read.
        drawn: The values that its seed drew, by name; empty until a seed is known.
        origin: The drill as it was read, when this is what a seed made of it.
    """

    structure: Structure
    words: Words
    language: str
    hash: str
    folder: Path
    drawn: Mapping[str, str] = field(default_factory=dict)
    origin: Scenario | None = None

    def at(self, seed: str) -> Scenario:
        """Return the drill as it is on a seed: itself, unless the seed decides some of it."""
        return made(self.origin or self, seed, _hash)

    @property
    def slug(self) -> str:
        """Name of the drill."""
        return self.structure.slug

    @cached_property
    def threads(self) -> Mapping[str, Thread]:
        """The master events list by id."""
        return {thread.id: thread for thread in self.structure.threads}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """What may be stated, by id."""
        return {fact.id: fact for fact in self.structure.facts}

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        """What the crowd talks about, by id."""
        return {issue.id: issue for issue in self.structure.issues}

    @cached_property
    def coefficients(self) -> Mapping[str, int]:
        """Value of each coefficient, the scenario's own values first."""
        return all_values() | self.structure.coefficients

    @property
    def start(self) -> int:
        """Minutes from midnight to the start of the shift."""
        hours, minutes = self.structure.start.split(":")
        return int(hours) * 60 + int(minutes)

    def time(self, minute: int) -> str:
        """Return the time of day at a minute of the shift, such as `09:47`."""
        hours, minutes = divmod(self.start + minute, 60)
        return f"{hours % 24:02d}:{minutes:02d}"

    def handling(self, given: str | Handling) -> Handling:
        """Return a handling that is named or written in place."""
        return self.structure.handlings[given] if isinstance(given, str) else given

    def words_of(self, thread: str) -> ThreadWords:
        """Return the words of a thread."""
        return self.words.threads[thread]


_SHELF: ContextVar[Mapping[str, Scenario]] = ContextVar("shelf", default={})  # noqa: B039  never changed


@contextmanager
def shelved(*scenarios: Scenario) -> Iterator[None]:
    """Let `load_scenario` find these drills by name for a while, before those of the project.

    The drills of an examination lie in no folder of the project: they come out of a sealed bank or package.
    """
    token = _SHELF.set({**_SHELF.get(), **{scenario.slug: scenario for scenario in scenarios}})
    try:
        yield
    finally:
        _SHELF.reset(token)


def load_scenario(slug_or_folder: str | Path, language: str = "en") -> Scenario:
    """Read and check a drill.

    Args:
        slug_or_folder: Name of a drill on the shelf (`shelved`) or of a folder in `scenarios/`; or the path
            of such a folder.
        language: Language of `messages.<language>.yaml`.

    Raises:
        ScenarioError: The folder or a file is missing, is not YAML, or does not describe a drill; the
            sentence names the file, the place and what was expected there.
    """
    if isinstance(slug_or_folder, str) and slug_or_folder in _SHELF.get():
        return _SHELF.get()[slug_or_folder]
    return _loaded(scenario_folder(slug_or_folder), language, {})


def scenario_from(files: Mapping[str, bytes], language: str = "en") -> Scenario:
    """Read and check a drill whose files lie in memory only.

    Args:
        files: Content by name: `scenario.yaml` and `messages.<language>.yaml`.
        language: Language of the words.

    Raises:
        ScenarioError: As `load_scenario`.
    """
    return _loaded(Path(), language, files)


def _loaded(folder: Path, language: str, files: Mapping[str, bytes]) -> Scenario:
    structure = read_model(Structure, folder / "scenario.yaml", files.get("scenario.yaml"))
    words_path = folder / f"messages.{language}.yaml"
    words = read_model(Words, words_path, files.get(words_path.name))
    found = [*problems(structure, words, all_values()), *intensity_problems(structure, words, all_values())]
    if found:
        raise ScenarioError(
            _("The drill in {folder} contradicts itself. {problems}").format(
                folder=folder, problems=" ".join(found[:_SHOWN])
            ),
            next_step=_("Mend 'scenario.yaml' or '{words}'.").format(words=words_path.name),
        )
    return Scenario(structure=structure, words=words, language=language, hash=_hash(structure), folder=folder)


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema of `scenario.yaml`, for editors."""
    return Structure.model_json_schema()


def scenario_folder(slug_or_folder: str | Path) -> Path:
    """Return the folder of a drill that is named, or given as a path.

    Raises:
        ScenarioError: There is no such folder.
    """
    path = Path(slug_or_folder)
    if path.is_dir():
        return path
    if isinstance(slug_or_folder, str) and slug_or_folder == path.name:
        scenarios = Project.find().scenarios
        if (scenarios / path).is_dir():
            return scenarios / path
        known = sorted(item.name for item in scenarios.glob("*") if (item / "scenario.yaml").is_file())
        raise ScenarioError(
            _("There is no drill called '{name}'.").format(name=slug_or_folder),
            next_step=_("The drills are: {drills}.").format(drills=", ".join(known)),
        )
    raise ScenarioError(
        _("'{path}' is not the folder of a drill.").format(path=slug_or_folder),
        next_step=_("Give the name of a drill, or a folder that holds 'scenario.yaml'."),
    )


def read_model(kind: type[_Model], path: Path, content: bytes | None = None) -> _Model:
    """Read a YAML file of a scenario's folder as one of its models.

    Args:
        kind: The model.
        path: The file; with a content, only what to call it.
        content: The content, where it was read already.

    Raises:
        ScenarioError: The file is missing, is not YAML, or does not fit the model; each place is named.
    """
    document = _yaml(path, content)
    try:
        return kind.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        places = [
            _("At {place}: {problem}; found {found}.").format(
                place=_place(document, item["loc"]) or path.name,
                problem=item["msg"],
                found=shorten(json.dumps(item["input"], ensure_ascii=False), _LONGEST_FOUND),
            )
            for item in error.errors(include_url=False)[:_SHOWN]
        ]
        raise ScenarioError(
            _("{path} does not describe a drill. {places}").format(path=path, places=" ".join(places)),
            next_step=_("Mend these places; 'docs/drill.md' says what each key means."),
        ) from error


def _place(document: Any, steps: tuple[int | str, ...]) -> str:
    """Return the way to a place; a row of a list is called by its id when it has one."""
    names = []
    for step in steps:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            document = None
        named = isinstance(step, int) and isinstance(document, dict) and isinstance(document.get("id"), str)
        names.append(document["id"] if named else str(step))
    return " > ".join(names)


def _yaml(path: Path, content: bytes | None) -> Any:
    """Read YAML as plain data: no aliases (they can swell without end), no key twice, text keys only."""
    try:
        raw = path.read_bytes() if content is None else content
        if len(raw) > _LARGEST:
            raise ScenarioError(
                _("{path} is larger than {limit} bytes.").format(path=path, limit=_LARGEST),
                next_step=_("A drill is a few hundred kilobytes at most: is this the right file?"),
            )
        text = raw.decode("utf-8")
        loader = _LOADER(text)
        root = loader.get_single_node()
        _check_nodes(root, set())
        loaded = None if root is None else loader.construct_document(root)
        json.dumps(loaded, allow_nan=False)
    except OSError as error:
        raise ScenarioError(
            _("{path} cannot be read: {error}.").format(path=path, error=error.strerror),
            next_step=_("A drill needs 'scenario.yaml' and 'messages.en.yaml' in its folder."),
        ) from error
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise ScenarioError(
            _("{path} is not YAML that can be read: {error}.").format(
                path=path, error=" ".join(str(error).split())
            ),
            next_step=_("Mend the file at that place; quote dates and other special values."),
        ) from error
    return loaded


def _check_nodes(node: yaml.Node | None, seen: set[int]) -> None:
    """Walk a document before anything is built from it; a node that is met twice is an alias."""
    if node is None:
        return
    if id(node) in seen:
        raise MarkedYAMLError(None, None, _("an alias ('*name') is not allowed here"), node.start_mark)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            problem = ""
            # `true` and `false` are keys of the format: JSON spells them as they stand here.
            if key.tag != "tag:yaml.org,2002:str" and key.value not in {"true", "false"}:
                problem = _("the key '{key}' is not text; put it in quotes").format(key=key.value)
            elif key.value in keys:
                problem = _("the key '{key}' stands twice").format(key=key.value)
            if problem:
                raise MarkedYAMLError(None, None, problem, key.start_mark)
            keys.add(key.value)
            _check_nodes(value, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _check_nodes(item, seen)


def _hash(structure: Structure) -> str:
    values = {row.name: row.value for row in coefficient_table()}
    tables: list[object] = []
    # Tables that a drill has no use for are left out, so that work on them changes no older drill.
    if structure.issues or structure.service or any(_uses_model(thread) for thread in structure.threads):
        tables.extend({row.name: row.value for row in coefficient_table(part)} for part in PARTS[1:])
        tables.append(effects().model_dump(mode="json"))
    worths = {rule.rule: [rule.dimension, rule.worth] for rule in rule_table()}
    # Defaults are left out, so that a key added to the format later changes no drill that does not use it.
    # Intensities decide nothing about the usual run; each has a hash of its own.
    decided = structure.model_dump(mode="json", exclude_defaults=True, exclude={"intensities"})
    canonical = json.dumps([decided, values, worths, *tables], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _uses_model(thread: Thread) -> bool:
    return thread.report is not None or any(follow.patience for follow in thread.more)
