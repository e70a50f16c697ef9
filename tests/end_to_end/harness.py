"""The real service and the local Telegram as processes of their own, to be started, killed and started again."""

import copy
import http.client
import json
import multiprocessing
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from storage.clock import LOCAL_ZONE

ADDRESS = "127.0.0.1"
LONGEST_START = 60
BCN = Path(sys.executable).with_name("bcn")
TOKEN = "1000001:SIMULATED"
ZALO_TOKEN = "2000002:SIMULATED"
FAULTS = frozenset(
    {
        "update held",
        "held update failed again",
        "update not kept, telegram will repeat it",
        "update unreadable",
        "due act failed",
        "clock cannot look",
        "sending broke",
        "message refused",
        "message given up",
        "outcome not recorded",
        "outcomes not recorded together",
        "delivery round failed",
        "cannot lead",
        "not healthy",
        "not stopped properly",
    }
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        port: int = probe.getsockname()[1]
        return port


class LocalTelegram:
    """`python -m simulator` without limits of sending: tests are not to wait for them."""

    token = TOKEN

    def __init__(self) -> None:
        command = [sys.executable, "-m", "simulator", "--port", "0", "--limits", "off", "--token", TOKEN]
        command += ["--zalo-token", ZALO_TOKEN]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url: str = json.loads(self._process.stdout.readline())["ready"]

    def reset(self) -> None:
        """Nobody and nothing is there, and it is half past nine in Vietnam: no quiet hours, whenever the test runs."""
        self._control("reset", {})
        now = datetime.now(LOCAL_ZONE)
        morning = now.replace(hour=9, minute=30, second=0, microsecond=0)
        wait = (morning - now) % timedelta(days=1)
        self._control("clock", {"advance_seconds": wait.total_seconds()})

    def now(self) -> datetime:
        """The time of this messenger, which the service follows."""
        return datetime.now(UTC) + timedelta(seconds=self._ask("GET", "clock")["offset_seconds"])

    def _control(self, what: str, body: dict[str, Any]) -> None:
        self._ask("POST", what, json.dumps(body))

    def _ask(self, method: str, what: str, body: str | None = None) -> Any:
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        connection.request(method, f"/control/{what}", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        assert answer.status == 200
        found = json.loads(answer.read())
        connection.close()
        return found

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)


class Service:
    """One `bcn run`, the same settings at each start. Its log tells what went wrong inside (`faults`).

    The imports of the service take seconds, so a test that starts it often lets it be forked from a process that has
    made them already; `by_command` runs the installed command instead. `zalo`: "beside" Telegram, or "alone".
    `patience`: seconds for the answer of a messenger.
    """

    def __init__(
        self,
        folder: Path,
        database_url: str,
        telegram: LocalTelegram,
        *,
        webhook: bool,
        by_command: bool,
        zalo: str = "",
        patience: int,
    ):
        port = free_port()
        self.health_at = f"{ADDRESS}:{port}"
        self.webhook_url = f"http://{self.health_at}/telegram" if webhook else ""
        self.log = folder / "service.log"
        self._folder = folder
        self._by_command = by_command
        self._process: Any = None
        self._settings = {
            "BCN_DATABASE_URL": database_url,
            "BCN_DATA_DIR": str(folder / "data"),
            "BCN_TELEGRAM_TOKEN": telegram.token,
            "BCN_TELEGRAM_API_URL": telegram.url,
            "BCN_TELEGRAM_TIMEOUT": str(patience),
            "BCN_ZALO_TIMEOUT": str(patience),
            "BCN_SEND_PER_SECOND": "1000",
            "BCN_CHAT_PER_SECOND": "1000",
            "BCN_GROUP_PER_MINUTE": "1000",
            "BCN_ACCOUNT_PER_MINUTE": "100000",
            "BCN_WEB_PORT": str(port),
            "BCN_LOG_FORMAT": "json",
            "BCN_DEMO_CLOCK_URL": f"{telegram.url}/control/clock",
            **({"BCN_TELEGRAM_WEBHOOK_URL": self.webhook_url} if webhook else {}),
        }
        if zalo:
            self._speaks_zalo(telegram.url, webhook, alone=zalo == "alone")

    def _speaks_zalo(self, simulator: str, webhook: bool, *, alone: bool) -> None:
        own = f"http://{self.health_at}"
        self._settings |= {
            "BCN_ZALO_TOKEN": ZALO_TOKEN,
            "BCN_ZALO_API_URL": f"{simulator}/zalo",
            "BCN_ZALO_PER_SECOND": "1000",
            "BCN_PUBLIC_URL": own,
            **({"BCN_ZALO_WEBHOOK_URL": f"{own}/zalo"} if webhook else {}),
        }
        if alone:
            for name in ("BCN_TELEGRAM_TOKEN", "BCN_TELEGRAM_WEBHOOK_URL"):
                self._settings.pop(name, None)

    def like(self, folder: Path) -> "Service":
        """Another process for the same database and files, on a port of its own."""
        other = copy.copy(self)
        port = free_port()
        other.health_at = f"{ADDRESS}:{port}"
        other.log = folder / "service.log"
        other._folder = folder
        other._process = None
        other._settings = {**self._settings, "BCN_WEB_PORT": str(port)}
        if self.webhook_url:
            other.webhook_url = f"http://{other.health_at}/telegram"
            other._settings["BCN_TELEGRAM_WEBHOOK_URL"] = other.webhook_url
        return other

    def start(self, *, second: bool = False) -> None:
        """Returns when it leads, or when it stands ready as the second one; AssertionError with its log if it ends."""
        self.launch()
        deadline = time.monotonic() + LONGEST_START
        while not (self._stands_ready() if second else self.leads()):
            if not self._alive() or time.monotonic() > deadline:
                raise AssertionError(f"The service did not start:\n{self._end_of_log()}")
            time.sleep(0.01)

    @property
    def data(self) -> Path:
        """Its folder of data."""
        return Path(self._settings["BCN_DATA_DIR"])

    def command(self, *words: str) -> str:
        """What the command `bcn` says, with the settings of the service, in its folder; AssertionError if it fails."""
        done = subprocess.run(
            [BCN, *words],
            cwd=self._folder,
            env=_environment(self._settings),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def launch(self) -> None:
        """Does not wait for anything."""
        assert self._process is None, "the service runs already"
        if self._by_command:
            with self.log.open("a") as log:
                self._process = subprocess.Popen(
                    [BCN, "run"], cwd=self._folder, env=_environment(self._settings), stdout=log, stderr=log
                )
        else:
            self._process = _context().Process(target=_run, args=(self._settings, str(self._folder), str(self.log)))
            self._process.start()

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._ended()

    def stop(self) -> None:
        """As an operator stops it; a service that was killed stays so."""
        if self._process is not None:
            self._process.terminate()
            self._ended()

    def faults(self) -> list[dict[str, Any]]:
        """The lines of the log that no test expects."""
        return [line for line in self._lines() if line["event"] in FAULTS or line["event"].startswith("Traceback")]

    def leads(self) -> bool:
        """Whether it answers and sends."""
        connection = http.client.HTTPConnection(self.health_at, timeout=5)
        try:
            connection.request("GET", "/health")
            answer = connection.getresponse()
            return answer.status == 200 and json.load(answer)["leads"] is True
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _stands_ready(self) -> bool:
        return any(line["event"] == "another process leads" for line in self._lines())

    def _alive(self) -> bool:
        return self._process.poll() is None if self._by_command else self._process.is_alive()

    def _ended(self) -> None:
        process, self._process = self._process, None
        (process.wait if self._by_command else process.join)(20)

    def _lines(self) -> list[dict[str, Any]]:
        if not self.log.exists():
            return []
        return [json.loads(line) if line.startswith("{") else {"event": line} for line in self.log.open()]

    def _end_of_log(self) -> str:
        return "\n".join(self.log.read_text().splitlines()[-20:]) if self.log.exists() else "(no log)"


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("BCN_")}
    return {**ours, **settings}


def _context() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bot.service", "bot.polling", "bot.channels.telegram"])
    return context


def _run(settings: dict[str, str], folder: str, log: str) -> None:
    """What `bcn run` does, in a forked process."""
    from bot.service import run_here
    from bot.settings import load_settings

    with Path(log).open("a") as written:
        os.dup2(written.fileno(), 1)
        os.dup2(written.fileno(), 2)
    environment = _environment(settings)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    run_here(load_settings(), lambda: None)
