"""Failover: an alert that a messenger does not take in time goes out on the person's other messenger as well, once.

The due time of kind "failover" belongs to a message of the outbox; it is disarmed when that message was sent. Only what
is sent with the urgency of an alert jumps; everything else waits for its messenger.
"""

from datetime import timedelta

from incidents import administrators
from incidents.ways import other_way
from rules.catalogue import Catalogue
from storage import channels, due, incidents, outbox
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.screens import from_json
from storage.tables.messaging import OutboxMessage
from storage.tables.upkeep import Due


def settled(tx: Tx, message: OutboxMessage, state: str) -> None:
    """What became of a message at one try: sent is sent; refused for good means that the other messenger has it now."""
    if message.priority != Priority.ALERT or message.id is None:
        return
    if state == "sent":
        due.disarm(tx, due.FAILOVER, message.id)
    elif state == "failed" and due.armed(tx, due.FAILOVER, message.id):
        _jump(tx, message)


def on_due(tx: Tx, _rules: Catalogue, what: Due) -> None:
    """The clock's call: the message goes out on the other messenger if it still waits for its own."""
    lock(tx, what.subject_id)
    due.disarm(tx, due.FAILOVER, what.subject_id)
    message = outbox.find(tx, what.subject_id)
    if message is not None and message.state in ("queued", "sending"):
        _jump(tx, message)


def lock(tx: Tx, message_id: int) -> None:
    """Whoever changes the incident of the message now is waited for: what jumps must be the truth."""
    message = outbox.find(tx, message_id)
    if message is not None and message.incident_id is not None:
        incidents.get(tx, message.incident_id)


def channel_turned(tx: Tx, channel: str, *, well: bool) -> None:
    """A whole messenger is down or back: what waits for it jumps at once, and the administrators hear of it once."""
    since = channels.down_since(tx, channel)
    if well:
        channels.note(tx, channel, None)
        if since is not None:
            administrators.tell_channel(tx, channel, "admin-channel-back", since)
        return
    if since is not None:
        return
    channels.note(tx, channel, tx.now)
    administrators.tell_channel(tx, channel, "admin-channel-down", tx.now)
    for message_id in outbox.waiting_on(tx, channel, Priority.ALERT):
        if due.armed(tx, due.FAILOVER, message_id):
            due.arm(tx, due.FAILOVER, message_id, tx.now - timedelta(seconds=1), Urgency.SEVERITY_4)


def _jump(tx: Tx, message: OutboxMessage) -> None:
    due.disarm(tx, due.FAILOVER, message.id or 0)
    to = other_way(tx, message.person_id or 0, message.channel)
    if to is not None:
        outbox.send(tx, to, from_json(message.screen), Priority.ALERT, incident_id=message.incident_id)
