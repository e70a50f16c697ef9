"""Processes that a measurement starts: their end and the CPU time they used."""

import asyncio
import signal

import psutil


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
