"""Joining: an invitation or one's own number in the registry; everybody else gets one polite refusal, however they try.

Outcomes of an attempt: "joined"; "wrong_code" (no such invitation, or not open); "throttled" (a code that was not even
looked at); "unknown_number"; "foreign_contact" (not the sender's own); "cut_off" (the account was taken from this
very person, so only an invitation made afterwards opens it again); "words" and "press" (nothing was tried); "group";
"unknown_person" (a member has named somebody by a number that nobody has).
"""

import hashlib
import re
from datetime import datetime, timedelta

import locales
from handlers import accounts, menu, privacy
from handlers.event import Event
from handlers.incident import lists
from handlers.turn import Tampered, Turn
from incidents import reach
from rules.catalogue import Catalogue
from rules.folding import fold
from storage import audit, conversations, incidents, invitations, outbox, registry
from storage.database import Tx
from storage.outbox import Recipient
from storage.screens import Button, Screen
from storage.tables.registry import Invitation

WINDOW = timedelta(hours=1)
WRONG_CODES_OF_ONE = 5
WRONG_CODES_OF_ALL = 300
REFUSALS_TOLD = 5
GROUP_TOLD_EVERY = timedelta(days=1)
_UNFINISHED_SINCE = timedelta(days=90)

_LINK = re.compile(r"[?&]start=([\w-]{1,64})")
_LINK_ALONE = re.compile(r"(?:https?://)?t\.me/\w+\?start=[\w-]{1,64}")


def start_again(turn: Turn) -> None:
    """/start of a member: the home screen; with an invitation's code whatever that invitation means to them."""
    code = _code_in(turn.event)
    if code is not None and not _throttled(turn.tx, turn.event):
        _invited_again(turn, code)
        return
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if flow is not None and flow.flow == "incident":
        conversations.expect_nothing(turn.tx, turn.me.person_id)
    draft = conversations.open_draft(turn.tx, turn.me.person_id)
    kept = "none" if draft is None else "draft"
    turn.say(menu.front(turn, turn.t("welcome-back", name=turn.me.name, kept=kept)))


def stranger(tx: Tx, event: Event, rules: Catalogue) -> None:
    """Somebody without an account: joins, or is refused like everybody else."""
    if event.kind == "unblocked":
        return
    person_id, outcome = _try(tx, event)
    if person_id is not None:
        _let_in(tx, event, rules, person_id)
        return
    if outcome == "wrong_code" and (member := registry.find_member(tx, event.channel, event.address)) is not None:
        start_again(Turn(tx, event, member, rules))  # the same link pressed twice at once: the other press has joined
        return
    _refuse(tx, event, outcome)


def is_code_alone(event: Event) -> bool:
    """Whether a text is nothing but an invitation, as a code or as the link: a member who types it opens it."""
    text = event.text.strip()
    return event.kind == "text" and (fold(text) == invitations.code_in(text) or _LINK_ALONE.fullmatch(text) is not None)


def refuse_group(tx: Tx, event: Event) -> None:
    """A group chat: one polite sentence a day, whatever is written there."""
    to = Recipient(event.channel, event.address)
    if event.press_id:
        outbox.answer_press(tx, to, event.press_id)
    where = (event.channel, event.address)
    if invitations.attempts(tx, tx.now - GROUP_TOLD_EVERY, of=where, outcome="group"):
        return
    _note(tx, event, "group")
    outbox.send(tx, to, Screen(locales.text(locales.FALLBACK, "no-groups")), update_key=event.key)


def pressed(turn: Turn, parts: list[str]) -> None:
    """«j:stay» and «j:<invitation id>:<proof>» below the question whose this account is; raises Tampered otherwise."""
    match parts:
        case ["stay"]:
            turn.say(Screen(turn.t("switch-stayed", name=turn.me.name), slot="joining"))
        case [number, proof] if number.isascii() and number.isdigit() and len(number) < 12:
            invitation = invitations.get(turn.tx, int(number))
            if invitation is None or proof != _proof(invitation, turn.event):
                raise Tampered("an invitation that was not offered")
            if not invitations.redeem(turn.tx, invitation):
                turn.say(Screen(turn.t("code-useless"), slot="joining"))
                return
            _let_in(turn.tx, turn.event, turn.rules, invitation.person_id)
            turn.say(Screen(turn.t("switch-done"), slot="joining"))
        case _:
            raise Tampered("unknown action of joining")


def _invited_again(turn: Turn, code: str) -> None:
    """A member opens an invitation: their own changes nothing; another person's takes the account only if confirmed."""
    tx = turn.tx
    invitation = invitations.find(tx, code)
    if invitation is not None and invitation.person_id == turn.me.person_id:
        invitations.redeem(tx, invitation)
        turn.say(menu.front(turn, turn.t("welcome-back", name=turn.me.name, kept="none")))
        return
    if invitation is None or invitations.state_of(invitation, tx.now) != "open":
        _note(tx, turn.event, "wrong_code", turn.me.person_id)
        turn.say(menu.front(turn, turn.t("code-useless")))
        return
    turn.audit("join", "refused", reason="another_person", invitation=invitation.id)
    other = registry.person(tx, invitation.person_id).name
    rows = (
        (Button(turn.t("switch-stay"), "j:stay"),),
        (Button(turn.t("switch-over", other=other), f"j:{invitation.id}:{_proof(invitation, turn.event)}"),),
    )
    text = turn.t("switch-question", name=turn.me.name, other=other)
    turn.say(Screen(text, rows, slot="joining", fresh=True))


