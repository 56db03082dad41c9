"""What a table holds, column by column: descriptor and dictionary are made from it.

Each table has a module of its own, with its schema, its generator, its planted traps and its figures;
`practicum.data.tables` lists them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Field:
    """One column.

    Attributes:
        name: Its heading.
        type: A Frictionless field type.
        description: What it means, with its unit.
        required: Whether every row has a value.
        options: The only values there are; empty for any.
        refers_to: Table and column whose values it uses; empty for none.
    """

    name: str
    type: str
    description: str
    required: bool = True
    options: tuple[str, ...] = ()
    refers_to: tuple[str, str] | None = None

    def describe(self) -> dict[str, Any]:
        """Return the field as a Frictionless descriptor."""
        constraints: dict[str, Any] = {"required": True} if self.required else {}
        if self.options:
            constraints["enum"] = list(self.options)
        field: dict[str, Any] = {"name": self.name, "type": self.type, "description": self.description}
        return {**field, "constraints": constraints} if constraints else field


@dataclass(frozen=True)
class TableSchema:
    """One table.

    Attributes:
        name: Its name for `load`.
        title: A few words.
        description: One row is what; what to know before using it.
        fields: Its columns, in order.
        key: The columns that name a row; empty where rows repeat on purpose.
        text: Whether `load` hands over every column as text.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    text: bool = False

    def describe(self) -> dict[str, Any]:
        """Return the schema as a Frictionless descriptor."""
        schema: dict[str, Any] = {
            "fields": [field.describe() for field in self.fields],
            "missingValues": [""],
        }
        if self.key:
            schema["primaryKey"] = list(self.key)
        references = [(field.name, field.refers_to) for field in self.fields if field.refers_to]
        if references:
            schema["foreignKeys"] = [
                {
                    "fields": [name],
                    "reference": {"resource": "" if table == self.name else table, "fields": [column]},
                }
                for name, (table, column) in references
            ]
        return schema


class Figure(NamedTuple):
    """One figure of a table against the band in which it should lie.

    Attributes:
        figure: What was measured.
        value: The figure.
        low: The lower end of its band.
        high: The upper end.
    """

    figure: str
    value: float
    low: float
    high: float


ACCOUNT = Field("account", "string", "Who speaks.", refers_to=("accounts", "account"))
PLATFORM = Field("platform", "string", "Where.", refers_to=("platforms", "platform"))
FORMATS = ("photo", "carousel", "clip", "text", "link")
