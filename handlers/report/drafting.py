"""A draft between two events: read from the database, given to the engine, written back and shown."""

from datetime import timedelta
from typing import Any

from handlers import engine
from handlers.engine import NOTHING, Outcome, Place, State
from handlers.report import card
from handlers.report.answers import Setting
from handlers.report.view import View
from handlers.turn import Turn
from incidents import access
from incidents.opening import open_incident
from rules.rights import Right, Subject, may
from storage import attachments, conversations, drafts, incidents, outbox
from storage.outbox import Priority
from storage.registry import Member
from storage.screens import Screen
from storage.tables.conversations import Draft

OFFERED_INCIDENTS = 3
MAY_BELONG = timedelta(hours=48)
DETAILS_FOLLOW = timedelta(hours=1)


def units_of(member: Member) -> tuple[tuple[int, str], ...]:
    """(id, name) of the units that the member may report for."""
    holder = access.holder(member.posts, member.person_id)
    return tuple(
        dict.fromkeys(
            (post.unit_id, post.unit_name)
            for post in member.posts
            if post.role in ("head", "deputy") and may(Right.REPORT, holder, Subject(post.unit_path))
        )
    )


def new_draft(turn: Turn, door: str, unit_id: int) -> Draft:
    """A draft with what is known before the first question."""
    known: dict[str, Any] = {"phone": turn.me.phone} if turn.me.phone else {}
    if door == "urgent":
        known["occurred_at"] = turn.tx.now.isoformat()
    return conversations.new_draft(turn.tx, turn.me.person_id, unit_id, door, known)


def setting_of(turn: Turn, draft: Draft) -> Setting:
    return Setting(turn.rules, turn.tx.now, turn.lang, draft.door, units_of(turn.me), turn.me.phone)


def state_of(draft: Draft) -> State:
    return State(draft.unit_id, draft.answers, tuple(draft.skipped), engine.place_from(draft.asking))


def view_of(turn: Turn, draft: Draft, state: State, outcome: Outcome = NOTHING) -> View:
    offered: tuple[tuple[int, str], ...] = ()
    if state.place.mode == "offer":
        offered = may_belong_to(turn)
    files = attachments.count(turn.tx, draft.id or 0)
    return View(draft.id or 0, setting_of(turn, draft), state, files, outcome, offered)


def may_belong_to(turn: Turn) -> tuple[tuple[int, str], ...]:
    """(id, code) of the member's own recent incidents that are not ended, the latest first."""
    live = incidents.live_of_reporter(turn.tx, turn.me.person_id, turn.tx.now - MAY_BELONG)
    return tuple((one.id or 0, one.code) for one in live[:OFFERED_INCIDENTS])


def settle(turn: Turn, draft: Draft, state: State, outcome: Outcome, *, fresh: bool) -> None:
    """Keeps what the engine made of an event, does what follows from it, and shows where the draft stands now."""
    if outcome.act == "cancel":
        cancel(turn, draft, fresh=fresh)
        return
    if outcome.act == "send" and state.unit_id not in dict(units_of(turn.me)):
        outcome = Outcome("report-no-right-any-more")
    keep(turn, draft, state)
    if outcome.act == "send":
        _send(turn, draft)
        return
    turn.say(card.screen(view_of(turn, draft, state, outcome), fresh=fresh))


def keep(turn: Turn, draft: Draft, state: State) -> None:
    conversations.save_draft(turn.tx, draft.id or 0, dict(state.answers), list(state.skipped), state.place.written())
    if state.unit_id != draft.unit_id:
        drafts.move_to_unit(turn.tx, draft.id or 0, state.unit_id)


def expect(turn: Turn, draft: Draft, state: State, **data: Any) -> None:
    """From now on typed words belong to this draft."""
    flow = "offer" if state.place.mode == "offer" else "report"
    conversations.expect(turn.tx, turn.me.person_id, flow, draft=draft.id, **data)


def cancel(turn: Turn, draft: Draft, *, fresh: bool) -> None:
    conversations.end_draft(turn.tx, draft.id or 0, "cancelled")
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.audit("report", "cancelled", f"draft {draft.id}")
    turn.say(Screen(turn.t("report-cancelled"), slot=card.slot(draft.id or 0), fresh=fresh))


def ask_to_cancel(turn: Turn, draft: Draft) -> None:
    """«Huỷ báo cáo này?», wherever the draft stands."""
    state = state_of(draft)
    place = state.place
    leaving = State(
        state.unit_id, state.answers, state.skipped, Place(place.mode, place.question, place.page, leaving=True)
    )
    expect(turn, draft, leaving)
    settle(turn, draft, leaving, NOTHING, fresh=True)


def tell_ended(turn: Turn, draft: Draft) -> None:
    """What became of a draft whose button was pressed too late."""
    if draft.status == "sent":
        incident = incidents.of_draft(turn.tx, draft.id or 0)
        turn.toast(turn.t("report-is-sent", code=incident.code if incident else ""), alert=True)
    else:
        turn.toast(turn.t("report-is-added" if draft.status == "added" else "report-is-cancelled"), alert=True)


def _send(turn: Turn, draft: Draft) -> None:
    draft_id = draft.id or 0
    first = conversations.end_draft(turn.tx, draft_id, "sent")
    sent = conversations.find_draft(turn.tx, draft_id)
    assert sent is not None
    if not first:
        tell_ended(turn, sent)
        return
    incident = open_incident(turn.tx, turn.rules, sent, turn.me)
    urgent = draft.door == "urgent"
    if urgent:
        until = (turn.tx.now + DETAILS_FOLLOW).isoformat()
        conversations.expect(turn.tx, turn.me.person_id, "offer", incident=incident.id, until=until)
    else:
        conversations.expect_nothing(turn.tx, turn.me.person_id)
    if turn.event.press_id:
        turn.toast(turn.t("report-sent-urgent" if urgent else "report-sent", code=incident.code))
    if outbox.posted(turn.tx, turn.event.channel, turn.event.address, card.slot(draft_id)) is not None:
        turn.say(card.sent(view_of(turn, sent, state_of(sent)), incident.code), Priority.UPDATE)
