"""The explorer of platform lives: what the months seen say, and what they cannot say yet."""

from __future__ import annotations

from math import isinf, isnan

import pandas as pd

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.figures import CSS, figure_html
from practicum.learn.style import style
from practicum.learn.tools.curves import (
    FAR,
    FEWEST,
    YEAR,
    Ceilings,
    ceiling_range,
    possible_curve,
    stage,
    users_by_month,
    yearly_growth,
)
from practicum.learn.tools.explorer import Explorer, Finding, checkbox, dropdown, number, radio

_YEARS_AHEAD = 3
_TALLEST = 3.0
_SHOWN = 13


def stage_labels() -> dict[str, str]:
    """Return the stages of a platform's life."""
    return {
        "emergence": _("emergence"),
        "growth": _("growth"),
        "plateau": _("plateau"),
        "decline": _("decline"),
    }


def against_labels() -> dict[str, str]:
    """Return what the last month can be compared with."""
    return {"year": _("the same month a year before"), "month": _("the month before")}


def platform_curve(table: pd.DataFrame, platform: str = "") -> Explorer:
    """Return controls for a platform, the months seen, the month that is not over, and the comparison.

    Args:
        table: The table `platforms_monthly`.
        platform: Which platform to begin with; by default the first.

    Raises:
        PracticumError: The table has no such platform.
    """
    names = list(dict.fromkeys(table["platform"]))
    if platform:
        users_by_month(table, platform)  # says which platforms there are
    longest = int(table.groupby("platform").size().max())

    def find(*, platform: str, months: int, complete_only: bool, against: str) -> Finding:
        every = users_by_month(table, platform, complete_only=complete_only)
        return _finding(platform, every, min(months, len(every)), against)

    controls = {
        "platform": dropdown(_("Platform"), {name: name for name in names}),
        "months": number(_("Months seen, from its first"), value=longest, low=FEWEST, high=longest),
        "complete_only": checkbox(_("Leave out the month that is not over"), value=True),
        "against": radio(_("Compare the last month with"), against_labels()),
    }
    controls["platform"].value = platform or names[0]
    return Explorer(_("How far has this platform come?"), controls, find, _overview(table, names))


def _finding(platform: str, every: pd.Series[float], months: int, against: str) -> Finding:
    users = every.iloc[:months]
    growth = yearly_growth(users, against=against)
    sentences = [_growth_said(platform, users, growth, against)]
    where = stage(users, against=against)
    sentences.append(_("Stage by the rule: {stage}.").format(stage=stage_labels()[where]))
    ceilings = None if where == "decline" else ceiling_range(users)
    sentences.append(_ceiling_said(users, ceilings))
    return Finding(
        " ".join(sentences),
        _newest(users),
        _("Active users of {platform}, millions, the newest months seen").format(platform=platform),
        _picture(platform, every, users, ceilings),
    )


def _growth_said(platform: str, users: pd.Series[float], growth: float, against: str) -> str:
    last = users.index[-1]
    if isnan(growth):
        text = _("{platform}, {months} months to {last}: there is no month a year before to compare with.")
        return text.format(platform=platform, months=len(users), last=last)
    if against == "year":
        text = _(
            "{platform}, {months} months to {last}: {growth:+.1f} % against the same month a year before."
        )
        return text.format(platform=platform, months=len(users), last=last, growth=growth)
    once = 100 * (users.iloc[-1] / users.iloc[-2] - 1)
    text = _(
        "{platform}, {months} months to {last}: {once:+.1f} % against the month before, which twelve times"
        " over would be {growth:+.1f} % a year. A season is still in this number."
    )
    return text.format(platform=platform, months=len(users), last=last, once=once, growth=growth)


def _ceiling_said(users: pd.Series[float], ceilings: Ceilings | None) -> str:
    if ceilings is None:
        return _("It shrinks, and a logistic curve never does: no ceiling is drawn.")
    now = users.iloc[-1]
    if isinf(ceilings.high):
        text = _(
            "It stands at {now:.1f} million. Curves that fit end anywhere from {low:.1f} million to more than"
            " {far:.0f} times the largest month: the ceiling cannot be read before the curve has bent."
        )
        said = text.format(now=now, low=ceilings.low, far=FAR)
    else:
        text = _(
            "It stands at {now:.1f} million. Curves that fit end between {low:.1f} and {high:.1f} million."
        )
        said = text.format(now=now, low=ceilings.low, high=ceilings.high)
    if len(users) < 2 * YEAR:
        more = _("In fewer than 24 months, a season can pass for a bend.")
        return f"{said} {more}"
    return said


