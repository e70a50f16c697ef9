"""What Prometheus is told: what came in and went out of this process, and how the whole service stands."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final

import structlog
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.logs import describe
from bot.outcomes import Outcome
from handlers.event import Event
from storage.outbox import Priority
from storage.vitals import Vitals

_UPDATE: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_SENDING: Final = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)
_AGE: Final = (0.02, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 1800, 7200)

log = structlog.get_logger(__name__)

Stand = Callable[[], Awaitable[tuple[Vitals, bool, Mapping[str, bool]]]]


class Metrics:
    """Counters and histograms of this process; the gauges are read from the database when they are asked for."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._updates = self._counter("bcn_updates", "Updates taken", "channel", "kind", "outcome")
        self._handling = self._histogram("bcn_update_seconds", "From its coming to its commit", _UPDATE, "channel")
        self._sent = self._counter("bcn_messages", "Tries at sending", "channel", "outcome")
        self._sending = self._histogram("bcn_send_seconds", "What the messenger took to answer", _SENDING, "channel")
        self._age = self._histogram(
            "bcn_outbox_age_seconds", "From when a message might leave to when it had left", _AGE, "priority"
        )
        self._waiting = self._gauge("bcn_outbox_waiting", "Messages that wait", "channel", "priority")
        self._oldest = self._gauge("bcn_outbox_oldest_seconds", "The oldest that may leave", "channel", "priority")
        self._overdue = self._gauge("bcn_overdue", "Due times that have passed", "kind")
        self._latest = self._gauge("bcn_overdue_seconds", "How late the latest of them is", "kind")
        self._held = self._gauge("bcn_updates_held", "Updates whose handling broke")
        self._files = self._gauge("bcn_files_waiting", "Files that are still to be fetched")
        self._unsealed = self._gauge("bcn_audit_unsealed", "Entries of the record that are not in its chain yet")
        self._leads = self._gauge("bcn_leads", "1 where this process sends and keeps the time")
        self._well = self._gauge("bcn_messenger_well", "0 while a messenger does not answer; of the leader", "channel")

    def update_taken(self, event: Event, outcome: str, seconds: float) -> None:
        """outcome: handled, held, refused (too many from one account)."""
        self._updates.labels(event.channel, event.kind, outcome).inc()
        self._handling.labels(event.channel).observe(seconds)

    def message_tried(self, outcome: Outcome, now: datetime) -> None:
        """One try at sending has ended."""
        message = outcome.message
        self._sent.labels(message.channel, outcome.state).inc()
        self._sending.labels(message.channel).observe(outcome.milliseconds / 1000)
        if outcome.state == "sent":
            age = (now - message.not_before).total_seconds()
            self._age.labels(Priority(message.priority).name.lower()).observe(max(0.0, age))

    def stand(self, vitals: Vitals, leads: bool, well: Mapping[str, bool]) -> None:
        """How it stands now, instead of what was said before."""
        for gauge in (self._waiting, self._oldest, self._overdue, self._latest, self._well):
            gauge.clear()
        for (channel, priority), (number, age) in vitals.outbox.items():
            self._waiting.labels(channel, Priority(priority).name.lower()).set(number)
            self._oldest.labels(channel, Priority(priority).name.lower()).set(age)
        for kind, (number, late) in vitals.overdue.items():
            self._overdue.labels(kind).set(number)
            self._latest.labels(kind).set(late)
        for channel, answers in well.items():
            self._well.labels(channel).set(answers)
        self._held.set(vitals.held)
        self._files.set(vitals.files_waiting)
        self._unsealed.set(vitals.unsealed)
        self._leads.set(leads)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(name, told, labels, registry=self.registry)

    def _gauge(self, name: str, told: str, *labels: str) -> Gauge:
        return Gauge(name, told, labels, registry=self.registry)

    def _histogram(self, name: str, told: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(name, told, labels, buckets=buckets, registry=self.registry)


def application(metrics: Metrics, stand: Stand) -> web.Application:
    """GET /metrics: 503 with what this process has counted when the database does not answer."""

    async def tell(_request: web.Request) -> web.Response:
        status = 200
        try:
            metrics.stand(*await stand())
        except Exception as error:
            log.error("metrics without the database", error=describe(error))
            status = 503
        told = generate_latest(metrics.registry)
        return web.Response(body=told, status=status, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.router.add_get("/metrics", tell)
    return app
