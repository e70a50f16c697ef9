"""How a contact with the press reads: the card that asks whether it is understood, what is kept, a line in a list."""

from dataclasses import dataclass

import locales
from incidents.facts import flattened, moment_text, phone_text, shortened, speaker_text
from rules.catalogue import Catalogue
from storage import incidents, registry, spokespersons
from storage.database import Tx
from storage.press_contacts import KEPT
from storage.screens import Button, Screen
from storage.tables.incidents import Incident
from storage.tables.press import PressContact

_ANSWER, _QUESTION, _IN_A_LIST = 600, 400, 120
_MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whom a screen is: the language, and what they may do with it. sees: not only that there is a contact."""

    lang: str
    may_answer: bool
    of_unit: bool
    sees: bool


def slot(contact_id: int) -> str:
    return f"press:{contact_id}"


def contact_in(slot_name: str) -> int | None:
    """The contact whose own message the slot is; None for any other slot."""
    kind, _, number = slot_name.partition(":")
    return int(number) if kind == "press" and number.isdecimal() else None


def facts(tx: Tx, lang: str, contact: PressContact) -> str:
    """Who from which paper asked what, and when; what was not said is said to be unknown."""
    who = [contact.paper or locales.text(lang, "press-no-paper"), contact.reporter, phone_text(contact.phone)]
    asked = shortened(lang, contact.question, _QUESTION) or locales.text(lang, "press-no-question")
    return "\n".join(
        (
            locales.text(lang, "press-who", who=" · ".join(one for one in who if one)),
            locales.text(lang, "press-when", at=moment_text(lang, contact.contacted_at, tx.now)),
            locales.text(lang, "press-what", text=asked),
        )
    )


def summary(lang: str, tx: Tx, contact: PressContact) -> str:
    """The same in one line, for the timeline of an incident."""
    who = " · ".join(one for one in (contact.paper or locales.text(lang, "press-no-paper"), contact.reporter) if one)
    asked = contact.question or locales.text(lang, "press-no-question")
    return flattened(f"{who} ({moment_text(lang, contact.contacted_at, tx.now)}): {asked}")


def card(tx: Tx, rules: Catalogue, lang: str, contact: PressContact, open_incidents: list[Incident]) -> Screen:
    """What was understood; one press keeps it, with an incident or without."""
    identity = contact.id or 0
    rows: list[tuple[Button, ...]] = []
    for incident in open_incidents:
        label = f"{incident.code} · {rules.category(incident.category).short.of(lang)}"
        rows.append((Button(f"✅ {label}", f"p:{identity}:keep:{incident.id}"),))
    alone = "press-keep-alone" if open_incidents else "press-keep"
    rows.append((Button(locales.text(lang, alone), f"p:{identity}:keep:0"),))
    rows.append(
        (
            Button(locales.text(lang, "press-fix"), f"p:{identity}:fix"),
            Button(locales.text(lang, "press-drop"), f"p:{identity}:drop"),
        )
    )
    rows.append((Button(locales.text(lang, "press-is-incident"), f"p:{identity}:report"),))
    ask = locales.text(lang, "press-which-incident" if open_incidents else "press-sure")
    title = locales.text(lang, "press-title", unit=registry.unit(tx, contact.unit_id).name)
    text = "\n\n".join((f"{title}\n{facts(tx, lang, contact)}", ask))
    return Screen(text, tuple(rows), slot=slot(identity))


def kept(tx: Tx, rules: Catalogue, viewer: Viewer, contact: PressContact, *, done: str = "") -> Screen:
    """The contact as it stands: what was asked, of which incident, who speaks, what was answered and published."""
    lang, identity = viewer.lang, contact.id or 0
    if not viewer.sees:
        return Screen(restricted(tx, lang, contact), slot=slot(identity))
    incident = incidents.find(tx, contact.incident_id) if contact.incident_id else None
    noted_by = registry.person(tx, contact.noted_by)
    lines = [locales.text(lang, "press-title", unit=registry.unit(tx, contact.unit_id).name), facts(tx, lang, contact)]
    if incident is not None:
        lines.append(locales.text(lang, "press-incident", code=incident.code))
    lines.append(speaker_text(lang, rules, spokespersons.of_unit(tx, contact.unit_id), tx.now))
    if not viewer.of_unit:
        lines.append(locales.text(lang, "press-noted-by", name=noted_by.name, phone=phone_text(noted_by.phone)))
    lines += ["", *_answer(tx, lang, contact)]
    rows: list[tuple[Button, ...]] = []
    if viewer.may_answer and contact.state == KEPT:
        rows.append(
            (
                Button(locales.text(lang, "press-add-answer"), f"p:{identity}:answer"),
                Button(locales.text(lang, "press-add-link"), f"p:{identity}:link"),
            )
        )
    if incident is not None:
        rows.append((Button(incident.code, f"i:{incident.id}:show"),))
    text = "\n".join(lines)
    return Screen(f"{done}\n\n{text}" if done else text, tuple(rows), slot=slot(identity))


def restricted(tx: Tx, lang: str, contact: PressContact) -> str:
    """All that is told of a contact about a restricted incident to who need not know of it."""
    return locales.text(lang, "press-restricted", at=moment_text(lang, contact.contacted_at, tx.now))


def line(tx: Tx, lang: str, contact: PressContact, unit_name: str) -> str:
    """Two lines in a list."""
    key = "press-line-open" if contact.answered_at is None else "press-line-answered"
    asked = flattened(contact.question) or locales.text(lang, "press-no-question")
    return locales.text(
        lang,
        key,
        at=moment_text(lang, contact.contacted_at, tx.now),
        paper=contact.paper or locales.text(lang, "press-no-paper"),
        unit=unit_name,
        text=shortened(lang, asked, _IN_A_LIST),
        published="yes" if contact.links else "no",
    )


def _answer(tx: Tx, lang: str, contact: PressContact) -> list[str]:
    lines = []
    if contact.answered_at is None:
        lines.append(locales.text(lang, "press-not-answered"))
    else:
        lines.append(
            locales.text(
                lang,
                "press-answered",
                by=contact.answered_by,
                at=moment_text(lang, contact.answered_at, tx.now),
                text=shortened(lang, contact.answer, _ANSWER),
            )
        )
    return [*lines, *(locales.text(lang, "press-link", link=link) for link in contact.links[-_MOST_LINKS:])]
