"""The six fictional organisations, the four fictional platforms, and how each account behaves there.

Nothing here was measured on a real account. Sizes were chosen so that the figures of `report()` fall into
the bands of the course's calibration note, and so that each planted trap is large enough to notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(2024, 10, 1)
LAST_DAY = date(2026, 3, 31)
SETTLE_DAYS = 7
ZONE = "Europe/Paris"

PLATFORMS = {
    "Fotofeed": "photos and carousels",
    "Kurz": "short videos",
    "Linkwerk": "a network for work and employers",
    "Plaza": "a general network: photos, links, text",
}

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@dataclass(frozen=True)
class Slot:
    """A habit of publishing: a weekday and a stretch of local time.

    Attributes:
        day: Weekday, Monday is 0.
        start: First local minute of the stretch, after midnight.
        minutes: Length of the stretch.
        posts: How many posts in eighteen months.
        lift: Median reach here, as a multiple of the channel's.
        calm: No advertising and no deletion here, so that a very small slot keeps its posts.
    """

    day: int
    start: int
    minutes: int
    posts: int
    lift: float = 1.0
    calm: bool = False


@dataclass(frozen=True)
class Channel:
    """One account on one platform.

    Attributes:
        platform: A key of `PLATFORMS`.
        posts: Posts outside the habits of `slots`, in eighteen months.
        reach: Median reach of an organic photo.
        rate: Engagement of a post with that reach: interactions per person reached.
        followers: On the first day.
        weekly: New followers per week, before losses.
        formats: Share of each format.
        slots: Habits of publishing.
        finale: Local minute of a daily series in the last, unsettled week; None for no series.
    """

    platform: str
    posts: int
    reach: float
    rate: float
    followers: int
    weekly: float
    formats: dict[str, float]
    slots: tuple[Slot, ...] = ()
    finale: int | None = None


@dataclass(frozen=True)
class Viral:
    """The one post of an account that got away.

    Attributes:
        platform: Where.
        day: Local date.
        minute: Local minute after midnight.
        times: Its reach, as a multiple of the channel's median.
        theme: Its theme.
        text: Its words.
    """

    platform: str
    day: date
    minute: int
    times: float
    theme: str
    text: str


@dataclass(frozen=True)
class Account:
    """One organisation.

    Attributes:
        key: Its name in the tables.
        name: Its name in prose.
        what: What it is, in a few words.
        prefix: Beginning of its post ids.
        bands: Weight of each stretch of three local hours for posts outside the habits, from midnight.
        months: Weight of each calendar month, January first.
        sponsored: Share of posts with money behind them.
        campaigns: Campaign name for each calendar month, January first; empty for none.
        viral: The post that got away.
        channels: Its platforms.
    """

    key: str
    name: str
    what: str
    prefix: str
    bands: tuple[float, ...]
    months: tuple[float, ...]
    sponsored: float
    campaigns: tuple[str, ...]
    viral: Viral
    channels: tuple[Channel, ...]


_FLAT = (1.0,) * 12

BRINDILLE = Account(
    key="brindille",
    name="Brindille",
    what="an online shop for snacks and pantry boxes",
    prefix="br",
    bands=(0, 0, 2, 4, 4, 4, 5, 2),
    months=(1, 1.4, 3.2, 1.5, 1.2, 1.1, 1, 0.9, 1, 1, 1, 1.1),
    sponsored=0.16,
    campaigns=(
        "",
        "slow-mornings",
        "slow-mornings",
        "picnic-box",
        "picnic-box",
        "",
        "",
        "",
        "back-to-lunch",
        "back-to-lunch",
        "",
        "gift-jars",
    ),
    viral=Viral(
        "Fotofeed",
        date(2026, 2, 12),
        21 * 60 + 24,
        84.0,
        "customers",
        "To the customer on the third floor, left: your neighbour has eaten your parcel. He has confessed,"
        " paid, and ordered for both of you. Parcel 4,117 leaves tomorrow, twice.",
    ),
    channels=(
        Channel(
            "Fotofeed",
            30,
            2600,
            0.052,
            21_400,
            96,
            {"photo": 0.60, "carousel": 0.22, "clip": 0.18},
            (
                Slot(TUE, 18 * 60, 180, 35, 1.9),
                Slot(THU, 21 * 60, 120, 35, 0.95),
                Slot(SUN, 11 * 60, 60, 31, 1.22),
                Slot(WED, 14 * 60, 60, 31, 0.90),
                Slot(SAT, 6 * 60 + 30, 80, 4, 4.2, calm=True),
            ),
            finale=17 * 60 + 5,
        ),
        Channel("Kurz", 74, 3900, 0.036, 6_800, 64, {"clip": 1.0}),
        Channel(
            "Plaza", 78, 1900, 0.023, 14_900, 31, {"photo": 0.45, "link": 0.30, "text": 0.10, "clip": 0.15}
        ),
        Channel("Linkwerk", 38, 620, 0.031, 1_850, 9, {"text": 0.4, "photo": 0.4, "link": 0.2}),
    ),
)

RIVAGE = Account(
    key="rivage",
    name="Rivage",
    what="a coastal charity: food drives, beach cleaning, help for families",
    prefix="ri",
    bands=(0, 0, 3, 4, 4, 4, 5, 1),
    months=(0.8, 1.0, 2.6, 1.3, 1.1, 1.2, 0.9, 0.8, 1.1, 1.2, 1.6, 1.4),
    sponsored=0.13,
    campaigns=(
        "",
        "",
        "clean-tide",
        "clean-tide",
        "",
        "summer-lunches",
        "summer-lunches",
        "",
        "",
        "food-drive",
        "food-drive",
        "food-drive",
    ),
    viral=Viral(
        "Plaza",
        date(2025, 11, 20),
        21 * 60 + 8,
        66.0,
        "thanks",
        "A boy of nine put his jar of coins on our table and asked for a receipt, because his sister did not"
        " believe him. Receipt number 1 of this year's food drive: Sandro, 11.40 euros.",
    ),
    channels=(
        Channel(
            "Plaza",
            26,
            1250,
            0.044,
            9_300,
            38,
            {"photo": 0.56, "link": 0.24, "text": 0.20},
            (
                Slot(WED, 18 * 60, 180, 35, 1.9),
                Slot(THU, 21 * 60, 120, 31, 0.95),
                Slot(SUN, 11 * 60, 60, 28, 1.22),
                Slot(SAT, 7 * 60, 80, 4, 3.0, calm=True),
            ),
            finale=17 * 60 + 20,
        ),
        Channel("Fotofeed", 62, 900, 0.058, 4_100, 27, {"photo": 0.62, "carousel": 0.24, "clip": 0.14}),
        Channel("Linkwerk", 36, 480, 0.036, 2_250, 11, {"text": 0.45, "link": 0.35, "photo": 0.20}),
    ),
)

FOURNIL = Account(
    key="fournil_aumiere",
    name="Le Fournil d'Aumière",
    what="three bakeries in one town",
    prefix="fa",
    bands=(1, 8, 4, 2, 1, 2, 2, 1),
    months=(1.2, 1, 1, 1, 1, 1, 0.8, 0.4, 1, 1, 1, 1.5),
    sponsored=0.05,
    campaigns=("galette", "", "", "", "", "", "", "", "", "", "", "bake-ahead"),
    viral=Viral(
        "Plaza",
        date(2025, 1, 4),
        5 * 60 + 12,
        30.0,
        "counter",
        "The bean of this year's galette is a very small Monsieur Lhermitte, painted by his granddaughter."
        " He is not amused. There are four hundred of him.",
    ),
    channels=(
        Channel("Plaza", 58, 640, 0.061, 2_300, 8, {"photo": 0.7, "text": 0.2, "clip": 0.1}),
        Channel("Fotofeed", 48, 230, 0.082, 1_450, 10, {"photo": 0.75, "carousel": 0.15, "clip": 0.1}),
    ),
)

VALMONDE = Account(
    key="valmonde",
    name="Valmonde",
    what="the town hall of a town of 41,000",
    prefix="va",
    bands=(3, 2, 5, 4, 3, 4, 3, 1),
    months=_FLAT,
    sponsored=0.04,
    campaigns=("", "", "", "", "", "", "open-air", "open-air", "school-start", "", "", ""),
    viral=Viral(
        "Plaza",
        date(2025, 6, 19),
        2 * 60 + 41,
        26.0,
        "alert",
        "Storm over the lower town: rue des Tanneurs and the station underpass are closed. Nobody is hurt."
        " The gymnasium is open and heated. Next message at 04:00.",
    ),
    channels=(
        Channel("Plaza", 62, 4600, 0.019, 17_600, 22, {"text": 0.35, "photo": 0.4, "link": 0.25}),
        Channel("Kurz", 22, 2900, 0.021, 2_100, 15, {"clip": 1.0}),
        Channel("Linkwerk", 28, 1300, 0.017, 4_700, 13, {"text": 0.5, "link": 0.5}),
    ),
)

PAX = Account(
    key="pax_fils",
    name="Pax & Fils",
    what="a funeral company with a sense of humour",
    prefix="px",
    bands=(3, 1, 2, 3, 3, 3, 4, 5),
    months=(1, 1, 1, 1, 1, 1, 0.9, 0.9, 1, 1.3, 1.4, 1),
    sponsored=0.06,
    campaigns=("", "", "", "", "", "", "", "", "", "speak-early", "speak-early", ""),
    viral=Viral(
        "Plaza",
        date(2024, 10, 31),
        22 * 60 + 2,
        34.0,
        "humour",
        "Dear vampires: our refund policy requires that the coffin be returned unused.",
    ),
    channels=(
        Channel("Plaza", 46, 16_500, 0.047, 88_000, 230, {"photo": 0.6, "text": 0.4}),
        Channel("Fotofeed", 32, 17_000, 0.066, 61_000, 260, {"photo": 0.8, "carousel": 0.2}),
        Channel("Kurz", 18, 9_500, 0.039, 34_000, 310, {"clip": 1.0}),
    ),
)

INES = Account(
    key="ines_korvald",
    name="Inès Korvald",
    what="a pole vaulter, a public figure",
    prefix="ik",
    bands=(5, 3, 2, 3, 3, 4, 4, 3),
    months=(1, 1, 0.8, 0.8, 1, 1.4, 1.5, 1.4, 1, 0.6, 0.6, 0.8),
    sponsored=0.12,
    campaigns=("",) * 12,
    viral=Viral(
        "Fotofeed",
        date(2025, 8, 17),
        23 * 60 + 37,
        16.0,
        "competition",
        "4.83. I have written that number on every bathroom mirror I have owned since I was fifteen.",
    ),
    channels=(
        Channel(
            "Fotofeed", 44, 118_000, 0.071, 402_000, 1_150, {"photo": 0.6, "carousel": 0.25, "clip": 0.15}
        ),
        Channel("Kurz", 36, 168_000, 0.058, 255_000, 1_900, {"clip": 1.0}),
        Channel("Plaza", 24, 54_000, 0.037, 143_000, 240, {"photo": 0.6, "link": 0.2, "text": 0.2}),
    ),
)

ACCOUNTS = (BRINDILLE, RIVAGE, FOURNIL, VALMONDE, PAX, INES)
