"""What each original mention says, what people make of it, and what the program makes of it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from practicum.data.draws import Draws, Floats, Marks, Words
from practicum.data.mentions_daily import MAIN_ACCOUNT, WAVE_FIRST_DAY, recovery
from practicum.data.texts.watch import Dealer, Key

SIGNAL_DAYS = (date(2026, 2, 26), date(2026, 3, 1))
SIGNALS = 3
_REGISTER = {"news": "press", "newsletter": "press", "blog": "blog", "video": "blog", "review": "review"}
_COMMENTS = 0.7  # share of mentions in videos that are comments below them
# Share of mentions that are of a namesake, and of each language: en, fr, it.
_NAMESAKES = {
    "brindille": 0.12,
    "rivage": 0.26,
    "fournil_aumiere": 0.09,
    "valmonde": 0.12,
    "pax_fils": 0.08,
    "ines_korvald": 0.07,
}
_LANGUAGES = {
    "brindille": (68, 21, 11),
    "rivage": (60, 30, 10),
    "fournil_aumiere": (40, 55, 5),
    "valmonde": (55, 41, 4),
    "pax_fils": (60, 34, 6),
    "ines_korvald": (58, 27, 15),
}
# Among texts that the program does not call negative: share of positive ones by register, of sarcasm on
# ordinary days and in a crisis, and of plain complaints that it takes for neutral.
_PRAISE = {"press": 0.3, "talk": 0.55, "review": 0.72, "blog": 0.5}
_SARCASM, _SARCASM_IN_CRISIS, _MISSED = 0.08, 0.4, 0.04
_PRAISE_IN_CRISIS = 0.4
# Among those that it calls negative: share of loving grumbles, and of neutral texts.
_GRUMBLES, _NEUTRAL = 0.06, 0.05
_SLIPS, _FOOLED = 0.2, 0.85  # neutral taken for positive or the reverse; sarcasm taken for praise
# Share of Brindille's mentions in the wave, and after it, that speak of it: negative ones, and others.
_OF_THE_WAVE, _OF_THE_END = (0.88, 0.48), (0.4, 0.3)
# How people write an account's name, and what gives it away in a text that has it already. In one text of
# twelve it stands in a picture only: no search by words finds those.
_NAMES = {
    "brindille": ("Brindille",),
    "rivage": ("Rivage",),
    "fournil_aumiere": ("Fournil d'Aumière", "Le Fournil", "Fournil d'Aumiere"),
    "valmonde": ("Valmonde", "Ville de Valmonde"),
    "pax_fils": ("Pax & Fils", "Pax et Fils"),
    "ines_korvald": ("Inès Korvald", "Korvald", "Ines Korvald"),
}
_MARKS = {"fournil_aumiere": "fournil", "pax_fils": "pax", "ines_korvald": "korvald"}
_UNNAMED = 0.08
_NAMED = {
    "talk": ("{name}: {text}", "{text} ({name})", "Re: {name}. {text}"),
    "review": ("{name}: {text}", "{text} ({name})", "{name}. {text}"),
    "blog": ("{text} ({name})", "{name} | {text}", "{text} [{name}]"),
    "press": ("{name}: {text}", "{text} ({name})", "{name} | {text}"),
}
_OPENED, _TAGGED, _LOWER = 0.2, 0.14, 0.09  # share of forum posts, of short messages, of short messages
_OPENERS = {
    "en": ("Just to add: ", "Right. ", "Late to this, but: ", "Hi all. ", "Long-time reader here. ", "So. "),
    "fr": ("Bonjour. ", "Alors voilà. ", "Petit retour : ", "Bref. "),
    "it": ("Buongiorno. ", "Allora. ", "Aggiungo: "),
}


def labelled(own: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the originals with `sentiment`, `auto_sentiment`, `about`, and what decides their words.

    Args:
        own: Originals in order of time, with `account`, `source`, `date`, `machine_negative` and `bot`.
        seed: Whole number from 0.
    """
    own = own.join(_labels(own, Draws(seed, "mentions/labels"), seed))
    signals = _signals(own)
    own.loc[signals, ["phase", "register", "kind"]] = ["signal", "talk", "negative"]
    own.loc[signals, ["about", "sentiment"]] = ["yes", "negative"]
    return own


def _labels(own: pd.DataFrame, draws: Draws, seed: int) -> pd.DataFrame:
    """Return phase, register and kind of each original, and what people and the program make of it."""
    size = len(own)
    register = own["source"].map(_REGISTER).fillna("talk").to_numpy(dtype=object)
    register[(own["source"] == "video").to_numpy() & (draws.uniform(size) < _COMMENTS)] = "talk"
    reviews = (register == "review") & (
        own["account"] != "rivage"
    ).to_numpy()  # a hotel has reviews, a pony none
    namesake = draws.uniform(size) < own["account"].map(_NAMESAKES).to_numpy(dtype=float)
    namesake &= ~own["bot"].to_numpy() & ~reviews
    # A newspaper lists a concert or a cheap flat; it does not complain of a pony.
    listed = namesake & (register == "press")
    namesake &= ~(listed & own["machine_negative"].to_numpy())
    phase = _phases(own, draws.uniform(size), seed)
    phase[namesake] = "namesake"
    phase[own["bot"].to_numpy()] = "bots"
    kind = _kinds(own, phase, register, draws.uniform(size))
    kind[listed & namesake] = "neutral"
    sentiment = pd.Series(kind).replace({"sarcasm": "negative", "grumble": "positive"}).to_numpy()
    slip = draws.uniform(size)
    program = np.select(
        [own["machine_negative"], kind == "sarcasm", kind == "negative", slip < _SLIPS],
        [
            "negative",
            np.where(slip < _FOOLED, "positive", "neutral"),
            "neutral",
            np.where(kind == "positive", "neutral", "positive"),
        ],
        kind,
    )
    about = np.where(namesake, "no", "yes")
    columns = ("phase", "register", "kind", "sentiment", "auto_sentiment", "about")
    values = (phase, register, kind, sentiment, program, about)
    return pd.DataFrame(dict(zip(columns, values, strict=True)), dtype=object)


