"""Are there seven dossiers, of one shape, whose figures are those of the tables?"""

import re

import pytest

from practicum.data import dossier, load
from practicum.data.dossiers import sections
from practicum.data.organisations import KEYS
from practicum.data.posts import true_posts
from practicum.errors import PracticumError
from practicum.project import Project

HEADINGS = [
    "People", "Plan for 2026", "Budget and hours", "What was tried", "Tone and red lines", "Who may say what",
    "Past crises", "Public, internal, confidential", "Accounts and keys", "Figures you can check",
]  # fmt: skip
RULER = re.compile(r"^\|[-|]+\|$", re.MULTILINE)
WORD = re.compile(r"[\w'@&.-]*\w")


def rows(text):
    """Return the rows of the table in a part, without its heading."""
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def number(text):
    return float(text.replace(",", ""))


def computed(account, what):
    """Compute one line of "Figures you can check", from the tables alone."""
    if found := re.fullmatch(r"Followers on (\w+) at the end of 2025", what):
        table = load("followers_daily")
        here = table[(table["account"] == account) & (table["platform"] == found[1])]
        return float(here.loc[here["date"] == "2025-12-31", "followers"].item())
    posts = load("posts").drop_duplicates("post_id", keep="last")
    posts = posts[posts["account"] == account]
    year = posts[posts["published_at"].str.startswith("2025")]
    return {
        "Different posts in 2025": len(year),
        "Of these, sponsored": (year["sponsored"] == "yes").sum(),
        "Money behind posts in 2025, in euros": round(year["cost"].astype(float).sum()),
        "Posts of its own": len(posts),
        "Organisations in the tables, with the agency": len(load("accounts")),
    }[what]


@pytest.mark.parametrize("account", KEYS)
def test_does_every_figure_agree_with_the_tables(account):
    lines = rows(sections(dossier(account))["Figures you can check"])
    assert len(lines) >= 2
    for what, figure, where in lines:
        assert number(figure) == computed(account, what), what
        assert re.search(r"`(followers_daily|posts|accounts)`", where), what


@pytest.mark.parametrize("account", KEYS)
def test_is_every_dossier_of_the_same_shape_and_length(account):
    text = dossier(account)
    parts = list(sections(text))
    assert parts[0].startswith("Who ")
    assert parts[-len(HEADINGS) + 1 :] == HEADINGS[1:]
    assert "People" in parts
    assert (
        text.startswith(f"# {load('accounts').set_index('account').loc[account, 'name']}")
        or account == "valmonde"
    )
    assert 600 <= len(WORD.findall(RULER.sub("", text))) <= 1000
    assert "invented" in text.splitlines()[2]


@pytest.mark.parametrize("account", KEYS)
def test_are_there_three_vague_aims_without_a_figure_and_at_least_two_weak_keys(account):
    parts = sections(dossier(account))
    aims = re.findall(r"^\d\. (.+)$", parts["Plan for 2026"], re.MULTILINE)
    assert len(aims) == 3
    assert not any(re.search(r"\d", aim) for aim in aims)
    keys = rows(parts["Accounts and keys"])
    assert sum("off" in second or "unknown" in second for _account, _who, second, _back in keys) >= 2


def test_is_the_largest_post_of_each_house_the_one_that_its_dossier_names():
    said = {
        "brindille": "12 February 2026", "rivage": "20 November 2025", "fournil_aumiere": "January 2025",
        "valmonde": "19 June 2025", "pax_fils": "31 October 2024", "ines_korvald": "17 August 2025",
    }  # fmt: skip
    truth = true_posts(2026)
    for account, day in said.items():
        own = truth[(truth["account"] == account) & ~truth["sponsored"]]
        largest = own.loc[own["reach"].idxmax(), "local"]
        assert f"{largest:%-d %B %Y}".endswith(day), account
        assert day in dossier(account)


@pytest.mark.parametrize(("account", "at_least"), [("pax_fils", 240_000), ("ines_korvald", 1_000_000)])
def test_are_round_numbers_of_followers_true(account, at_least):
    table = load("followers_daily")
    newest = table[(table["account"] == account) & (table["date"] == "2026-03-31")]
    assert newest["followers"].sum() > at_least
    said = "240,000" if account == "pax_fils" else "more than a million"
    assert said in dossier(account)


def test_does_the_agency_charge_what_its_clients_pay():
    paid = {
        client: number(euros.split()[0])
        for client, _what, _hours, euros in rows(sections(dossier("lanterne"))["Clients"])
    }
    assert 12 * paid["Brindille"] == 2400
    assert "2,400 for Lanterne" in dossier("brindille")
    assert 12 * paid["Ville de Valmonde"] == 3600
    assert "3,600 for Lanterne" in dossier("valmonde")
    bakery = paid["Le Fournil d'Aumière"]
    assert f"{bakery:.0f} euros a month" in dossier("fournil_aumiere")


def test_is_an_unknown_house_answered_with_the_names_of_those_there_are():
    with pytest.raises(PracticumError) as caught:
        dossier("granjo")
    assert "granjo" in caught.value.problem
    assert "lanterne" in caught.value.next_step


def test_is_a_missing_file_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "syllabus.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv("PRACTICUM_ROOT", str(tmp_path))
    with pytest.raises(PracticumError, match=r"datasets/dossiers/brindille\.md"):
        dossier("brindille")


def test_is_there_no_file_without_an_organisation():
    assert {path.stem for path in (Project.find().datasets / "dossiers").iterdir()} == set(KEYS)
