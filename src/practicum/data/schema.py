"""What each table holds, column by column: the one place from which descriptor and dictionary are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from practicum.data.accounts import ACCOUNTS, PLATFORMS

_ACCOUNTS = tuple(account.key for account in ACCOUNTS)
_FORMATS = ("photo", "carousel", "clip", "text", "link")
_AS_EXPORTED = (
    "Text as exported: 1250, 1.2k (1,200), 1.31M (1,310,000) or 3 400 (3,400). Empty for a deleted post."
)


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
                {"fields": [name], "reference": {"resource": table, "fields": [column]}}
                for name, (table, column) in references
            ]
        return schema


_ACCOUNT = Field("account", "string", "Who speaks.", refers_to=("accounts", "account"))
_PLATFORM = Field("platform", "string", "Where.", refers_to=("platforms", "platform"))

SCHEMAS = {
    table.name: table
    for table in (
        TableSchema(
            "accounts",
            "Accounts",
            "One row for each fictional organisation or person.",
            (
                Field("account", "string", "Its name in the other tables.", options=_ACCOUNTS),
                Field("name", "string", "Its name in prose."),
                Field("what", "string", "What it is."),
            ),
            key=("account",),
        ),
        TableSchema(
            "platforms",
            "Platforms",
            "One row for each fictional platform.",
            (
                Field("platform", "string", "Its name in the other tables.", options=tuple(PLATFORMS)),
                Field("what", "string", "What people use it for."),
            ),
            key=("platform",),
        ),
        TableSchema(
            "posts",
            "Posts, raw export",
            "One row for each post in each of three downloads that overlap: 1 October 2024 to 31 March 2026."
            " As exported, not cleaned: cleaning it is a part of module m08.",
            (
                Field("post_id", "string", "The post. It comes twice when two downloads hold it."),
                _ACCOUNT,
                _PLATFORM,
                Field(
                    "published_at", "datetime", "When it was published, in UTC. The teams work on Paris time."
                ),
                Field("format", "string", "What it is made of.", options=_FORMATS),
                Field("theme", "string", "What it is about, as the team labelled it."),
                Field("text", "string", "Its words."),
                Field("status", "string", "On the day of the download.", options=("published", "deleted")),
                Field("reach", "string", f"People who saw it at least once. {_AS_EXPORTED}", required=False),
                Field("impressions", "string", f"How often it was shown. {_AS_EXPORTED}", required=False),
                Field("reactions", "string", "Likes and the like. Text as exported, see reach."),
                Field("comments", "string", "Comments. Text as exported, see reach."),
                Field("shares", "string", "Shares. Text as exported, see reach."),
                Field(
                    "clicks", "string", f"Clicks on its link or its profile. {_AS_EXPORTED}", required=False
                ),
                Field(
                    "video_views_3s",
                    "string",
                    f"Views of three seconds or more, clips only. {_AS_EXPORTED}",
                    required=False,
                ),
                Field("sponsored", "string", "Whether money was put behind it.", options=("yes", "no")),
                Field("cost", "number", "That money, in euros."),
                Field("utm", "string", "Tracking tag of its link, as typed by the team.", required=False),
                Field("exported_on", "date", "The day of the download that holds this row, at its end."),
            ),
            text=True,
        ),
        TableSchema(
            "followers_daily",
            "Followers per day",
            "One row for each day, account and platform, as read at the end of 31 March 2026.",
            (
                Field("date", "date", "The day, in Paris."),
                _ACCOUNT,
                _PLATFORM,
                Field("followers", "integer", "Followers at the end of that day."),
                Field(
                    "gained", "integer", "New followers reported for that day so far: final after seven days."
                ),
                Field("lost", "integer", "Followers who left on that day."),
            ),
            key=("date", "account", "platform"),
        ),
        TableSchema(
            "first_posts",
            "First posts",
            "Twenty posts each of two small accounts: the first table that a learner reads, in module m00.",
            (
                Field("post", "string", "The post."),
                _ACCOUNT,
                Field("title", "string", "Its first words."),
                _PLATFORM,
                Field("format", "string", "What it is made of.", options=_FORMATS),
                Field("reach", "string", "People who saw it. Text as exported: 640 or 1.9k (1,900)."),
                Field("reactions", "integer", "Likes and the like."),
            ),
            key=("post",),
        ),
    )
}
