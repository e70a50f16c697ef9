"""The service as a process of its own: how it ends when it is told to, and what its log holds."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from running_service import DUTY, HEAD, Phones, all_done, free_port, hidden, until

import locales
from simulator.server import Running
from storage.database import Database, table
from storage.tables.messaging import OutboxMessage

ROOT = Path(__file__).parents[2]
RUN = """
from bot.service import run_here
from bot.settings import load_settings
run_here(load_settings(_env_file=None), lambda: print("ready", flush=True))
"""
WORDS = "Học sinh mẫu lớp 7A bị ong đốt ở sân trường"
PHONE = "0903 111 222"


class Process:
    """One that runs; what it prints is its log and the word «ready»."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.printed: list[str] = []

    async def ready(self) -> None:
        assert self.process.stdout
        async with asyncio.timeout(60):
            while "ready" not in self.printed:
                line = await self.process.stdout.readline()
                assert line, self.printed
                self.printed.append(line.decode().strip())

    async def ended(self, number: signal.Signals) -> tuple[int, list[dict[str, Any]]]:
        """The exit code after a signal, and the lines of the log."""
        self.process.send_signal(number)
        async with asyncio.timeout(30):
            printed, _ = await self.process.communicate()
        self.printed += printed.decode().splitlines()
        assert self.process.returncode is not None
        return self.process.returncode, [json.loads(line) for line in self.printed if line != "ready"]


@pytest.fixture
async def start_process(
    database_url: str, local: Running, phones: Phones, tmp_path: Path
) -> AsyncIterator[Callable[[], Awaitable[Process]]]:
    settings = {
        "DATA_DIR": tmp_path / "data",
        "DATABASE_URL": database_url,
        "TELEGRAM_TOKEN": local.token,
        "TELEGRAM_API_URL": local.url,
        "TELEGRAM_TIMEOUT": 2,
        "SEND_PER_SECOND": 1000,
        "CHAT_PER_SECOND": 1000,
        "WEB_PORT": free_port(),
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "json",
    }
    environment = os.environ | {f"BCN_{name}": str(value) for name, value in settings.items()}
    async with contextlib.AsyncExitStack() as stack:

        async def start() -> Process:
            out, both = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
            started = await asyncio.create_subprocess_exec(
                sys.executable, "-c", RUN, cwd=ROOT, env=environment, stdout=out, stderr=both
            )
            stack.callback(lambda: started.returncode is None and started.kill())
            process = Process(started)
            await process.ready()
            return process

        yield start


def states(database: Database) -> list[str]:
    return [row.state for row in database.transact(lambda tx: tx.rows(table(OutboxMessage).select()))]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
async def test_log_of_a_whole_conversation_holds_no_word_number_or_token_and_sigterm_ends_it_cleanly(
    start_process: Callable[[], Awaitable[Process]], phones: Phones, local: Running, database: Database
):
    process = await start_process()
    await phones.misbehave(methods=["sendMessage"], status=502, times=2)
    await phones.reports_urgently()
    await phones.sees(DUTY, button="Tiếp nhận")
    with hidden(database, "conversation"):
        await phones.say(HEAD, f"{WORDS}, gọi {PHONE}")
        await phones.sees(HEAD, locales.text("vi", "update-held"))
    await phones.act(HEAD, "block")
    await phones.post("update", message={"chat": "?", "text": WORDS})
    await all_done(local, database)
    await phones.misbehave(methods=["sendMessage"], latency=0.3)
    await phones.say(DUTY, "/toi")
    await until(lambda: "sending" in states(database))

    code, log = await process.ended(signal.SIGTERM)

    assert code == 0
    assert "sending" not in states(database)
    events = [line["event"] for line in log]
    assert {"started", "leads", "update held", "update unreadable"} <= set(events)
    assert events[-1] == "stopped"
    written = json.dumps(log, ensure_ascii=False).lower()
    for secret in (WORDS, "ong đốt", PHONE, PHONE.replace(" ", ""), local.token, "simulated", "090300000"):
        assert secret.lower() not in written
