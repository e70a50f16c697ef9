"""`bcn demo` as a process of its own, and its local Telegram's control API."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import psutil

BCN = Path(sys.executable).with_name("bcn")
LONGEST_START = 90
LONGEST_STOP = 60
HEAD, DUTY_OFFICER, CHIEF, DIRECTOR, DIVISION_HEAD, ADMINISTRATOR = 2001, 2002, 2003, 2004, 2005, 2008
HEAD_ON_ZALO = "zalo-2010"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Demo:
    """Started when made. What it prints is kept in `printed` once it has ended."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.printed = ""
        self._log = folder / f"demo-{self.port}.log"
        with self._log.open("w") as log:
            command = [str(BCN), "demo", "--port", str(self.port)]
            self.process = psutil.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)

    def ready(self) -> "Demo":
        """Waits until the address is printed, hence the page is there and updates are taken."""
        self._until(lambda: self.url in self._log.read_text())
        return self

    def joined(self) -> "Demo":
        """Waits until everybody has been welcomed."""
        self.ready()
        self._until(lambda: any(one["from"] == "bot" for one in self.get(f"users/{ADMINISTRATOR}/chat")["messages"]))
        return self

    def stop(self, number: int = signal.SIGINT) -> int:
        """The exit code after a signal."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        code: int = self.process.wait(LONGEST_STOP)
        self.printed = self._log.read_text()
        return code

    def post(self, path: str, **body: Any) -> Any:
        request = urllib.request.Request(f"{self.url}/control/{path}", json.dumps(body).encode())
        return _answer(request)

    def get(self, path: str) -> Any:
        return _answer(urllib.request.Request(f"{self.url}/control/{path}"))

    def sees(self, user: int | str, text: str = "", *, button: str = "", after: int = 0) -> dict[str, Any]:
        """The newest message of the bot with the text and the button, as soon as it is there."""
        wanted = {name: what for name, what in (("contains", text), ("button", button)) if what}
        found: dict[str, Any] = self.post("wait", user=user, after=after, timeout=60, **wanted)
        return found

    def last_message(self, user: int) -> int:
        messages = self.get(f"users/{user}/chat")["messages"]
        return messages[-1]["message_id"] if messages else 0

    def _until(self, true: Any) -> None:
        deadline = time.monotonic() + LONGEST_START
        while not true():
            assert self.process.poll() is None, f"The demo has ended:\n{self._log.read_text()}"
            assert time.monotonic() < deadline, f"The demo did not start:\n{self._log.read_text()}"
            time.sleep(0.02)


def _answer(request: urllib.request.Request) -> Any:
    try:
        with urllib.request.urlopen(request, timeout=90) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{request.full_url}: {error.read().decode()}") from None
