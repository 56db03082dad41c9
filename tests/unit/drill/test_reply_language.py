"""Does the code hold no word of any language, and can a new language be added by a file alone?"""

import ast
import tomllib
from pathlib import Path

import pytest

import practicum.drill.reply as room
from practicum.drill.reply import ELEMENTS, TONES, LanguageError, analyse, lint
from practicum.drill.reply.language import load_language
from practicum.drill.reply.patterns import Book, PatternError

FOLDER = Path(room.__file__).parent
# The report prints for people and reads no reply's words itself.
CODE = sorted(path for path in FOLDER.glob("*.py") if path.stem != "report")
# A whole language, as small as one can be.
INVENTED = """
[words]
question_mark = "?"
openers = []
opener_kinds = []
splits = []
negators = ["nul"]
ends_sentence = []
[kinds]
link = 'zz:[a-z]{1,20}'
[shapes]
[contractions]
"n'ka" = "nul ka"
[classes]
ka = ["ka", "kami sol"]
[overlap]
shortest = 3
share = 0.5
suffixes = ["os"]
stop = ["ka"]
[overlap.topics]
[next_update]
times = ["lun*"]
[personal_data]
private = ["sekre"]
public = ["plaz"]
[special.question]
says = "{quote} qe"
[special.echo]
says = "{quote} eko"
[special.confidential]
says = "{quote} sekre"
[special.myth]
says = "{quote} mit"
[[rule]]
id = "bedo"
element = "apology"
negation = "stops"
says = "{quote} bed"
patterns = ["<ka> ~2 bedor*"]
[[rule]]
id = "nomo"
element = "personal_data_asked"
says = "{quote} nom"
patterns = ["di nomo"]
[[rule]]
id = "venir"
element = "next_update"
says = "{quote} ven"
patterns = ["ka venir"]
[tone]
elements = [{element = "apology", tone = "warm", weight = 1, says = "varm"}]
[tone.enough]
warm = 1
cold = 1
sharp = 1
[tone.loud]
weight = 1
says = "kri"
[lint]
found = [{element = "personal_data_asked", value = "public", harm = 9}]
tone = []
missing = []
"""


@pytest.fixture
def invented(tmp_path):
    path = tmp_path / "zz.toml"
    path.write_text(INVENTED, encoding="utf-8")
    return path


def test_does_an_invented_language_work_by_its_file_alone(invented):
    read = analyse("Kami sol tre bedorim! Di nomo plaz. Ka venir lunedo?", "ha paketos", language=invented)
    assert set(read.elements) == {"apology", "personal_data_asked", "next_update", "question"}
    assert read.of("personal_data_asked")[0].value == "public"
    assert read.next_update == "lunedo"
    assert (read.tone.label, read.tone.reasons) == ("warm", ("varm",))
    assert analyse("Paketa", "ha paketos", language=invented).elements == ()
    assert analyse("Paket", "ha paketos", language=invented).elements == ("acknowledge",)
    assert analyse("n'ka bedor", language=invented).elements == ()
    assert [remark.says for remark in lint("di nomo", language=invented)] == ["di nomo nom"]


def test_does_english_mean_nothing_in_another_language(invented):
    reply = "Sorry, we will refund you tomorrow because you should have read the label. DM us your full name."
    assert analyse(reply, language=invented).elements == ()


def strings(path):
    """Yield every string of a module that is neither a docstring nor a sentence for translation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skip = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            skip |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
            yield node.value


def keys(data):
    """Yield every key of a data file."""
    for key, inside in data.items() if isinstance(data, dict) else ():
        yield key
        yield from keys(inside)
        for part in inside if isinstance(inside, list) else ():
            yield from keys(part)


# What the code may name beside the keys of a data file: modes of a rule, parts of a result, file names.
NAMES = {
    "any", "inside", "stops", "only", "never", "public", "private", "utf-8", "en", "mark", "word", "w",
    "asked", "label", "reasons", "sentences", "findings", "text", "start", "end", "cut", "missing", "*.toml",
    "tone-", ".toml",
    "says", "message", "negation", "question", "value", "weight", "new", "unless", "needs", "with_message",
    "none_of", "some_of", "no_time", "tone", "{quote}", "tone_",
}  # fmt: skip


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_is_every_string_of_the_code_a_name_and_never_a_word_to_look_for(path):
    data = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
    allowed = {*keys(data), *NAMES, *ELEMENTS, *TONES, *room.__all__}
    for text in strings(path):
        letters = [letter for letter in text if letter.isascii() and letter.isalpha()]
        named = not letters or text.startswith("tone-") or "(?P<" in text
        assert named or text in allowed, f"{path.name} holds {text!r}"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"di nomo"', '"<nope> nomo"', "<nope>"),
        ('"di nomo"', '"~2 nomo"', "~2 nomo"),
        ('"di nomo"', '"di ~99 nomo"', "~99"),
        ('"di nomo"', '"di ~8 a ~8 b ~8 c"', "~8"),
        ('element = "apology"\nneg', 'element = "charm"\nneg', "charm"),
        ('negation = "stops"', 'negation = "perhaps"', "perhaps"),
        ("share = 0.5", "", "share"),
        ("[kinds]", "[kinds", "zz.toml"),
        ("zz:[a-z]{1,20}", "zz:[a-z", "zz.toml"),
        ('id = "nomo"', 'id = "nomo"\nunles = []', "unles"),
    ],
)
def test_is_a_faulty_file_refused_in_a_sentence_that_names_the_fault(tmp_path, old, new, named):
    assert old in INVENTED
    path = tmp_path / "zz.toml"
    path.write_text(INVENTED.replace(old, new), encoding="utf-8")
    with pytest.raises(LanguageError) as error:
        analyse("ka", language=path)
    assert named in str(error.value)


@pytest.mark.parametrize("pattern", ["", "a||b", "^", "~2", "!a", "a? b? c? d? e? f? g"])
def test_is_a_senseless_pattern_refused(pattern):
    with pytest.raises(PatternError):
        Book({}).add(pattern, 0)


def test_has_every_rule_of_english_a_sentence_with_its_words_and_its_own_id():
    rules = load_language("en").rules
    assert len({rule.id for rule in rules}) == len(rules)
    assert [rule.id for rule in rules if "{quote}" not in rule.says] == []
    assert {rule.element for rule in rules} >= set(ELEMENTS) - {"confidential", "myth"}
