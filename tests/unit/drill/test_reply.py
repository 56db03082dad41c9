"""Does the reply analyser find each element where it is, and leave it where it only seems to be?"""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.drill.reply import ELEMENTS, TONES, LanguageError, analyse, languages, lint
from practicum.drill.reply.text import LONGEST

LATE = "my parcel is late, any news?"

# (element, message, a reply that has it, a reply that only looks like it)
PAIRS = [
    ("acknowledge", LATE, "Sorry the parcel is still on its way.", "Please DM us your parcel number."),
    ("acknowledge", "do you open on Sundays?", "Yes, from 10 to 4.", "No comment."),
    ("known", LATE, "The van broke down near Lyon.", "That is frustrating to hear."),
    ("known", LATE, "Your parcel was scanned on Tuesday.", "Was your parcel scanned on Tuesday?"),
    ("known", LATE, "We are aware of an issue affecting deliveries.", "We are sorry about the delivery."),
    ("unknown", LATE, "We do not know yet where it is.", "We know where it is."),
    ("unknown", LATE, "We're looking into this now.", "Are you looking into other offers?"),
    ("unknown", LATE, "It is not clear yet why.", "It is clear why."),
    ("action", LATE, "I've asked the depot to trace it.", "Have you asked the depot?"),
    ("action", LATE, "Our engineers are working on it.", "Our engineers are lovely people."),
    ("action", LATE, "We will replace it.", "We can not replace it."),
    ("next_update", LATE, "We will update you by 5pm.", "Please update your app by 5pm."),
    ("next_update", LATE, "Someone will be in touch shortly.", "Please get in touch with us."),
    ("channel", LATE, "Please send us a DM.", "We sent the parcel on Monday."),
    ("channel", LATE, "See https://example.org/help", "See you soon."),
    ("channel", LATE, "Please call us on 0800 555 0199.", "I will call you tomorrow."),
    ("apology", LATE, "Apologies for that.", "Nothing to apologise for."),
    ("apology", LATE, "So sorry!", "We are not sorry."),
    ("empathy", LATE, "I understand how worrying that is.", "The hard drive is full."),
    ("empathy", LATE, "That must be upsetting.", "Sorry for any inconvenience."),
    ("explanation", LATE, "It is late because of snow.", "Was it late because of snow?"),
    ("explanation", LATE, "This was due to a fault.", "It is due to arrive today."),
    ("denial", "you sell my data", "We do not sell your data.", "We do not know who sold it."),
    ("denial", "heard you closed", "That is not true.", "That is true."),
    ("blame", LATE, "You should have read the terms.", "You should have received an email."),
    ("blame", LATE, "It is the courier's fault, not our problem.", "It is our fault."),
    ("minimising", LATE, "It is just one lot.", "Just a moment, please."),
    ("minimising", LATE, "These things happen.", "This must not happen."),
    ("promise", LATE, "We will refund you today.", "We will try to refund you."),
    ("promise", LATE, "It will never happen again, we promise.", "We can not promise a date."),
    ("jargon", LATE, "We informed our stakeholders.", "We informed our neighbours."),
    ("jargon", "what is your SLA?", "Our SKU changed.", "Our SLA is 2 days."),
    ("personal_data_asked", LATE, "What is your full name and address?", "What is your question?"),
    (
        "personal_data_asked",
        LATE,
        "Please send us your order number.",
        "Never send your card number to anyone.",
    ),
    (
        "personal_data_given",
        LATE,
        "Mrs Ada Novak of 12 Elm Street has it.",
        "Our shop at 12 Elm Street has it.",
    ),
    ("personal_data_given", LATE, "It was paid by your card ending 3391.", "It was paid by card."),
    # As real accounts write: no "because", wishes, announced calls, corrections, offers, rules.
    ("acknowledge", "your ad is vile", "We have taken that advert down.", "Thanks for your message."),
    ("acknowledge", LATE, "Sorry nobody has called you.", "Sorry for any inconvenience."),
    ("known", "my zip broke", "You can exchange it.", "You can call us."),
    ("known", "my zip broke", "Any repairs are free.", "Any repairs?"),
    ("known", LATE, "We're here 24/7.", "We're here to help."),
    ("unknown", LATE, "We haven't heard back from the depot.", "We have heard from the depot."),
    ("action", LATE, "I'd be happy to review it.", "I am happy for you."),
    ("action", LATE, "Our crew has found the fault.", "Has our crew found you?"),
    ("action", LATE, "Leave it with me.", "Leave it on the step."),
    ("action", LATE, "Would you like me to arrange a call?", "Would you like a cake?"),
    ("next_update", LATE, "You'll hear from us by Friday.", "Tell us when you hear from them."),
    ("next_update", LATE, "I've asked them to call you today.", "Please ask them today."),
    ("next_update", LATE, "May I have a number? I'd like to call you.", "You'll get your parcel on Friday."),
    ("channel", LATE, "Bring it back to any store.", "We will bring it to your door."),
    ("empathy", LATE, "We hate to hear that.", "We are glad to hear that."),
    ("empathy", LATE, "That's such a shame!", "That's such a help!"),
    ("empathy", LATE, "I hope she's feeling better.", "I hope this helps."),
    ("empathy", LATE, "Hope you get it back!", "We hope to have it back."),
    ("explanation", LATE, "There's a burst main on Elm Road.", "There are two shops on Elm Road."),
    ("explanation", LATE, "Our lines are very busy today.", "We're busy checking this."),
    ("explanation", LATE, "This was an error on our part.", "You got an error message."),
    ("explanation", LATE, "A pump failed overnight.", "We hope it works."),
    ("explanation", LATE, "It looks like the scan was missed.", "It looks good."),
    ("explanation", LATE, "Demand is much higher than expected.", "We open later on Friday."),
    ("explanation", LATE, "A lorry has hit the bridge.", "Press this to hit the road."),
    ("explanation", LATE, "We had two drivers call in sick.", "We had two drivers there."),
    ("empathy", LATE, "How frustrating!", "How long?"),
    ("empathy", LATE, "Nobody wants to wait on hold.", "Nobody wants it, so it is free."),
    ("next_update", LATE, "I'll drop you a line tomorrow.", "Drop us a line tomorrow."),
    ("denial", LATE, "We're not closing.", "We are not selling it any more."),
    ("action", LATE, "The ticket has been escalated.", "The ticket has been expensive."),
    ("action", LATE, "I've nudged the depot.", "We have received your letter."),
    ("action", LATE, "We're drafting a plan.", "We're having a bad day."),
    ("promise", LATE, "You will be compensated.", "You will be contacted."),
    ("minimising", LATE, "It's not a big problem.", "It's a big problem."),
    ("denial", LATE, "We can assure you that it is safe.", "We can not assure you that."),
    ("denial", LATE, "We never intended to offend.", "We never want you to wait."),
    ("denial", LATE, "That message isn't from us.", "That message is from us."),
    ("denial", LATE, "None of our staff said that.", "None of our shops has it left."),
    ("blame", LATE, "You gave us the wrong address.", "You gave us a good idea."),
    ("minimising", LATE, "Delivery dates are estimates only.", "The date is Friday."),
    ("minimising", LATE, "Worse things happen.", "Nobody was hurt, we are relieved to say."),
    ("promise", LATE, "They'll swap it for you.", "They'll call you."),
    ("promise", LATE, "Bring it in for a full refund.", "Refunds take five days."),
    ("promise", LATE, "I'll get the label corrected.", "I'll get this reported."),
    ("question", LATE, "Which depot is it", "Which is fine."),
    ("question", LATE, "Can you tell us more", "We can tell you more."),
    ("question", LATE, "Is it here?", "It is here."),
]


