"""The life of a notice: sent to an audience, read, its readers reminded, withdrawn; and its report kept up to date.

Three due times, whose subject is the notice: DUE chooses the readers and begins the broadcast, each in a transaction of
its own; REMIND reminds who has not read it; REPORT brings the report up to date for who looks at it.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select

from campaigns import broadcasts, notice_screens
from incidents import access
from incidents.ways import way_to
from rules.campaigns import Audience
from rules.catalogue import Catalogue
from rules.notices import in_working_hours, reminders
from rules.rights import Right, Subject, may
from storage import audit, due, notice_audience, notices, outbox, registry
from storage.broadcasts import about
from storage.database import Tx
from storage.due import Urgency
from storage.notices import QUEUED, SENT, WITHDRAWN
from storage.outbox import Priority
from storage.screens import Screen
from storage.tables.broadcasts import Broadcast, BroadcastTarget
from storage.tables.notices import Notice
from storage.tables.upkeep import Due

DUE, REMIND, REPORT = "notice", "notice_reminder", "notice_report"
TELLING, REMINDING, WITHDRAWING = "notice", "notice_reminder", "notice_withdrawn"

_REPORT_EVERY = timedelta(seconds=10)
_STILL_TELLING = timedelta(hours=2)


def may_send(tx: Tx, person_id: int, notice: Notice) -> bool:
    """Whether the person may now tell all the units that the notice is within."""
    who = access.holder(registry.posts_of(tx, person_id), person_id)
    return bool(notice.areas) and all(may(Right.SEND_NOTICE, who, Subject(path)) for path in notice.areas)


def audience_of(notice: Notice) -> Audience:
    return Audience.model_validate(notice.audience)


def units_of(tx: Tx, notice: Notice) -> Select[Any]:
    """The ids of the units that it would go to now."""
    return notice_audience.units(tx, audience_of(notice), notice.areas)


def send(tx: Tx, notice_id: int, *, quiet_hours: bool) -> bool:
    """From now on it is on its way; False when it was sent already."""
    if not notices.turn(tx, notice_id, notices.DRAFT, state=QUEUED, quiet_hours=quiet_hours):
        return False
    due.arm(tx, DUE, notice_id, tx.now, Urgency.REMINDER)
    return True


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: chooses the readers, then begins to tell them."""
    due.disarm(tx, DUE, what.subject_id)
    identity = what.subject_id
    # Turned before the readers are chosen: whoever takes it back meanwhile has done so before, or finds it sent.
    turned = notices.turn(tx, identity, QUEUED, state=SENT, sent_at=tx.now)
    notice = notices.get(tx, identity)
    if turned:
        notices.choose_readers(tx, identity, units_of(tx, notice))
        due.arm(tx, DUE, identity, tx.now, Urgency.REMINDER)
    elif notice.state == SENT and notice.broadcast_id is None:
        number = broadcasts.begin(
            tx,
            TELLING,
            identity,
            notices.targets(identity),
            notice.author_id,
            title=notice_screens.title(notice),
            quiet_hours=notice.quiet_hours,
        )
        notice = notices.change(tx, identity, broadcast_id=number)
        _arm_reminder(tx, rules, notice)


