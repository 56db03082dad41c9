"""Every sentence that the desk shows, by the name by which the browser knows it; gaps are filled there."""

from __future__ import annotations

from practicum.i18n import _, language


def interface_words() -> dict[str, str]:
    """Return the interface strings in the present language."""
    return {"language": language(), **_frame(), **_threads(), **_acts(), **_before_and_after(), **_keys()}


def _frame() -> dict[str, str]:
    return {
        "desk_of": _("Simulated desk: {title}"),
        "areas": _("Areas of the desk"),
        "area_top": _("Clock and volume"),
        "area_dock": _("Log, alerts and dossier"),
        "practice": _("Practice"),
        "assessed": _("Assessed"),
        "clock": _("Simulated clock:"),
        "time_controls": _("Simulated time"),
        "step": _("Step"),
        "step_help": _("On to the next message"),
        "ten": _("+10 min"),
        "ten_help": _("Let ten minutes pass"),
        "run": _("Run"),
        "pause": _("Pause"),
        "run_help": _("Let time pass by itself, or stop it"),
        "mention": _("1 mention"),
        "mentions": _("{n} mentions"),
        "last_hour": _("in the last hour"),
        "usual": _("usual {low} to {high}"),
        "above": _("(above)"),
        "goodwill": _("Goodwill"),
        "of_100": _("of 100"),
        "goodwill_later": _("Goodwill: shown in the debrief"),
        "pane_inbox": _("Inbox"),
        "pane_thread": _("Thread"),
        "pane_reply": _("Reply"),
        "pane_dock": _("Log and dossier"),
        "tab_log": _("Decision log"),
        "tab_alerts": _("Alerts"),
        "tab_dossier": _("Dossier"),
        "log_empty": _("Nothing decided yet. What you decide is written here."),
        "alerts_empty": _("No alert. One comes when mentions leave their usual band."),
        "muted": _("(muted)"),
        "alert_at": _("{time}: {text}"),
        "hint": _("Hint: {hint}"),
        "put_away": _("Put away"),
        "saved": _("Every decision is saved as you make it."),
        "kernel_silent": _(
            "No answer yet. If a cell is running, your act waits for it; if the kernel has stopped, "
            "run this cell again: everything logged is kept."
        ),
        "kernel_gone": _(
            "The kernel behind this desk is gone. Run this cell again: everything logged is kept, "
            "and so is what you were writing."
        ),
    }


def _threads() -> dict[str, str]:
    return {
        "inbox": _("Inbox"),
        "unread": _("Unread."),
        "unread_of": _("{unread} unread of {total}"),
        "filters": _("Filter the inbox"),
        "filter_all": _("All"),
        "filter_unread": _("Unread"),
        "filter_watched": _("Watch list"),
        "filter_handled": _("Handled"),
        "search": _("Search"),
        "feed": _("Threads, latest first"),
        "nothing_yet": _("Nothing has come in yet. Step on to the first message."),
        "nothing_fits": _("No thread fits this filter and search."),
        "watched": _("Watch list"),
        "state_answered": _("Answered"),
        "state_left": _("Left on purpose"),
        "state_closed": _("Hidden"),
        "thread": _("Thread"),
        "choose_thread": _(
            "Choose a thread in the inbox to read it here. The keys J and K walk through them."
        ),
        "on_platform": _("{name} on {platform}"),
        "waiting": _("No answer for {minutes} min"),
        "follower": _("{n} follower"),
        "followers": _("{n} followers"),
        "verified": _("Verified account"),
        "organisation": _("Organisation"),
        "messages": _("Messages, oldest first"),
        "photo": _("Photo: {what}"),
        "likes": _("Likes: {n}"),
        "shares": _("Shares: {n}"),
        "you_short": _("You"),
        "inside": _("Internal. Only the desk sees this."),
    }


def _acts() -> dict[str, str]:
    return {
        "act": _("Act"),
        "group_watch": _("Watch"),
        "group_verify": _("Verify"),
        "group_speak": _("Speak"),
        "group_structure": _("Structure"),
        "group_moderate": _("Moderate"),
        "group_operate": _("Operate"),
        "group_escalate": _("Escalate"),
        "group_close": _("Close"),
        "reply": _("Reply"),
        "reply_to": _("Reply to {name}"),
        "choose_to_reply": _("Choose a thread first; then you can answer it here."),
        "reply_over": _("The shift is over: nothing can be sent any more."),
        "channel": _("Where the answer goes"),
        "choose": _("Choose…"),
        "what_to_do": _("What to do"),
        "about": _("About: {name}"),
        "needs_thread": _("Choose a thread in the inbox first: this act is about one."),
        "cost": _("{minutes} min"),
        "act_cost": _("{act}, {minutes} min"),
        "send": _("Send"),
        "asks_again": _("{act}…"),
        "length_of": _("{n} of {max}"),
        "too_long": _("{n} of {max}: {over} too many"),
        "fill_in": _("Fill in “{field}” first. Nothing has been sent."),
        "how_sure": _("How sure are you that this is the right act now?"),
        "say_how_sure": _("Say how sure you are first."),
        "second_look": _("Second look: {act}?"),
        "cannot_undo": _("This cannot be undone. It will be in the log, and others will have seen it."),
        "takes": _("Takes"),
        "go_back": _("Go back"),
        "close_form": _("Close"),
        "close_sheet": _("Close this form"),
    }


def _before_and_after() -> dict[str, str]:
    return {
        "before": _("Before the clock starts"),
        "start": _("Start the shift"),
        "term_shift": _("Shift"),
        "shift_length": _("Begins at {time} and lasts {hours} hours of simulated time"),
        "term_mode": _("Mode"),
        "practice_means": _("Practice: goodwill is shown while you work"),
        "assessed_means": _("Assessed: you see consequences only; goodwill and hints wait for the debrief"),
        "term_seed": _("Seed"),
        "term_time": _("Time"),
        "time_means": _(
            "It stands still until you act, step on, or let it run. How fast you click never counts."
        ),
        "start_over": _("Start over…"),
        "start_over_ask": _("Start this drill over?"),
        "start_over_keeps": _(
            "The run so far is kept: its log stays in this folder under a numbered name. "
            "The new run begins at minute 0 with the same seed."
        ),
        "start_over_do": _("Start over"),
        "shift_over": _("The shift is over"),
        "predict_why": _(
            "Before you see the score, guess it. The distance between your guess and the mark "
            "tells you how well you can judge your own work."
        ),
        "predict": _("What score do you expect, from 0 to 100?"),
        "show_debrief": _("Show the debrief"),
        "go_predict": _("Guess your score, then see the debrief"),
        "open_debrief": _("Back to the debrief"),
        "look_at_desk": _("Look at the desk again"),
        "debrief": _("Debrief"),
    }


def _keys() -> dict[str, str]:
    return {
        "keys": _("Keys and settings"),
        "keys_when": _("They work while focus is on the desk, never while you type."),
        "keys_on": _("Single-letter keys are on"),
        "key_threads": _("Next, previous thread"),
        "key_filters": _("Inbox filters"),
        "key_reply": _("Reply"),
        "key_send": _("Send the form you are in"),
        "key_step": _("Step to the next message"),
        "key_ten": _("Ten minutes on"),
        "key_run": _("Run, pause"),
        "key_log": _("Decision log"),
        "key_search": _("Search the inbox"),
        "key_area": _("Next area"),
        "key_escape": _("Close, and go back to where you were"),
    }
