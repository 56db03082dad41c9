"""The sentences of a sitting, by code: what a session cannot do now, and why a hand-in is refused."""

from __future__ import annotations

from practicum.i18n import _


def of_sessions() -> dict[str, tuple[str, str]]:
    """Return what is said when something cannot be done at a sitting, and what can be done instead."""
    call = _("Raise your hand: the invigilator helps.")
    again = _("Call the invigilator, and open the session again.")
    return {
        "people": (
            _("{name} has rows that cannot be used. {problems}"),
            _("Mend these lines, and open the sitting again. Nothing was written."),
        ),
        "wrong-code": (
            _("This code does not fit."),
            _("Type it again as it stands on the invigilator's sheet, for this candidate."),
        ),
        "package-altered": (
            _("This package cannot be opened: the code is not its code, or the file was changed."),
            _("Type the start code again. If it stays so, copy the package anew from the body's disk."),
        ),
        "package-unreadable": (
            _("This file is not a package of an examination that this edition can read."),
            _("Choose the file whose name ends in .package."),
        ),
        "other-package": (
            _("A session of {candidate} with another package lies here."),
            _("Use the package that the session was begun with."),
        ),
        "session-damaged": (
            _("The log of this session is damaged: {detail}"),
            _("Leave it as it is, and call the invigilator: the body can read what is whole."),
        ),
        "handed-in": (_("This session was handed in. Nothing in it changes any more."), call),
        "agreed-already": (_("You have agreed to the rules already."), _("Begin part 1.")),
        "not-agreed": (
            _("Before the clock starts, you agree to the rules of the examination."),
            _("Read the rules, then agree to them."),
        ),
        "part-order": (
            _("This part cannot be begun now."),
            _("The parts come one after the other, each once."),
        ),
        "part-open": (_("A part is still open."), _("End it first.")),
        "part-closed": (_("The part that this belongs to is not open."), call),
        "paused": (
            _("The clock is stopped, and so is the work."),
            _("The invigilator starts it again with the code."),
        ),
        "not-paused": (_("The clock is not stopped."), _("Work on.")),
        "time-over": (
            _("The time of this part is over. What you had saved before is kept."),
            _("End the part."),
        ),
        "unknown-question": (_("There is no such question in this examination."), _("Load the page again.")),
        "unknown-drill": (_("There is no such drill in this examination."), _("Load the page again.")),
        "unknown-event": (_("The session cannot note this."), call),
        "drill-begun": (_("This drill was begun already."), _("Go on with it.")),
        "drill-over": (
            _("This drill is over. Its decisions are kept."),
            _("Go on with the other tasks."),
        ),
        "drill-acts": (_("This decision does not follow the one before it."), again),
        "drill-alone": (
            _("In an examination a drill is played once, and its debrief comes with the results."),
            _("Go on with the other tasks."),
        ),
        "answer-large": (
            _("This answer is longer than {limit} characters."),
            _("Shorten it: the question says how long it should be."),
        ),
        "file-large": (_("{name} is larger than {limit} MB."), _("Save it smaller, then hand it in again.")),
        "log-full": (
            _("The log of this session is full: no more answers can be saved."),
            _("Call the invigilator. All that was saved is kept, and the session can be handed in."),
        ),
        "two-windows": (
            _("This session was continued in another window or by another program."),
            _("Close one of the two, then open the session again."),
        ),
        "disk-full": (
            _("The disk of this computer is full: this was not saved."),
            _("Call the invigilator: make room, or move the session to another computer."),
        ),
        "no-start": (_("The log of this session does not begin with its opening."), again),
        "clock-back": (_("The clock of this computer ran backwards."), again),
        "clock-apart": (_("The clocks of this computer do not agree."), again),
    }


def of_hand_ins() -> dict[str, tuple[str, str]]:
    """Return why a hand-in is refused, and what the officer can do."""
    copy = _("Take both files again from the station, as they are, and receive them again.")
    look = _("Keep the files, note it as an incident, and look at the station and the invigilator's sheet.")
    return {
        **_of_files(copy),
        **_of_seals(copy, look),
        **_of_logs(look),
    }


