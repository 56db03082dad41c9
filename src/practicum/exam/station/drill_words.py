"""What the drill's pages say besides the desk: on the clock of real minutes, on saving, and at the end."""

from __future__ import annotations

from math import ceil

from practicum.i18n import _, ngettext
from practicum.look import escape

_MINUTE = 60


def exam_words(left: float | None) -> dict[str, str]:
    """Return the desk's words that are others in an examination.

    Args:
        left: Seconds of real time that the drill has left; None for who wants to see no clock.
    """
    stands = _("Simulated time stands still until you act, step on, or let it run.")
    return {
        "assessed_means": _("Assessed: you see what your acts lead to; no goodwill, no hints, no debrief"),
        "goodwill_later": "",  # a promise of the course: here no debrief follows
        "time_means": f"{stands} {no_clock() if left is None else _real(left)}",
        "lint_later": _("No remarks on wording in an examination."),
        "kernel_silent": _("No answer yet. Wait a moment: what you do now is sent after it."),
        "kernel_gone": not_saved(),
    }


def _real(left: float) -> str:
    minutes = ceil(left / _MINUTE)
    return ngettext(
        "The clock above the desk is real: you have {n} minute for this drill.",
        "The clock above the desk is real: you have {n} minutes for this drill.",
        minutes,
    ).format(n=minutes)


def no_clock() -> str:
    """Say who says the time to those who want to see no clock."""
    return _("Your time is said by the invigilator.")


def page_words() -> dict[str, str]:
    """Return what the page around the desk says; gaps are filled in the browser."""
    return {
        "saved": _("Every decision is saved on this computer as you make it."),
        "home": _("Back to the tasks (the clock runs on)"),
        "hide": _("Hide clock"),
        "show": _("Show clock"),
        "minutes": _("{n} min left"),
        "less": _("Less than a minute left"),
        "none": _("The drill is over"),
        "warn_five": _("5 minutes left for this drill."),
        "warn_one": _("1 minute left for this drill."),
        "no-clock": no_clock(),
        "not-saved": not_saved(),
        "back": _(
            "The examination answers again. The desk shows what is saved: look at the log, and send your "
            "last act again if it is not there."
        ),
        "no-script": _("This page needs scripts, and they are off."),
        "plain": _("The same desk as a plain page without script"),
    }


def not_saved() -> str:
    """Say that an act did not reach the log."""
    return _("Not saved: stay here and raise your hand. What you were writing is kept on this page.")


def left_text(left: float | None) -> str:
    """Say how much real time is left.

    Args:
        left: Seconds; None for who wants to see no clock.
    """
    if left is None:
        return no_clock()
    minutes = int(left // _MINUTE)
    if left <= 0:
        return _("The time for this drill is over.")
    if minutes == 0:
        return _("Less than a minute is left for this drill.")
    return ngettext(
        "{n} minute is left for this drill.", "{n} minutes are left for this drill.", minutes
    ).format(n=minutes)


def end_card(home: str, *, level: int = 3) -> str:
    """Return what stands at the end of a drill, as HTML.

    Args:
        home: Where the way back leads.
        level: The level of its heading.
    """
    saved = _("Every decision that you made is saved. Nothing more can be sent from this desk.")
    return (
        f"<h{level}>{escape(_('The drill is over'))}</h{level}>"
        f'<p class="pd-aim read">{escape(saved)}</p>'
        f'<p><a class="button primary" href="{escape(home)}">{escape(_("Back to the tasks"))}</a></p>'
    )


def end_form(*, plain: bool = False) -> str:
    """Return the form that ends a drill early, folded away, as HTML.

    Args:
        plain: Whether it stands in the page without script.
    """
    stay = '<input type="hidden" name="plain" value="yes">' if plain else ""
    warning = _(
        "The rest of the shift then passes without an act of yours, and you cannot come back to it. Time "
        "that you do not use here stays yours for the other tasks."
    )
    return (
        f"<details><summary>{escape(_('End this drill before its time'))}</summary><p>{escape(warning)}</p>"
        f'<form method="post" enctype="multipart/form-data"><input type="hidden" name="do" value="end">{stay}'
        f"<button>{escape(_('End this drill now'))}</button></form></details>"
    )
