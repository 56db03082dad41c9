"""Two surveys of the people around two houses: who knows them, who buys, who uses which platform.

Both samples were taken online and on the spot, so young people and people in town answered too often; the
weights mend it. Nothing here was measured on real people. That one person uses several platforms is planted
through a common habit of being online (a Gaussian copula), so reach must not be added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from practicum.data.draws import Draws, Floats, Ints, Marks, Words
from practicum.data.schema import ACCOUNT, Field, Figure, TableSchema
from practicum.data.traps import Trap

AGES = ("18-24", "25-39", "40-54", "55-69", "70+")
REGIONS = ("town", "valley")
ASKED = ("fotofeed", "kurz", "linkwerk", "plaza", "quartino", "zettel")
ANSWERS = 900  # in each survey

YES_NO = ("yes", "no")
SCHEMA = TableSchema(
    "audience_survey",
    "Audience survey",
    "One row for each person who answered one of two surveys of February 2026, of 900 people each: around"
    " Brindille and around Le Fournil d'Aumière. Young people and people in town answered too often; counted"
    " by weight, each survey stands for the adults of its area.",
    (
        ACCOUNT,
        Field("respondent", "string", "The person, without a name."),
        Field("age_band", "string", "Age in years.", options=AGES),
        Field("region", "string", "Where the person lives.", options=REGIONS),
        Field("knows_us", "string", "Has heard of the house.", options=YES_NO),
        Field("customer", "string", "Bought there in the last twelve months.", options=YES_NO),
        *(
            Field(f"uses_{name}", "string", f"Uses {name.capitalize()} at least weekly.", options=YES_NO)
            for name in ASKED
        ),
        Field("contact_ok", "string", "Agrees that the house may write to them.", options=YES_NO),
        Field("weight", "number", "How many average people of the area this answer stands for."),
    ),
    key=("respondent",),
)
TRAPS = (
    Trap(
        "the young answer more",
        "audience_survey",
        "People under 40 and people in town are over-represented; the column weight mends it.",
        "A plan is made for those who like to answer.",
        "m03-2",
        "weights forgotten",
    ),
    Trap(
        "one person, two platforms",
        "audience_survey",
        "Who uses one platform often uses another too.",
        "Reach that is added up counts people twice and makes every further platform look cheap.",
        "m03-2",
        "reach added up",
    ),
)


@dataclass(frozen=True)
class Survey:
    """One survey.

    Attributes:
        account: Whose.
        prefix: Beginning of its respondents.
        people: Share of each age band among the adults of the area; half of Aumière is over 55.
        knows: Share that knows the house, by age band, in town; in the valley it is 0.8 of that.
        buys: Share of those that buys, by age band.
    """

    account: str
    prefix: str
    people: tuple[float, ...]
    knows: tuple[float, ...]
    buys: tuple[float, ...]


_SURVEYS = (
    Survey(
        "brindille",
        "sb",
        people=(0.10, 0.24, 0.27, 0.24, 0.15),
        knows=(0.66, 0.58, 0.42, 0.26, 0.15),
        buys=(0.36, 0.50, 0.52, 0.42, 0.36),
    ),
    Survey(
        "fournil_aumiere",
        "sf",
        people=(0.08, 0.19, 0.23, 0.28, 0.22),
        knows=(0.44, 0.55, 0.70, 0.78, 0.82),
        buys=(0.40, 0.50, 0.58, 0.66, 0.70),
    ),
)
_ANSWERED = (0.24, 0.33, 0.22, 0.14, 0.07)  # share among the answers
_TOWN, _TOWN_ANSWERED = 0.45, 0.66
_USES = {
    "fotofeed": (0.84, 0.68, 0.44, 0.25, 0.10),
    "kurz": (0.86, 0.54, 0.25, 0.11, 0.04),
    "linkwerk": (0.22, 0.47, 0.39, 0.15, 0.02),
    "plaza": (0.40, 0.60, 0.72, 0.66, 0.40),
    "quartino": (0.09, 0.30, 0.45, 0.40, 0.22),
    "zettel": (0.30, 0.25, 0.21, 0.13, 0.05),
}
_CONTACT = (0.66, 0.55, 0.43, 0.33, 0.25)
_HABIT = 0.62  # how strongly uses of two platforms share one habit


def audience_survey(seed: int) -> pd.DataFrame:
    """Return one row per answer, survey after survey.

    Args:
        seed: Whole number from 0.
    """
    return pd.concat([_survey(seed, one) for one in _SURVEYS], ignore_index=True)


def _survey(seed: int, survey: Survey) -> pd.DataFrame:
    draws = Draws(seed, f"audience_survey/{survey.account}")
    age = draws.categories(_ANSWERED, ANSWERS)
    town = draws.categories((1 - _TOWN_ANSWERED, _TOWN_ANSWERED), ANSWERS) == 1
    knows = draws.uniform(ANSWERS) < _by_age(survey.knows, age) * np.where(town, 1, 0.8)
    customer = knows & (draws.uniform(ANSWERS) < _by_age(survey.buys, age))
    habit = draws.normal(ANSWERS)
    columns = {
        "account": survey.account,
        "respondent": [f"{survey.prefix}-{number:03d}" for number in range(1, ANSWERS + 1)],
        "age_band": np.array(AGES)[age],
        "region": np.where(town, *REGIONS),
        "knows_us": _words(knows),
        "customer": _words(customer),
    }
    for name in ASKED:
        own = _HABIT * habit + np.sqrt(1 - _HABIT**2) * draws.normal(ANSWERS)
        columns[f"uses_{name}"] = _words(own < _bar(_USES[name], age))
    columns["contact_ok"] = _words(draws.uniform(ANSWERS) < _by_age(_CONTACT, age) + 0.12 * customer)
    columns["weight"] = _weights(survey.people, age, town).round(3)
    return pd.DataFrame(columns)


def _by_age(shares: tuple[float, ...], age: Ints) -> Floats:
    return np.array(shares)[age]


def _bar(shares: tuple[float, ...], age: Ints) -> Floats:
    """Return the score under which each person says yes, so that a share of each age band does."""
    return np.array([NormalDist().inv_cdf(share) for share in shares])[age]


def _words(marks: Marks) -> Words:
    return np.where(marks, *YES_NO)


def _weights(shares: tuple[float, ...], age: Ints, town: Marks) -> Floats:
    """Return share among people over share among answers, in each cell of age and region."""
    cell = 2 * age + town
    answered = np.bincount(cell, minlength=2 * len(AGES)) / len(cell)
    people = np.outer(shares, (1 - _TOWN, _TOWN)).ravel()
    weights: Floats = (people / answered)[cell]
    return weights


def figures(seed: int) -> list[Figure]:
    """Return how far the sample leans to the young, and how much two platforms overlap."""
    table = audience_survey(seed)
    young = table["age_band"].isin(AGES[:2])
    both = (table["uses_fotofeed"] == "yes") & (table["uses_kurz"] == "yes")
    one = (table["uses_fotofeed"] == "yes") | (table["uses_kurz"] == "yes")
    share = float(table.loc[young, "weight"].sum() / table["weight"].sum())
    return [
        Figure("share under 40, as answered", float(young.mean()), 0.5, 0.65),
        Figure("share under 40, by weight", share, 0.29, 0.33),
        Figure("mean weight", float(table["weight"].mean()), 0.99, 1.01),
        Figure("share of either Fotofeed or Kurz that uses both", float(both.sum() / one.sum()), 0.4, 0.7),
    ]
