"""The cohort report: one page that needs no network, for reading on a screen or printing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from statistics import median
from typing import TYPE_CHECKING, Any

from practicum.grading.report.needs import needs, rules
from practicum.grading.report.parts import block, estimate, heat, table
from practicum.grading.report.statistics import FEW, LOW, discrimination, facility, matrix, reliability
from practicum.i18n import _, ngettext
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.grading.report.alike import Alike
    from practicum.grading.report.cohort import Cohort

_BINS = 10
_SHOWN = 12


@dataclass(frozen=True)
class Report:
    """All that the page tells.

    Attributes:
        cohort: Marks of everyone.
        pairs: Hand-ins that are alike, for a person to judge.
        drills: Tables of `group_debrief`, one a drill.
    """

    cohort: Cohort
    pairs: Sequence[Alike] = ()
    drills: Sequence[Mapping[str, Any]] = ()


def report_page(report: Report) -> str:
    """Return the page as one HTML document, offline and without scripts."""
    cohort = report.cohort
    title = _("Cohort report on {module}, {title}").format(module=cohort.module, title=cohort.title)
    body = (
        f'<main class="cohort"><h1>{escape(title)}</h1><p class="lead">{escape(_lead(cohort))}</p>'
        f"{_figures(cohort)}"
        f"{block(_('Who needs help'), _needs(cohort))}"
        f"{block(_('Marks'), _marks(cohort))}"
        f"{block(_('Exercises: how hard, and do they separate?'), _exercises(cohort))}"
        f"{block(_('Most common mistakes'), _mistakes(cohort))}"
        f"{''.join(_drill(one) for one in report.drills)}"
        f"{block(_('Alike, for a person to judge'), _alike(report))}</main>"
    )
    css = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    return page(title, body, css=css)


def _drill(tables: Mapping[str, Any]) -> str:
    return block(_("Drill: {title}").format(title=tables["title"]), heat(tables))


def _lead(cohort: Cohort) -> str:
    asking = len(needs(cohort))
    worst = mistakes(cohort)[:1]
    sentences = [
        ngettext("{n} learner needs you.", "{n} learners need you.", asking).format(n=asking)
        if asking
        else _("Nobody asks for help by the rules below.")
    ]
    if worst and worst[0][2] > 1:
        exercise, name, count = worst[0]
        sentences.append(
            _("The most common mistake: “{mistake}” in {exercise}, made by {n} of {all}.").format(
                mistake=_spoken(name), exercise=exercise, n=count, all=len(cohort.present)
            )
        )
    return " ".join(sentences)


def _figures(cohort: Cohort) -> str:
    scores = [one.score for one in cohort.present]
    waiting = sum(one.waiting for one in cohort.present)
    alpha = reliability(points_of(cohort))
    rows = [
        (f"{len(scores)}", _("of {all} handed in").format(all=len(cohort.learners))),
        (
            f"{median(scores):g}" if scores else "-",
            _("of {out_of} points is the middle mark").format(out_of=f"{cohort.out_of:g}"),
        ),
        (f"{waiting}", _("wait for a person to read a text")),
        (
            _("too few") if alpha is None else f"{alpha.value:.2f}",
            _("learners to say how reliable the marks are; {few} are needed").format(few=FEW)
            if alpha is None
            else _("is the reliability of the marks (alpha), between {low} and {high}").format(
                low=f"{alpha.low:.2f}", high=f"{alpha.high:.2f}"
            ),
        ),
    ]
    cells = "".join(f"<div><dt>{escape(words)}</dt><dd>{escape(value)}</dd></div>" for value, words in rows)
    return f'<dl class="figures">{cells}</dl>'


def _needs(cohort: Cohort) -> str:
    rows = [(one.learner, one.why, one.evidence, one.step) for one in needs(cohort)]
    listed = _("Listed by open rules, in this order: {rules}. There is no hidden score.").format(
        rules="; ".join(rules())
    )
    shown = table((_("Learner"), _("Why listed"), _("What the evidence says"), _("A first step")), rows)
    return (shown if rows else "") + f'<p class="small">{escape(listed)}</p>'


def _marks(cohort: Cohort) -> str:
    """A histogram in ten bins, as bars that are a table too, and everyone's line."""
    if not cohort.present:
        return ""
    bins: Counter[int] = Counter(
        min(_BINS - 1, int(_BINS * one.score / cohort.out_of)) if cohort.out_of else 0
        for one in cohort.present
    )
    tallest = max(bins.values())
    step = cohort.out_of / _BINS
    rows = "".join(
        f'<tr><th scope="row" class="num">{escape(_("from {low}").format(low=f"{n * step:.3g}"))}</th>'
        f'<td class="bar"><i aria-hidden="true" style="--v:{100 * bins[n] // tallest}"></i></td>'
        f'<td class="num">{bins[n]}</td></tr>'
        for n in range(_BINS)
    )
    heads = f'<th scope="col">{escape(_("Points"))}</th><th scope="col" class="bar"></th>'
    heads += f'<th scope="col" class="num">{escape(_("Learners"))}</th>'
    people = table(
        (_("Learner"), _("Points"), *(one.id for one in cohort.exercises)),
        [
            (
                one.name + (_(" (a person still reads)") if one.waiting else ""),
                f"{one.score:g}",
                *(f"{one.parts[exercise.id].points:g}" for exercise in cohort.exercises),
            )
            for one in cohort.present
        ],
        numbers=range(1, 2 + len(cohort.exercises)),
    )
    return (
        f'<table class="bars"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"<details><summary>{escape(_('Everyone, exercise by exercise'))}</summary>{people}</details>"
    )


