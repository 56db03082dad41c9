"""The weighted decision matrix: criteria on one scale, weights that need not add up, limits that hold.

An option's score is the weighted mean of its criteria, each criterion stretched so that the worst option has
0 and the best 100. A limit is no criterion: an option beyond it falls out, whatever its score. How far a
weight may move before another option wins is computed exactly, since scores are linear in each weight.
"""

from __future__ import annotations

from itertools import product
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.learn.tools.explorer import Explorer, Finding, amount, checkbox

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ALIKE = 1e-9
_MOST_SWITCHES = 3


class Room(NamedTuple):
    """How far one weight may move, the others as they are, before another option wins.

    Attributes:
        criterion: Whose weight.
        weight: What it is.
        down: Where it would have to fall below, or nothing: it may fall to 0.
        down_to: Who wins then.
        up: Where it would have to rise above, or nothing: it may rise without end.
        up_to: Who wins then.
    """

    criterion: str
    weight: float
    down: float | None
    down_to: str
    up: float | None
    up_to: str


def rank_options(  # noqa: PLR0913  # what a decision is made of, all but two by name
    options: pd.DataFrame,
    criteria: Mapping[str, float],
    constraints: Mapping[str, float] | None = None,
    *,
    less_is_better: Collection[str] = (),
    normalise: bool = True,
    labels: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Rank options by weighted criteria, the best first; those beyond a limit stand below, without a rank.

    Args:
        options: One row per option: its name in the first column, one column for each criterion and limit.
        criteria: Column and weight; weights are 0 or more and need not add up to anything.
        constraints: Column and the largest value allowed, for example `{"hours_week": 6}`.
        less_is_better: Criteria of which a smaller value is better, such as a cost.
        normalise: Stretch each criterion from 0 (worst option) to 100 (best). A criterion of which all
            options have the same value gives 0 to all. Without it, raw values are multiplied by the weights'
            shares, and what is counted in the largest numbers decides.
        labels: What to call a column in the reasons, for example `{"hours_week": "hours a week"}`.

    Returns:
        Columns `rank` (whole number, missing for an option that falls out), `option`, `score`, and `out`: why
        it falls out, empty otherwise. Equal scores share the better rank.

    Raises:
        PracticumError: A column is missing or holds no numbers, a weight is below 0, or all weights are 0.
    """
    _require(options, criteria, constraints or {}, less_is_better)
    names = options.iloc[:, 0].astype(str).tolist()
    score = _parts(options, criteria, less_is_better, normalise=normalise) @ _shares(criteria)
    table = pd.DataFrame(
        {"option": names, "score": score, "out": _reasons(options, constraints or {}, labels or {})}
    )
    table["score"] = table["score"].round(6)
    inside = table["out"] == ""
    table.insert(0, "rank", table["score"].where(inside).rank(ascending=False, method="min").astype("Int64"))
    return table.sort_values(["rank", "score"], ascending=[True, False], kind="stable", ignore_index=True)


def weight_room(
    options: pd.DataFrame,
    criteria: Mapping[str, float],
    constraints: Mapping[str, float] | None = None,
    *,
    less_is_better: Collection[str] = (),
    normalise: bool = True,
) -> list[Room]:
    """Return for each weight how far it may move before another option wins; see `rank_options`.

    Returns:
        One `Room` for each criterion; an empty list when fewer than two options are left, or two share the
        first place.
    """
    table = rank_options(options, criteria, constraints, less_is_better=less_is_better, normalise=normalise)
    inside = table[table["rank"].notna()]
    if len(inside) <= 1 or inside["rank"].iloc[1] == 1:
        return []
    parts = _parts(options, criteria, less_is_better, normalise=normalise)
    parts.index = options.iloc[:, 0].astype(str)
    first, *rivals = inside["option"]
    leads = {rival: parts.loc[first] - parts.loc[rival] for rival in rivals}
    return [_room(name, criteria, leads) for name in criteria]


def _room(name: str, weights: Mapping[str, float], leads: Mapping[str, pd.Series[float]]) -> Room:
    weight = float(weights[name])
    down, up = (-inf, ""), (inf, "")
    for rival, lead in leads.items():
        if abs(lead[name]) < _ALIKE:
            continue
        ahead = sum(weights[other] * lead[other] for other in weights)
        crossing = weight - float(ahead / lead[name])
        if crossing <= weight:
            down = max(down, (crossing, rival))
        else:
            up = min(up, (crossing, rival))
    low = (down[0], down[1]) if down[0] > 0 else (None, "")
    high = (up[0], up[1]) if up[0] < inf else (None, "")
    return Room(name, weight, *low, *high)


def decision_matrix(
    options: pd.DataFrame,
    criteria: Mapping[str, float],
    constraints: Mapping[str, float] | None = None,
    *,
    less_is_better: Collection[str] = (),
    labels: Mapping[str, str] | None = None,
) -> Explorer:
    """Return controls for the weights, the common scale and the limits of a decision.

    Args:
        options: See `rank_options`.
        criteria: Column and the weight to begin with.
        constraints: Column and the largest value allowed.
        less_is_better: Criteria of which a smaller value is better.
        labels: What to call a column, for example `{"hours_week": "hours a week"}`.

    Raises:
        PracticumError: See `rank_options`.
    """
    limits = dict(constraints or {})
    matrix = _Matrix(options, dict(criteria), limits, tuple(less_is_better), dict(labels or {}))
    controls: dict[str, Any] = {
        f"weight_{place}": amount(_("Weight of “{name}”").format(name=matrix.label(name)), value=weight)
        for place, (name, weight) in enumerate(criteria.items())
    }
    controls["normalise"] = checkbox(_("Put all criteria on one scale, 0 to 100"), value=True)
    for place, (name, limit) in enumerate(limits.items()):
        text = _("Limit: “{name}” at most {limit:g}").format(name=matrix.label(name), limit=limit)
        controls[f"limit_{place}"] = checkbox(text, value=True)
    return Explorer(_("Which option wins, and how surely?"), controls, matrix.find, matrix.overview())


class _Matrix(NamedTuple):
    """A decision as it was given; `find` and `overview` answer for one setting and for all."""

    options: pd.DataFrame
    criteria: dict[str, float]
    limits: dict[str, float]
    less_is_better: tuple[str, ...]
    labels: dict[str, str]

    def label(self, name: str) -> str:
        return _label(name, self.labels)

    def find(self, *, normalise: bool, **setting: Any) -> Finding:
        weights = {name: float(setting[f"weight_{place}"]) for place, name in enumerate(self.criteria)}
        limits = {
            name: limit
            for place, (name, limit) in enumerate(self.limits.items())
            if setting[f"limit_{place}"]
        }
        try:
            table = self.ranked(weights, limits, normalise=normalise)
        except PracticumError as error:
            empty = pd.DataFrame(columns=[_("Rank"), _("Option"), _("Score"), _("Falls out")])
            return Finding(str(error), empty, _("No ranking"))
        sentences = [
            _winner(table),
            self._fallen(limits),
            self._weights(weights),
            self._surely(weights, limits, normalise=normalise),
        ]
        return Finding(" ".join(filter(None, sentences)), _shown(table), _("The options, ranked"))

    def ranked(
        self, weights: Mapping[str, float], limits: Mapping[str, float], *, normalise: bool
    ) -> pd.DataFrame:
        return rank_options(
            self.options,
            weights,
            limits,
            less_is_better=self.less_is_better,
            normalise=normalise,
            labels=self.labels,
        )

    def overview(self) -> pd.DataFrame:
        """Return the order under every setting: weights as given or all alike, scale, limits."""
        weightings = {_("as given"): self.criteria, _("all alike"): dict.fromkeys(self.criteria, 1.0)}
        rows = []
        for (words, weights), normalise, limits in product(
            weightings.items(), (True, False), _subsets(self.limits)
        ):
            table = self.ranked(weights, limits, normalise=normalise)
            inside, outside = table[table["out"] == ""], table[table["out"] != ""]
            order = ", ".join(f"{row.option} {row.score:.1f}" for row in inside.itertuples())
            held = ", ".join(f"{self.label(name)} {limit:g}" for name, limit in limits.items())
            rows.append(
                {
                    _("Weights"): words,
                    _("One scale"): _("yes") if normalise else _("no"),
                    _("Limits"): held or _("none"),
                    _("Order, with scores"): order or _("nobody is left"),
                    _("Falls out"): ", ".join(outside["option"]) or _("nobody"),
                }
            )
        return pd.DataFrame(rows)

    def _weights(self, weights: Mapping[str, float]) -> str:
        total = sum(weights.values())
        shares = ", ".join(
            _("{name} {share:.0f} %").format(name=self.label(name), share=100 * weight / total)
            for name, weight in weights.items()
        )
        text = _("Your weights add up to {total:g}; what counts is the share of each: {shares}.")
        return text.format(total=round(total, 6), shares=shares)

    def _fallen(self, limits: Mapping[str, float]) -> str:
        """Say who falls out, and by which limit."""
        names = self.options.iloc[:, 0].astype(str)
        said = []
        for name, limit in limits.items():
            over = self.options[name] > limit
            if over.any():
                who = ", ".join(
                    f"{option} ({value:g})"
                    for option, value in zip(names[over], self.options.loc[over, name], strict=True)
                )
                text = _("Beyond the limit of {limit:g} for “{name}”: {who}.")
                said.append(text.format(limit=limit, name=self.label(name), who=who))
        return " ".join(said)

    def _surely(self, weights: Mapping[str, float], limits: Mapping[str, float], *, normalise: bool) -> str:
        rooms = weight_room(
            self.options, weights, limits, less_is_better=self.less_is_better, normalise=normalise
        )
        moves = [
            (abs(to - room.weight), room, to, who)
            for room in rooms
            for to, who in ((room.down, room.down_to), (room.up, room.up_to))
            if to is not None
        ]
        if not rooms:
            return ""
        if not moves:
            return _("No single weight, however it moves, changes who is first.")
        _far, room, to, who = min(moves, key=lambda move: round(move[0], 6))  # of equals, the first criterion
        text = (
            _("The first place is safe until the weight of “{name}” falls from {weight:g} below {to:.1f}:"
              " then {who} leads.")
            if to <= room.weight
            else _("The first place is safe until the weight of “{name}” rises from {weight:g} above"
                   " {to:.1f}: then {who} leads.")
        )  # fmt: skip
        return text.format(name=self.label(room.criterion), weight=room.weight, to=to, who=who)


def _label(name: str, labels: Mapping[str, str]) -> str:
    return labels.get(name, name.replace("_", " "))


def _winner(table: pd.DataFrame) -> str:
    first = table[table["rank"] == 1]
    if first.empty:
        return _("Every option is beyond a limit: move a limit, or refuse them all.")
    names = ", ".join(first["option"])
    text = ngettext(
        "First: {names}, with {score:.1f} points.",
        "Equal first: {names}, with {score:.1f} points.",
        len(first),
    )
    return text.format(names=names, score=first["score"].iloc[0])


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    ranks = [_("out") if pd.isna(rank) else str(rank) for rank in table["rank"]]
    return pd.DataFrame(
        {
            _("Rank"): ranks,
            _("Option"): table["option"],
            _("Score"): table["score"].round(1),
            _("Falls out"): table["out"].where(table["out"] != "", _("no")),
        }
    )


def _subsets(limits: Mapping[str, float]) -> list[dict[str, float]]:
    """Return every choice of limits, all of them first; of many limits, all or none."""
    if len(limits) > _MOST_SWITCHES:
        return [dict(limits), {}]
    return [
        {name: limit for (name, limit), on in zip(limits.items(), switches, strict=True) if on}
        for switches in product((True, False), repeat=len(limits))
    ]


def _shares(criteria: Mapping[str, float]) -> pd.Series[float]:
    weights = pd.Series(dict(criteria), dtype=float)
    return weights / weights.sum()


def _parts(
    options: pd.DataFrame, criteria: Mapping[str, float], less_is_better: Collection[str], *, normalise: bool
) -> pd.DataFrame:
    """Return each option's part of each criterion: more is better, from 0 to 100 when normalised."""
    values = options[list(criteria)].astype(float).reset_index(drop=True)
    signs = pd.Series({name: -1.0 if name in less_is_better else 1.0 for name in criteria})
    values = values * signs
    if not normalise:
        return values
    low, spread = values.min(), values.max() - values.min()
    return 100 * (values - low) / spread.where(spread > 0, 1.0)


def _reasons(options: pd.DataFrame, constraints: Mapping[str, float], labels: Mapping[str, str]) -> list[str]:
    """Say for each option which limits it is beyond; empty when it keeps all."""
    text = _("{name} {value:g}, at most {limit:g}")
    return [
        "; ".join(
            text.format(name=_label(name, labels), value=row[name], limit=limit)
            for name, limit in constraints.items()
            if row[name] > limit
        )
        for row in options.to_dict("records")
    ]


def _require(
    options: pd.DataFrame,
    criteria: Mapping[str, float],
    constraints: Mapping[str, float],
    less_is_better: Collection[str],
) -> None:
    for name in (*criteria, *constraints):
        if name not in options.columns or not pd.api.types.is_numeric_dtype(options[name]):
            raise PracticumError(
                _("The table of options has no column of numbers called “{name}”.").format(name=name),
                next_step=_("Its columns are: {names}.").format(names=", ".join(map(str, options.columns))),
            )
    strangers = [name for name in less_is_better if name not in criteria]
    if strangers:
        raise PracticumError(
            _("“{name}” is no criterion, so less of it cannot be better.").format(name=strangers[0]),
            next_step=_("The criteria are: {names}.").format(names=", ".join(criteria)),
        )
    weights = list(criteria.values())
    if not all(0 <= weight < inf for weight in weights):
        raise PracticumError(
            _("A weight is below 0 or is no number."),
            next_step=_("Give 0 or more; for what should be small, use less_is_better."),
        )
    if not sum(weights) > 0:
        raise PracticumError(
            _("All weights are 0, so nothing decides."), next_step=_("Give one criterion a weight.")
        )