def on_reminder_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: whoever has not read it hears of it again, once however long we were away."""
    due.disarm(tx, REMIND, what.subject_id)
    notice = notices.get(tx, what.subject_id)
    if notice.state != SENT or notice.broadcast_id is None:
        return
    still_telling = broadcasts.is_under_way(tx, notice.broadcast_id)
    at = in_working_hours(rules.calendar, tx.now + _STILL_TELLING if still_telling else tx.now)
    if at > tx.now:
        due.arm(tx, REMIND, what.subject_id, at, Urgency.REMINDER)
        return
    if notice.read_by is None or tx.now < notice.read_by:
        notices.renew_readers(tx, what.subject_id)
        unread = notices.targets_unread(tx, notice)
        broadcasts.begin(tx, REMINDING, what.subject_id, unread, title=notice_screens.title(notice))
        audit.note(tx, "notice.remind", "done", subject=str(notice.id))
    _arm_reminder(tx, rules, notice)


def on_report_due(tx: Tx, _rules: Catalogue, what: Due) -> None:
    """The clock's call: the report is made true for everybody who looks at it."""
    due.disarm(tx, REPORT, what.subject_id)
    notice = notices.get(tx, what.subject_id)
    for watch in notices.watchers(tx, what.subject_id):
        to = way_to(tx, watch.person_id, waits=True)
        if to is not None and may_send(tx, watch.person_id, notice):
            lang = registry.person(tx, watch.person_id).lang
            outbox.send(
                tx, to, notice_screens.report(tx, lang, notice, read=watch.read, page=watch.page), Priority.UPDATE
            )


def read(tx: Tx, notice: Notice, person_id: int) -> bool:
    """The person has read it; False when that was known."""
    identity = notice.id or 0
    if not notices.mark_read(tx, identity, person_id):
        return False
    if not due.armed(tx, REPORT, identity):
        due.arm(tx, REPORT, identity, tx.now + _REPORT_EVERY, Urgency.REMINDER)
    return True


def withdraw(tx: Tx, notice_id: int) -> bool:
    """Nobody else gets it, and who has it sees at once that it does not hold; False when it was not there to withdraw.

    By day or by night: a notice that is wrong is wrong at once, and an edit makes no sound.
    """
    # In the order in which a notice goes through them: the clock may just be turning it from the one to the other.
    if not any(notices.turn(tx, notice_id, one, state=WITHDRAWN, withdrawn_at=tx.now) for one in (QUEUED, SENT)):
        return False
    for broadcast in (*about(tx, TELLING, notice_id), *about(tx, REMINDING, notice_id)):
        broadcasts.cancel(tx, broadcast.id or 0)
    told = notices.targets_told(notice_id, (TELLING, REMINDING), notice_screens.slot(notice_id))
    broadcasts.begin(tx, WITHDRAWING, notice_id, told, quiet_hours=False)
    due.arm(tx, REPORT, notice_id, tx.now, Urgency.REMINDER)
    return True


def compose(tx: Tx, _rules: Catalogue, broadcast: Broadcast, target: BroadcastTarget) -> Screen | None:
    """The notice for one reader."""
    seen = notices.seen_by(tx, broadcast.subject_id, target.person_id)
    return notice_screens.for_reader(tx, seen) if _still_to_be_read(seen) else None


def compose_reminder(tx: Tx, _rules: Catalogue, broadcast: Broadcast, target: BroadcastTarget) -> Screen | None:
    """The notice once more, at the end of the chat; with its files for whom it has not reached before."""
    seen = notices.seen_by(tx, broadcast.subject_id, target.person_id)
    if not _still_to_be_read(seen):
        return None
    came = notices.came(tx, seen.notice, target.person_id)
    return notice_screens.for_reader(tx, seen, reminder=came, files=not came, fresh=True)


def compose_withdrawn(tx: Tx, _rules: Catalogue, broadcast: Broadcast, target: BroadcastTarget) -> Screen | None:
    """That the notice does not hold, where it stood."""
    seen = notices.seen_by(tx, broadcast.subject_id, target.person_id)
    return notice_screens.withdrawn(seen.lang, seen.notice)


def _still_to_be_read(seen: notices.Seen) -> bool:
    return seen.notice.state == SENT and seen.read_at is None


def _arm_reminder(tx: Tx, rules: Catalogue, notice: Notice) -> None:
    sent_at = notice.sent_at or tx.now
    coming = [at for at in reminders(rules.calendar, sent_at, notice.read_by) if at > tx.now]
    if coming:
        due.arm(tx, REMIND, notice.id or 0, coming[0], Urgency.REMINDER)