def _of_files(copy: str) -> dict[str, tuple[str, str]]:
    return {
        "missing": (_("{name} is not there, or cannot be read."), copy),
        "too-large": (_("{name} is larger than any hand-in can be: it was not read."), copy),
        "not-a-zip": (_("{name} is no zip file, or it is damaged."), copy),
        "bomb": (_("{name} unpacks to far more than a hand-in can hold: it was not unpacked."), copy),
        "unsafe": (_("{name} holds a member that no station writes: {detail}"), copy),
        "malformed": (_("What {name} says about itself cannot be read: {detail}"), copy),
        "unlisted": (_("{name} holds a file that its manifest does not list: {detail}"), copy),
        "absent": (_("{name} lacks a file that its manifest lists: {detail}"), copy),
        "member": (_("A file in {name} is not what its manifest recorded: {detail}"), copy),
        "no-log": (_("{name} holds no log of a session."), copy),
    }


def _of_seals(copy: str, look: str) -> dict[str, tuple[str, str]]:
    return {
        "seal-missing": (
            _("The seal {name} does not lie beside the bundle, so nobody can say where it comes from."),
            copy,
        ),
        "seal-unreadable": (_("The seal {name} does not follow its format."), copy),
        "unknown-station": (
            _("The seal names the station “{station}”, which was not registered for this sitting."),
            _("Register its public key before the sitting, or look where the files come from."),
        ),
        "bad-signature": (
            _("The seal was not signed by the station “{station}”, or it was changed after that."),
            look,
        ),
        "altered": (_("Altered: {name} is not the bundle that the station sealed."), look),
        "other-sitting": (
            _("This was handed in at the sitting “{found}”, not at “{due}”."),
            _("Receive it there."),
        ),
        "unknown-candidate": (_("Nobody at this sitting has the code “{candidate}”."), look),
        "other-candidate": (
            _("The bundle is of “{found}”, and the seal is of “{due}”."),
            look,
        ),
        "other-package": (
            _("{candidate} worked with another package than the one that this body issued."),
            look,
        ),
        "received-already": (
            _("{candidate} handed in already, these very files. The receipt is {receipt}."),
            _("Nothing is left to do: what was received stays as it is."),
        ),
        "replayed": (
            _(
                "Another bundle of {candidate} was received before, with the receipt {receipt}. The first "
                "one counts."
            ),
            look,
        ),
    }


def _of_logs(look: str) -> dict[str, tuple[str, str]]:
    return {
        "broken-log": (_("Line {n} of the session's log is no event."), look),
        "reordered": (
            _("The events of the session's log are not in their order, or stand there twice."),
            look,
        ),
        "gap": (_("Events are missing inside the session's log."), look),
        "edited": (_("Event {n} of the session's log was changed after it was written."), look),
        "truncated": (
            _(
                "The end of the session's log is cut off: the seal counts {due} events, and {found} are "
                "there."
            ),
            look,
        ),
        "extended": (
            _(
                "The session's log was continued after it was sealed: the seal counts {due} events, and "
                "{found} are there."
            ),
            look,
        ),
        "unfinished": (_("The session was never ended with the stop code."), look),
        "other-session": (_("The session's log belongs to another sitting, candidate or package."), look),
        "after-stop": (_("Event {n} of the session's log comes after its end."), look),
        "overtime": (_("Event {n} of the session's log is work after the time was over."), look),
        "while-paused": (_("Event {n} of the session's log is work while the clock was stopped."), look),
        "out-of-turn": (
            _("Event {n} of the session's log, “{kind}”, could not happen at that moment."),
            look,
        ),
        "clock-back": (_("At event {n} the running clock of the station goes backwards."), look),
        "clock-apart": (
            _("At event {n} the clocks of the station part, and no change of the clock was noted."),
            look,
        ),
        "no-start": (_("The session's log does not begin with its opening."), look),
        "drill-missing": (_("The log of the drill {slug} is missing."), look),
        "drill-stray": (_("A drill log of {slug} is there, and the drill was never begun."), look),
        "drill-broken": (_("The log of the drill {slug} is broken: {detail}"), look),
        "drill-other": (
            _("The log of the drill {slug} was played on another draw than this candidate's."),
            look,
        ),
        "drill-extended": (
            _("The log of the drill {slug} is not the one with which the drill was ended."),
            look,
        ),
        "drill-untimed": (
            _("The log of the drill {slug} holds {count} decisions of which the session knows nothing."),
            look,
        ),
        "file-other": (_("The file {name} is not the one that the candidate saved."), look),
        "file-missing": (_("The file {name}, which the candidate saved, is missing."), look),
        "file-stray": (_("The file {name} is there, and the candidate never saved it."), look),
    }
