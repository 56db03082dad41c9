"""Do the small files join into one module, and do all words that the script asks for exist?"""

import re
from pathlib import Path

import practicum.desk
from practicum.desk.assets import SCRIPTS, STYLES, desk_styles, script
from practicum.desk.words import interface_words

STATIC = Path(practicum.desk.__file__).parent / "static"
TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)


def test_is_every_file_joined_once():
    assert sorted(SCRIPTS) == sorted(path.name for path in STATIC.glob("*.js"))
    assert sorted([*STYLES, "debrief.css"]) == sorted(path.name for path in STATIC.glob("*.css"))


def test_does_no_import_or_second_export_survive_and_no_name_stand_twice():
    assert not re.search(r"^import ", script(), re.MULTILINE)
    assert re.findall(r"^export .*", script(), re.MULTILINE) == ["export default {"]
    names = TOP_LEVEL.findall(script())
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


def test_does_every_import_name_a_file_that_comes_earlier_and_exports_it():
    for place, name in enumerate(SCRIPTS):
        text = (STATIC / name).read_text(encoding="utf-8")
        for wanted, source in re.findall(r"^import \{ (.+) \} from \"\./(.+)\";", text, re.MULTILINE):
            assert source in SCRIPTS[:place], f"{name} uses {source} before it stands there"
            exported = (STATIC / source).read_text(encoding="utf-8")
            for one in wanted.split(", "):
                assert re.search(rf"^export (?:const|function) {one}\b", exported, re.MULTILINE), (
                    f"{source}: {one}"
                )


def test_has_every_word_that_the_script_asks_for_and_no_other():
    words = set(interface_words())
    asked = set(re.findall(r"\bwords\.(\w+)", script()))
    several = ("advice_", "decided_", "filter_", "measure_", "group_", "pane_", "plan_", "tab_")
    families = {name for name in words if name.startswith(several)}
    assert asked - words == set()
    assert words - asked - families == set()


def rules(css):
    """Yield each rule's selector with those that it is nested in, outermost first."""
    inside, start = [], 0
    for place, sign in enumerate(css):
        if sign == "{":
            inside.append(css[start:place].rpartition(";")[2].strip())
            yield tuple(inside)
        elif sign == "}":
            inside.pop()
        if sign in "{}":
            start = place + 1


def selectors(head):
    """Split a list of selectors; commas inside brackets separate nothing, a scope in them still counts."""
    while "(" in head:
        head = re.sub(r"\(([^()]*)\)", lambda found: ".pd" if ".pd" in found[1] else "", head)
    return head.split(",")


def test_is_no_rule_of_the_styles_loose_in_the_page():
    for nested in rules(re.sub(r"/\*.*?\*/", "", desk_styles(), flags=re.DOTALL)):
        if any(head.startswith("@keyframes") for head in nested):
            continue
        heads = [head for head in nested if not head.startswith("@")]
        scoped = [all(re.search(r"\.practicum|\.pd", one) for one in selectors(head)) for head in heads]
        assert not heads or any(scoped), nested


def test_does_nothing_reach_out_of_the_machine():
    assert not re.search(r"https?:|fetch\(|XMLHttpRequest|WebSocket|@import|url\(", script() + desk_styles())
