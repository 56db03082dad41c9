"""Does an item go through life by the rules only: by the right role, never by its author, and reviewed?"""

from itertools import product

import pytest

from practicum.errors import PracticumError
from practicum.exam.bank.item import Status
from practicum.exam.bank.read import read_bank
from practicum.exam.bank.status import MOVES, Role, missing_reviews, move


@pytest.fixture
def item(row, write):
    def make(**fields):
        return read_bank(write([row(**fields)])).items[0]

    return make


@pytest.mark.parametrize(("old", "new"), list(product(Status, Status)))
def test_is_every_step_taken_by_its_roles_only(old, new, item):
    may = set()
    for role in Role:
        try:
            moved = move(item(status=old.value), new, role, "Fay")
        except PracticumError:
            continue
        assert moved.status is new
        may.add(role)
    assert may == MOVES.get((old, new), set())


def test_does_an_item_become_active_only_after_a_pilot_and_by_its_owner():
    assert [before for before, after in MOVES if after is Status.ACTIVE] == [Status.PILOT, Status.WATCHED]
    assert MOVES[Status.PILOT, Status.ACTIVE] == {Role.OWNER}


def test_does_a_retired_item_never_come_back(item):
    with pytest.raises(PracticumError, match="new item with a new id"):
        move(item(status="retired"), Status.ACTIVE, Role.OWNER, "Fay")


def test_does_nobody_move_their_own_item(item):
    with pytest.raises(PracticumError, match="wrote A1-001"):
        move(item(status="pilot"), Status.ACTIVE, Role.OWNER, "eve")


def review(by, what, verdict="accepted", day="2026-11-01"):
    return {"by": by, "date": day, "what": what, "verdict": verdict}


FULL = [review("Ana", "content"), review("Bo", "content"), review("Chi", "bias"), review("Dov", "access")]


@pytest.mark.parametrize(
    ("reviews", "lacks"),
    [
        (FULL, []),
        (FULL[1:], ["1 of 2"]),
        ([FULL[0], review("ANA", "content"), *FULL[2:]], ["1 of 2"]),
        ([FULL[0], review("Eve", "content"), *FULL[2:]], ["1 of 2"]),
        (FULL[:3], ["'access'"]),
        ([*FULL[:2], FULL[3]], ["'bias'"]),
        ([*FULL, review("Ana", "content", "revise", "2026-11-02")], ["1 of 2", "has not accepted"]),
        ([*FULL, review("Ana", "content", "revise", "2026-10-02")], []),
        ([*FULL, review("Gil", "language", "rejected")], ["has not accepted"]),
    ],
)
def test_does_an_item_reach_candidates_only_with_every_review(reviews, lacks, item):
    found = missing_reviews(item(reviews=reviews), Status.PILOT)
    assert len(found) == len(lacks)
    assert all(part in sentence for part, sentence in zip(lacks, found, strict=True))
    if lacks:
        with pytest.raises(PracticumError, match="cannot become pilot"):
            move(item(reviews=reviews, status="reviewed"), Status.PILOT, Role.EDITOR, "Fay")


def test_is_one_content_review_enough_to_be_called_reviewed(item):
    assert missing_reviews(item(reviews=[FULL[0]]), Status.REVIEWED) == ()
    assert len(missing_reviews(item(reviews=[]), Status.REVIEWED)) == 1
