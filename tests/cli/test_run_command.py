"""`bcn run`, `bcn db upgrade`, `bcn rules check`: as an operator runs them."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bcn_command import Bcn

from rules.catalogue import SHIPPED
from simulator.server import Running
from storage import migrate

COMMAND = Path(sys.executable).with_name("bcn")
LONGEST_WAIT = 120


async def test_it_says_when_it_is_ready_and_stops_when_told(
    place: Path, local: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BCN_WEB_PORT", "0")
    migrate.upgrade(f"sqlite:///{place / 'data' / 'baocaonhanh.db'}")
    process = await asyncio.create_subprocess_exec(
        COMMAND, "run", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(LONGEST_WAIT):
        while "sẵn sàng (Telegram polling, " not in (line := (await process.stdout.readline()).decode()):
            assert line, "it ended before it was ready"
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(LONGEST_WAIT):
        _, mistakes = await process.communicate()
    assert process.returncode == 0, mistakes.decode()


def failed(**settings: str) -> str:
    """What a start that cannot be says on stderr."""
    process = subprocess.run(
        [COMMAND, "run"], env={**os.environ, **settings}, capture_output=True, text=True, timeout=LONGEST_WAIT
    )
    assert process.returncode == 2
    assert "Traceback" not in process.stderr + process.stdout
    return process.stderr


def test_without_a_token_it_says_where_to_get_one(place: Path) -> None:
    assert "@BotFather" in failed()


def test_without_a_database_it_says_what_to_run(place: Path) -> None:
    told = failed(BCN_TELEGRAM_TOKEN="123456:SECRET")
    assert "bcn db upgrade" in told
    assert "SECRET" not in told


def test_a_catalogue_with_a_mistake_is_told_by_file_and_line(place: Path) -> None:
    migrate.upgrade(f"sqlite:///{place / 'data' / 'baocaonhanh.db'}")
    shutil.copytree(SHIPPED, place / "rules")
    (place / "rules" / "divisions.yaml").write_text("divisions: []\n", encoding="utf-8")
    assert "divisions.yaml:1:" in failed(BCN_TELEGRAM_TOKEN="123456:SECRET", BCN_RULES_DIR="rules")


def test_settings_are_read_from_the_file_in_the_folder(alone: Bcn, place: Path) -> None:
    (place / ".env").write_text("BCN_DATA_DIR=kho\nBCN_WEB_PORT=\n", encoding="utf-8")
    assert alone("db", "upgrade").code == 0
    assert (place / "kho" / "baocaonhanh.db").is_file()


def test_upgrading_makes_the_database_and_may_be_repeated(alone: Bcn, place: Path) -> None:
    for _ in range(2):
        assert "đã sẵn sàng" in alone("db", "upgrade").out
    assert migrate.missing(f"sqlite:///{place / 'data' / 'baocaonhanh.db'}") is None


def test_a_database_that_cannot_be_upgraded_is_a_sentence(alone: Bcn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCN_DATABASE_URL", "postgresql://mau:SECRET@127.0.0.1:1/mau")
    said = alone("db", "upgrade")
    assert said.code == 2
    assert "127.0.0.1/mau" in said.mistakes
    assert "SECRET" not in said.out


@pytest.mark.parametrize("command", ["units", "people"])
def test_imports_ask_for_an_upgrade_first(alone: Bcn, command: str) -> None:
    samples = {"units": "don-vi-mau.csv", "people": "can-bo-mau.csv"}
    said = alone(command, "import", Path(__file__).parents[2] / "docs" / "samples" / samples[command])
    assert said.code == 2
    assert "bcn db upgrade" in said.mistakes


def test_the_shipped_rules_are_in_order(alone: Bcn) -> None:
    said = alone("rules", "check")
    assert said.code == 0
    assert "Danh mục dùng được" in said.out


def test_every_mistake_in_the_rules_is_listed(alone: Bcn, place: Path) -> None:
    shutil.copytree(SHIPPED, place / "rules")
    for name in ("divisions.yaml", "severities.yaml"):
        (place / "rules" / name).write_text("\n\nwrong: 1\n", encoding="utf-8")
    said = alone("rules", "check", "rules")
    assert said.code == 1
    assert "divisions.yaml:3: không có mục «wrong»" in said.out
    assert "severities.yaml:3: không có mục «wrong»" in said.out


def test_the_rules_of_the_settings_are_the_ones_that_are_checked(
    alone: Bcn, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BCN_RULES_DIR", str(place / "none"))
    assert alone("rules", "check").code == 1


def test_help_loads_nothing_of_the_service(place: Path) -> None:
    program = (
        "import sys; import bot.cli; sys.exit(any(name in sys.modules for name in ('sqlmodel', 'aiogram', 'rich')))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=LONGEST_WAIT)
