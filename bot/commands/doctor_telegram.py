"""What `bcn doctor` says of the bot, its webhook and the port on which the service listens. Never shows the token."""

import ipaddress
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import aiohttp

from bot.channels import Refused, Unavailable
from bot.channels.telegram_look import Look, look
from bot.commands.findings import Finding, note, well, wrong
from bot.settings import Settings, SettingsError
from storage.clock import LOCAL_ZONE

_PUBLIC_API = "https://api.telegram.org"
_WEBHOOK_PORTS = (443, 80, 88, 8443)
_RECENT = timedelta(minutes=10)
_PATIENCE = 5


async def telegram_findings(settings: Settings) -> list[Finding]:
    try:
        seen = await look(settings.token, settings.telegram_api_url)
    except SettingsError as error:
        return [wrong("Bot", str(error))]
    except Refused:
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
    faults = list(webhook_faults(url, settings.telegram_api_url))
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


def webhook_faults(url: str, api_url: str) -> Iterator[str]:
    """What Telegram itself would refuse; a Telegram on this machine takes any address."""
    if api_url != _PUBLIC_API:
        return
    parts = urlsplit(url)
    if parts.scheme != "https":
        yield "BCN_TELEGRAM_WEBHOOK_URL phải bắt đầu bằng https://."
    elif (parts.port or 443) not in _WEBHOOK_PORTS:
        ports = ", ".join(map(str, _WEBHOOK_PORTS))
        yield f"Telegram chỉ gọi các cổng {ports}; xin đổi cổng trong BCN_TELEGRAM_WEBHOOK_URL."
    if _is_private(parts.hostname or ""):
        yield "BCN_TELEGRAM_WEBHOOK_URL phải là địa chỉ mà Internet gọi đến được, không phải địa chỉ trong mạng nội bộ."
    if parts.path in ("", "/", "/health"):
        yield "BCN_TELEGRAM_WEBHOOK_URL cần một đường dẫn riêng, ví dụ https://baocao.example.vn/telegram."


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".lan")) or "." not in host


async def web_findings(settings: Settings) -> list[Finding]:
    """Whether the service can listen, or does already."""
    host, port = settings.web_host, settings.web_port
    if await _is_ours(host, port):
        return [well("Cổng web", f"{host}:{port}, dịch vụ đang chạy")]
    try:
        with socket.create_server((host, port)):
            return [well("Cổng web", f"{host}:{port} còn trống")]
    except OSError as error:
        told = f"không mở được {host}:{port} ({error.strerror}), xin xem BCN_WEB_HOST, chọn BCN_WEB_PORT còn trống."
        if settings.telegram_webhook_url:
            return [wrong("Cổng web", told)]
        return [note("Cổng web", f"{told} Không có /health.")]


async def _is_ours(host: str, port: int) -> bool:
    """Whether the service answers there."""
    at = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - any address of this machine
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE)) as session,
            session.get(f"http://{at}:{port}/health") as answer,
        ):
            told = await answer.json()
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False
    return isinstance(told, dict) and "status" in told
