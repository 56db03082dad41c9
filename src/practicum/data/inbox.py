"""Messages to six desks over six months: who wrote, how urgent it was, and when somebody answered.

Reply times are a mixture, as on real desks: quick answers in opening hours, a few from somebody's sofa, and
a backlog that waits for the morning. Quantiles and spread follow the course's calibration note.
"""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd

from practicum.data.accounts import ACCOUNTS, LAST_DAY, ZONE
from practicum.data.draws import Draws, Floats, Ints, Marks
from practicum.data.members import END, as_read, plain, stamps
from practicum.data.schema import ACCOUNT, PLATFORM, Field, Figure, TableSchema
from practicum.data.texts.talk import Dealer, deck
from practicum.data.traps import Trap

FIRST_DAY = date(2025, 10, 1)
OPENS, CLOSES = 9, 18  # Monday to Friday, Paris time
TOPICS = (
    "order", "product", "service", "health", "money", "place", "help", "work", "press", "partner", "praise",
    "complaint", "data", "spam", "danger",
)  # fmt: skip
SCHEMA = TableSchema(
    "inbox",
    "Inbox",
    "One row for each message to a desk, 1 October 2025 to 31 March 2026. Desks are open Monday to Friday,"
    " 09:00 to 18:00 in Paris; some answer outside these hours all the same. Some messages are about death,"
    " threats or self-harm; what could hurt is described in parentheses and never printed.",
    (
        Field("message_id", "string", "The message, numbered by time."),
        ACCOUNT,
        PLATFORM,
        Field("received_at", "datetime", "When it came in, in UTC."),
        Field(
            "sender",
            "string",
            "The name that the platform shows: invented, and not always the same for one person.",
        ),
        Field("text", "string", "Its words."),
        Field("topic", "string", "What it is about, as the desk sorted it.", options=TOPICS),
        Field(
            "urgency",
            "integer",
            "Hand label: 4 somebody may be harmed, 3 within the hour, 2 today, 1 can wait.",
        ),
        Field(
            "answered_at",
            "datetime",
            "When the first answer went out, in UTC; empty for none.",
            required=False,
        ),
        Field("answered_by", "string", "Who answered first.", required=False, options=("person", "auto")),
        Field("channel", "string", "Whether others can read it.", options=("public", "private")),
    ),
    key=("message_id",),
)
_PLANTED = (
    (
        "automatic answers",
        "One answer in six is automatic: sent within a minute, and nobody followed.",
        "Counted as answers, they make a closed desk look like a quick one.",
    ),
    (
        "messages without an answer",
        "About one message in six was never answered.",
        "Dropped from the sum, they make the desk look better the more it ignores.",
    ),
    (
        "night hours",
        "Half of all messages arrive when the desk is closed.",
        "Mixed with the rest, they blame the people of the day for the night.",
    ),
    (
        "a long tail",
        "Some answers took days.",
        "The mean describes nobody's wait; the median and the slowest tenth do.",
    ),
    (
        "one person, three names",
        "Thirty people wrote three times, under other names; the number of their order or file is the same.",
        "Three colleagues answer one person, and the count of people is too high.",
    ),
)
TRAPS = tuple(Trap(name, "inbox", what, why, "", "") for name, what, why in _PLANTED)
_ROWS = {
    "brindille": 300,
    "valmonde": 150,
    "rivage": 150,
    "ines_korvald": 90,
    "pax_fils": 80,
    "fournil_aumiere": 70,
}
_THREE_NAMES = {"brindille": 14, "valmonde": 8, "rivage": 6, "pax_fils": 2}
_MEDIANS = {
    "brindille": 13,
    "valmonde": 24,
    "rivage": 38,
    "ines_korvald": 30,
    "pax_fils": 8,
    "fournil_aumiere": 50,
}
_WEIGHTS = {
    "order": 10, "product": 7, "service": 9, "health": 2.5, "money": 5, "place": 5, "help": 7, "work": 4,
    "press": 1.2, "partner": 2, "praise": 4, "complaint": 4, "data": 1.2, "spam": 3, "danger": 0.35,
}  # fmt: skip
_HOURS = np.array(
    [19, 13, 9, 7, 8, 11, 18, 26, 38, 46, 50, 48, 52, 50, 46, 44, 46, 48, 52, 56, 60, 54, 42, 24]
)
_WEEKDAYS = np.array([1.3, 1.1, 1.05, 1.0, 1.0, 0.8, 0.85])
_AUTO_OPEN, _AUTO_CLOSED, _NEVER = 0.09, 0.17, 0.13
_SOFA = 0.74  # share of messages outside opening hours that somebody answers before the next opening
_BACKLOG = 0.1  # share of messages in opening hours that stay until the next one
_FRIDAY, _URGENT, _SPAM_LEFT = 4, 3, 0.9
_GREETS, _SIGNS = 0.4, 0.35
_THANKED = re.compile(r"(?i)(?:thank you|merci|thanks|is all)\W*$")
_GREETED = (
    "Hello",
    "Hi",
    "Good",
    "Bon",
    "Buon",
    "Salve",
    "Ciao",
    "Dear",
    "Ho ",
    "Remb",
    "Où ",
    "La com",
    "Le ",
    "Ma ",
    "Une ",
    "Ouvert",
    "Pâtissier",
    "Avete",
    "Combien",
    "Merci",
    "Grazie",
)
_KEPT = {"I", "I'm", "BR-", "Bruno", "Jeanne", "Radio", "Valmonde", "Corinne", "Youssef", "Lilies"}
_SURNAMES = (
    "Abello", "Brisset", "Carmona", "Delvaux", "Estéban", "Fauvel", "Giraudi", "Hennebel", "Iacono",
    "Jourdan", "Kervella", "Lisi", "Marzin", "Nordahl", "Ottavi", "Pernet", "Quillien", "Rustici", "Saïdi",
    "Tonelli", "Urban", "Vasquez", "Wozniak", "Yildiz", "Zanetti", "Belkacem", "Corvo", "Drouet", "Fumat",
    "Guillou",
)  # fmt: skip
_URGED = ("order", "service", "money", "help", "complaint", "data")  # what people ask about again
_AGAIN = (
    "[Second try|I write again], about {ref}. [Is anybody there?|Wrote on the other page too.]",
    "{ref}, [still no answer|me again]. [Please.|Which of your channels do you read?]",
    "[As I wrote before|As said this morning]: {ref}. [It has not become better.|Same question.]",
    "[Encore moi|Je me permets de relancer], {ref}. [Merci.|Quelqu'un lit-il ici ?]",
    "Reference {ref}: [tried your other page|no reply in private], [so here|trying here now].",
)


