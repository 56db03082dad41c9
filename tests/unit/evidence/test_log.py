"""Is the log append-only, whole after a crash at any byte, and does tampering show?"""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.evidence import Decision, DecisionLog, EvidenceError, LogHeader, read_log

HEADER = {"drill": "d01-first-shift", "scenario_hash": "5e1f", "seed": "practice-1"}
ACTS = [
    (0, "wait", {"minutes": 10}, None),
    (10, "reply", {"thread": "m17", "text": "Merci Zoé, on vérifie \u202f!"}, 80),
    (10, "watch", {}, 0),
]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "d01-first-shift.jsonl"


def write(path, acts=ACTS):
    log = DecisionLog.create(path, **HEADER)
    for act in acts:
        log.append(*act)
    return log


def test_does_a_log_come_back_as_it_was_written(path):
    log = write(path)
    header, decisions = read_log(path)
    assert header == log.header == LogHeader("d01-first-shift", "5e1f", "practice-1", "practice")
    assert decisions == log.decisions == DecisionLog.open(path).decisions
    assert decisions[1] == Decision(2, 10, "reply", ACTS[1][2], 80)
    assert read_log(path.read_bytes()) == (header, decisions)
    assert read_log(str(path))[0] == header


def test_do_the_same_decisions_give_the_same_bytes(tmp_path):
    write(tmp_path / "a.jsonl")
    write(tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_is_an_existing_log_never_overwritten(path):
    write(path)
    before = path.read_bytes()
    with pytest.raises(EvidenceError) as error:
        DecisionLog.create(path, **HEADER)
    assert error.value.code == "exists"
    assert path.read_bytes() == before


def test_does_a_crash_at_any_byte_lose_at_most_the_last_act(tmp_path, path):
    write(path)
    whole = path.read_bytes()
    ends = [number for number, byte in enumerate(whole, start=1) if byte == ord("\n")]
    for length in range(len(whole) + 1):
        cut = tmp_path / "cut.jsonl"
        cut.write_bytes(whole[:length])
        torn = cut.with_name("cut.jsonl.torn")
        torn.unlink(missing_ok=True)
        if length < ends[0]:
            with pytest.raises(EvidenceError) as error:
                DecisionLog.open(cut)
            assert error.value.code == "no-header"
            assert cut.read_bytes() == whole[:length]
            continue
        kept = sum(end <= length for end in ends) - 1
        log = DecisionLog.open(cut)
        tail = whole[ends[kept] : length]
        assert len(log.decisions) == kept
        assert bool(log.notice) == bool(tail)
        assert (torn.read_bytes() == tail + b"\n") if tail else not torn.exists()
        log.append(480, "wait")
        assert [one.n for one in read_log(cut)[1]] == list(range(1, kept + 2))


def test_does_a_torn_tail_of_any_bytes_leave_the_whole_lines(tmp_path, path):
    write(path)
    whole = path.read_bytes()
    for tail in (b"\x00" * 4096, b"\xff\xfe", b'{"n":4', b"["):
        path.write_bytes(whole + tail)
        with pytest.raises(EvidenceError) as error:
            read_log(path)
        assert error.value.code == "torn"
        assert len(read_log(path, torn_ok=True)[1]) == 3
        assert path.read_bytes() == whole + tail, "reading for a mark changes nothing"
        assert DecisionLog.open(path).notice
        assert path.read_bytes() == whole


def test_does_any_changed_byte_of_any_line_show(path):
    write(path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        for flip in (0x01, 0x20, 0x80):
            changed = bytearray(whole)
            changed[place] ^= flip
            with pytest.raises(EvidenceError):
                read_log(bytes(changed))


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[::-1],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [*lines, lines[-1]],
        lambda lines: lines[1:],
    ],
    ids=["reversed", "left out", "repeated", "beheaded"],
)
def test_do_moved_missing_or_repeated_lines_show_and_stay_untouched(path, change):
    write(path)
    content = b"".join(change(path.read_bytes().splitlines(keepends=True)))
    path.write_bytes(content)
    for act in (read_log, DecisionLog.open):
        with pytest.raises(EvidenceError) as error:
            act(path)
        assert error.value.code in ("broken-chain", "foreign-format")
    assert path.read_bytes() == content
    assert not path.with_name(path.name + ".torn").exists()


