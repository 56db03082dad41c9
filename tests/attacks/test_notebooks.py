"""Does any hostile notebook get what it wants from grading?"""

import pytest

pytestmark = pytest.mark.slow


def test_the_attack_does_no_harm(duel, attack):
    ours, _stock = duel[attack.name]
    assert not ours.harmed(attack.harm), attack.tries


def test_every_attack_ends_with_the_mark_of_its_evidence(duel, attack):
    ours, _stock = duel[attack.name]
    assert ours.score == 0.0  # every attacker handed in a wrong answer
    assert ours.notebook


def test_the_suite_can_tell_harm_from_none(duel, attacks):
    """Attacks that hold nowhere would prove nothing: stock nbgrader suffers many of them."""
    suffered = {name for name, (_ours, stock) in duel.items() if stock.harmed(attacks[name].harm)}
    assert len(suffered) >= 30
    one_of_each_kind = {
        "read-solutions",
        "tcp",
        "write-outside",
        "write-sitecustomize",
        "redefine-abs",
        "signal-to-a-sibling",
        "handler-in-html",
        "kernel-ends-itself",
        "output-flood",
        "change-what-was-handed-in",
    }
    assert suffered >= one_of_each_kind
    assert duel["duplicated-id"][1].ended  # a run of stock nbgrader stops at a doubled id