@pytest.mark.parametrize(("element", "message", "yes", "no"), PAIRS)
def test_is_an_element_found_where_it_is_and_only_there(element, message, yes, no):
    assert element in analyse(yes, message).elements
    assert element not in analyse(no, message).elements


def test_is_every_element_asked_about():
    assert {pair[0] for pair in PAIRS} | {"confidential", "myth"} == set(ELEMENTS)


def test_does_every_finding_quote_the_reply_and_explain_itself():
    reply = "Hi Zoë \u2014 it\u2019s just one lot. You should have read the label! DM us your full name?"
    for finding in analyse(reply, "is the yoghurt safe?").findings:
        assert finding.quote == reply[finding.start : finding.end] != ""
        assert finding.quote in finding.says
        assert finding.rule
        assert "{" not in finding.says


def test_is_a_fact_told_only_when_enough_of_it_is_told():
    fact = ("the supplier had already flagged the lot on Friday",)
    told = "Our supplier flagged this lot on Friday."
    assert analyse(told, confidential=fact).of("confidential")
    assert not analyse("The lot is off the shelves since Friday.", confidential=fact).of("confidential")
    assert not analyse(told).of("confidential")


def test_is_a_myth_repeated_even_when_it_is_denied():
    myth = ("ten children are in hospital",)
    assert analyse("It is not true that ten children are in hospital.", myths=myth).of("myth")
    assert not analyse("One person saw a doctor and is at home.", myths=myth).of("myth")


