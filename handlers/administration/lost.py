"""Messages that did not arrive: whose, of what kind, without what they say; said anew one by one or all."""

from handlers.administration import scope
from handlers.turn import Tampered, Turn
from incidents.facts import moment_text
from staff import deliveries
from storage import outbox, undelivered
from storage.outbox import Priority
from storage.screens import Button
from storage.undelivered import Lost

_PAGE = 7
_AT_ONCE = 200
_KINDS = {Priority.ALERT: "alert", Priority.REMINDER: "reminder"}


def show(turn: Turn, page: int, done: str = "") -> None:
    """A page of them, by person."""
    areas = scope.areas(turn)
    number = undelivered.count(turn.tx, areas)
    if page and page * _PAGE >= number:
        page = 0
    found = undelivered.lines(turn.tx, areas, limit=_PAGE, offset=page * _PAGE)
    lines = [turn.t("staff-lost", count=number), *(_line(turn, one) for one in found)]
    rows: list[tuple[Button, ...]] = [
        (Button(scope.short(turn.t("staff-resend", name=one.name)), f"q:fr:{one.id}:{page}"),)
        for one in found
        if one.reached
    ]
    rows += scope.turning(turn, "q:f", page, number > (page + 1) * _PAGE)
    if number > 1:
        rows.append((Button(turn.t("staff-resend-all"), "q:fa"),))
    rows.append((Button(turn.t("staff-home-button"), "c:quantri"),))
    scope.say(turn, "\n\n".join(lines), rows, done=done)
    turn.audit("registry.lost", "done", count=number)


def resend(turn: Turn, message_id: int, page: int) -> None:
    """One of them is said anew, as things stand now."""
    message = outbox.find(turn.tx, message_id)
    if message is None or message.person_id is None or message.update_key:
        raise Tampered("no such message")
    scope.person(turn, message.person_id)
    if not scope.wholly(turn, message.person_id):
        raise Tampered("a message to somebody whom others look after")
    outcome = deliveries.resend(turn.tx, turn.rules, message_id)
    turn.audit("message.resend", "done" if outcome == "sent" else "failed", f"message:{message_id}", why=outcome)
    show(turn, page, turn.t(f"staff-resend-{outcome}"))


def resend_all(turn: Turn) -> None:
    """All whose people are reached by something now."""
    found = undelivered.lines(turn.tx, scope.areas(turn), limit=_AT_ONCE)
    outcomes = [deliveries.resend(turn.tx, turn.rules, one.id) for one in found if one.reached]
    sent = outcomes.count("sent")
    turn.audit("message.resend", "done", count=sent)
    show(turn, 0, turn.t("staff-resent", count=sent, over=outcomes.count("over")))


def _line(turn: Turn, one: Lost) -> str:
    kind = turn.t(f"staff-lost-{_KINDS.get(Priority(one.priority), 'other')}")
    return turn.t(
        "staff-lost-line",
        name=one.name,
        kind=f"{kind} {one.code}".strip(),
        channel=one.channel.capitalize(),
        at=moment_text(turn.lang, one.at, turn.tx.now),
        reached="yes" if one.reached else "no",
    )
