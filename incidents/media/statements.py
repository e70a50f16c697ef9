"""What a unit says to the public about an incident: drafted from the report, approved, given to somebody, published.

Whoever calls has asked incidents.access first.
"""

from datetime import datetime

import locales
from incidents import telling
from incidents.facts import shortened
from incidents.media import clock, lines, people
from rules.catalogue import Catalogue
from rules.media import filled
from storage import incidents, media, registry
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.outbox import Priority
from storage.registry import Member
from storage.tables.incidents import Incident
from storage.tables.media import Statement, StatementGiven

_PUBLIC = locales.FALLBACK
_COUNTS = {
    "pupils": "pupils_affected",
    "staff": "staff_affected",
    "injured": "injured",
    "in_hospital": "in_hospital",
    "dead": "dead",
}


class Changed(Exception):
    """Not what was seen: somebody has changed or approved the statement meanwhile."""


def draft(tx: Tx, rules: Catalogue, incident: Incident) -> Statement:
    """The statement to be approved. While nobody has written in it, it follows the report."""
    incident = incidents.get(tx, incident.id or 0)
    text = from_report(tx, rules, incident)
    found = media.draft(tx, incident.id or 0)
    if found is None:
        return media.add_statement(tx, incident.id or 0, text)
    if found.written_by is None and found.text != text:
        return media.change_statement(tx, found.id or 0, text=text, version=found.version + 1)
    return found


def from_report(tx: Tx, rules: Catalogue, incident: Incident) -> str:
    """The template of the category with what the report says. None of it is in the head's own words."""
    answers = incident.answers
    at = clock.event_of(incident).astimezone(LOCAL_ZONE)
    told = [rules.question("told").option(one) for one in answers.get("told") or []]
    speaker = people.speaker(tx, incident)
    values = {
        "unit": registry.unit(tx, incident.unit_id).name,
        "when": locales.text(_PUBLIC, "statement-when", clock=f"{at:%H:%M}", day=f"{at:%d/%m/%Y}"),
        "category": rules.category(incident.category).name.of(_PUBLIC),
        "told": ", ".join(option.label.of(_PUBLIC) for option in told if option),
        "spokesperson": ", ".join(part for part in (speaker.name, speaker.title) if part),
        **{field: str(answers[question]) for field, question in _COUNTS.items() if answers.get(question)},
    }
    return filled(rules.media.statement_for(incident.category), values)


def write(tx: Tx, rules: Catalogue, member: Member, incident: Incident, text: str) -> Statement:
    """Somebody of the unit puts the draft in other words."""
    before = draft(tx, rules, incident)
    return media.change_statement(
        tx, before.id or 0, text=text, version=before.version + 1, written_by=member.person_id
    )


def write_anew(tx: Tx, rules: Catalogue, incident: Incident) -> Statement:
    """The draft is the template again."""
    before = draft(tx, rules, incident)
    if before.written_by is not None:
        media.change_statement(tx, before.id or 0, written_by=None)
    return draft(tx, rules, incident)


def ask_to_approve(tx: Tx, member: Member, incident: Incident, statement: Statement) -> list[int]:
    """Whoever may approve is asked to look at the draft; who of them could be reached."""
    asked = []
    for person_id in people.who_may_approve(tx, incident):
        lang = registry.person(tx, person_id).lang
        text = shortened(lang, statement.text, telling.NEWS_LENGTH)
        slot = f"statement-asked:{incident.id}"
        action = [("act-media-draft", "media:draft")]
        if telling.push(
            tx, incident, person_id, "media-asked", buttons=action, slot=slot, actor=member.name, text=text
        ):
            asked.append(person_id)
    return asked


def approve(tx: Tx, rules: Catalogue, member: Member, incident: Incident, statement_id: int, version: int) -> Statement:
    """The draft that was seen is what the unit says; raises Changed when it is not that draft any more."""
    incident = incidents.get(tx, incident.id or 0)
    found = media.statement(tx, statement_id)
    seen = (incident.id, media.DRAFT, version)
    if found is None or (found.incident_id, found.state, found.version) != seen:
        raise Changed
    approved = media.change_statement(
        tx, statement_id, state=media.APPROVED, approved_by=member.person_id, approved_at=tx.now
    )
    incidents.add_entry(tx, incident.id or 0, "statement_approve", member.person_id, approved.text)
    telling.refresh(tx, rules, incident)
    return approved


def approved(tx: Tx, incident: Incident) -> Statement | None:
    """What the unit says: the latest that was approved."""
    found = [one for one in media.statements(tx, incident.id or 0) if one.state == media.APPROVED]
    return found[-1] if found else None


def give(
    tx: Tx,
    rules: Catalogue,
    member: Member,
    incident: Incident,
    *,
    said_at: datetime,
    audience: str,
    to: str,
) -> StatementGiven:
    """What was approved has been said. The first that counts stops the clock, in time or late.

    audience: an id of the catalogue, "" where `to` is in words of one's own.
    Raises Changed while nothing is approved.
    """
    incident = incidents.get(tx, incident.id or 0)
    said = approved(tx, incident)
    if said is None:
        raise Changed
    identity = incident.id or 0
    given_id = media.add_given(
        tx,
        incident_id=identity,
        statement_id=said.id,
        said_at=said_at,
        audience=audience,
        given_to=to,
        noted_by=member.person_id,
    )
    late = "none"
    if rules.media.counts(audience):
        before = media.clock(tx, identity)
        after = clock.stop(tx, identity, said_at)
        if before is not None and after is not None and before.state != media.GIVEN:
            late = "late" if lines.is_late(after) else "in_time"
    incidents.add_entry(tx, identity, "statement_give", member.person_id, to=to, audience=audience, late=late)
    _tell(tx, incident, member, to)
    telling.refresh(tx, rules, incident)
    found = media.given(tx, given_id)
    assert found is not None
    return found


def add_link(tx: Tx, rules: Catalogue, member: Member, incident: Incident, given_id: int, link: str) -> bool:
    """Where it was published; False when that was known."""
    incident = incidents.get(tx, incident.id or 0)
    found = media.given(tx, given_id)
    if found is None or found.incident_id != incident.id or link in found.links:
        return False
    media.set_links(tx, given_id, [*found.links, link])
    incidents.add_entry(tx, incident.id or 0, "statement_link", member.person_id, link)
    telling.refresh(tx, rules, incident)
    return True


def _tell(tx: Tx, incident: Incident, member: Member, to: str) -> None:
    """The communications desk, whoever has taken the incident, and the others of the unit."""
    told = [*people.desk(tx, incident), *telling.interested(tx, incident), *people.of_unit(tx, incident)]
    unit = registry.unit(tx, incident.unit_id).name
    for person_id in dict.fromkeys(told):
        if person_id != member.person_id:
            telling.push(
                tx, incident, person_id, "media-given", action="media", priority=Priority.UPDATE, unit=unit, to=to
            )
