"""What administrators hear: who cannot be reached, and that nobody can. They see no incident, only its code."""

from collections.abc import Sequence
from typing import Any

import locales
from incidents.facts import phone_to_tap
from incidents.ways import way_to
from storage import outbox, registry
from storage.database import Tx
from storage.outbox import Priority
from storage.screens import Screen
from storage.tables.incidents import Incident


def tell_lost(tx: Tx, person_id: int, codes: Sequence[str]) -> None:
    """That a person can no longer be reached, to those who can invite anew. codes: of the incidents that need them."""
    lines = {unit for post in registry.posts_of(tx, person_id) for unit in registry.ancestors(post.unit_path)}
    _tell(
        tx,
        sorted(lines),
        "admin-unreachable",
        f"admin:lost:{person_id}",
        Priority.ANSWER,
        name=registry.person(tx, person_id).name,
        incidents=", ".join(codes) or "none",
    )


def tell_nobody(tx: Tx, incident: Incident, people: Sequence[int]) -> None:
    """That no leader at all can be reached of an incident; `people` are those to phone."""
    found = [registry.person(tx, person_id) for person_id in people]
    numbers = [f"{one.name} · {phone_to_tap(one.phone)}" for one in found if one.phone]
    line = registry.ancestors(registry.unit(tx, incident.unit_id).path)
    _tell(
        tx,
        line,
        "admin-nobody",
        f"admin:nobody:{incident.id}",
        Priority.ALERT,
        code=incident.code,
        numbers="\n".join(numbers) or "none",
    )


def _tell(tx: Tx, units: Sequence[int], key: str, slot: str, priority: Priority, **args: Any) -> None:
    for person_id in registry.holders(tx, "administrator", units):
        to = way_to(tx, person_id)
        if to is not None:
            lang = registry.person(tx, person_id).lang
            outbox.send(tx, to, Screen(locales.text(lang, key, **args), slot=slot, fresh=True), priority)
