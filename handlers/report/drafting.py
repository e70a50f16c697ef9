"""A draft between two events: read from the database, given to the engine, written back and shown."""

from datetime import timedelta
from typing import Any

from handlers import engine
from handlers.campaign import forms
from handlers.engine import NOTHING, Outcome, Place, State
from handlers.report import card
from handlers.report.answers import Setting
from handlers.report.view import Known, View
from handlers.turn import Turn
from incidents import access
from incidents.facts import moment_text
from incidents.opening import open_incident
from rules.rights import Right, Subject, may
from rules.roles import Role
from storage import attachments, conversations, drafts, incidents
from storage.outbox import Priority
from storage.registry import Member
from storage.screens import Screen
from storage.tables.conversations import Draft

OFFERED_INCIDENTS = 3
MAY_BELONG = timedelta(hours=48)
DETAILS_FOLLOW = timedelta(hours=1)
KNOWN_BEFOREHAND = frozenset({"phone"})
_REPORTERS = (Role.HEAD, Role.DEPUTY, Role.DELEGATE_INCIDENTS)


def units_of(member: Member) -> tuple[tuple[int, str], ...]:
    """(id, name) of the units that the member may report for."""
    holder = access.holder(member.posts, member.person_id)
    return tuple(
        dict.fromkeys(
            (post.unit_id, post.unit_name)
            for post in member.posts
            if post.role in _REPORTERS and may(Right.REPORT, holder, Subject(post.unit_path))
        )
    )


def new_draft(turn: Turn, door: str, unit_id: int) -> Draft:
    """A draft with what is known before the first question."""
    known = {"phone": turn.me.phone} if turn.me.phone else {}
    return conversations.new_draft(turn.tx, turn.me.person_id, unit_id, door, known)


def setting_of(turn: Turn, draft: Draft) -> Setting:
    if draft.door == conversations.REGULAR:
        return forms.setting_of(turn, draft)
    return Setting(turn.rules, turn.at, turn.lang, draft.door, units_of(turn.me), turn.me.phone, last=draft.updated_at)


def bare_setting(turn: Turn) -> Setting:
    """For reading words outside any draft."""
    return Setting(turn.rules, turn.at, turn.lang)


def state_of(draft: Draft) -> State:
    return State(draft.unit_id, draft.answers, tuple(draft.skipped), engine.place_from(draft.asking))


def view_of(turn: Turn, draft: Draft, state: State, outcome: Outcome = NOTHING) -> View:
    known: tuple[Known, ...] = ()
    older: tuple[int, str] | None = None
    if state.place.mode == "offer":
        known = may_belong_to(turn)
        before = older_draft(turn, draft)
        if before is not None:
            older = (before.id or 0, moment_text(turn.lang, before.created_at, turn.tx.now))
    files = attachments.count(turn.tx, draft.id or 0)
    return View(draft.id or 0, setting_of(turn, draft), state, files, outcome, known, older)


def may_belong_to(turn: Turn) -> tuple[Known, ...]:
    """The member's own recent incidents that are not ended, the latest first."""
    live = incidents.live_of_reporter(turn.tx, turn.me.person_id, turn.tx.now - MAY_BELONG)
    told = []
    for one in live[:OFFERED_INCIDENTS]:
        category = turn.rules.category(one.category)
        since = moment_text(turn.lang, one.opened_at, turn.tx.now)
        told.append(Known(one.id or 0, one.code, f"{category.icon} {category.short.of(turn.lang)} · {since}"))
    return tuple(told)


def older_draft(turn: Turn, draft: Draft) -> Draft | None:
    """The report that was begun before `draft`, holds something, and is still not sent."""
    before = drafts.before(turn.tx, turn.me.person_id, draft.id or 0)
    return None if before is None or is_empty(turn, before) else before


def is_empty(turn: Turn, draft: Draft) -> bool:
    """Whether nothing was put into the draft that was not known beforehand."""
    return not set(draft.answers) - KNOWN_BEFOREHAND and not attachments.count(turn.tx, draft.id or 0)


def settle(turn: Turn, draft: Draft, state: State, outcome: Outcome, *, fresh: bool) -> None:
    """Keeps what the engine made of an event, does what follows from it, and shows where the draft stands now."""
    if outcome.act == "cancel":
        cancel(turn, draft, fresh=fresh)
        return
    if outcome.act == "drop_files":
        drafts.drop_files(turn.tx, draft.id or 0)
    regular = draft.door == conversations.REGULAR
    if outcome.act == "send" and not regular and state.unit_id not in dict(units_of(turn.me)):
        outcome = Outcome("report-no-right-any-more")
    keep(turn, draft, state)
    if outcome.act == "send":
        _send(turn, draft)
        return
    if regular:
        turn.say(forms.screen(turn, draft, state, outcome, fresh=fresh))
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


def expect_details(turn: Turn, incident_id: int, **data: Any) -> None:
    """For the next hour what is typed or sent belongs to the incident of an urgent report."""
    until = (turn.at + DETAILS_FOLLOW).isoformat()
    conversations.expect(turn.tx, turn.me.person_id, "offer", incident=incident_id, until=until, **data)


def cancel(turn: Turn, draft: Draft, *, fresh: bool) -> None:
    conversations.end_draft(turn.tx, draft.id or 0, "cancelled")
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    turn.audit("report", "cancelled", f"draft {draft.id}")
    if draft.door == conversations.REGULAR:
        forms.dropped(turn, draft)
        return
    turn.say(Screen(turn.t("report-cancelled"), slot=card.slot(draft.id or 0), fresh=fresh))


def ask_to_cancel(turn: Turn, draft: Draft) -> None:
    """«Huỷ báo cáo này?», wherever the draft stands; who says it twice means it."""
    state = state_of(draft)
    place = state.place
    if place.leaving:
        cancel(turn, draft, fresh=True)
        return
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
    if draft.door == conversations.REGULAR:
        forms.send(turn, conversations.find_draft(turn.tx, draft_id) or draft)
        return
    first = conversations.end_draft(turn.tx, draft_id, "sent")
    sent = conversations.find_draft(turn.tx, draft_id)
    assert sent is not None
    if not first:
        tell_ended(turn, sent)
        return
    incident = open_incident(turn.tx, turn.rules, sent, turn.me)
    urgent = draft.door == "urgent"
    if urgent:
        expect_details(turn, incident.id or 0)
    else:
        conversations.expect_nothing(turn.tx, turn.me.person_id)
    if turn.event.press_id:
        turn.toast(turn.t("report-sent", code=incident.code))
    turn.say(card.sent(view_of(turn, sent, state_of(sent)), incident.code), Priority.UPDATE)
