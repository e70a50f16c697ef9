"""/riengtu: what is kept about people and why, and whether they agree. Nobody is kept from reporting by it."""

from handlers.turn import Tampered, Turn
from incidents.facts import moment_text
from storage import conversations, privacy, registry
from storage.privacy import AGREED, REFUSED, Answer
from storage.screens import Button, Screen

_SLOT = "privacy"


def show(turn: Turn) -> None:
    """/riengtu: the notice as it is now, with what the person has answered."""
    _show(turn, "short", fresh=True)


def welcome(turn: Turn) -> None:
    """Whoever has joined is shown it, unless these words were answered already, on another phone."""
    person = registry.person(turn.tx, turn.me.person_id)
    if person.notice_version != turn.rules.privacy.version or not person.notice_answer:
        _show(turn, "short", fresh=True)


def ask_anew(turn: Turn) -> None:
    """Who has joined under other words is told once; never in the middle of something, and never with a sound.

    A messenger without buttons is only told how to come here: a list would take the numbers of the one above it.
    """
    if turn.me.notice_version in ("", turn.rules.privacy.version) or turn.event.kind not in ("command", "text"):
        return
    if conversations.flow_of(turn.tx, turn.me.person_id) is not None:
        return
    if turn.event.buttons:
        _show(turn, "short", fresh=True, silent=True)
        return
    _noted(turn)
    turn.say(Screen(turn.t("privacy-changed"), silent=True))


def pressed(turn: Turn, parts: list[str]) -> None:
    """«y:full», «y:short», «y:agreed:<version>», «y:refused:<version>»; raises Tampered otherwise."""
    match parts:
        case ["full" | "short" as what]:
            _show(turn, what)
        case ["agreed" | "refused" as said, version]:
            _answer(turn, AGREED if said == "agreed" else REFUSED, version)
        case _:
            raise Tampered("unknown action of the privacy notice")


def _answer(turn: Turn, said: Answer, version: str) -> None:
    """Only to the words that hold now: whoever presses below older ones is shown the new."""
    notice = turn.rules.privacy
    if version != notice.version:
        _show(turn, "short", fresh=True)
        turn.toast(turn.t("privacy-changed-since"), alert=True)
        return
    if privacy.answer(turn.tx, turn.me.person_id, version, said):
        turn.audit(
            f"privacy.{said}", "done", f"person:{turn.me.person_id}", version=version, wording=notice.wording(turn.lang)
        )
    turn.toast(turn.t(f"privacy-{said}-toast"))
    _show(turn, "short")


def _show(turn: Turn, what: str, *, fresh: bool = False, silent: bool = False) -> None:
    notice = turn.rules.privacy
    _noted(turn)
    person = registry.person(turn.tx, turn.me.person_id)
    said = person.notice_answer or "open"
    since = moment_text(turn.lang, person.notice_answered_at, turn.tx.now) if person.notice_answered_at else ""
    words = notice.full if what == "full" else notice.short
    text = turn.t("privacy-notice", words=words.of(turn.lang), said=said, since=since, version=notice.version)
    agree = Button(turn.t("privacy-agree"), f"y:{AGREED}:{notice.version}")
    refuse = Button(
        turn.t("privacy-take-back" if said == AGREED else "privacy-refuse"), f"y:{REFUSED}:{notice.version}"
    )
    other = Button(turn.t("privacy-full"), "y:full") if what == "short" else Button(turn.t("privacy-short"), "y:short")
    first = () if said == AGREED else ((agree,),)
    second = (other,) if said == REFUSED else (other, refuse)
    turn.say(Screen(text, (*first, second), slot=_SLOT, fresh=fresh, silent=silent))


def _noted(turn: Turn) -> None:
    version = turn.rules.privacy.version
    if turn.me.notice_version != version:
        privacy.shown(turn.tx, turn.me.person_id, version)
        turn.audit("privacy.shown", "done", f"person:{turn.me.person_id}", version=version)
