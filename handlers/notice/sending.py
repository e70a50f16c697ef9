"""Before a notice goes, and afterwards: what it looks like, whom it reaches, who has read it, taking it back."""

from campaigns import notice_screens as screens
from campaigns import notices as life
from handlers.notice import writing
from handlers.turn import Turn
from incidents.facts import moment_text
from storage import conversations, notice_audience, notices, outbox
from storage.screens import Button, Screen
from storage.tables.notices import Notice

_NAMED = 5


def preview(turn: Turn, notice: Notice) -> None:
    """The notice as its readers will see it, then whom it would reach, to be confirmed."""
    if not notice.text.strip():
        turn.toast(turn.t("notice-needs-text"), alert=True)
        return
    if _is_past(turn, notice):
        turn.toast(turn.t("notice-by-is-past"), alert=True)
        writing.ask_by(turn, notice)
        return
    identity = notice.id or 0
    units = life.units_of(turn.tx, notice)
    reach = notice_audience.reach(turn.tx, units)
    said_by = notices.seen_by(turn.tx, identity, turn.me.person_id).said_by
    body = screens.body(turn.lang, notice, said_by, turn.tx.now)
    turn.say(Screen(body, pictures=screens.pictures(turn.tx, notice)))
    back = (Button(turn.t("back"), f"n:{identity}:card"),)
    if not reach.units:
        turn.say(Screen(turn.t("notice-nobody"), (back,), slot=_slot(notice), fresh=True))
        return
    names = notice_audience.sample(turn.tx, units, _NAMED)
    left = reach.units - len(names)
    lines = [
        turn.t("notice-sure", units=reach.units, people=reach.people),
        turn.t("notice-sure-among" if left else "notice-sure-these", names=", ".join(names), left=left),
    ]
    if reach.people > reach.joined:
        lines.append(turn.t("notice-sure-not-joined", count=reach.people - reach.joined))
    if reach.empty:
        lines.append(turn.t("notice-sure-empty", count=reach.empty))
    loud = turn.rules.calendar.loud(turn.tx.now)
    signed = f"{reach.units}.{reach.people}"
    send: tuple[Button, ...] = (Button(turn.t("notice-send"), f"n:{identity}:send:{signed}"),)
    if loud > turn.tx.now:
        at = moment_text(turn.lang, loud, turn.tx.now)
        lines.append(turn.t("notice-sure-quiet", at=at))
        send = (
            Button(turn.t("notice-send-later", at=at), f"n:{identity}:send:{signed}"),
            Button(turn.t("notice-send-now"), f"n:{identity}:now:{signed}"),
        )
    turn.say(Screen("\n\n".join(lines), (send, back), slot=_slot(notice), fresh=True))


def send(turn: Turn, notice: Notice, signed: str, *, quiet_hours: bool) -> None:
    """Sends it if it still reaches whom the preview told; otherwise previews it again."""
    identity = notice.id or 0
    if _is_past(turn, notice):
        preview(turn, notice)
        return
    reach = notice_audience.reach(turn.tx, life.units_of(turn.tx, notice))
    if signed != f"{reach.units}.{reach.people}" or not reach.units or not notice.text.strip():
        turn.toast(turn.t("notice-changed"), alert=True)
        preview(turn, notice)
        return
    if not life.send(turn.tx, identity, quiet_hours=quiet_hours):
        turn.toast(turn.t("notice-sent-already"))
        return
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.audit("notice.send", "done", str(identity), units=reach.units, people=reach.people)
    report_button = (Button(turn.t("notice-who-has-read"), f"n:{identity}:todo:0"),)
    text = turn.t("notice-on-its-way", title=screens.title(notice), units=reach.units, people=reach.people)
    turn.toast(turn.t("notice-on-its-way-short"))
    turn.say(Screen(text, (report_button,), slot=_slot(notice)))


def report(turn: Turn, notice: Notice, *, read: bool, page: int) -> None:
    """Who has read it; from now on the message is kept up to date."""
    notices.watch(turn.tx, notice.id or 0, turn.me.person_id, read=read, page=page)
    shown_on_it = turn.event.message_ref != "" and turn.event.press_id != ""
    fresh = not (shown_on_it and _is_report(turn, notice))
    turn.say(screens.report(turn.tx, turn.lang, notice, read=read, page=page, fresh=fresh))
    turn.audit("notice.report", "done", str(notice.id))


def ask_withdraw(turn: Turn, notice: Notice) -> None:
    rows = (
        (
            Button(turn.t("notice-withdraw-sure"), f"n:{notice.id}:withdrawn"),
            Button(turn.t("never-mind"), f"n:{notice.id}:todo:0"),
        ),
    )
    turn.say(Screen(turn.t("notice-ask-withdraw", title=screens.title(notice)), rows, fresh=True))


def withdraw(turn: Turn, notice: Notice) -> None:
    if not life.withdraw(turn.tx, notice.id or 0):
        turn.toast(turn.t("notice-not-there"), alert=True)
        return
    turn.audit("notice.withdraw", "done", str(notice.id))
    turn.say(Screen(turn.t("notice-is-withdrawn", title=screens.title(notice))))


def _is_past(turn: Turn, notice: Notice) -> bool:
    """Whether the day by which it was to be read has gone while it was being written."""
    return notice.read_by is not None and notice.read_by <= turn.tx.now


def _is_report(turn: Turn, notice: Notice) -> bool:
    """Whether the button that was pressed is below the report itself."""
    shown = outbox.posted(turn.tx, turn.event.channel, turn.event.address, f"notice-report:{notice.id}")
    return shown is not None and shown.message_ref == turn.event.message_ref


def _slot(notice: Notice) -> str:
    return f"notice-draft:{notice.id}"
