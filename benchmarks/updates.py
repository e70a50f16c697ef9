"""Updates handled per CPU-second over webhook HTTP: ours with every step committed, beside two peers."""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import psutil

from benchmarks.dialogue import PEER_STEPS
from benchmarks.messenger import Messenger, Step, play

CHATS = 40
ROUNDS = 6
_WARM_UP = 1


async def started(
    module: str, *args: str, environment: dict[str, str] | None = None
) -> tuple[asyncio.subprocess.Process, str]:
    """Starts a Python module that prints its port in a line of its own when it listens; (process, address)."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *args,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 30)
    return process, f"http://127.0.0.1:{line.decode().strip()}/webhook"


async def ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()


def cpu_seconds(process: asyncio.subprocess.Process) -> float:
    """User and system time of the process so far, of all its threads."""
    times = psutil.Process(process.pid).cpu_times()
    return float(times.user + times.system)


async def measured(
    messenger: Messenger,
    process: asyncio.subprocess.Process,
    steps: Sequence[Step],
    chat_ids: Sequence[int],
    rounds: int = ROUNDS,
) -> float:
    """Updates per CPU-second of the process over `rounds` dialogues in every chat, after a warm-up."""
    await play(messenger, chat_ids, steps, _WARM_UP)
    before = cpu_seconds(process)
    done = await play(messenger, chat_ids, steps, rounds)
    await asyncio.sleep(0.5)
    return done / (cpu_seconds(process) - before)


async def peer(module: str) -> float:
    """One peer, with a messenger of its own."""
    messenger = Messenger()
    await messenger.start()
    with tempfile.TemporaryDirectory() as folder:
        arguments = [messenger.url, folder] if module.endswith("ptb") else [messenger.url]
        process, messenger.webhook = await started(module, *arguments)
        try:
            return await measured(messenger, process, PEER_STEPS, range(1, CHATS + 1))
        finally:
            await ended(process)
            await messenger.stop()


def peers() -> dict[str, float]:
    """Updates per CPU-second of each peer."""
    return {
        "python-telegram-bot, PicklePersistence": asyncio.run(peer("benchmarks.peer_ptb")),
        "aiogram, MemoryStorage (keeps nothing)": asyncio.run(peer("benchmarks.peer_aiogram")),
    }


def scratch(name: str) -> Path:
    """A folder of its own for one contestant."""
    return Path(tempfile.mkdtemp(prefix=f"bench-{name}-"))
