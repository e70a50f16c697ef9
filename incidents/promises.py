"""What is owed on an incident: the head's next update and the final report. Silence makes it rise again.

An update is owed from the report until the handling is over, and anew from whenever somebody takes the incident.
Due times: "update_ask" reminds the head a little earlier, "update_due" is the promise itself, "final_due" the report.
None of them falls into the quiet hours of the incident's policy; below severity 3 none falls into the night even where
the policy has no quiet hours. The final report is asked for by day.
"""

from datetime import datetime, time, timedelta

from incidents import calling, escalation, substitutes, telling
from incidents.facts import moment_text
from rules.catalogue import Catalogue
from rules.escalation import QuietHours, after_quiet
from rules.lifecycle import Status
from storage import due, incidents, registry
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.tables.incidents import Incident
from storage.tables.upkeep import Due

OWING = (Status.OPEN, Status.ACKNOWLEDGED)
ASK, DUE, FINAL = "update_ask", "update_due", "final_due"
REMEMBERED = timedelta(days=90)
_ASKED_BEFORE = 8
_BY_DAY = QuietHours(start=time(21), end=time(7))
_ASKED_AT_NIGHT_FROM = 3
# What one press says, and the way to write it; the first is the first of the words offered for an update.
_ANSWERS = (("act-nothing-new", "update:1"), ("act-write-update", "update"))


def expect_update(tx: Tx, rules: Catalogue, incident: Incident) -> Incident:
    """From now on the head owes an update within the time of the severity (None at severity 1)."""
    every = rules.severity(incident.severity).update_every
    if every is None:
        return forget_update(tx, incident)
    notice, quiet = every / _ASKED_BEFORE, _quiet(rules, incident)
    ask = after_quiet(quiet, tx.now + every - notice)
    owed = after_quiet(quiet, ask + notice)
    due.arm(tx, ASK, incident.id or 0, ask, Urgency.REMINDER)
    due.arm(tx, DUE, incident.id or 0, owed, escalation.urgency_of(incident.severity))
    return incidents.change(tx, incident.id or 0, update_due_at=owed)


def forget_update(tx: Tx, incident: Incident) -> Incident:
    due.disarm(tx, ASK, incident.id or 0)
    due.disarm(tx, DUE, incident.id or 0)
    return incidents.change(tx, incident.id or 0, update_due_at=None)


def final_report_is_there(tx: Tx, incident: Incident) -> bool:
    """Whether the head has sent the final report, and the incident was not reopened since."""
    latest = incidents.last_of(tx, incident.id or 0, ("final_report", "reopen"))
    return latest is not None and latest.kind == "final_report"


def final_report_came(tx: Tx, incident: Incident) -> None:
    due.disarm(tx, FINAL, incident.id or 0)


def expect_final_report(tx: Tx, rules: Catalogue, incident: Incident) -> datetime | None:
    """When the final report is due: the time of the severity from the opening, at least a day from now."""
    within = rules.severity(incident.severity).final_report_within
    if within is None:
        return None
    owed = after_quiet(_BY_DAY, max(incident.opened_at + within, tx.now + timedelta(days=1)))
    due.arm(tx, FINAL, incident.id or 0, owed, Urgency.REMINDER)
    return owed


def forget_all(tx: Tx, incident: Incident) -> Incident:
    due.disarm(tx, FINAL, incident.id or 0)
    return forget_update(tx, incident)


def on_ask(tx: Tx, rules: Catalogue, what: Due) -> None:
    """Asks the head for the update that will soon be due; not when it is overdue already (on_due speaks then)."""
    due.disarm(tx, ASK, what.subject_id)
    incident = incidents.get(tx, what.subject_id)
    owed = incident.update_due_at
    if incident.status not in OWING or owed is None or owed <= tx.now:
        return
    if _put_off(tx, what, _quiet(rules, incident)):
        return
    lang = registry.person(tx, incident.reporter_id).lang
    telling.push(
        tx,
        incident,
        incident.reporter_id,
        "head-due-soon",
        buttons=_ANSWERS,
        priority=Priority.REMINDER,
        at=moment_text(lang, owed, tx.now),
    )


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The promised time is over without an update: the head is asked again.

    What somebody has taken is open again: whoever took it and the next step are alerted. What nobody has taken rises
    already.
    """
    due.disarm(tx, DUE, what.subject_id)
    incident = incidents.get(tx, what.subject_id)
    owed = incident.update_due_at
    if incident.status not in OWING or owed is None or owed > tx.now:
        return
    if _put_off(tx, what, _quiet(rules, incident)):
        return
    taker = incident.taken_by
    standing_in = [] if taker is None else [one for one in substitutes.present(tx, [taker]) if one != taker]
    incidents.add_entry(tx, incident.id or 0, "overdue")
    telling.push(tx, incident, incident.reporter_id, "head-overdue", buttons=_ANSWERS)
    incident = expect_update(tx, rules, incident)
    if incident.status == Status.OPEN:
        telling.refresh(tx, rules, incident)
        return
    incident = incidents.change(tx, incident.id or 0, status=Status.OPEN.value, taken_by=None, taken_at=None)
    if taker is not None and standing_in:
        calling.call(tx, rules, incident, [taker], key="nudge-overdue")
    elif taker is not None:
        telling.call(tx, incident, taker, "nudge-overdue")
    told = standing_in if taker is None else [taker, *standing_in]
    escalation.rise(tx, rules, incident, told=told, key="nudge-overdue")


def on_final_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """Reminds the head of the final report, again every day until it has come or the incident is closed."""
    incident = incidents.get(tx, what.subject_id)
    if incident.status != Status.RESOLVED:
        due.disarm(tx, FINAL, what.subject_id)
        return
    if _put_off(tx, what, _BY_DAY):
        return
    telling.push(
        tx, incident, incident.reporter_id, "head-final-due", action="final_report", priority=Priority.REMINDER
    )
    due.arm(tx, FINAL, what.subject_id, after_quiet(_BY_DAY, tx.now + timedelta(days=1)), Urgency.REMINDER)


def _quiet(rules: Catalogue, incident: Incident) -> QuietHours | None:
    """When nothing is asked for or due on this incident."""
    quiet = escalation.policy_of(rules, incident).quiet
    return rules.calendar.quiet if quiet is None and incident.severity < _ASKED_AT_NIGHT_FROM else quiet


def _put_off(tx: Tx, what: Due, quiet: QuietHours | None) -> bool:
    """Whether it is night now, because the service stood still at the due time; then it is due when the night ends."""
    at = after_quiet(quiet, tx.now)
    if at > tx.now:
        due.arm(tx, what.kind, what.subject_id, at, Urgency(what.urgency))
    return at > tx.now
