"""Is every attack on a sitting refused, each with the reason that is meant for it and a sentence of its own?

`pytest tests/attacks/test_exam.py` prints the table: what each attack tries, what refuses it, and how.
"""

import base64
import json
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from attacks_exam_arena import Arena
from attacks_exam_attacks import EXAM_ATTACKS

from practicum.errors import PracticumError
from practicum.exam.families import read_families
from practicum.exam.sitting import Refused, receive
from practicum.exam.sitting.codes import stretched
from practicum.exam.sitting.events import NAME
from practicum.exam.sitting.receive import _checked

FILES_FUZZ, SEALED_FUZZ, LOG_FUZZ = 2_500, 1_500, 1_000
CASES = [
    pytest.param(one, id=f"exam-{one.name}", marks=pytest.mark.attack(one.tries)) for one in EXAM_ATTACKS
]


@pytest.fixture(scope="module")
def arena(tmp_path_factory):
    return Arena(tmp_path_factory.mktemp("exam"))


@pytest.fixture(scope="module")
def package(arena):
    """The text of a package that its own candidate has opened."""
    return arena.sitting.package(arena.codes[0]).model_dump_json()


def test_what_nobody_forged_is_received(arena):
    sitting = arena.own_copy()
    for sealed in arena.sealed:
        assert receive(sitting, sealed.bundle).receipt == sealed.receipt
    forged = arena.taken().zip().sign()  # the tools of the attacks spoil nothing by themselves
    assert receive(arena.own_copy(), forged).code == arena.codes[0]


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_for_the_reason_that_is_meant_for_it(arena, case, refusals):
    with pytest.raises(PracticumError) as raised:
        case.act(arena)
    error = raised.value
    assert error.code == case.by, error
    assert len(error.problem) > 20
    assert error.next_step
    assert not list((arena.sitting.folder / "received").glob("*.zip"))
    refusals[case.name] = (case.tries, error.code, error.problem)


def test_each_refusal_of_a_hand_in_is_written_down(arena):
    sitting = arena.own_copy()
    path = arena.taken().edit_seal(at="2027-01-01T00:00:00Z")
    with pytest.raises(Refused):
        receive(sitting, path)
    (line,) = (sitting.folder / "received" / "refused.jsonl").read_text(encoding="utf-8").splitlines()[-1:]
    assert json.loads(line)["code"] == "bad-signature"


def test_no_two_reasons_share_a_sentence():
    for reasons in (Refused.reasons(), Refused.__mro__[1].reasons()):
        assert len({problem for problem, _step in reasons.values()}) == len(reasons)


# ---------------------------------------------------------------- what a package gives away


@pytest.mark.attack("looks for keys in the own package, opened")
def test_exam_keys_in_package(arena, package):
    bank = (arena.place / "bank" / "items" / "small.toml").read_text(encoding="utf-8")
    assert "RATIONALE-CANARY" in bank
    for canary in ("CANARY", "canary", "0.731", "0.617", "rationale", "scored", "pilot", 'tolerance":0.7'):
        assert canary not in package
    for item in ("A1-001", "B1-002", "H1-003", "G1-004"):
        assert item not in package
    assert arena.codes[1] not in package
    asked = arena.sitting.package(arena.codes[0]).questions.values()
    assert {(one.competence, one.see) for one in asked} == {("", "")}  # an area would narrow the key down
    assert not any(codes.stop in package or codes.pause in package for codes in arena.sitting.codes.values())


@pytest.mark.attack("looks for the secret and for seeds in the own package, opened")
def test_exam_secret_in_package(arena, package):
    families = read_families(arena.place / "bank")
    seeds = [arena.sitting.draw(arena.codes[0], one).seed for one in families.values()]
    told = [arena.sitting.secret, *(seed.to_bytes(6) for seed in seeds)]
    spellings = (
        [one.hex() for one in told] + [base64.b64encode(one).decode() for one in told] + [*map(str, seeds)]
    )
    assert not any(one in package or one.upper() in package for one in spellings)


