'''Exercises and their marks: one definition, four uses.

A definition file (`course/<slug>/exercises.py`, `solutions/<slug>/marking.py`) defines a list `EXERCISES`:

```python
"""Sealed exercises of the module on measurement."""

from practicum.marking import (
    PROMISES,
    Choice,
    Criterion,
    Exercise,
    Mistake,
    Number,
    Part,
    Rubric,
    Table,
    Text,
)


def organic(tables):
    """The posts that count: published by us, not paid for."""
    posts = tables["posts"]
    return posts[~posts["sponsored"]]


def rate_by_platform(tables):
    """Add up first, divide once: interactions for 100 people reached, on each platform."""
    sums = organic(tables).groupby("platform")[["interactions", "reach"]].sum()
    return 100 * sums["interactions"] / sums["reach"]


def average_of_ratios(tables):
    posts = organic(tables)
    return (100 * posts["interactions"] / posts["reach"]).groupby(posts["platform"]).mean()


def with_paid_posts(tables):
    sums = tables["posts"].groupby("platform")[["interactions", "reach"]].sum()
    return 100 * sums["interactions"] / sums["reach"]


EXERCISES = [
    Exercise(
        id="m08-3",
        title="Engagement by platform",
        competence="H3",
        points=6,
        kind=Table(
            rows={"plaza": Number(unit="percent"), "fotofeed": Number(unit="percent")},
            labels={"plaza": "Plaza", "fotofeed": "Fotofeed"},
        ),
        question="What is the engagement rate by reach of our organic posts on each platform?",
        reference=rate_by_platform,  # a dict, a Series or a number: NumPy and pandas values are fine
        mistakes={  # the likeliest first; each hint says the idea, never the value
            "average of ratios": Mistake(
                average_of_ratios,
                hint="You averaged the ratios. That weighs a post seen by 12 people like one seen by 40,000.",
                see="m08-analytics/lesson.ipynb#one-ratio-not-many",
                credit=0.3,  # the rows and the filter were right
            ),
            "paid posts counted": Mistake(
                with_paid_posts, hint="Paid posts are in your rate. The question asks for organic posts."
            ),
            "fraction": Mistake(
                lambda tables: rate_by_platform(tables) / 100,
                hint="This is a fraction. A percentage is asked for: multiply by 100.",
            ),
        },
        tables=("posts",),
        see="m08-analytics/lesson.ipynb#engagement-rate",
    ),
    Exercise(
        id="m08-5",
        title="Is A better than B?",
        competence="H4",
        points=2,
        kind=Choice(options={"yes": "Yes", "no": "No", "open": "The data cannot tell"}),
        question="May we tell the director that format A does better?",
        reference=lambda tables: "open",
        mistakes={
            "difference is enough": Mistake(
                lambda tables: "yes", hint="The two ranges overlap. Look at how far each could move."
            ),
            "overlap means equal": Mistake(
                lambda tables: "no",
                hint="Not knowing is not the same as knowing that there is no difference.",
            ),
        },
        few_mistakes="Three options leave only two wrong ones.",
    ),
    Exercise(
        id="m08-8",
        title="One-page report",
        competence="H6",
        points=2,  # for what rules check; the rubric's points come on top
        kind=Text(
            min_words=80,
            max_words=300,
            must=(Part(label="A finding", any_of=("finding",), heading=True),),
            avoid=PROMISES,
        ),
        question="Write the one-page report to Ilse Brandt.",
        reference=lambda tables: None,  # or a model text, which the perfect persona then hands in
        few_mistakes="A person reads it with the rubric.",
        rubric=Rubric(
            points=3,
            criteria=(
                Criterion(
                    id="finding",
                    label="Finding",
                    points=3,
                    anchors=(
                        "Numbers without a finding.",
                        "A finding without period or denominator.",
                        "A finding with period and denominator.",
                        "It also says what the finding is not.",
                    ),
                ),
            ),
        ),
    ),
]
```

Other kinds: `Set`, `Order`, `Artefact(file="m08-7.png", media="image/png", validator="png")`,
`Artefact(file="m05-2.csv", media="text/csv", validator=CsvFile(columns=(Column(name="day", type="date"),)))`
(what its rows say together: `Covers`, `Compared`, `Varied`, `Distinct`, in `CsvFile(rows=...)`),
`DrillLog(drill="d01-first-shift", seeds=("practice-1",))`.
'''

from practicum.marking.definitions import beside, load_exercises, problems_of
from practicum.marking.describe import Description, describe, load_descriptions
from practicum.marking.exercise import MISSING, Criterion, Exercise, Mistake, Outcome, Rubric, Tables
from practicum.marking.forms import expected
from practicum.marking.kinds import Artefact, Choice, DrillLog, Kind, Number, Order, Set, Table, Text
from practicum.marking.marks import Line, Mark, mark
from practicum.marking.present import rubric_html
from practicum.marking.questions import always, read_questions
from practicum.marking.reading import Reading, read_value
from practicum.marking.rules import (
    PROMISES,
    Column,
    Compared,
    Covers,
    CsvFile,
    Distinct,
    Part,
    PngImage,
    TextRules,
    Varied,
)
from practicum.marking.variants import Persona, personas, separation

ArtefactKind = Artefact  # the same class, for files that also import the Artefact of practicum.evidence

__all__ = [
    "MISSING",
    "PROMISES",
    "Artefact",
    "ArtefactKind",
    "Choice",
    "Column",
    "Compared",
    "Covers",
    "Criterion",
    "CsvFile",
    "Description",
    "Distinct",
    "DrillLog",
    "Exercise",
    "Kind",
    "Line",
    "Mark",
    "Mistake",
    "Number",
    "Order",
    "Outcome",
    "Part",
    "Persona",
    "PngImage",
    "Reading",
    "Rubric",
    "Set",
    "Table",
    "Tables",
    "Text",
    "TextRules",
    "Varied",
    "always",
    "beside",
    "describe",
    "expected",
    "load_descriptions",
    "load_exercises",
    "mark",
    "personas",
    "problems_of",
    "read_questions",
    "read_value",
    "rubric_html",
    "separation",
]
