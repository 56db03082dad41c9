"""Dates in words, in the language of the interface and not of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _

if TYPE_CHECKING:
    from datetime import datetime


def date_words(moment: datetime) -> str:
    """Return a date as `20 November 2026`, by the clock of this machine."""
    months = [
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    ]  # fmt: skip
    local = moment.astimezone()
    return _("{day} {month} {year}").format(day=local.day, month=months[local.month - 1], year=local.year)
