"""Do the incidents read as a desk logs them, do their verdicts follow the grid, and are ten left open?"""

from collections import Counter

import pytest

from practicum.data.accounts import ACCOUNTS
from practicum.data.incidents import (
    CLUSTERS,
    FAULTS,
    HARMS,
    LEVELS,
    cases,
    cluster,
    figures,
    incidents,
    severity,
)

VERDICT = ["harm", "cause_known", "own_fault", "severity", "cluster", "why"]


@pytest.fixture(scope="module", params=[2026, 0, 42])
def table(request):
    return incidents(request.param)


def judged(table):
    return table[table["severity"].notna()]


def test_is_each_of_24_families_met_twice_with_a_verdict(table):
    found = judged(table)["family"].value_counts()
    assert len(found) == 24
    assert set(found) == {2}
    assert set(table["family"]) == set(found.index)


def test_do_exactly_ten_come_without_a_verdict_and_under_a_name_that_says_so(table):
    opened = table[table["incident_id"].str.startswith("open-")]
    assert opened["incident_id"].tolist() == [f"open-{number:02d}" for number in range(1, 11)]
    assert opened[VERDICT].isna().all(axis=None)
    assert judged(table)[VERDICT].notna().all(axis=None)
    assert len(judged(table)) + 10 == len(table) == 58


def test_does_each_verdict_follow_from_the_row_itself(table):
    for row in judged(table).itertuples():
        level = severity(
            row.harm, mentions=row.mentions_first_hour, usual=row.usual_hour, press=row.press == "yes"
        )
        assert (row.severity, row.cluster) == (level, cluster(row.own_fault)), row.title
    assert set(judged(table)["severity"]) == set(LEVELS)
    assert set(judged(table)["cluster"]) == set(CLUSTERS)


def test_is_a_fault_known_exactly_where_the_cause_is():
    for case in cases():
        if "deck" not in case:
            assert case["harm"] in HARMS
            assert case["fault"] in FAULTS
            assert (case["fault"] == "unknown") == (case["cause"] == "no"), case["title"]


def test_does_another_seed_deal_another_ten_and_the_same_seed_the_same():
    hands = {tuple(incidents(seed)["title"].tail(10)) for seed in range(30)}
    assert len(hands) > 25
    assert incidents(7).equals(incidents(7))
    dealt = Counter(title for hand in hands for title in hand)
    assert len(dealt) == 20


def test_is_the_file_of_the_words_without_a_verdict_for_those_that_are_dealt():
    decks = Counter(case["deck"] for case in cases() if "deck" in case)
    assert set(decks.values()) == {2}
    assert len(decks) == 10
    for case in cases():
        if "deck" in case:
            assert not {"harm", "cause", "fault", "why"} & case.keys()


def test_is_every_text_written_once_and_short_enough_for_a_log():
    texts = [case["text"] for case in cases()]
    titles = [case["title"] for case in cases()]
    assert len(set(texts)) == len(set(titles)) == len(texts)
    assert all(20 <= len(text.split()) <= 60 for text in texts)
    openings = Counter(" ".join(text.split()[:3]) for text in texts)
    assert max(openings.values()) == 1
    assert {case["account"] for case in cases()} <= {account.key for account in ACCOUNTS} | {"lanterne"}


def test_do_the_loudest_hours_not_lead_the_list_of_crises(table):
    rows = judged(table).sort_values("mentions_first_hour")
    assert (rows.head(12)["severity"] == "crisis").any()
    assert (rows.tail(12)["severity"] != "crisis").any()


def test_does_volume_alone_never_make_a_crisis():
    assert severity("none", mentions=100_000, usual=1, press=True) == "issue"
    assert severity("dignity", mentions=9, usual=1, press=False) == "issue"
    assert severity("dignity", mentions=10, usual=1, press=False) == "crisis"
    assert severity("none", mentions=2, usual=1, press=False) == "noise"
    assert severity("none", mentions=3, usual=1, press=False) == "watch"


def test_do_the_figures_lie_in_their_bands_on_100_seeds():
    for seed in range(100):
        for figure in figures(seed):
            assert figure.low <= figure.value <= figure.high, (seed, figure)
