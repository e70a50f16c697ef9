"""What `bcn doctor` says of the bot on Zalo and of its webhook. Never shows the token."""

import contextlib
from collections.abc import Iterator

from bot.channels import Refused, TokenDead, TooFast, Unavailable
from bot.channels.zalo import Zalo
from bot.commands.doctor_web import webhook_faults
from bot.commands.findings import Finding, well, wrong
from bot.settings import Settings

_PUBLIC_API = "https://bot-api.zaloplatforms.com"
_PATIENCE = 10


async def zalo_findings(settings: Settings) -> list[Finding]:
    """Nothing when Zalo is not used."""
    if settings.zalo_token is None:
        return []
    bot = Zalo(settings.zalo_secret_token, settings.zalo_api_url, timeout=_PATIENCE)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(bot.close)
        try:
            name = await bot.username()
        except TokenDead:
            return [wrong("Zalo", "Zalo không nhận BCN_ZALO_TOKEN, xin chép lại nguyên mã từ trang Zalo Bot vào .env.")]
        except (Unavailable, TooFast, Refused) as error:
            told = f"không hỏi được {settings.zalo_api_url} ({error})"
            return [wrong("Zalo", f"{told}: xin xem đường mạng, tường lửa và BCN_ZALO_API_URL.")]
    return [well("Zalo", f"{name}, qua {settings.zalo_api_url}"), *_receiving(settings)]


def _receiving(settings: Settings) -> Iterator[Finding]:
    url = settings.zalo_webhook_url
    if not url:
        yield well("Zalo", "hỏi Zalo liên tục (polling), không cần địa chỉ web")
        return
    public = settings.zalo_api_url == _PUBLIC_API  # a Zalo on this machine calls any address
    faults = list(webhook_faults("BCN_ZALO_WEBHOOK_URL", url)) if public else []
    yield from (wrong("Zalo", fault) for fault in faults)
    if not faults:
        yield well("Zalo", f"webhook {url}")
