"""Take a bank in, strictly: a bank that cannot be trusted in one place is refused, with the place named."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from practicum.errors import PracticumError
from practicum.exam.bank.item import Item
from practicum.exam.bank.keys import key_problems
from practicum.exam.bank.seal import ENDING, unseal
from practicum.i18n import _
from practicum.learn.course_data import broken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ITEMS = TypeAdapter(Item)
_LARGEST = 20_000_000
_SHOWN = 3


@dataclass(frozen=True)
class Bank:
    """A bank as it was read.

    Attributes:
        folder: Where it lies.
        items: Its items, by id.
    """

    folder: Path
    items: tuple[Item, ...]

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by id."""
        return {item.id: item for item in self.items}

    def item(self, name: str) -> Item:
        """Return an item by its id.

        Raises:
            PracticumError: The bank does not hold it.
        """
        if name not in self.by_id:
            raise PracticumError(
                _("The bank holds no item {id}.").format(id=name),
                next_step=_("Use the bank that the form was made from."),
            )
        return self.by_id[name]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all items: two banks with the same digest ask the same."""
        rows = [_ITEMS.dump_python(item, mode="json") for item in self.items]
        text = json.dumps(rows, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


def read_bank(folder: Path, key: Path | None = None) -> Bank:
    """Read all item files of a bank; encrypted ones are opened in memory only.

    Args:
        folder: The bank: it holds `items/`.
        key: File with the secret key, where the bank is sealed.

    Raises:
        PracticumError: There are no items, a file cannot be opened or read, an item has another shape or a
            key that does not suit its kind, or an id stands there twice.
    """
    paths = sorted([*folder.glob("items/*.toml"), *folder.glob(f"items/*.toml{ENDING}")])
    if not paths:
        raise PracticumError(
            _("{folder} is not an item bank: it holds no file items/*.toml.").format(folder=folder),
            next_step=_("Name the folder in which 'items' lies."),
        )
    items = [item for path in paths for item in _read_file(path, key)]
    twice = [name for name, count in Counter(item.id for item in items).items() if count > 1]
    if twice:
        raise broken(folder, _("{id} stands there twice").format(id=twice[0]))
    return Bank(folder, tuple(sorted(items, key=lambda item: item.id)))


def _read_file(path: Path, key: Path | None) -> Iterator[Item]:
    try:
        if path.stat().st_size > _LARGEST:
            raise broken(path, _("it is larger than 20 MB"))
        content = path.read_bytes()
    except OSError as error:
        raise broken(path, str(error.strerror)) from error
    if path.suffix == ENDING:
        if key is None:
            raise PracticumError(
                _("{name} is sealed.").format(name=path.name),
                next_step=_("Give the file with your secret key: --key FILE."),
            )
        content = unseal(content, key, path.name)
    for row in _rows(path, content):
        yield _item(path, row)


def _rows(path: Path, content: bytes) -> list[object]:
    try:
        table = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise broken(path, str(error)) from error
    rows = table.pop("item", None)
    if table or not isinstance(rows, list):
        raise broken(path, _("it must hold tables [[item]] and nothing else"))
    return rows


def _item(path: Path, row: object) -> Item:
    name = str(row.get("id", "?")) if isinstance(row, dict) else "?"
    try:
        # JSON is how pydantic reads lists as tuples and days as dates, and is strict about everything else.
        item = _ITEMS.validate_json(json.dumps(row, default=str), strict=True)
    except ValidationError as error:
        said = [
            f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}"
            for one in error.errors(include_url=False)[:_SHOWN]
        ]
        raise broken(path, _("item {id}: {places}").format(id=name, places="; ".join(said))) from error
    if problem := next(_problems(item), ""):
        raise broken(path, problem)
    return item


def _problems(item: Item) -> Iterator[str]:
    if not item.competence.startswith(item.area):
        yield _("{id} does not belong to its area {area}").format(id=item.id, area=item.area)
    if item.id.partition("-")[0] != item.competence:
        yield _("{id} does not begin with its competence {competence}").format(
            id=item.id, competence=item.competence
        )
    if item.id in item.enemies:
        yield _("{id} is its own enemy").format(id=item.id)
    if (item.slope is None) != (item.location is None):
        yield _("{id} has one of slope and location without the other").format(id=item.id)
    yield from key_problems(item)
