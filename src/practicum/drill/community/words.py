"""The prose of the model card: what the model is, what it is not, which of two figures it holds."""

from __future__ import annotations

BEFORE = """\
# Model card of the community

This page is made by `practicum build` from the tables that the program reads. It cannot say another
number than the one that acts.

**What it is.** A documented, plausible crowd: people who see a post and may pass it on, by published
laws of timing and reach; who hold a house more or less responsible; whose opinion of it falls and
recovers. It runs the same on every machine, byte for byte, and answers "what if I had said nothing?"
exactly, inside the model.

**What it is not.** A forecast. It knows no real platform, no recommender, no country and no brand. A
good result here does not show that the same words would have worked; a debrief may say only that the
model's crowd, whose rules are on this page, did this.

**For whom.** Learners and their trainers. It must not be used to choose words for a real crisis, to
rank employees, or as evidence about any public.

## Where the numbers come from, and how far they carry

- **Timing and reach** rest on summary figures of 100 large cascades of autumn 2011 in English: winners
  only, at least 2,000 reshares each, from a platform that has changed since, before feeds were sorted
  by recommenders. No row of those data is in the product. Branching ratios fitted on such winners look
  higher than they are for a post that nobody knows yet.
- **Signs of responses** (an explanation calms, deleting criticism fuels) follow published work.
  **Sizes** of almost all of them are our choice, each with a range. No study was found that measures
  them at a desk.
- **Two correlations** are held as a sum of all choices: responsibility with reputation near -.54, match
  of posture with reputation near .23 (a meta-analysis of 35 studies, 2016). The second is small: a
  matching posture does not save everything, and nothing here lets it.
- **Nothing here proves a cause**: no style of reply was tested, no text is French, and none was found for
  the followers of one brand. No panel of practising community managers has reviewed it.
- Nearly all sources date from 2009 to 2022."""

WORKS = """\
## How it works

1. **Spread.** At minute t, a post that d people see draws reshares at the rate p(t) x d x
   kernel(delay). p(t) = infectiousness x hour of the day x ageing x what acts did x doubt x (1 -
   reached / audience). Moral-emotional words multiply p by `heat-word` each, three at most; falsity
   multiplies it by `falsity`. Spread depends on the truth of a matter in no other way.
2. **Timing.** The kernel is constant for five minutes, then falls as a power of time (`kernel-theta`).
   Its five minutes are shared out unevenly so that the commonest delay lies between one and two
   minutes.
3. **Reach** of who passes it on is lognormal (`reach-mean`, `reach-sd`). How well one thing draws
   varies (`pull-sd`); all that descends from it inherits that.
4. **People.** Each post has a segment and a tone. Loyal people support and ask, hostile ones criticise,
   and the more the house is held responsible the more of everyone criticises.
5. **Responsibility A** begins where the scenario says. Silence on a matter that people talk of adds to
   it, at most `silence-blame`; a word ends that. A posture that fits the cluster takes away up to
   `fit-blame`, one that does not adds as much. Owning up after a denial adds `flip-blame`.
6. **Reputation R** starts at 100. In every five minutes it falls by (people who first heard of the
   matter, weighed by who told them and how) x A, faster with a video, bounded by `most-loss` for one
   matter, and recovers slowly.
7. **Rumours** have exposed people, sharers and sceptics. Sceptics do not pass on. A correction makes
   sceptics; it never turns back what was shared.
8. **The service queue** has arrivals by the hour, people who answer, and patience that thins after an
   hour. **Raids** have bots and people in waves, and limits that keep out some of both and some
   regulars. **The adviser** errs at the rates below and is a little less sure when it errs.

Every draw is a hash of (seed, matter, place in the tree of posts). Each *possible* reshare has its own
level, drawn once; it happens if p at its minute is above that level. So an act changes who posts, never
anyone's luck, and a matter that an act does not touch stays as it was, post by post."""

SPOKEN = """\
Public words ({spoken}) also end the silence, and their posture is judged for fit. *Fades* means: less
the longer people have talked of the matter (`early-life`), and less each time the same words come again
(`repeat-fade`). Marks under *when* and *unless* are facts about the act (`part-known`: it says a fact)
or about the matter at that minute (`hot`; `heated`: two moral-emotional words or more; `untrue`;
`responsible`: held responsible to 40 % or more)."""

COUNTED = """\
{all} numbers: {sourced} sourced (a published figure), {measured} measured (computed for this course
from public data), {proposed} proposed (our choice). A scenario may replace a value and says so in its
file."""

PARTS_SAID = {
    "index": "### What the desk moves\n\nHundredths of a point, unless the column says otherwise.",
    "desk": "### How far words of the house carry",
    "community": "### The crowd",
}

AFTER = """\
## Does it behave?

```
python -m practicum.drill.community.report
```

prints 34 stylised facts, each with what is asked and what 2,000 keyed seeds gave. The slow tests hold
every one of them. A few rest on a population that the test defines (what counts as a large cascade of a
brand, which storms there are). Those populations are stated in `facts.py` and decide nothing in a
drill.

### Where published figures contradict each other

- **The kernel is flat for five minutes; real reactions have a peak between one and two.** Held: both.
  The mass of the five minutes stays (18.8 % within 5 minutes, median 41 minutes, 46 % beyond the hour);
  only its inside is reshaped. The measured fall from the second to the tenth minute is steeper than
  ours. With it the 18.8 % would be lost.
- **The kernel falls as t^-1.23; real cascades fall as t^-.85 to t^-.96.** Held: both. The slower fall
  comes out by itself, since reshares of reshares come later. A cascade, each counted once, falls more
  slowly than that in its first three hours and more steeply after six, as the real ones do (-.80 and
  -1.37 were measured).
- **Share of posts that nobody reshares: at least 60 % (a prototype) or 49 % (3,333 real cascades under
  a hashtag).** Held: both, for different posts. Posts whose authors reach as many people as a resharer
  does: about three quarters get nothing. Talk among better connected accounts, less infectious: about
  half. Only the second was measured.
- **Ageing: two days (TiDeH), four (a hand fit to large cascades).** A matter of a scenario has its own.
  Our large cascades are tested with seven: a finite audience already slows them, and with four they end
  too early.
- **Day and night: peak over trough 3, or night at .4 to .6 of day.** Held: both, the first hour by
  hour, the second as mean of 0 to 6 over mean of 9 to 22. Hours of infectiousness swing less than the
  hours of reshares that were measured, since reshares of reshares add to the swing.
- **False news: 70 % likelier to be reshared (2018), or no difference at equal size (2021).** Held:
  both. Falsity multiplies p and changes no shape. "Six times faster to 1,500 people" is not asked: only
  the direction is tested.
- **One tail exponent for all cascades** does not exist in the data, and none is promised here.

### Known limits

- People do not follow each other: there is no network, only reach. Two posts may reach the same person,
  which the audience term allows for on average only.
- A house cannot gain reputation from the crowd, only keep it. What good service earns is counted at the
  desk.
- Segments post and sound differently; they do not spread differently.
- Dispositions move only by acts of the house.
- A matter seen once dies faster than measured crises do (half of their volume after the peak in 13.6
  hours, 60 % in 24). Fed by news from outside in every hour it fades as they do. A scenario feeds its
  own, with seeds.
- Complaints swing more over a day (9 to 1 was measured) than reshares do. The queue uses the hours of
  reshares; a rush is stated by the scenario.
- A first post that reaches nearly everyone leaves nobody to pass it on to: an audience should be
  several times the reach of its seeds."""
