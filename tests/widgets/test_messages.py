"""Does every message of the browser get a sentence, whatever it holds?"""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practicum.evidence import read_log

WORDS = st.sampled_from(
    [
        "act",
        "debrief",
        "resolve",
        "restart!",
        "lint",
        "open",
        "reply",
        "wait",
        "next",
        "tag",
        "handover",
        "",
        "self",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | WORDS, inner, max_size=3)
    ),
    max_leaves=6,
)
MESSAGES = (
    st.fixed_dictionaries(
        {"type": WORDS},
        optional={
            "id": VALUES,
            "action": WORDS | VALUES,
            "thread": VALUES,
            "confidence": VALUES,
            "fields": st.dictionaries(st.sampled_from(["minutes", "text", "posture", "thread", "x"]), VALUES),
            "predicted": VALUES,
            "choice": VALUES,
            "own": VALUES,
            "days": VALUES,
            "text": VALUES,
            "message": VALUES,
        },
    )
    | VALUES
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=MESSAGES)
def test_no_message_brings_the_desk_down(front, message):
    before, frame = len(front.desk._run.decisions), front.frame
    front.widget._receive(
        front.widget, message, []
    )  # not through the dispatcher, which would hide a traceback
    if isinstance(message, dict) and message.get("type") == "lint":
        assert front.frame == frame, "a remark is no frame"
        return
    answer = front.frame["answer"]
    assert isinstance(answer["sentence"], str)
    assert answer["sentence"]
    assert len(front.desk._run.decisions) - before == (not answer["refused"])
    json.dumps(front.frame, allow_nan=False)
    if front.desk.over:
        front.desk.start_over()


def test_is_a_refused_act_answered_to_the_one_who_asked_and_not_logged(front):
    front.act("wait", minutes=60)
    answer = front.send({"type": "act", "id": "mine", "action": "fly", "fields": {}})
    assert answer["id"] == "mine"
    assert answer["refused"]
    assert "'fly' is not something this desk can do" in answer["sentence"]
    assert len(read_log(front.desk.path)[1]) == 1


def test_does_the_guess_come_before_the_score(front):
    front.act("wait", minutes=480)
    assert front.frame["debrief"] is None
    for guess in ("", "eighty", "101", "-1", None, "5e1"):
        assert front.ask("debrief", predicted=guess)["refused"]
        assert front.frame["debrief"] is None
    assert not front.ask("debrief", predicted=" 40 ")["refused"]
    assert "you expected 40" in front.frame["debrief"]


def test_is_a_resolution_kept_where_the_home_page_finds_it(front, folder):
    front.act("wait", minutes=480)
    front.ask("debrief", predicted="40")
    for choice in ({"choice": "99"}, {"choice": "own", "own": "  "}, {"choice": "0", "days": 8}, {}):
        assert front.ask("resolve", **{"days": 7, **choice})["refused"]
    answer = front.ask("resolve", choice="own", own="I read the pictures first.", days=7)
    assert "Your resolution is kept" in answer["sentence"]
    assert front.frame["resolved"] == answer["sentence"]
    lines = [json.loads(line) for line in (folder / "work" / "progress.jsonl").read_text().splitlines()]
    kinds = {line.get("kind"): line for line in lines}
    assert kinds["drill"]["predicted"] == 40
    assert kinds["resolution"]["sentence"].startswith("I read the pictures first. To try by ")


def test_may_a_caller_keep_the_resolution_itself(front):
    kept = []
    front.desk._keep_resolution = lambda sentence, due: kept.append((sentence, due))
    front.act("wait", minutes=480)
    front.ask("resolve", choice="0", days=21)
    assert kept[0][0] == front.desk.debrief().resolutions[0]


def test_does_a_new_run_forget_the_old_debrief(front):
    front.act("wait", minutes=480)
    front.ask("debrief", predicted="40")
    front.ask("restart")
    assert front.frame["debrief"] is None
    assert front.frame["resolved"] == ""
