"""make bench: figures and their ratios. Compare within one run only: the machine may be busy with other things.

Run: python -m benchmarks [understanding] [updates] [alerts] [broadcasts] [campaigns] [digests]; without a name all.
"""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks import alerts, broadcasts, campaigns, digests, registry, service, understanding, updates

LIMIT = 30.0
_TELEGRAM_LIBRARY, _AIOGRAM = "python-telegram-bot, PicklePersistence", "aiogram, MemoryStorage (keeps nothing)"
_MEGABYTE = 1024 * 1024

console = Console()


@contextmanager
def _sqlite() -> Iterator[tuple[str, Path]]:
    with TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.db", Path(folder)


@contextmanager
def _postgres() -> Iterator[tuple[str, Path]]:
    with TemporaryDirectory() as folder, TemporaryDirectory() as data, service.postgres(Path(data) / "pg") as url:
        yield url, Path(folder)


def _updates() -> None:
    rates: dict[str, float] = {}
    starts: list[str] = []
    for name, module, *options in (
        (_TELEGRAM_LIBRARY, "peer_ptb"),
        (f"{_TELEGRAM_LIBRARY} after every update", "peer_ptb", "each"),
        (_AIOGRAM, "peer_aiogram"),
    ):
        rates[name] = asyncio.run(updates.peer(f"benchmarks.{module}", *options))
    for name, place in (("Báo Cáo Nhanh, SQLite FULL", _sqlite), ("Báo Cáo Nhanh, PostgreSQL", _postgres)):
        with place() as (url, folder):
            rates[name], ready, memory = asyncio.run(updates.ours(url, folder))
            starts.append(f"{name}: ready after {ready:.2f} s, {memory / _MEGABYTE:.0f} MB after the measurement")
    table = Table("contestant", "updates per CPU-second", "× python-telegram-bot", "× aiogram", title="Updates")
    for name, rate in rates.items():
        against = [f"{rate / rates[peer]:.2f}" for peer in (_TELEGRAM_LIBRARY, _AIOGRAM)]
        table.add_row(name, f"{rate:.0f}", *against)
    console.print(table)
    console.print("\n".join(starts))


def _alerts() -> None:
    table = Table("database", "alert", "reports", "p50 ms", "p99 ms", title="From [Gửi] to the leader's message")
    lines = []
    for name, place in (("SQLite FULL", _sqlite), ("PostgreSQL", _postgres)):
        with place() as (url, folder):
            found = asyncio.run(alerts.measure(url, folder))
        for kind, times in (("idle", found.idle), (f"during {alerts.REMINDERS} reminders", found.loaded)):
            table.add_row(name, kind, str(len(times)), f"{_share(times, 0.5):.0f}", f"{_share(times, 0.99):.0f}")
        share = found.rate / LIMIT
        lines.append(
            f"{name}: {found.rate:.2f} messages/s, {share:.1%} of the limit; refused with 429: {found.refused}"
        )
    console.print(table)
    console.print("\n".join(lines))


def _understanding() -> None:
    found = understanding.measure()
    table = Table("messages", "field", "precision", "recall", "right", "wrong", "missed", title="Understanding")
    for name, scores in found.scores.items():
        for field, one in scores.items():
            counts = (str(count) for count in (one.right, one.wrong, one.missed))
            table.add_row(name, field, f"{one.precision:.1%}", f"{one.recall:.1%}", *counts)
    console.print(table)
    times = found.milliseconds
    console.print(f"a message: p50 {_share(times, 0.5):.2f} ms, p99 {_share(times, 0.99):.2f} ms of processor time;")
    console.print(f"one of {understanding.LONGEST} characters: {found.longest:.0f} ms")


def _broadcasts() -> None:
    columns = ("database", "units", "preview s", "begin s", "queue s", "µs each", "step ms", "+MB")
    table = Table(*columns, title="A notice to every unit; a step is one transaction")
    for name, place in (("SQLite", _sqlite), ("PostgreSQL", _postgres)):
        for units in (broadcasts.FEW, broadcasts.MANY):
            with place() as (url, _):
                found = broadcasts.measure(url, units)
            seconds = (found.counting, found.choosing + found.beginning, found.queuing)
            table.add_row(
                *(name, str(units), *(f"{took:.2f}" for took in seconds), f"{found.each:.0f}"),
                *(f"{found.longest_step * 1000:.0f}", f"{found.memory / _MEGABYTE:.1f}"),
            )
    console.print(table)


def _campaigns() -> None:
    table = Table(
        *("database", "units", "µs a unit", "preview s", "making what is owed s", "choosing whom to remind s"),
        "grown by MB",
        title="A regular report of every unit",
    )
    with _sqlite() as (url, _):
        campaigns.measure(url, 1)  # what is read once in the life of a process is no cost of a unit
    for name, place in (("SQLite FULL", _sqlite), ("PostgreSQL", _postgres)):
        for units in (campaigns.FEW, campaigns.MANY):
            with place() as (url, _):
                found = campaigns.measure(url, units)
            seconds = (found.previewing, found.making, found.choosing)
            table.add_row(
                *(name, str(units), f"{found.each:.0f}", *(f"{took:.2f}" for took in seconds)),
                f"{found.memory / _MEGABYTE:.1f}",
            )
    console.print(table)


def _digests() -> None:
    columns = ("database", "parts", "asking s", "making all s", "the dearest part ms", "the whole round s")
    title = f"The digest of a week: {digests.LEADERS} leaders, {digests.UNITS:,} units, {digests.INCIDENTS:,} incidents"
    table = Table(*columns, title=title)
    for name, place in (("SQLite FULL", _sqlite), ("PostgreSQL", _postgres)):
        with place() as (url, folder):
            found = digests.measure(url, folder)
        seconds = (f"{found.asking:.1f}", f"{found.making:.1f}", f"{found.dearest * 1000:.0f}", f"{found.wall:.1f}")
        table.add_row(name, str(found.parts), *seconds)
    console.print(table)


def _registry() -> None:
    columns = ("database", "units", "reading Excel s", "adding s", "changing s", "peak MB")
    table = Table(*columns, title="A list of every unit")
    for name, place in (("SQLite FULL", _sqlite), ("PostgreSQL", _postgres)):
        with place() as (url, folder):
            found = registry.measure(url, folder)
        seconds = (f"{took:.1f}" for took in (found.reading, found.adding, found.changing))
        table.add_row(name, str(registry.MANY), *seconds, f"{found.memory / _MEGABYTE:.0f}")
    console.print(table)


def _share(sorted_times: list[float], share: float) -> float:
    return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * share))]


PARTS = {
    "understanding": _understanding,
    "updates": _updates,
    "alerts": _alerts,
    "broadcasts": _broadcasts,
    "campaigns": _campaigns,
    "digests": _digests,
    "registry": _registry,
}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
