"""Invitations (one use, expiring, revocable, kept only as a hash) and the record of who tried to join."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import bindparam, delete, func, select, update

from rules.folding import fold
from storage import audit
from storage.database import Tx, table
from storage.tables.registry import Invitation, JoinAttempt, Person

LIFE = timedelta(days=14)
State = Literal["open", "used", "revoked", "expired"]

# No vowels, no «d», no «w»: a Vietnamese keyboard makes other letters of them. No 0, 1 and l, which look like others.
_LETTERS = "bcfghjkmnpqrstvxz23456789"
_GROUPS, _GROUP = 4, 4
_WRITTEN = re.compile(rf"(?<!\w)[{_LETTERS}]{{{_GROUP}}}(?:[-_ ]?[{_LETTERS}]{{{_GROUP}}}){{{_GROUPS - 1}}}(?!\w)")

_invitation = table(Invitation)
_attempt = table(JoinAttempt)
_person = table(Person)
_one_at_a_time = select(_person.c.id).where(_person.c.id == bindparam("person")).with_for_update(key_share=True)


def create(tx: Tx, person_id: int, *, created_by: int | None = None, valid_for: timedelta = LIFE) -> str:
    """A new code («bcfg-hjkm-npqr-stvx», 74 random bits) that lets this person join; only its hash is kept.

    created_by: the person who asked for it. What was open before stays open: see `renew`. Raises LookupError for a
    person who is not there or not active.
    """
    if tx.row(select(_person.c.id).where(_person.c.id == person_id, _person.c.active)) is None:
        raise LookupError(f"There is no active person {person_id}.")
    groups = ["".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS)]
    code = "-".join(groups)
    invitation_id = tx.insert(
        Invitation,
        person_id=person_id,
        code_hash=_hash(code),
        created_at=tx.now,
        created_by=created_by,
        expires_at=tx.now + valid_for,
    )
    audit.note(tx, "invitation.create", "done", person_id=created_by, subject=f"person:{person_id}", id=invitation_id)
    return code


def renew(tx: Tx, person_id: int, *, created_by: int | None = None, valid_for: timedelta = LIFE) -> tuple[str, int]:
    """A new code that is the only one the person can join with, and how many earlier ones it has made worthless.

    Raises LookupError as `create` does.
    """
    if tx.postgres:
        tx.execute(_one_at_a_time, {"person": person_id})
    revoked = revoke(tx, person_id)
    return create(tx, person_id, created_by=created_by, valid_for=valid_for), revoked


def revoke(tx: Tx, person_id: int) -> int:
    """Makes every open invitation of the person worthless; how many there were."""
    revoked: int = tx.execute(
        update(_invitation)
        .where(
            _invitation.c.person_id == person_id, _invitation.c.used_at.is_(None), _invitation.c.revoked_at.is_(None)
        )
        .where(_invitation.c.expires_at > tx.now)
        .values(revoked_at=tx.now)
    ).rowcount
    if revoked:
        audit.note(tx, "invitation.revoke", "done", subject=f"person:{person_id}", count=revoked)
    return revoked


def code_in(text: str) -> str | None:
    """What in a typed text is written like a code of ours, in capitals, with or without the dashes; None if nothing."""
    written = _WRITTEN.search(fold(text))
    return None if written is None else written[0]


def find(tx: Tx, code: str) -> Invitation | None:
    """The invitation of a code, whatever has become of it."""
    return tx.first(Invitation, select(_invitation).where(_invitation.c.code_hash == _hash(code)))


def get(tx: Tx, invitation_id: int) -> Invitation | None:
    return tx.first(Invitation, select(_invitation).where(_invitation.c.id == invitation_id))


def state_of(invitation: Invitation, now: datetime) -> State:
    """What has become of an invitation."""
    if invitation.used_at is not None:
        return "used"
    if invitation.revoked_at is not None:
        return "revoked"
    return "expired" if invitation.expires_at <= now else "open"


_redeem = (
    update(_invitation)
    .where(
        _invitation.c.id == bindparam("invitation"),
        _invitation.c.used_at.is_(None),
        _invitation.c.revoked_at.is_(None),
        _invitation.c.expires_at > bindparam("now"),
        _invitation.c.person_id.in_(select(_person.c.id).where(_person.c.active)),
    )
    .values(used_at=bindparam("now"))
)


def redeem(tx: Tx, invitation: Invitation) -> bool:
    """Uses an invitation up; False when it is not open (any more), or its person inactive. Of two at once one wins."""
    return bool(tx.execute(_redeem, {"invitation": invitation.id, "now": tx.now}).rowcount)


def note_attempt(tx: Tx, channel: str, address: str, outcome: str) -> None:
    """outcome: "joined", or why not; see handlers.joining."""
    tx.insert(JoinAttempt, channel=channel, address=address, at=tx.now, outcome=outcome)


def attempts(tx: Tx, since: datetime, *, of: tuple[str, str] | None = None, outcome: str = "") -> int:
    """How many attempts were noted since then: of one account (channel, address) or of all, with one outcome or any."""
    statement = select(func.count()).select_from(_attempt).where(_attempt.c.at > since)
    if of is not None:
        statement = statement.where(_attempt.c.channel == of[0], _attempt.c.address == of[1])
    if outcome:
        statement = statement.where(_attempt.c.outcome == outcome)
    count: int = tx.scalar(statement)
    return count


def forget_attempts(tx: Tx, than: datetime, most: int) -> int:
    """Forgets up to `most` attempts noted before `than`; how many. The audit keeps its own lines."""
    old = select(_attempt.c.id).where(_attempt.c.at < than).limit(most)
    forgotten: int = tx.execute(delete(_attempt).where(_attempt.c.id.in_(old))).rowcount
    return forgotten


def _hash(code: str) -> str:
    """Capitals, dashes and spaces make no difference."""
    letters = re.sub(r"[-_\s]", "", fold(code))
    return hashlib.sha256(letters.encode()).hexdigest()
