"""Is a bank read strictly, and can only those read a sealed one whom it was sealed to?"""

import stat
import sys

import pytest

from practicum.errors import PracticumError
from practicum.exam.bank.item import Kind
from practicum.exam.bank.read import read_bank
from practicum.exam.bank.seal import make_key, open_bank, plain_agreed, plain_families, seal_bank

LETTERS = dict(zip("abcd", ("one", "two", "three", "four"), strict=True))
GOOD_KEYS = {
    "best": "c",
    "multiple": ["a", "d"],
    "order": ["d", "b", "a", "c"],
    "match": {"left": "a", "right": "b"},
    "number": {"value": 12.5, "tolerance": 0.1, "unit": "%"},
    "judgement": {"a": 1.0, "b": 0.5, "c": 0.0, "d": 0.0},
}


def options_of(kind):
    return {} if kind == "number" else LETTERS


@pytest.mark.parametrize("kind", list(Kind))
def test_is_every_kind_of_item_read(kind, row, write):
    folder = write([row(kind=kind.value, options=options_of(kind), key=GOOD_KEYS[kind])])
    (item,) = read_bank(folder).items
    assert item.kind is kind
    given = GOOD_KEYS[kind]
    assert item.key == (tuple(given) if isinstance(given, list) else given)


@pytest.mark.parametrize(
    ("kind", "key", "said"),
    [
        ("best", "e", "not the letter"),
        ("best", ["a"], "not the letter"),
        ("multiple", ["a", "a"], "each once"),
        ("multiple", ["a", "z"], "letters of its options"),
        ("order", ["a", "b", "c"], "every option in order"),
        ("match", {"left": "z", "right": "a"}, "left-hand sides"),
        ("match", {"left": "a"}, "left-hand sides"),
        ("number", {"value": 1.0, "unit": "%"}, "value, tolerance and unit"),
        ("number", {"value": "1", "tolerance": 0.0, "unit": ""}, "two numbers"),
        ("number", {"value": 1.0, "tolerance": -0.1, "unit": ""}, "below zero"),
        ("judgement", {"a": 1.0, "b": 0.5, "c": 0.0}, "every option its credit"),
        ("judgement", {"a": 1.5, "b": 0.5, "c": 0.0, "d": 0.0}, "from 0 to 1"),
        ("judgement", {"a": 0.9, "b": 0.5, "c": 0.0, "d": 0.0}, "full credit"),
        ("judgement", {"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}, "one with less"),
    ],
)
def test_is_a_key_that_does_not_suit_its_kind_refused(kind, key, said, row, write):
    folder = write([row(kind=kind, options=options_of(kind), key=key)])
    with pytest.raises(PracticumError, match=said):
        read_bank(folder)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"options": {"a": "x", "b": "y"}, "key": "a"}, "four options and has 2"),
        ({"options": {"a": "Same", "b": "same ", "c": "x", "d": "y"}, "key": "a"}, "say the same"),
        ({"area": "B"}, "does not belong to its area"),
        ({"competence": "A2"}, "does not begin with its competence"),
        ({"enemies": ["A1-001"]}, "its own enemy"),
        ({"slope": 1.0}, "without the other"),
        ({"status": "live"}, "status"),
        ({"difficulty": "0.5"}, "difficulty"),
        ({"exposure": 1.2}, "exposure"),
        ({"colour": "red"}, "colour"),
        ({"valid_until": "soon"}, "valid_until"),
        ({"kind": "number", "key": {"value": 1.0, "tolerance": 0.0, "unit": ""}}, "asks for a number"),
    ],
)
def test_is_a_broken_item_refused_with_its_place(fields, said, row, write):
    with pytest.raises(PracticumError, match=said) as refused:
        read_bank(write([row(**fields)]))
    assert "A1-001" in str(refused.value)


def test_is_the_same_id_twice_refused(row, write):
    with pytest.raises(PracticumError, match="A1-001 stands there twice"):
        read_bank(write([row(), row()]))


def test_is_a_file_with_anything_but_items_refused(tmp_path):
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "a.toml").write_text("title = 'x'\n", encoding="utf-8")
    with pytest.raises(PracticumError, match="nothing else"):
        read_bank(tmp_path)


def test_is_a_folder_without_items_no_bank(tmp_path):
    with pytest.raises(PracticumError, match="not an item bank"):
        read_bank(tmp_path)


def test_does_the_digest_change_with_any_item_and_with_nothing_else(row, write):
    rows = [row("A1-001"), row("A1-002")]
    first = read_bank(write(rows, "one")).digest
    assert read_bank(write(rows[::-1], "other-order")).digest == first
    assert read_bank(write([rows[0], row("A1-002", exposure=0.1)], "changed")).digest != first


def test_do_all_those_and_only_those_open_a_bank_whom_it_was_sealed_to(row, write, tmp_path):
    plain = write([row(stem="Who may read this?")])
    public = [make_key(tmp_path / name) for name in ("ana", "bo", "chi")]
    (sealed,) = seal_bank(plain, tmp_path / "sealed", public[:2])
    assert b"Who may" not in sealed.read_bytes()
    for name in ("ana", "bo"):
        assert read_bank(tmp_path / "sealed", tmp_path / name).digest == read_bank(plain).digest
    with pytest.raises(PracticumError, match="sealed to other keys"):
        read_bank(tmp_path / "sealed", tmp_path / "chi")
    with pytest.raises(PracticumError, match="is sealed"):
        read_bank(tmp_path / "sealed")
    with pytest.raises(PracticumError, match="no secret key"):
        read_bank(tmp_path / "sealed", plain / "items" / "a.toml")