@pytest.mark.attack("foretells a neighbour's data from the own")
def test_exam_neighbours_data(arena):
    families = read_families(arena.place / "bank")
    seeds = {code: arena.sitting.draw(code, families["pa-small"]).seed for code in arena.sitting.candidates}
    assert len(set(seeds.values())) == len(seeds)
    bits = [(a ^ b).bit_count() for a in seeds.values() for b in seeds.values() if a != b]
    assert 12 < sum(bits) / len(bits) < 36  # of 48: about half of them differ
    with_one_bit = bytes([arena.small.SECRET[0] ^ 1, *arena.small.SECRET[1:]])
    (arena.place / "one-bit").mkdir()
    other = arena.small.make_sitting(arena.place / "one-bit", secret=with_one_bit)
    moved = {other.draw(code, families["pa-small"]).seed for code in other.candidates}
    assert not moved & set(seeds.values())


@pytest.mark.attack("guesses start codes with a million cores")
def test_exam_brute_force():
    started = time.process_time()
    for guess in range(3):
        stretched(f"{guess:012d}", bytes(16))
    seconds = (time.process_time() - started) / 3
    years = 2**59 * seconds / (365 * 24 * 3600)
    assert years / 1_000_000 > 100  # half of all codes, on a million cores


# ---------------------------------------------------------------- anything at all


def mutated(luck, content):
    """Return bytes changed in one of five ways."""
    changed = bytearray(content)
    at = luck.randrange(len(changed))
    match luck.randrange(5):
        case 0:
            changed[at] ^= 1 << luck.randrange(8)
        case 1:
            del changed[at:]
        case 2:
            del changed[at : at + luck.randrange(1, 200)]
        case 3:
            changed[at:at] = luck.randbytes(luck.randrange(1, 50))
        case _:
            other = luck.randrange(len(changed))
            changed[at : at + 40] = changed[other : other + 40]
    return bytes(changed)


def nonsense(luck, events):
    """Return events with one of them changed into something odd."""
    rows = [dict(event) for event in events]
    row = luck.choice(rows)
    field = luck.choice(["at", "ran", "kind", "data", "data"])
    odd = [
        0,
        -1,
        2**60,
        "",
        "stop",
        "answer",
        "part-end",
        [],
        {},
        {"id": []},
        {"slug": {}},
        {"id": "q01"},
        None,
    ]
    row[field] = luck.choice(odd)
    if field == "data" and luck.random() < 0.5:
        row[field] = {name: luck.choice(odd) for name in ("id", "value", "part", "slug", "name", "n", "on")}
    return rows


def outcome(arena, path, content, seal):
    """Return the code of the refusal, or nothing; any other error is a fault of ours."""
    try:
        _checked(arena.sitting, path, content, seal)
    except Refused as error:
        return error.code
    return ""


@pytest.mark.slow
@pytest.mark.attack("sends 5,000 damaged bundles and logs")
def test_exam_fuzz(arena, monkeypatch):
    luck = random.Random(5_000)  # noqa: S311  a test that can be repeated
    monkeypatch.setattr(type(arena.sitting), "package", _once(arena))
    forgery = arena.taken()
    content, seal = forgery.path.read_bytes(), forgery.seal.read_bytes()
    seen = set()
    for _time in range(FILES_FUZZ):  # without the key: never accepted
        which = luck.random() < 0.5
        bad = mutated(luck, content if which else seal)
        if bad != (content if which else seal):
            code = outcome(arena, forgery.path, *((bad, seal) if which else (content, bad)))
            assert code or json.loads(bad) == json.loads(seal)
            seen.add(code)
    for _time in range(SEALED_FUZZ):  # with the key, on the zip
        bad = mutated(luck, content)
        code = outcome(arena, forgery.path, bad, forgery.sealed(bad))
        seen.add(code)
        assert code or _same(arena, forgery, bad)
    log, events = forgery.members[NAME], forgery.events
    for number in range(LOG_FUZZ):  # with the key, on the log; every other time its chain is made whole again
        if number % 2:
            forgery.chain(nonsense(luck, events))
        else:
            forgery.members[NAME] = mutated(luck, log)
        bad = forgery.packed()
        seen.add(outcome(arena, forgery.path, bad, forgery.sealed(bad)))
    assert len(seen) > 15, seen


def _once(arena):
    opened = arena.sitting.package(arena.codes[0])
    return lambda _sitting, _code: opened


def _same(arena, forgery, bad):
    """Say whether a changed zip holds the very same members: a flipped date in its directory, say."""
    whole = Path(arena.sealed[0].bundle)
    first = _checked(arena.sitting, whole, whole.read_bytes(), arena.sealed[0].seal.read_bytes())
    again = _checked(arena.sitting, forgery.path, bad, forgery.sealed(bad))
    return replace(again, bundle=first.bundle) == first
