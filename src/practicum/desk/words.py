"""Every sentence that the desk shows, by the name by which the browser knows it; gaps are filled there."""

from __future__ import annotations

from practicum.i18n import _, language


def interface_words() -> dict[str, str]:
    """Return the interface strings in the present language."""
    parts = (_frame(), _strip(), _threads(), _writing(), _acts(), _dock(), _before_and_after(), _keys())
    return {"language": language(), **{name: words for part in parts for name, words in part.items()}}


def _frame() -> dict[str, str]:
    return {
        "desk_of": _("Simulated desk: {title}"),
        "areas": _("Areas of the desk"),
        "area_top": _("Clock and volume"),
        "area_strip": _("Level and service"),
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


def _strip() -> dict[str, str]:
    return {
        "level": _("Level"),
        "change_level": _("Change level…"),
        "clocks": _("Clocks that run"),
        "clock_due": _("{what}, due {time}"),
        "clock_left": _("{n} min left"),
        "clock_over": _("{n} min over"),
        "service": _("Customer service"),
        "service_waiting": _("{n} waiting"),
        "service_answered": _("{n} answered"),
        "service_complained": _("{n} complained in public"),
        "service_wait": _("typical wait {n} min"),
        "service_one": _("1 person"),
        "service_staff": _("{n} people"),
        "span": _("{h} h {m} min"),
    }


def _threads() -> dict[str, str]:
    return {
        "inbox": _("Inbox"),
        "unread": _("Unread."),
        "unread_of": _("{unread} unread of {total}"),
        "filters": _("Filter the inbox"),
        "filter_all": _("All"),
        "filter_unread": _("Unread"),
        "filter_waiting": _("Waiting"),
        "filter_watched": _("Watched"),
        "filter_reports": _("Reports"),
        "filter_streams": _("Issues"),
        "search": _("Search"),
        "feed": _("Threads, latest first"),
        "queue": _("Threads, oldest first"),
        "nothing_yet": _("Nothing has come in yet. Step on to the first message."),
        "nothing_fits": _("No thread fits this filter and search."),
        "watched": _("Watch list"),
        "state_answered": _("Answered"),
        "state_left": _("Left on purpose"),
        "state_closed": _("Hidden"),
        "decided_keep": _("Kept"),
        "decided_label": _("Labelled"),
        "decided_remove": _("Removed"),
        "measure_warn": _("Author warned"),
        "measure_mute-user": _("Author muted"),
        "measure_ban": _("Author banned"),
        "archived": _("Evidence kept"),
        "limited": _("Comments: {limit}"),
        "rules_pinned": _("The rules are pinned here."),
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
        "in_private": _("Private. Only you read this."),
        "muted_thread": _("Alerts muted"),
        "earlier": _("Show {n} earlier posts"),
        "sample": _("A sample of the posts, oldest first"),
        "posts_hour": _("{n} posts in the last hour"),
        "post_hour": _("1 post in the last hour"),
        "hot": _("hot"),
        "reached": _("has reached {n} people"),
        "hot_from": _("hot from {n} an hour"),
        "report": _("Report"),
        "reported": _("Reported {n} times"),
        "reported_once": _("Reported once"),
        "names_rule": _("Rule named: {rule}"),
        "undecided": _("No decision for {n} min"),
        "adviser": _("The AI adviser says: {advice} ({sure} % sure). It errs; you decide."),
        "advice_keep": _("keep it"),
        "advice_remove": _("remove it"),
    }


def _writing() -> dict[str, str]:
    return {
        "speak_to_all": _("Speak to everyone"),
        "in_thread": _("In this thread"),
        "to_everyone": _("To everyone"),
        "optional": _("{field} (may stay empty)"),
        "none_of": _("None"),
        "fact_known": _("Known. You may say it."),
        "fact_unknown": _("Not known yet"),
        "fact_needs": _("Known. Needs a sign-off."),
        "fact_signed": _("Signed off. You may say it."),
        "lint": _("Remarks on your text"),
        "lint_quote": _("“{quote}”: {says}"),
        "lint_no_mark": _("Remarks, never marks. They can be wrong."),
        "lint_later": _("No remarks on wording while you are assessed."),
        "at_once": _("Send at once"),
        "do_at_once": _("Do it at once"),
        "at_once_help": _("Without a second look. It is logged as haste."),
    }


def _dock() -> dict[str, str]:
    return {
        "tab_log": _("Log"),
        "tab_alerts": _("Alerts"),
        "tab_plans": _("Plans"),
        "tab_channel": _("Channel"),
        "tab_posts": _("Posts"),
        "tab_dossier": _("Dossier"),
        "log_empty": _("Nothing decided yet. What you decide is written here."),
        "decisions": _("Decisions you logged"),
        "all_acts": _("All acts, latest first"),
        "sure_of": _("{n} % sure"),
        "alerts_empty": _("No alert. One comes when mentions leave their usual band."),
        "issues": _("Issues against what is usual"),
        "muted": _("(muted)"),
        "mute": _("Mute"),
        "unmute": _("Unmute"),
        "in_minutes": _("in {span}"),
        "plan_planned": _("Planned"),
        "plan_running": _("Running"),
        "plan_paused": _("Stopped"),
        "plan_done": _("Out"),
        "plan_where": _("{platform}, {time}"),
        "hold_one": _("Hold"),
        "stop_one": _("Stop"),
        "resume_one": _("Resume"),
        "act_on": _("{act}: {name}"),
        "channel_empty": _("Nothing yet. Messages of the house that hang on no thread come here."),
        "posts_empty": _("Nothing posted yet. What the house says to everyone stands here."),
        "own_post": _("Post"),
        "post_corrected": _("Corrected, with a notice"),
        "update_post": _("Update…"),
        "correct_post": _("Correct…"),
        "look_up": _("Look it up, {minutes} min"),
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
        "act_more": _("{act}…"),
        "not_on_stream": _("Choose one post in the inbox: this act is not possible on a whole issue."),
        "length_of": _("{n} of {max}"),
        "too_long": _("{n} of {max}: {over} too many"),
        "fill_in": _("Fill in “{field}” first. Nothing has been sent."),
        "how_sure": _("How sure are you that this is the right act now?"),
        "say_how_sure": _("Say how sure you are first."),
        "second_look": _("Second look: {act}?"),
        "cannot_undo": _("This cannot be undone. It will be in the log, and others will have seen it."),
        "cannot_undo_haste": _("This cannot be undone, and you chose to send it without a second look."),
        "look_unknown": _("Not known yet: {fact}"),
        "look_unsigned": _("Not signed off: {fact}"),
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
        "term_resolution": _("After your last drill you wrote"),
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
        "key_plans": _("Scheduled posts and ads"),
        "key_search": _("Search the inbox"),
        "key_area": _("Next area"),
        "key_escape": _("Close, and go back to where you were"),
    }