def inbox(seed: int) -> pd.DataFrame:
    """Return the messages of a seed, in order of time.

    Args:
        seed: Whole number from 0.
    """
    rows = pd.concat([_account(seed, account, size) for account, size in _ROWS.items()], ignore_index=True)
    rows = pd.concat([rows, _again(rows, seed)], ignore_index=True)
    rows = rows.join(_answers(rows, seed))
    rows = rows.sort_values("at", kind="stable", ignore_index=True)
    rows["message_id"] = [f"m{number:04d}" for number in range(1, len(rows) + 1)]
    rows["received_at"] = stamps(rows["at"].to_numpy())
    rows["answered_at"] = stamps(rows["answered"].to_numpy())
    table = rows[[field.name for field in SCHEMA.fields]]
    return as_read(table)


def is_open(minutes: Ints) -> Marks:
    """Tell which moments, minutes since 1970 in UTC, lie in the desks' opening hours."""
    local = pd.to_datetime(pd.Series(minutes) * 60, unit="s", utc=True).dt.tz_convert(ZONE)
    inside = local.dt.hour.between(OPENS, CLOSES - 1) & (local.dt.day_of_week <= _FRIDAY)
    return np.asarray(inside, dtype=bool)


def _account(seed: int, account: str, size: int) -> pd.DataFrame:
    draws = Draws(seed, f"inbox/{account}")
    lines = deck("inbox")[account]
    topics = [topic for topic in TOPICS if topic in lines]
    topic = draws.categories(tuple(_WEIGHTS[one] for one in topics), size)
    channels = next(one for one in ACCOUNTS if one.key == account).channels
    platform = draws.categories(tuple(float(one.followers) for one in channels), size)
    dealer = Dealer(draws)
    words = deck("shared")["words"]["name"]
    listed = []
    for place in range(size):
        number = f"{account[:2].upper()}-{10_000 + int(dealer.chance() * 89_999)}"
        urgency, _colon, line = dealer.line("inbox", account, topics[topic[place]]).partition(": ")
        first, last = (
            words[int(dealer.chance() * len(words))],
            _SURNAMES[int(dealer.chance() * len(_SURNAMES))],
        )
        text = dealer.fill(line.replace("{ref}", number))
        text = text if topics[topic[place]] == "spam" else _letter(dealer, text, first)
        listed.append(
            (text, int(urgency), number, first, last, _shown(first, last, int(dealer.chance() * 6)))
        )
    columns = ["text", "urgency", "ref", "first", "last", "sender"]
    frame = pd.DataFrame(listed, columns=columns)
    frame["account"], frame["at"] = account, _times(draws, size)
    frame["topic"] = [topics[one] for one in topic]
    frame["platform"] = [channels[one].platform for one in platform]
    private = draws.uniform(size) < np.where(frame["topic"].isin(["praise", "place", "product"]), 0.45, 0.78)
    frame["channel"] = np.where(private, "private", "public")
    return frame