@pytest.mark.parametrize(
    ("reply", "public", "where"),
    [
        ("What is your account number?", True, "public"),
        ("What is your account number?", False, "private"),
        ("Please DM us your account number.", True, "private"),
        ("Please post your account number in the comments, or DM us.", True, "public"),
    ],
)
def test_where_would_personal_data_be_given(reply, public, where):
    assert [finding.value for finding in analyse(reply, public=public).of("personal_data_asked")] == [where]


@pytest.mark.parametrize(
    ("reply", "time"),
    [
        ("We will update you by 5pm.", "by 5pm"),
        ("I'll get back to you within 24 hours, promised.", "within 24 hours"),
        ("We open at 9. Next update tomorrow at 16:30.", "at 16:30"),
        ("We will keep you posted.", ""),
    ],
)
def test_is_the_time_of_the_next_update_read(reply, time):
    assert time in analyse(reply).next_update
    assert bool(time) == bool(analyse(reply).next_update)


@pytest.mark.parametrize(
    ("reply", "tone"),
    [
        ("Oh no, Ana, I'm so sorry, that must have been upsetting!", "warm"),
        ("The parcel is at the depot.", "neutral"),
        ("Customers are advised that complaints must be submitted via the form. Regards", "cold"),
        ("Get your facts straight. You should have read the label.", "sharp"),
    ],
)
def test_is_the_tone_heard_and_explained(reply, tone):
    heard = analyse(reply).tone
    assert heard.label == tone in TONES
    assert bool(heard.reasons) == (tone != "neutral")


def test_are_sentences_cut_where_a_reader_cuts_them():
    reply = "Hi! See https://a.example/b.c?x=1 at 2.40 p.m. on Fri. 3 May\nBye ^JT"
    assert analyse(reply).sentences[0].text == "Hi!"
    assert analyse("It costs 2.50 today").sentences[0].text == "It costs 2.50 today"
    assert len(analyse("one\ntwo. three?! four").sentences) == 4


def test_do_remarks_come_by_harm_and_never_too_many():
    bad = (
        "You should have read the label, it is just one lot. Post your full name and address in the comments."
    )
    remarks = lint(bad, "found glass in the yoghurt", at_most=2)
    assert [remark.element for remark in remarks] == ["personal_data_asked", "blame"]
    assert len(lint(bad, "found glass", at_most=20)) > 3
    assert lint(bad, at_most=0) == ()
    assert lint("") == ()


def test_does_a_good_reply_get_no_remark():
    good = (
        "Sorry about the glass, Ana. We do not know the cause yet. We have stopped sales; next update at 4pm."
    )
    assert lint(good, "found glass in the yoghurt") == ()


def test_is_missing_time_noticed():
    assert "no-time" in {remark.rule for remark in lint("We have found the parcel and will keep you posted.")}


def test_is_an_unknown_language_refused_in_a_sentence():
    assert "en" in languages()
    with pytest.raises(LanguageError, match="xx"):
        analyse("Hi", language="xx")


def test_is_the_analysis_plain_json_and_the_same_each_time():
    once = json.dumps(analyse("We\u2019re on it, sorry!", "down?").to_json())
    assert once == json.dumps(analyse("We\u2019re on it, sorry!", "down?").to_json())


WORDS = st.sampled_from(
    [
        "we",
        "you",
        "not",
        "have",
        "been",
        "will",
        "the",
        "your",
        "sorry",
        "because",
        "due",
        "to",
        "dm",
        "us",
        "just",
        "one",
        "?",
        ",",
        ".",
        ":",
        "(",
        ")",
        "and",
        "is",
        "it",
        "@a",
        "^b",
        "12",
        "5pm",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.text(max_size=100), st.booleans())
def test_does_no_text_raise(reply, message, public):
    read = analyse(reply, message, public=public, confidential=(message,), myths=(message,))
    assert all(finding.quote == reply[finding.start : finding.end] for finding in read.findings)
    assert len(lint(reply, message, public=public)) <= 3


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=120).map(" ".join))
def test_is_work_bounded_per_letter_even_on_hostile_mixtures(reply):
    """Work is counted, not timed: no mixture of words that rules like costs more than so much a letter."""
    assert analyse(reply).steps <= 150 * (len(reply) + 10)


@pytest.mark.parametrize(
    "seed",
    ["we have been ", "not not not ", "the is are ", "a" * 50, "@@@@", "0 0 0 ", "...", "''''", "\n,:-"],
)
def test_does_work_grow_in_proportion_to_length(seed):
    short, long = (analyse(seed * times) for times in (100, 200))
    assert long.steps <= 2.2 * short.steps + 500


def test_is_an_endless_text_cut_and_said_so():
    read = analyse("we will refund you. " * 5_000)
    assert read.cut
    assert max(finding.end for finding in read.findings) <= LONGEST
