"""Updates handled per CPU-second over webhook HTTP: ours with every step committed, beside two peers."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import department, service
from benchmarks.dialogue import STEPS
from benchmarks.messenger import Messenger, Step, play
from benchmarks.processes import cpu_seconds, ended

CHATS = range(1, 41)
ROUNDS = 6
_WARM_UP = 1
_LISTENS_WITHIN = 30.0


async def measured(messenger: Messenger, process: asyncio.subprocess.Process, steps: Sequence[Step]) -> float:
    """Updates per CPU-second of the process over ROUNDS dialogues in every chat, after a warm-up."""
    await play(messenger, CHATS, steps, _WARM_UP)
    before = cpu_seconds(process)
    done = await play(messenger, CHATS, steps, ROUNDS)
    await messenger.silence()
    return done / (cpu_seconds(process) - before)


async def peer(module: str, *options: str) -> float:
    """One peer, a module that prints its port when it listens, with a messenger of its own."""
    messenger = Messenger()
    await messenger.start()
    with TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            messenger.url,
            folder,
            *options,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ},
        )
        try:
            assert process.stdout is not None
            port = await asyncio.wait_for(process.stdout.readline(), _LISTENS_WITHIN)
            messenger.webhook = f"http://127.0.0.1:{port.decode().strip()}/webhook"
            return await measured(messenger, process, STEPS)
        finally:
            await ended(process)
            await messenger.stop()


async def ours(url: str, folder: Path) -> tuple[float, float, int]:
    """(updates per CPU-second, seconds from start to ready, resident bytes after the measurement)."""
    department.prepare(url, CHATS)
    messenger = Messenger()
    await messenger.start()
    try:
        async with service.running(url, messenger.url, folder) as running:
            messenger.webhook, messenger.secret = running.webhook, service.WEBHOOK_SECRET
            rate = await measured(messenger, running.process, STEPS)
            return rate, running.ready_after, running.memory()
    finally:
        await messenger.stop()