def _try(tx: Tx, event: Event) -> tuple[int | None, str]:
    """Who may join on this account by what was sent, and the outcome."""
    if event.kind == "contact":
        return _by_contact(tx, event)
    code = _code_in(event)
    if code is None:
        return None, "press" if event.press_id else "words"
    if _throttled(tx, event):
        return None, "throttled"
    invitation = invitations.find(tx, code)
    if invitation is None:
        return None, "wrong_code"
    if _shut_out(tx, event, invitation.person_id, invitation.created_at):
        return None, "cut_off"
    return (invitation.person_id, "joined") if invitations.redeem(tx, invitation) else (None, "wrong_code")


def _by_contact(tx: Tx, event: Event) -> tuple[int | None, str]:
    """Nobody can guess a number that the messenger vouches for, so this way is never throttled."""
    if not event.phone_is_own:
        return None, "foreign_contact"
    person = registry.person_by_phone(tx, event.phone) if event.phone else None
    if person is None or person.id is None:
        return None, "unknown_number"
    if _shut_out(tx, event, person.id):
        return None, "cut_off"
    return person.id, "joined"


def _shut_out(tx: Tx, event: Event, person_id: int, invited_at: datetime | None = None) -> bool:
    """Whether this account was cut off from this very person, and nobody has invited them since."""
    account = registry.account(tx, event.channel, event.address)
    if account is None or account.cut_off_at is None or account.person_id != person_id:
        return False
    return invited_at is None or invited_at <= account.cut_off_at


def _let_in(tx: Tx, event: Event, rules: Catalogue, person_id: int) -> None:
    """Binds the account and welcomes the person; what is theirs to take or to finish is shown at once."""
    before = registry.account(tx, event.channel, event.address)
    moved = before is not None and before.person_id != person_id
    if moved:
        outbox.take_back(tx, event.channel, event.address)
        reach.account_lost(tx, rules, event.channel, event.address, "moved")
    registry.link_account(tx, person_id, event.channel, event.address)
    if before is not None and moved:
        reach.show_open(tx, rules, before.person_id)
    _note(tx, event, "joined", person_id)
    member = registry.find_member(tx, event.channel, event.address)
    assert member is not None, "somebody inactive was let in"
    turn = Turn(tx, event, member, rules)
    posts = "\n".join(
        turn.t("me-post", role=menu.role_text(turn, post), unit=post.unit_name) for post in member.posts
    ) or turn.t("me-no-role")
    turn.say(menu.front(turn, turn.t("welcome", name=member.name, posts=posts, first=menu.first_step(turn))))
    privacy.welcome(turn)
    accounts.tell_others(turn)
    reach.show_open(tx, rules, person_id)
    if conversations.open_draft(tx, person_id) or incidents.live_of_reporter(tx, person_id, tx.now - _UNFINISHED_SINCE):
        lists.my_tasks(turn)


def _refuse(tx: Tx, event: Event, outcome: str) -> None:
    """The same screen for everybody, and only a few of them; a press always gets its (empty) answer."""
    to = Recipient(event.channel, event.address)
    if event.press_id:
        outbox.answer_press(tx, to, event.press_id)
    told = invitations.attempts(tx, tx.now - WINDOW, of=(event.channel, event.address))
    if told >= REFUSALS_TOLD and outcome in ("words", "press"):
        return
    _note(tx, event, outcome)
    if told < REFUSALS_TOLD:
        key = "join-refused" if event.buttons else "join-refused-typing"
        screen = Screen(locales.text(locales.FALLBACK, key), ask="contact")
        outbox.send(tx, to, screen, update_key=event.key)


def _throttled(tx: Tx, event: Event) -> bool:
    since = tx.now - WINDOW
    of_one = invitations.attempts(tx, since, of=(event.channel, event.address), outcome="wrong_code")
    return of_one >= WRONG_CODES_OF_ONE or invitations.attempts(tx, since, outcome="wrong_code") >= WRONG_CODES_OF_ALL


def _code_in(event: Event) -> str | None:
    """The code that was tried: whatever follows /start, or what is typed like a code or as the link itself."""
    if event.kind == "command":
        return event.text or None if event.command == "start" else None
    if event.kind not in ("text", "edited"):
        return None
    link = _LINK.search(event.text)
    return link[1] if link else invitations.code_in(event.text)


def _proof(invitation: Invitation, event: Event) -> str:
    """What only a button of ours in this chat can hold; the code itself is never kept."""
    told = f"{invitation.code_hash}:{event.channel}:{event.address}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _note(tx: Tx, event: Event, outcome: str, person_id: int | None = None) -> None:
    invitations.note_attempt(tx, event.channel, event.address, outcome)
    audit.note(
        tx,
        "join",
        "done" if outcome == "joined" else "refused",
        person_id=person_id,
        channel=event.channel,
        address=event.address,
        reason=outcome,
    )