def _letter(dealer: Dealer, text: str, first: str) -> str:
    """Return a message as people send it: some greet, some sign, some care for neither."""
    if text.startswith("("):
        return text
    if dealer.chance() < _GREETS and not text.startswith(_GREETED):
        kept = text.split(maxsplit=1)[0] in _KEPT
        text = f"{dealer.deal('shared', 'greeting', 'en')} {text if kept else text[0].lower() + text[1:]}"
    if dealer.chance() < _SIGNS and not _THANKED.search(text):
        signed = dealer.fill(dealer.line("shared", "signed", "en").replace("{first}", first))
        text = f"{text}{'' if text[-1] in '.?!' else '.'} {signed}"
    return text


def _shown(first: str, last: str, way: int) -> str:
    """Return a name as a platform shows it, in one of six ways."""
    low, surname = plain(first), plain(last)
    ways = (f"{first} {last}", f"{low}.{surname}", f"{first} {last[0]}.", f"{first[0]}. {last}")
    return (*ways, f"{low}{surname[:3]}", ways[0])[way]


def _other_name(first: str, last: str, before: str, turn: int) -> str:
    """Return the name of a person's next message: never one that this person has used."""
    names = [_shown(first, last, way) for way in (1, 3, 0)]
    return [name for name in names if name != before][turn - 1]


