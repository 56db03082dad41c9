"""Do the posts read as if people wrote them: no field left open, no season missed, no repeat nearby?"""

import re

import pytest

from practicum.data.accounts import ACCOUNTS
from practicum.data.posts import true_posts
from practicum.data.texts import AFTER_CHRISTMAS, deck

KEYS = [account.key for account in ACCOUNTS]


@pytest.fixture(scope="module", params=[2026, 0, 42])
def posts(request):
    return true_posts(request.param)


@pytest.mark.parametrize("account", KEYS)
def test_can_every_month_be_filled_with_enough_cards(account):
    for month in range(1, AFTER_CHRISTMAS + 1):
        assert sum(month in card.months for card in deck(account).cards) >= 30


@pytest.mark.parametrize("account", KEYS)
def test_is_every_word_list_used_and_every_field_known(account):
    cards = deck(account)
    used = set(re.findall(r"{(\w+)}", " ".join([*cards.tails, *(card.text for card in cards.cards)])))
    assert used == set(cards.words)


@pytest.mark.parametrize("account", KEYS)
def test_is_every_card_written_once(account):
    texts = [card.text for card in deck(account).cards]
    assert len(set(texts)) == len(texts)


def test_is_no_field_left_open_and_no_article_wrong(posts):
    for text in posts["text"]:
        assert not re.search(r"[{}]|\s{2}|\b[Aa] [aeio]\w", text), text
        assert text[0].isupper() or text[0].isdigit(), text


@pytest.mark.parametrize("account", KEYS)
def test_does_no_text_come_back_within_twenty_posts(posts, account):
    texts = posts.loc[posts["account"] == account, "text"].tolist()
    for place, text in enumerate(texts):
        assert text not in texts[place + 1 : place + 20]


@pytest.mark.parametrize("account", KEYS)
def test_are_most_texts_of_an_account_different(posts, account):
    texts = posts.loc[posts["account"] == account, "text"]
    assert texts.nunique() > 0.6 * len(texts)


def test_is_winter_not_announced_in_summer(posts):
    summer = posts[posts["local"].dt.month.isin([6, 7, 8])]
    assert not summer["text"].str.contains(r"\b(?:[Ss]now|24th|January|[Gg]alette)\b").any()


def test_are_no_gifts_promised_for_a_day_that_has_passed(posts):
    late = posts[(posts["local"].dt.month == 12) & (posts["local"].dt.day >= 22)]
    assert len(late) > 0
    assert not late["text"].str.contains("24th|23rd").any()


def test_does_the_viral_post_keep_its_words(posts):
    for account in ACCOUNTS:
        row = posts[(posts["account"] == account.key) & posts["viral"]]
        assert row["text"].tolist() == [account.viral.text]
