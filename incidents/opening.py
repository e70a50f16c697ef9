"""A sent report becomes an incident: code, timeline, first alerts, the head's live status."""

from typing import Any

from incidents import escalation, promises, telling
from incidents.media import clock as media_clock
from rules.catalogue import Catalogue
from rules.folding import fold
from rules.roles import Role
from storage import counters, delegations, incidents
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.outbox import Priority
from storage.registry import Member
from storage.tables.conversations import Draft
from storage.tables.duty import Delegation
from storage.tables.incidents import Incident

_SEARCHED = ("what", "place", "done", "needs")


def open_incident(tx: Tx, rules: Catalogue, draft: Draft, reporter: Member) -> Incident:
    """Opens the incident of a draft that has just been marked as sent, and alerts the first step.

    The severity is the proposal of the catalogue or the higher one that the head chose.
    """
    answers = dict(draft.answers)
    answers.setdefault("occurred_at", tx.now.isoformat())
    if reporter.phone:
        answers.setdefault("phone", reporter.phone)
    severity = severity_of(rules, answers)
    category = rules.category(answers["category"])
    delegation = _delegation(tx, draft.unit_id, reporter)
    year = tx.now.astimezone(LOCAL_ZONE).year
    incident = incidents.add(
        tx,
        code=f"BCN-{year}-{counters.next_number(tx, f'incident:{year}'):06d}",
        draft_id=draft.id,
        unit_id=draft.unit_id,
        reporter_id=reporter.person_id,
        category=category.id,
        severity=severity,
        restricted=category.restricted,
        division=category.division,
        answers=answers,
        search_text=search_text(answers),
        opened_at=tx.now,
        changed_at=tx.now,
        policy=rules.policy_for(severity, category.id).id,
        delegated_by=delegation.from_id if delegation else None,
    )
    told = {"door": draft.door} | ({"delegated": "yes"} if delegation else {})
    incidents.add_entry(tx, incident.id or 0, "opened", reporter.person_id, **told)
    media_clock.keep(tx, rules, incident, told=[reporter.person_id])
    incident = promises.expect_update(tx, rules, escalation.begin(tx, rules, incident))
    telling.show_head(tx, rules, telling.seen(tx, incident), fresh=True)
    if delegation is not None:
        telling.push(
            tx,
            incident,
            delegation.from_id,
            "head-reported-for",
            action="show",
            priority=Priority.UPDATE,
            actor=reporter.name,
        )
    return incident


def _delegation(tx: Tx, unit_id: int, reporter: Member) -> Delegation | None:
    """By which delegation somebody reports in a unit's name; None for its own head."""
    if not reporter.holds(Role.DELEGATE_INCIDENTS):
        return None
    return delegations.held(tx, unit_id, reporter.person_id, Role.DELEGATE_INCIDENTS)


def severity_of(rules: Catalogue, answers: dict[str, Any]) -> int:
    """The proposal of the catalogue, or what the head chose where that is higher."""
    return max(rules.severity_of(answers), int(answers.get("severity") or 1))


def search_text(answers: dict[str, Any]) -> str:
    """The words of a report, folded, for searching on any database."""
    return fold(" ".join(str(answers[name]) for name in _SEARCHED if answers.get(name)))
