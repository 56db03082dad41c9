"""P-A: are the answers those that a second way finds, with nothing but the files that a candidate gets?"""

import io
import math

import pandas as pd
import pytest

from practicum.exam.families import family_tables, handed_out

SEEDS = (3, 11, 27, 42)
SUMMER = [
    ("2024-10-01", "2024-10-27 01:00"),
    ("2025-03-30 01:00", "2025-10-26 01:00"),
    ("2026-03-29 01:00", "2026-04-01"),
]


def sheets(family, seed):
    given = {
        name: pd.read_csv(io.StringIO(text), dtype=str) for name, text in handed_out(family, seed).items()
    }
    return given, dict(given["card"].to_numpy().tolist())


def paris(times):
    """Add one hour, or two in the summers that the letter names."""
    utc = pd.to_datetime(times)
    summer = pd.Series(False, index=utc.index)
    for first, last in SUMMER:
        summer |= (utc >= first) & (utc < last)
    return utc + pd.to_timedelta(1 + summer.astype(int), unit="h")


def plain(cell):
    cell = str(cell).replace(" ", "")
    return float(cell[:-1]) * 1000 if cell.endswith("k") else float(cell)


def answers(family, seed):
    tables = family_tables(family, seed)
    return [one.reference(tables) for one in family.exercises.values()]


def verdict(difference, doubt):
    return "open" if abs(difference) <= doubt else "better" if difference > 0 else "worse"


@pytest.mark.parametrize("seed", SEEDS)
def test_do_the_posts_give_the_same_eight_answers(every, seed):
    given, card = sheets(every["pa-posts"], seed)
    posts = given["posts"].sort_values("exported_on").drop_duplicates("post_id", keep="last")
    posts = posts[posts["status"] == "published"].copy()
    for name in ("reach", "reactions", "comments", "shares", "cost"):
        posts[name] = posts[name].map(plain)
    posts["acts"] = posts["reactions"] + posts["comments"] + posts["shares"]
    posts["local"] = paris(posts["published_utc"])
    day = posts["local"].dt.strftime("%Y-%m-%d")
    organic = posts["sponsored"] == "no"
    year = posts[day.between(card["first day"], card["last day"]) & (posts["platform"] == "Plaza")]
    free = year[year["sponsored"] == "no"]
    hours = posts["local"].dt.hour.between(int(card["from"][:-3]), int(card["to"][:-3]))
    slot = organic & (posts["local"].dt.day_name() == card["weekday"]) & hours
    old = posts[organic & (day <= "2026-03-24") & (posts["platform"] == card["platform"])]
    rates = (100 * old["acts"] / old["reach"]).groupby(old["format"]).agg(["mean", "var", "count"])
    a, b = rates.loc[card["format A"]], rates.loc[card["format B"]]
    difference = a["mean"] - b["mean"]
    doubt = 2 * math.sqrt(a["var"] / a["count"] + b["var"] / b["count"])
    paid = posts[posts["sponsored"] == "yes"]
    worked = [
        len(posts),
        year["reach"].sum(),
        100 * free["acts"].sum() / free["reach"].sum(),
        int(slot.sum()),
        difference,
        doubt,
        verdict(difference, doubt),
        paid["cost"].sum() / paid["reach"].sum() * int(card["people"]),
    ]
    for mine, keyed in zip(worked, answers(every["pa-posts"], seed), strict=True):
        assert mine == keyed if isinstance(keyed, str) else mine == pytest.approx(keyed, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_do_the_messages_give_the_same_eight_answers(every, seed):
    given, card = sheets(every["pa-desk"], seed)
    desk = given["messages"].drop_duplicates("message_id")
    desk = desk[desk["topic"] != "spam"].copy()
    desk["local"] = paris(desk["received_utc"])
    waited = (pd.to_datetime(desk["answered_utc"]) - pd.to_datetime(desk["received_utc"])).dt.total_seconds()
    person = desk["answered_by"] == "person"
    desk["quick"] = person & (waited <= 3600)
    inside = desk["local"].dt.hour.between(9, 17) & (desk["local"].dt.day_of_week < 5)
    assert ((desk["desk"] == "open") == inside).all()
    groups = [desk.loc[desk[card["column"]] == card[name], "quick"] for name in ("group A", "group B")]
    a, b = (100 * group.mean() for group in groups)
    doubt = 2 * math.sqrt(a * (100 - a) / len(groups[0]) + b * (100 - b) / len(groups[1]))
    hours = desk["local"].dt.hour.between(int(card["from"][:-3]), int(card["to"][:-3]))
    recent = (desk["local"] >= "2026-01-01").sum() * (1 + int(card["growth"]) / 100)
    worked = [
        len(desk),
        int((~person).sum()),
        100 * desk.loc[inside, "quick"].mean(),
        int(hours.sum()),
        a - b,
        doubt,
        verdict(a - b, doubt),
        recent * int(card["minutes"]) / 60 * int(card["wage"]),
    ]
    for mine, keyed in zip(worked, answers(every["pa-desk"], seed), strict=True):
        assert mine == keyed if isinstance(keyed, str) else mine == pytest.approx(keyed, rel=1e-9)


@pytest.mark.parametrize("name", ["pa-posts", "pa-desk"])
def test_is_each_verdict_right_for_some_candidates(every, name):
    """Otherwise "the data cannot tell" could be learned by heart."""
    said = [
        every[name].exercises[f"{name}-7"].reference(family_tables(every[name], seed)) for seed in range(24)
    ]
    assert {verdict: said.count(verdict) >= 3 for verdict in set(said)} == dict.fromkeys(
        ("open", "better", "worse"), True
    )