def _kinds(own: pd.DataFrame, phase: Words, register: Words, chance: Floats) -> Words:
    """Return the kind of each text: first what the program does not call negative, then what it does."""
    wave = np.isin(phase, ("first", "waiting", "fees"))
    sour = np.where(wave, _SARCASM_IN_CRISIS, _SARCASM)
    sour[np.isin(phase, ("namesake", "bots")) | np.isin(register, ("press", "blog"))] = 0.0
    praise = np.array([_PRAISE[name] for name in register]) * np.where(wave, _PRAISE_IN_CRISIS, 1.0)
    mild = np.select(
        [chance < sour, chance < sour + _MISSED, chance < sour + _MISSED + praise],
        ["sarcasm", "negative", "positive"],
        "neutral",
    )
    grumbling: Marks = (chance < _GRUMBLES) & (phase == "ordinary") & (register != "press")
    strict = np.where(grumbling, "grumble", np.where(chance > 1 - _NEUTRAL, "neutral", "negative"))
    kind = np.where(own["machine_negative"], strict, mild).astype(object)
    kind[own["bot"].to_numpy()] = "positive"
    return kind


def _phases(own: pd.DataFrame, chances: Floats, seed: int) -> Words:
    """Return where in Brindille's second wave a mention stands; `ordinary` if it speaks of something else."""
    touch, back = (day.isoformat() for day in recovery(seed))
    day, negative = own["date"].to_numpy(), own["machine_negative"].to_numpy()
    first, waiting = WAVE_FIRST_DAY.isoformat(), (WAVE_FIRST_DAY + timedelta(5)).isoformat()
    phase = np.select(
        [day >= back, day > touch, day == touch, day >= waiting, day >= first],
        ["after", "fees", "ordinary", "waiting", "first"],
        "ordinary",
    ).astype(object)
    wave, end = (np.where(negative, *pair) for pair in (_OF_THE_WAVE, _OF_THE_END))
    share = np.where(phase == "after", end, wave)
    phase[(own["account"] != MAIN_ACCOUNT).to_numpy() | (chances > share)] = "ordinary"
    return phase


def _signals(own: pd.DataFrame) -> list[int]:
    """Return the rows that become early signals: negative, spread over the days before the wave."""
    mine = (own["account"] == MAIN_ACCOUNT) & own["machine_negative"]
    mine &= own["source"].isin(["forum", "microblog"])
    first, last = (day.isoformat() for day in SIGNAL_DAYS)
    rows = own.index[mine & own["date"].between(first, last)].tolist()
    return [rows[int(place)] for place in np.linspace(0, len(rows) - 1, min(SIGNALS, len(rows)))]


def said(own: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return labelled originals with `text` and `language`."""
    draws = Draws(seed, "mentions/texts")
    dealers = {account: Dealer(account, draws) for account in _NAMESAKES}
    languages = np.empty(len(own), dtype=object)
    for account, weights in _LANGUAGES.items():
        mine = (own["account"] == account).to_numpy()
        languages[mine] = np.array(("en", "fr", "it"), dtype=object)[draws.categories(weights, mine.sum())]
    chances, choices = draws.uniform(len(own)).tolist(), draws.uniform(len(own)).tolist()
    columns = (own[name].tolist() for name in ("account", "source", "phase", "register", "kind"))
    texts = []
    for account, source, phase, register, kind, language, chance, choice in zip(
        *columns, languages.tolist(), chances, choices, strict=True
    ):
        text, found = dealers[account].deal(Key(phase, register, kind, language))
        nameless = found.phase != "namesake" and _MARKS.get(account, account) not in text.lower()
        if found.phase in {"signal", "bots"}:
            texts.append((text, found.language))
        elif nameless and choice > _UNNAMED:
            texts.append((_named(text, account, source, register, chance), found.language))
        elif source == "forum" and chance < _OPENED:
            openers = _OPENERS[found.language]
            texts.append((openers[int(choice * len(openers))] + text, found.language))
        else:
            texts.append(
                (_typed(text, account, chance, choice) if source == "microblog" else text, found.language)
            )
    return own.join(pd.DataFrame(texts, columns=["text", "language"], index=own.index))


def _named(text: str, account: str, source: str, register: str, chance: float) -> str:
    """Return a text with the name that its page, its thread or its tag gives it."""
    if source == "microblog":
        return _typed(text, account, _TAGGED * chance, 1.0)
    names, forms = _NAMES[account], _NAMED[register]
    form = forms[int(chance * len(forms))]
    return form.format(text=text, name=names[int(chance * 997) % len(names)])


def _typed(text: str, account: str, chance: float, choice: float) -> str:
    """Return a short message as it is typed: with a tag before or behind it, or without capitals."""
    tag = account.replace("_", "")
    if chance < _TAGGED / 2:
        return f"@{tag} {text}"
    if chance < _TAGGED:
        return f"{text} #{tag}"
    return text.lower() if choice < _LOWER else text
