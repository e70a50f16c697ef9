"""A look at a bot from the command line: who it is and how its webhook fares, without the weight of the client."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.channels import TokenDead, Unavailable

_PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Look:
    """webhook: the address that Telegram calls ("": the bot polls). failed_at: when a call last failed."""

    username: str
    webhook: str
    waiting: int
    failure: str
    failed_at: datetime | None


async def look(token: str, api_url: str) -> Look:
    """Raises Unavailable (no answer, or not one of Telegram), TokenDead."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE)) as session:
        me = await _ask(session, f"{api_url}/bot{token}/getMe")
        webhook = await _ask(session, f"{api_url}/bot{token}/getWebhookInfo")
    failed = webhook.get("last_error_date")
    return Look(
        username=str(me.get("username", "")),
        webhook=str(webhook.get("url", "")),
        waiting=int(webhook.get("pending_update_count", 0)),
        failure=str(webhook.get("last_error_message", "")),
        failed_at=datetime.fromtimestamp(failed, UTC) if failed else None,
    )


async def _ask(session: aiohttp.ClientSession, url: str) -> dict[str, Any]:
    """The errors do not quote the address: it holds the token."""
    try:
        async with session.get(url) as response:
            answer = await response.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise Unavailable(type(error).__name__) from None
    if response.status in (401, 404):
        raise TokenDead(str(response.status))
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, dict):
        raise Unavailable(str(response.status))
    return result