def points_of(cohort: Cohort) -> Any:
    """Return the points as an array, learners by exercises."""
    return matrix(
        [[one.parts[exercise.id].points for exercise in cohort.exercises] for one in cohort.present]
    )


def shares_of(cohort: Cohort, exercise: str) -> Any:
    """Return the share of the points that each learner earned in an exercise, of what is marked so far."""
    parts = [one.parts[exercise] for one in cohort.present]
    return matrix([[part.points / part.out_of if part.out_of else 0.0] for part in parts])[:, 0]


def _exercises(cohort: Cohort) -> str:
    if len(cohort.present) < FEW:
        few = _(
            "With {n} learners nothing is said about single exercises: below {few} the intervals are too "
            "wide."
        )
        return f"<p>{escape(few.format(n=len(cohort.present), few=FEW))}</p>"
    points = points_of(cohort)
    rows, doubted = "", []
    for column, exercise in enumerate(cohort.exercises):
        earned = facility(shares_of(cohort, exercise.id))
        separates = discrimination(points, column)
        if separates is not None and separates.value < LOW:
            doubted.append(exercise.id)
        rows += (
            f'<tr><th scope="row"><b>{escape(exercise.id)}</b> {escape(exercise.title)}</th>'
            f"{estimate(earned)}{estimate(separates, mark=LOW)}</tr>"
        )
    heads = "".join(
        f'<th scope="col">{escape(word)}</th>' for word in (_("Exercise"), _("Earned"), _("Separates"))
    )
    note = _(
        "Earned: mean share of the points. Separates: correlation with the rest of the marks. The thin line "
        "is the 95 % interval. Below {low} two people read the exercise; with fewer than 60 learners none is "
        "taken out unless both agree."
    ).format(low=f"{LOW:g}")
    names = (
        _("For two people to read: {exercises}.").format(exercises=", ".join(doubted))
        if doubted
        else _("No exercise falls below the mark.")
    )
    return (
        f'<p class="small">{escape(note)}</p><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table><p>{escape(names)}</p>"
    )


def mistakes(cohort: Cohort) -> list[tuple[str, str, int]]:
    """Return exercise, name and number of learners of each named mistake, the most common first."""
    counts: Counter[tuple[str, str]] = Counter(
        (name, part.mistake) for one in cohort.present for name, part in one.parts.items() if part.mistake
    )
    return [
        (exercise, name, count)
        for (exercise, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _spoken(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def _mistakes(cohort: Cohort) -> str:
    found = mistakes(cohort)
    if not found:
        return f"<p>{escape(_('No named mistake was made.'))}</p>"
    hints = {(one.id, name): hint for one in cohort.exercises for name, hint in one.hints.items()}
    return table(
        (_("Mistake"), _("Exercise"), _("Learners"), _("What the learner was told")),
        [
            (_spoken(name).capitalize(), exercise, f"{count}", hints.get((exercise, name), ""))
            for exercise, name, count in found[:_SHOWN]
        ],
        numbers=(2,),
    )


def _alike(report: Report) -> str:
    said = _(
        "Equal rare wrong answers, long equal passages, drills decided alike. That is a reason to read, "
        "never a finding: it changes no mark and appears in no export. Harmless reasons come first: a study "
        "group, one spreadsheet template, one computer."
    )
    count = len(report.cohort.present)
    pairs = _("{n} hand-ins make {pairs} pairs, so what comes by chance once in so many is expected once.")
    said = f"{said} {pairs.format(n=count, pairs=count * (count - 1) // 2)}"
    note = f'<p class="small">{escape(said)}</p>'
    if not report.pairs:
        return f"<p>{escape(_('No pair stands out.'))}</p>{note}"
    names = {one.id: one.name for one in report.cohort.learners}
    rows = []
    for pair in report.pairs:
        what = []
        if pair.answers:
            what.append(
                _("Equal rare wrong answers: {exercises}. By chance about once in {n} pairs.").format(
                    exercises=", ".join(pair.answers), n=f"{round(10**pair.surprise):,}"
                )
            )
        if pair.words:
            what.append(_("{text}: {n} words stand alike.").format(text=pair.text, n=pair.words))
        if pair.share:
            what.append(
                _("{drill}: {share} % of the acts at the same minute.").format(
                    drill=pair.drill, share=pair.share
                )
            )
        rows.append(
            (
                _("{one} and {other}").format(one=names[pair.pair[0]], other=names[pair.pair[1]]),
                " ".join(what),
            )
        )
    folded = table((_("Pair"), _("What is alike")), rows)
    shown = ngettext("Show {n} pair", "Show {n} pairs", len(rows)).format(n=len(rows))
    return f"{note}<details><summary>{escape(shown)}</summary>{folded}</details>"
