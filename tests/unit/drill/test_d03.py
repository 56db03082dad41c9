"""D3 Moderation queue: forty reports, equally hard on every seed, people first, nothing hurtful printed."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import NormalDist, mean

import pytest

from practicum.drill import load_scenario, play, score
from practicum.drill.adviser import advice
from practicum.drill.author.errors import load_errors, with_error
from practicum.drill.cast import cast
from practicum.drill.check_needs import refusal
from practicum.drill.draws import draw
from practicum.drill.policies_player import Player
from practicum.drill.replay import replay
from practicum.drill.score import finished
from practicum.drill.world import begin
from practicum.evidence import Decision, DecisionLog

CARE = ("porch-night", "porch-boxes")
NEWCOMERS = ("new-shout", "new-shop", "new-place")


@pytest.fixture(scope="module")
def d03():
    """The moderation queue."""
    return load_scenario("d03-moderation-queue")


def seeds(drill):
    return (*drill.structure.seeds.practice, *drill.structure.seeds.assessed)


def reported(drill, seed):
    """Plans of the posts that are reported whatever the desk does."""
    return [p for p in cast(drill, seed).values() if p.thread.report is not None and not p.thread.unless]


def wordings(drill):
    """Every message that the public may say, variants counted apart."""
    return [
        text
        for words in drill.words.threads.values()
        for texts in (words.says, *words.more.values())
        for text in texts
    ]


def right(plan):
    """What should become of a post: it goes, it stays, or somebody is cared for."""
    wanted = plan.opening.handling.moderation
    return "care" if wanted.care else "keep" if wanted.decisions[0] in {"keep", "label"} else "remove"


def test_it_holds_more_than_sixty_messages_and_no_two_alike(d03):
    said = wordings(d03)
    assert len(d03.words.threads) >= 60
    assert len(said) >= 180
    assert len({" ".join(text.casefold().split()) for text in said}) == len(said)


def test_no_message_stands_in_another_drill_too(d03):
    own = {*wordings(d03)}
    for folder in d03.folder.parent.iterdir():
        if (folder / "scenario.yaml").is_file() and folder != d03.folder:
            assert not own & {*wordings(load_scenario(folder))}, folder.name


def test_every_seed_brings_forty_reports_of_the_same_kinds_from_other_people(d03):
    kinds, casts = [], []
    for seed in seeds(d03):
        plans = reported(d03, seed)
        assert len(plans) == 40
        named = Counter(plan.thread.handling for plan in plans)
        kinds.append((named, Counter(right(plan) for plan in plans)))
        casts.append(frozenset((plan.thread.id, plan.opening.delay) for plan in plans))
    assert all(kind == kinds[0] for kind in kinds)
    assert {"attack", "irony", "own-word", "hate", "spam", "review", "doxx", "care", "brigade", "threat",
            "danger"} <= {*kinds[0][0]}  # fmt: skip
    assert len({*casts}) == len(casts)


def test_a_queue_waits_when_the_shift_begins_and_reports_go_on_till_its_end(d03):
    for seed in seeds(d03):
        minutes = sorted(plan.opening.delay for plan in reported(d03, seed))
        assert 5 <= sum(minute <= 10 for minute in minutes) <= 12
        assert max(b - a for a, b in pairwise(minutes)) <= 45
        assert minutes[-1] >= 270


def test_neither_the_count_of_reports_nor_what_they_name_tells_what_is_right(d03):
    for seed in seeds(d03):
        plans = reported(d03, seed)
        most = sorted(plans, key=lambda plan: -plan.thread.report.count)[:8]
        assert sum(right(plan) == "keep" for plan in most) >= 6
        grave = [p for p in plans if p.opening.handling.weight >= 4]
        assert {plan.thread.report.count for plan in grave} == {1}


def test_the_adviser_errs_at_the_rates_that_the_dossier_tells(d03):
    errs, seen = Counter(), Counter()
    for n in range(100):
        seed = f"rate-{n}"
        for plan in reported(d03, seed):
            said = advice(d03, seed, plan.thread)
            for kind in () if said is None else (plan.thread.report.adviser, plan.thread.handling):
                seen[kind] += 1
                errs[kind] += said.errs
    rate = {kind: errs[kind] / seen[kind] for kind in seen}
    assert rate["remove"] == pytest.approx(0.19, abs=0.03)  # nearly one in five, both ways
    assert rate["keep"] == pytest.approx(0.19, abs=0.03)
    assert rate["spam"] < 0.1 > rate["attack"]
    assert rate["review"] == pytest.approx(0.3, abs=0.05)
    assert 0.2 <= rate["irony"] <= 0.26
    assert 0.38 <= rate["hate"] <= 0.52


def test_the_policies_keep_to_their_bands_on_every_seed(d03):
    for seed in seeds(d03):
        total = {
            policy: score(d03, seed, play(d03, seed, policy)).total
            for policy in ("silent", "reply-to-everything", "copy-paste", "delete-all", "hasty", "reference")
        }
        assert total["silent"] < 25
        assert total["reply-to-everything"] < 40
        assert total["delete-all"] < 40
        assert total["copy-paste"] < total["reference"] - 15
        assert total["hasty"] < total["reference"]
        assert total["reference"] >= 90


def test_whoever_does_what_the_adviser_says_falls_well_behind(d03):
    for seed in d03.structure.seeds.assessed[:3]:
        player = Player(begin(d03, seed))
        for decision in play(d03, seed, "reference"):
            thread = d03.threads.get(decision.args.get("thread"))
            said = None if thread is None else advice(d03, seed, thread)
            if player.state.minute < decision.minute:
                player.wait_until(decision.minute)
            if said is None or decision.action not in {"keep", "remove", "label", "context", "author"}:
                player.attempt(decision.action, decision.args)
            elif decision.action in {"keep", "remove", "label"}:
                why = {"rule": thread.report.rule, "notice": "yes", "text": "Removed."}
                player.attempt(said.says, {"thread": thread.id} | (why if said.says == "remove" else {}))
        assert (
            score(d03, seed, player.decisions).total
            < score(d03, seed, play(d03, seed, "reference")).total - 10
        )


def test_the_known_errors_of_a_moderator_are_listed_and_cost(d03):
    errors = {error.id: error for error in load_errors(d03.folder)}
    for name in ("trusts-the-count", "trusts-the-adviser", "criticism-removed", "no-reason",
                 "banned-at-once", "no-break"):  # fmt: skip
        for seed in ("assessed-03", "assessed-08"):
            log = with_error(d03, seed, errors[name])
            assert score(d03, seed, log).tenths < score(d03, seed, play(d03, seed, "reference")).tenths, name


def test_a_person_in_danger_outweighs_any_post(d03):
    errors = {error.id: error for error in load_errors(d03.folder)}
    seed = "assessed-07"
    best = score(d03, seed, play(d03, seed, "reference")).total

    def loss(name):
        return best - score(d03, seed, with_error(d03, seed, errors[name])).total

    assert loss("care-alone") > 3 * max(loss("trusts-the-count"), loss("taste-policed"), loss("blog-removed"))
    assert loss("address-stands") > loss("criticism-undecided")


def test_an_own_wrong_decision_can_be_mended(d03):
    """A joke is removed, its author objects, the moderator overturns it: less than right, more than wrong."""
    seed = "assessed-02"
    name = next(t for t in cast(d03, seed) if d03.threads[t].pool == "irony")
    minute = cast(d03, seed)[name].opening.delay + 5
    gone = Decision(1, minute, "remove", {"thread": name, "rule": "threat", "notice": "yes", "text": "Gone."})
    mended = Decision(2, minute + 60, "appeal", {"thread": name, "decision": "overturn", "text": "Ours."})

    def worth(*log):
        return next(m.earned for m in score(d03, seed, log).marks if (m.rule, m.thread) == ("decided", name))

    state = finished(replay(d03, seed, (gone,)))
    assert any(message.id == "objects" for message in state.threads[name].messages)
    assert worth(gone) < worth(gone, mended) < worth(Decision(1, minute, "keep", {"thread": name}))


def test_only_where_somebody_appealed_is_there_an_appeal_to_answer(d03):
    """Over the whole shift: the appeals to the desk can be answered, reports and questions cannot."""
    for seed in seeds(d03):
        state = finished(replay(d03, seed, ()))
        open_to_appeal = {
            name
            for name, thread in state.threads.items()
            if refusal(state, "appealed", thread, {"decision": "uphold", "text": "No."}) is None
        }
        written = {name for name in state.threads if (d03.threads[name].pool or "").startswith("appeal")}
        assert open_to_appeal == written
        assert len(open_to_appeal) == 2
        answered = {d.args["thread"] for d in play(d03, seed, "reference") if d.action == "appeal"}
        assert answered == open_to_appeal


def test_pinned_rules_keep_newcomers_from_breaking_them(d03):
    """Fact 25, as far as the drill holds it: pinned in time, three reports never come."""
    pin = Decision(1, 5, "rules", {"text": "Seven rules."})
    late = Decision(1, 300, "rules", {"text": "Seven rules."})
    for seed in seeds(d03):
        with_rules, without, too_late = (
            finished(replay(d03, seed, log)).threads.keys() for log in ((pin,), (), (late,))
        )
        assert not {*NEWCOMERS} & {*with_rules}
        assert {*NEWCOMERS} <= {*without}
        assert {*without} == {*too_late}


def test_what_stands_for_hours_is_copied_and_what_is_removed_is_not(d03):
    seed = "assessed-01"
    name = next(t for t in cast(d03, seed) if d03.threads[t].pool == "doxx-early")
    silent = finished(replay(d03, seed, ()))
    expert = finished(replay(d03, seed, play(d03, seed, "reference")))
    ids = [[message.id for message in run.threads[name].messages] for run in (silent, expert)]
    assert "spreads" in ids[0]
    assert "spreads" not in ids[1]


def test_slurs_addresses_and_despair_are_described_and_never_printed(d03):
    described = {"own-word", "hate", "doxx-early", "doxx-late", "care"}
    rows = [row for row in d03.structure.threads if row.pool in described]
    assert len(rows) == 12
    for row in rows:
        # A slur, an address, a goodbye: what would hurt stands in brackets.
        plain = [s for s in d03.words.threads[row.id].says if "[" not in s]
        assert plain == [], row.id
    everything = " ".join(wordings(d03))
    assert not re.search(r"\d{2}[ .]?\d{2}[ .]?\d{2}[ .]?\d{2}", everything)  # no telephone
    assert "not shown" not in d03.words.brief[0]
    assert re.search(r"never shown.*choose another drill.*stop at any moment", d03.words.brief[0], re.DOTALL)


def test_the_dossier_says_who_is_the_host(d03):
    page = next(page.text for page in d03.words.dossier if page.id == "host")
    assert "Brindille is the *hosting provider*" in page
    assert "There the network is the host" in page
    assert "no advice" in d03.words.caution


def test_every_removal_of_the_expert_tells_the_rule_and_how_to_object(d03):
    for seed in seeds(d03)[:4]:
        removals = [d for d in play(d03, seed, "reference") if d.action == "remove"]
        assert len(removals) == 14
        assert {d.args["notice"] for d in removals} == {"yes"}
        for decision in removals:
            text = decision.args["text"]
            assert re.search(r"\b(rule \d|terms)", text), text
            assert re.search(r"object|reply|answer|write back", text, re.IGNORECASE), text


def test_a_fixed_noisy_moderator_finds_the_same_difficulty_on_every_seed(d03):
    """Fact 26: d' of a moderator who half listens to the adviser lies within .2 across seeds."""
    measured = []
    for seed in d03.structure.seeds.assessed:
        yes, seen = Counter(), Counter()
        for plan in reported(d03, seed):
            if right(plan) == "care":
                continue
            goes = right(plan) == "remove"
            said = advice(d03, seed, plan.thread)
            hard = bool(plan.opening.handling.moderation.look)
            for n in range(200):
                key = f"{plan.thread.id}/{n}"
                if said is not None and draw(seed, "noise:listens", key, 0, 100) < 25:
                    removes = said.says == "remove"
                else:
                    sure = 65 if hard else 80
                    removes = goes == (draw(seed, "noise:judges", key, 0, 100) < sure)
                yes[goes] += removes
                seen[goes] += 1
        z = NormalDist().inv_cdf
        measured.append(z(yes[True] / seen[True]) - z(yes[False] / seen[False]))
    assert max(abs(d - mean(measured)) for d in measured) <= 0.2
    assert 0.8 < mean(measured) < 2


def test_the_written_reference_is_the_experts_run(d03):
    log = DecisionLog.open(d03.folder / "reference.jsonl")
    assert tuple(log.decisions) == play(d03, d03.structure.seeds.practice[0], "reference")