def reseal(document, previous=""):
    from practicum.evidence.chain import sealed_line

    return sealed_line(document, previous)[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"version": 2, "colour": "new"}, "newer-version"),
        ({"version": 0}, "foreign-version"),
        ({"format": "else"}, "foreign-format"),
        ({"mode": "exam"}, "schema"),
        ({"drill": "../d01"}, "schema"),
        ({"seed": 4}, "schema"),
        ({"extra": 1}, "schema"),
    ],
)
def test_is_a_well_sealed_header_of_another_kind_refused(change, code):
    document = {"format": "practicum-log", "version": 1, **HEADER, "mode": "practice", **change}
    with pytest.raises(EvidenceError) as error:
        read_log(reseal(document))
    assert error.value.code == code


@pytest.mark.parametrize(
    "line", [b"[]\n", b"\n", b"1\n", b'{"n":NaN}\n', b'{"n":1,"n":1}\n', b"\xff\n", b"[" * 200 + b"\n"]
)
def test_is_a_line_that_is_no_decision_refused(path, line):
    write(path)
    with pytest.raises(EvidenceError) as error:
        read_log(path.read_bytes() + line)
    assert "5" in error.value.problem or error.value.code in ("nan", "too-deep")


@pytest.mark.parametrize(
    "act",
    [
        (9, "wait", {}, None),
        (-1, "wait", {}, None),
        (True, "wait", {}, None),
        (10.0, "wait", {}, None),
        (2**60, "wait", {}, None),
        (10, "", {}, None),
        (10, "wait\n", {}, None),
        (10, 7, {}, None),
        (10, "wait", [], None),
        (10, "wait", {"a": object()}, None),
        (10, "wait", {"a": float("nan")}, None),
        (10, "wait", {}, 101),
        (10, "wait", {}, True),
        (10, "wait", {}, 0.5),
    ],
)
def test_is_a_malformed_act_refused_and_nothing_written(path, act):
    log = write(path)
    before = path.read_bytes()
    with pytest.raises(EvidenceError):
        log.append(*act)
    assert path.read_bytes() == before
    assert log.append(10, "wait").n == 4


def test_do_two_windows_on_one_log_end_in_a_sentence_instead_of_a_broken_chain(path):
    first = write(path)
    second = DecisionLog.open(path)
    first.append(20, "wait")
    with pytest.raises(EvidenceError) as error:
        second.append(20, "reply", {"thread": "m1"})
    assert error.value.code == "changed"
    assert len(read_log(path)[1]) == 4


def test_does_a_full_disk_leave_no_half_line(path, monkeypatch):
    log = write(path)
    before = path.read_bytes()

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(EvidenceError) as error:
            log.append(20, "wait")
    assert error.value.code == "cannot-write"
    assert path.read_bytes() == before
    assert log.append(20, "wait").n == 4


def test_is_a_log_over_its_bound_refused_before_it_is_read(path):
    with pytest.raises(EvidenceError) as error:
        read_log(b" " * 20_000_001)
    assert error.value.code == "too-large"
    path.write_bytes(b" " * 20_000_001)
    with pytest.raises(EvidenceError) as error:
        DecisionLog.open(path)
    assert error.value.code == "too-large"


def test_is_a_log_of_too_many_decisions_refused_by_reader_and_writer(path, monkeypatch):
    write(path)
    monkeypatch.setattr("practicum.evidence.log.MAX_DECISIONS", 3)
    log = DecisionLog.open(path)
    with pytest.raises(EvidenceError) as error:
        log.append(20, "wait")
    assert error.value.code == "too-long"
    monkeypatch.setattr("practicum.evidence.log.MAX_DECISIONS", 2)
    with pytest.raises(EvidenceError) as error:
        read_log(path)
    assert error.value.code == "too-long"
    assert "more than 2 decisions" in str(error.value)


acts = st.lists(
    st.tuples(
        st.integers(0, 480),
        st.from_regex(r"[a-z][a-z-]{0,9}", fullmatch=True),
        st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
            st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.integers(-9, 9) | st.none(),
            max_size=3,
        ),
        st.none() | st.integers(0, 100),
    ),
    max_size=5,
)


@given(acts, st.data())
@settings(max_examples=40, deadline=None)
def test_does_any_sequence_survive_any_cut(tmp_path_factory, sequence, data):
    path = tmp_path_factory.mktemp("log") / "d.jsonl"
    sequence.sort(key=lambda act: act[0])
    log = write(path, sequence)
    assert [(one.minute, one.action, one.args, one.confidence) for one in log.decisions] == sequence
    whole = path.read_bytes()
    head = whole.index(b"\n") + 1
    cut = data.draw(st.integers(head, len(whole)))
    path.write_bytes(whole[:cut])
    kept = DecisionLog.open(path).decisions
    assert kept == log.decisions[: whole[head:cut].count(b"\n")]
    for line in path.read_bytes().splitlines():
        assert json.loads(line)["hash"]