def _newest(users: pd.Series[float]) -> pd.DataFrame:
    shown = users.iloc[-_SHOWN:]
    before = [users.get(month - YEAR) for month in shown.index]
    return pd.DataFrame(
        {
            _("Month"): shown.index.astype(str),
            _("Millions"): shown.round(2).to_numpy(),
            _("Against the month before, %"): _percents(users.pct_change().reindex(shown.index)),
            _("Against the year before, %"): _percents(shown / pd.Series(before, index=shown.index) - 1),
        }
    )


def _percents(shares: pd.Series[float]) -> list[str]:
    return [_("none") if isnan(share) else f"{100 * share:+.1f}" for share in shares.astype(float)]


def _picture(
    platform: str, every: pd.Series[float], users: pd.Series[float], ceilings: Ceilings | None
) -> str:
    """Return the figure: months seen, months that came after, and two curves that both fit what was seen."""
    from matplotlib.figure import Figure  # noqa: PLC0415  # a lesson without charts does not wait for it

    months = pd.period_range(users.index[0], users.index[-1] + YEAR * _YEARS_AHEAD, freq="M")
    lines = {_("seen"): users}
    if len(every) > len(users):
        lines[_("came later")] = every.iloc[len(users) :].reindex(months).dropna()
    if ceilings is not None:
        far = FAR * users.max() if isinf(ceilings.high) else ceilings.high
        lines[_("lowest curve that fits")] = possible_curve(users, ceilings.low, months)
        lines[_("highest curve that fits")] = possible_curve(users, far, months)
    with style:
        axes = Figure().add_subplot()
        for place, (name, line) in enumerate(lines.items()):
            times = pd.PeriodIndex(line.index).to_timestamp()
            axes.plot(times, line.to_numpy(), label=name, markevery=6, zorder=9 - place)
        axes.set(xlabel=_("Month"), ylabel=_("Active users, millions"))
        axes.set_ylim(0, _TALLEST * every.max() if ceilings is not None else None)
        axes.legend()
        finding, alt = _words(platform, users, ceilings)
        return f"<style>{CSS}</style>" + figure_html(axes, finding=finding, alt=alt, table=_numbers(lines))


def _words(platform: str, users: pd.Series[float], ceilings: Ceilings | None) -> tuple[str, str]:
    """Return the finding and the text alternative."""
    if ceilings is None:
        finding = _("{platform} has passed its best months").format(platform=platform)
    elif isinf(ceilings.high):
        finding = _("The months of {platform} do not show yet where it ends").format(platform=platform)
    else:
        finding = _("{platform} may end anywhere from {low:.0f} to {high:.0f} million").format(
            platform=platform, low=ceilings.low, high=ceilings.high
        )
    alt = _(
        "Line chart of active users of {platform} by month, in millions: {months} months seen, the last at"
        " {now:.1f}. {end}"
    ).format(platform=platform, months=len(users), now=users.iloc[-1], end=_ceiling_said(users, ceilings))
    return finding, alt


def _numbers(lines: dict[str, pd.Series[float]]) -> pd.DataFrame:
    """Return what was drawn, every sixth month."""
    table = pd.DataFrame({name: line.round(1) for name, line in lines.items()}).iloc[::6]
    shown = table.astype(object).where(table.notna(), "")
    shown.insert(0, _("Month"), table.index.astype(str))
    return shown.reset_index(drop=True)


def _overview(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Return for each platform what every setting says."""
    rows = []
    for name in names:
        whole, raw = (users_by_month(table, name, complete_only=only) for only in (True, False))
        rows.append(
            {
                _("Platform"): name,
                _("Whole months"): len(whole),
                _("Same month a year before"): _cell(whole, "year"),
                _("The same, unfinished month in"): _cell(raw, "year"),
                _("Month before"): _cell(whole, "month"),
                _("Ceilings, half of the months seen"): _ends(whole.iloc[: len(whole) // 2]),
                _("Ceilings, all months seen"): _ends(whole),
            }
        )
    return pd.DataFrame(rows)


def _cell(users: pd.Series[float], against: str) -> str:
    growth = yearly_growth(users, against=against)
    named = stage_labels()[stage(users, against=against)]
    if isnan(growth):
        return named
    return _("{growth:+d} %: {stage}").format(growth=round(growth), stage=named)


def _ends(users: pd.Series[float]) -> str:
    """Return the possible ceilings in a few words."""
    if len(users) >= FEWEST and stage(users) == "decline":
        return _("none, it shrinks")
    try:
        found = ceiling_range(users)
    except PracticumError:
        return _("too few months")
    if isinf(found.high):
        return _("{low:.0f} to anything").format(low=found.low)
    return _("{low:.0f} to {high:.0f}").format(low=found.low, high=found.high)
