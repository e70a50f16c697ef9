"""getMe, getUpdates and the webhook's settings."""

import asyncio
from urllib.parse import urlsplit

import telegram as tg

from simulator.bot_api.errors import Refused, bad_request
from simulator.bot_api.parameters import Parameters
from simulator.clock import moment
from simulator.local import LocalTelegram
from simulator.webhook import Target
from simulator.world import Json

LONGEST_POLL = 50.0
CONNECTIONS = 40
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def get_me(telegram: LocalTelegram, parameters: Parameters) -> Json:
    return telegram.world.bot.to_dict() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def get_updates(telegram: LocalTelegram, parameters: Parameters) -> list[Json]:
    """Waits up to `timeout` seconds for the first update. A later call ends this one with 409."""
    if telegram.webhook.target:
        raise Refused(409, WEBHOOK_ACTIVE)
    _choose_kinds(telegram, parameters)
    limit = parameters.integer("limit", 100)
    limit = limit if 1 <= limit <= 100 else 100
    telegram.polls += 1
    mine = telegram.polls
    updates = telegram.updates
    updates.wake()
    updates.confirm(parameters.integer("offset"))
    deadline = asyncio.get_running_loop().time() + min(LONGEST_POLL, parameters.integer("timeout"))
    while True:
        if batch := updates.batch(limit):
            return batch
        left = deadline - asyncio.get_running_loop().time()
        if left <= 0:
            return []
        try:
            async with asyncio.timeout(left):
                await updates.arrival()
        except TimeoutError:
            return []
        if telegram.webhook.target:
            raise Refused(409, "Conflict: terminated by setWebhook request")
        if mine != telegram.polls:
            raise Refused(409, OTHER_POLL)


def _choose_kinds(telegram: LocalTelegram, parameters: Parameters) -> None:
    """An absent list keeps the last choice, an empty one means the default."""
    kinds = parameters.structure("allowed_updates", "allowed updates JSON object")
    if kinds is None:
        return
    if not isinstance(kinds, list):
        raise bad_request('Field "allowed_updates" must be an Array')
    telegram.updates.allowed = frozenset(kinds) or None


async def set_webhook(telegram: LocalTelegram, parameters: Parameters) -> bool:
    url = parameters.text("url").strip()
    if not url:
        return await delete_webhook(telegram, parameters)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    secret = parameters.text("secret_token")
    if not all(sign.isascii() and (sign.isalnum() or sign in "_-") for sign in secret) or len(secret) > 256:
        raise bad_request(
            "secret token contains unallowed characters" if len(secret) <= 256 else "secret token is too long"
        )
    _choose_kinds(telegram, parameters)
    if parameters.flag("drop_pending_updates"):
        telegram.updates.pending.clear()
    connections = parameters.integer("max_connections", CONNECTIONS)
    await telegram.webhook.start(Target(url, secret, min(max(connections, 1), 100)))
    telegram.updates.wake()
    return True


async def delete_webhook(telegram: LocalTelegram, parameters: Parameters) -> bool:
    await telegram.webhook.stop()
    if parameters.flag("drop_pending_updates"):
        telegram.updates.pending.clear()
    return True


def get_webhook_info(telegram: LocalTelegram, parameters: Parameters) -> Json:
    webhook, allowed = telegram.webhook, telegram.updates.allowed
    at, why = webhook.last_error if webhook.target and webhook.last_error else (None, None)
    return tg.WebhookInfo(
        webhook.target.url if webhook.target else "",
        False,
        len(telegram.updates.pending),
        last_error_date=moment(at) if at else None,
        last_error_message=why,
        max_connections=webhook.target.connections if webhook.target else None,
        allowed_updates=sorted(allowed) if allowed else None,
    ).to_dict()
