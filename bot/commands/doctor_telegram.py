"""What `bcn doctor` says of the bot on Telegram and of its webhook. Never shows the token."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.channels import TokenDead, Unavailable
from bot.channels.telegram_look import Look, look
from bot.commands.doctor_web import webhook_faults
from bot.commands.findings import Finding, note, well, wrong
from bot.settings import Settings, SettingsError
from storage.clock import LOCAL_ZONE

_PUBLIC_API = "https://api.telegram.org"
_WEBHOOK_PORTS = (443, 80, 88, 8443)
_RECENT = timedelta(minutes=10)


async def telegram_findings(settings: Settings) -> list[Finding]:
    if settings.telegram_token is None and settings.zalo_token is not None:
        return [note("Bot", "không dùng Telegram (BCN_TELEGRAM_TOKEN để trống).")]
    try:
        seen = await look(settings.token, settings.telegram_api_url)
    except SettingsError as error:
        return [wrong("Bot", str(error))]
    except TokenDead:
        return [wrong("Bot", "Telegram không nhận BCN_TELEGRAM_TOKEN, xin chép lại nguyên mã từ @BotFather vào .env.")]
    except Unavailable as error:
        told = f"không hỏi được {settings.telegram_api_url} ({error})"
        return [wrong("Bot", f"{told}: xin xem đường mạng, tường lửa và BCN_TELEGRAM_API_URL.")]
    return [well("Bot", f"@{seen.username}, qua {settings.telegram_api_url}"), *_receiving(settings, seen)]


def _receiving(settings: Settings, seen: Look) -> Iterator[Finding]:
    """How updates come: by the webhook, or by asking for them."""
    url = settings.telegram_webhook_url
    if not url:
        yield well("Nhận tin", "hỏi Telegram liên tục (polling), không cần địa chỉ web")
        if seen.webhook:
            yield note(
                "Nhận tin", f"bot đang gắn với {seen.webhook}, bcn run sẽ gỡ; bảo đảm không còn máy khác dùng bot này."
            )
        return
    public = settings.telegram_api_url == _PUBLIC_API  # a Telegram on this machine calls any address
    faults = list(webhook_faults("BCN_TELEGRAM_WEBHOOK_URL", url, _WEBHOOK_PORTS)) if public else []
    yield from (wrong("Webhook", fault) for fault in faults)
    if seen.webhook and seen.webhook != url:
        yield note("Webhook", f"bot đang gắn với {seen.webhook}, bcn run sẽ chuyển sang {url}.")
    if seen.failed_at is not None and datetime.now(UTC) - seen.failed_at < _RECENT:
        at = seen.failed_at.astimezone(LOCAL_ZONE).strftime("%H:%M:%S")
        yield wrong("Webhook", f"lúc {at} Telegram gọi không được ({seen.failure}): xin xem máy chủ web và chứng chỉ.")
    elif seen.webhook == url and not faults:
        yield well("Webhook", f"{url}, còn {seen.waiting} tin chờ")
    elif not seen.webhook and not faults:
        yield well("Webhook", f"{url}, sẽ được đăng ký khi chạy bcn run")