def _times(draws: Draws, size: int) -> Ints:
    """Return when messages arrive: minutes since 1970 in UTC, on the clock of Paris."""
    days = pd.date_range(FIRST_DAY, LAST_DAY)
    day = np.flatnonzero(draws.chosen(np.repeat(_WEEKDAYS[days.day_of_week], 4), size)) // 4
    hour = draws.categories(tuple(_HOURS.astype(float)), size)
    local = days[day] + pd.to_timedelta(hour * 60 + np.floor(60 * draws.uniform(size)), unit="min")
    utc = local.tz_localize(ZONE, ambiguous=np.zeros(size, dtype=bool), nonexistent="shift_forward")
    return np.asarray(utc.tz_convert("UTC").as_unit("s").asi8 // 60)


def _again(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the second and third message of people who wrote three times, under other names."""
    draws = Draws(seed, "inbox/again")
    dealer = Dealer(draws)
    parts = []
    named = np.array([ref in text for ref, text in zip(rows["ref"], rows["text"], strict=True)])
    for account, wanted in _THREE_NAMES.items():
        allowed = (
            named
            & rows["topic"].isin(_URGED).to_numpy()
            & (rows["account"] == account).to_numpy()
            & (rows["at"] < END - 600).to_numpy()
        )
        chosen = np.flatnonzero(draws.chosen(allowed.astype(float), wanted))
        for turn in (1, 2):
            later = rows.loc[chosen].copy()
            later["at"] += turn * 40 + np.floor(200 * draws.uniform(len(chosen))).astype(np.int64)
            later["text"] = [
                dealer.fill(_AGAIN[int(dealer.chance() * len(_AGAIN))].replace("{ref}", ref))
                for ref in later["ref"]
            ]
            people = zip(later["first"], later["last"], later["sender"], strict=True)
            later["sender"] = [_other_name(first, last, before, turn) for first, last, before in people]
            later["channel"] = "public" if turn == 1 else "private"
            parts.append(later)
    return pd.concat(parts, ignore_index=True)


def _answers(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return when each message was answered first, and by whom."""
    draws = Draws(seed, "inbox/answers")
    size, at = len(rows), rows["at"].to_numpy()
    day = is_open(at)
    median = rows["account"].map(_MEDIANS).to_numpy(dtype=float) * np.where(
        rows["urgency"] >= _URGENT, 0.6, 1.0
    )
    delay = median * np.exp(1.3 * draws.normal(size)) + 0.5
    opening = _next_opening(at)
    waits = opening + 3 + 25 * np.exp(1.0 * draws.normal(size))
    stays = draws.evenly(rows["account"].factorize()[0].astype(float), day, round(_BACKLOG * int(day.sum())))
    sofa = ~day & draws.evenly(
        rows["account"].factorize()[0].astype(float), ~day, round(_SOFA * int((~day).sum()))
    )
    answered = np.where((day & ~stays) | sofa, at + delay * np.where(sofa, 1.4, 1.0), waits)
    by: Floats = draws.uniform(size)
    who = np.full(size, "person", dtype=object)
    spam = (rows["topic"] == "spam").to_numpy()
    groups = rows["account"].factorize()[0] + 10.0 * day
    auto = draws.evenly(groups, day & ~spam, round(_AUTO_OPEN * int(day.sum())))
    auto |= draws.evenly(groups, ~day & ~spam, round(_AUTO_CLOSED * int((~day).sum())))
    never = draws.evenly(groups, ~auto & ~spam, round(_NEVER * size)) | (spam & (by < _SPAM_LEFT))
    answered[auto] = at[auto] + np.floor(2 * draws.uniform(int(auto.sum())))
    who[auto] = "auto"
    answered = np.maximum(np.floor(answered), at + ~auto)
    never |= answered >= END
    return pd.DataFrame(
        {"answered": np.where(never, np.nan, answered), "answered_by": np.where(never, "", who)}
    )


def _next_opening(minutes: Ints) -> Ints:
    """Return the first opening after each moment, minutes since 1970 in UTC."""
    local = pd.to_datetime(pd.Series(minutes) * 60, unit="s", utc=True).dt.tz_convert(ZONE)
    day = local.dt.tz_localize(None).dt.normalize()
    day = day.where((local.dt.hour < OPENS), day + pd.Timedelta(1, "D"))
    weekend = day.dt.day_of_week - _FRIDAY
    day += pd.to_timedelta(np.where(weekend > 0, 3 - weekend, 0), unit="D")
    opening = (day + pd.Timedelta(OPENS, "h")).dt.tz_localize(ZONE).dt.tz_convert("UTC")
    return np.asarray(opening.dt.as_unit("s").astype("int64") // 60)


def figures(seed: int) -> list[Figure]:
    """Return reply times by people and the swing of the day against their bands."""
    table = inbox(seed)
    received = pd.to_datetime(table["received_at"], utc=True)
    minutes = (pd.to_datetime(table["answered_at"], utc=True) - received).dt.total_seconds() / 60
    people = minutes[table["answered_by"] == "person"]
    logs = pd.Series(np.log(people.to_numpy(dtype=float)))
    by_account = people.groupby(table["account"]).median()
    hours = (received.dt.tz_convert(ZONE).dt.hour // 3).value_counts()
    return [
        *(
            Figure(f"median minutes to the first reply, {name}", float(value), 3, 480)
            for name, value in by_account.items()
        ),
        Figure("minutes to the first reply, 25 %", float(people.quantile(0.25)), 3, 15),
        Figure("minutes to the first reply, 90 %", float(people.quantile(0.9)), 200, 1400),
        Figure("ln sd of minutes to the first reply", float(logs.std()), 1.7, 2.1),
        Figure("skewness of ln minutes to the first reply", float(logs.agg("skew")), 0.1, 2.0),
        Figure("messages in the busiest 3 hours over the quietest", float(hours.max() / hours.min()), 3, 9),
    ]
