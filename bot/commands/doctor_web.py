"""What `bcn doctor` says of web addresses: whether a messenger can call them, and whether the service can listen."""

import ipaddress
import socket
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

import aiohttp

from bot.commands.findings import Finding, note, well, wrong
from bot.settings import Settings

_PATIENCE = 5


def webhook_faults(name: str, url: str, ports: Collection[int] = ()) -> Iterator[str]:
    """What a messenger would not call. name: the setting; ports: the only ones that it calls, any when empty."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        yield f"{name} phải bắt đầu bằng https://."
    elif ports and (parts.port or 443) not in ports:
        yield f"{name} chỉ được gọi ở các cổng {', '.join(map(str, ports))}; xin đổi cổng."
    if _is_private(parts.hostname or ""):
        yield f"{name} phải là địa chỉ mà Internet gọi đến được, không phải địa chỉ trong mạng nội bộ."
    if parts.path in ("", "/", "/health"):
        yield f"{name} cần một đường dẫn riêng, ví dụ https://baocao.example.vn/telegram."


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
        if settings.telegram_webhook_url or settings.zalo_webhook_url:
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