def test_is_a_sealed_file_that_was_changed_refused(row, write, tmp_path):
    public = make_key(tmp_path / "ana")
    (sealed,) = seal_bank(write([row()]), tmp_path / "sealed", [public])
    content = bytearray(sealed.read_bytes())
    content[-20] ^= 1
    sealed.write_bytes(content)
    with pytest.raises(PracticumError, match="it was changed"):
        read_bank(tmp_path / "sealed", tmp_path / "ana")


def test_is_a_secret_key_for_its_owner_only_and_never_replaced(tmp_path):
    make_key(tmp_path / "key")
    before = (tmp_path / "key").read_text()
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    with pytest.raises(PracticumError, match="never replaced"):
        make_key(tmp_path / "key")
    assert (tmp_path / "key").read_text() == before


def test_is_a_bank_never_sealed_to_nobody_or_to_a_secret_key(row, write, tmp_path):
    plain = write([row()])
    make_key(tmp_path / "key")
    secret = (tmp_path / "key").read_text().splitlines()[-1]
    for recipients, said in (([], "at least one"), ([secret], "not a public key")):
        with pytest.raises(PracticumError, match=said):
            seal_bank(plain, tmp_path / "sealed", recipients)
    assert not (tmp_path / "sealed").exists()


def test_does_a_sealed_bank_never_lie_beside_the_plain_one_or_in_a_file(row, write, tmp_path):
    plain, public = write([row()]), make_key(tmp_path / "key")
    with pytest.raises(PracticumError, match="folder of the plain one"):
        seal_bank(plain, plain / "items" / "..", [public])
    with pytest.raises(PracticumError, match="could not be saved"):
        seal_bank(plain, tmp_path / "key", [public])
    assert [path.name for path in (plain / "items").iterdir()] == ["a.toml"]


def test_is_it_said_which_part_is_missing_where_age_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(PracticumError, match="pyrage") as refused:
        make_key(tmp_path / "key")
    assert "practicum[exam]" in refused.value.next_step


def test_are_the_families_of_a_bank_sealed_with_it_and_opened_by_its_key_only(row, write, tmp_path):
    plain = write([row()])
    family = plain / "families" / "pa-one"
    family.mkdir(parents=True)
    (family / "marking.py").write_text("EXERCISES = ['a key of ours']")
    (family / "__pycache__").mkdir()
    (family / "__pycache__" / "marking.pyc").write_bytes(b"compiled")
    sealed, public = tmp_path / "sealed", make_key(tmp_path / "ana")
    written = [path.relative_to(sealed).as_posix() for path in seal_bank(plain, sealed, [public])]
    assert written == ["items/a.toml.age", "families/pa-one/marking.py.age"]
    assert b"a key of ours" not in (sealed / written[1]).read_bytes()
    opened = plain_families(sealed, tmp_path / "ana")
    assert (opened / "pa-one" / "marking.py").read_text() == "EXERCISES = ['a key of ours']"
    assert opened.stat().st_mode & 0o077 == 0
    assert plain_families(plain, None) == plain / "families"
    make_key(tmp_path / "bo")
    for key in (None, tmp_path / "bo"):
        with pytest.raises(PracticumError, match="sealed"):
            plain_families(sealed, key)


def everything(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_comes_a_bank_that_was_opened_to_be_changed_out_whole_for_its_owner_only(row, write, tmp_path):
    plain = write([row()])
    (plain / "families" / "pa-one").mkdir(parents=True)
    (plain / "families" / "pa-one" / "family.toml").write_text("title = 1")
    (plain / "calibration.toml").write_text("levels = 3")
    sealed, opened = tmp_path / "sealed", tmp_path / "opened"
    seal_bank(plain, sealed, [make_key(tmp_path / "ana")])
    open_bank(sealed, opened, tmp_path / "ana")
    assert everything(opened) == everything(plain)
    assert stat.S_IMODE(opened.stat().st_mode) == 0o700
    with pytest.raises(PracticumError, match="there already"):
        open_bank(sealed, opened, tmp_path / "ana")
    with pytest.raises(PracticumError, match="nothing that is sealed"):
        open_bank(plain, tmp_path / "new", tmp_path / "ana")


def test_does_a_wrong_key_open_nothing_at_all(row, write, tmp_path):
    seal_bank(write([row()]), tmp_path / "sealed", [make_key(tmp_path / "ana")])
    make_key(tmp_path / "chi")
    with pytest.raises(PracticumError, match="sealed to other keys"):
        open_bank(tmp_path / "sealed", tmp_path / "opened", tmp_path / "chi")
    assert not (tmp_path / "opened").exists()


def test_are_the_agreed_levels_of_a_sealed_bank_sealed_and_read_with_the_key(row, write, tmp_path):
    plain = write([row()])
    (plain / "calibration.toml").write_text("levels = 3")
    seal_bank(plain, tmp_path / "sealed", [make_key(tmp_path / "ana")])
    assert not any(b"levels" in content for content in everything(tmp_path / "sealed").values())
    assert plain_agreed(tmp_path / "sealed", tmp_path / "ana").read_text() == "levels = 3"
    assert plain_agreed(plain, None) == plain / "calibration.toml"
    with pytest.raises(PracticumError, match="is sealed"):
        plain_agreed(tmp_path / "sealed", None)
