"""`bcn doctor`: a line for everything that the service needs, and how to mend it."""

import asyncio
import os
import socket
from pathlib import Path

import aiohttp
import pytest
from bcn_command import SAMPLES, Bcn
from department import Sample

from simulator.server import ZALO_TOKEN, Running
from storage.database import Database


@pytest.fixture(autouse=True)
def free_port(place: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    monkeypatch.setenv("BCN_WEB_PORT", str(port))
    return port


async def told(bcn: Bcn) -> tuple[int, str]:
    """In a thread, as the local Telegram answers in this one."""
    said = await asyncio.to_thread(bcn, "doctor")
    return said.code, said.out


def mended(bcn: Bcn) -> str:
    """For what is told without a Telegram."""
    said = bcn("doctor")
    assert said.code == 1
    return said.out


async def test_all_is_well(bcn: Bcn, registry: Sample, local: Running) -> None:
    code, out = await told(bcn)
    assert "✘" not in out
    assert code == 0
    assert "@baocaonhanh_demo_bot" in out
    assert "2 đơn vị" in out or "3 đơn vị" in out
    assert local.token not in out


async def test_an_empty_registry_is_told_but_no_fault(bcn: Bcn, local: Running) -> None:
    code, out = await told(bcn)
    assert code == 0
    assert "bcn units import" in out
    await asyncio.to_thread(bcn, "units", "import", SAMPLES / "don-vi-mau.csv")
    assert "bcn people import" in (await told(bcn))[1]


async def test_a_department_without_an_administrator_is_told(bcn: Bcn, registry: Sample, local: Running) -> None:
    for somebody in (registry.administrator, registry.duty_officer):
        await asyncio.to_thread(bcn, "admin", "revoke", str(somebody.person_id))
    _, out = await told(bcn)
    assert "• Danh sách: chưa có quản trị" in out
    assert "• Danh sách: chưa có ai giữ vai trò cán bộ trực" in out


def test_a_fresh_machine_is_told_everything_at_once(alone: Bcn) -> None:
    out = mended(alone)
    assert "✘ Cơ sở dữ liệu: " in out
    assert "bcn db upgrade" in out
    assert "✘ Bot: BCN_TELEGRAM_TOKEN chưa có" in out
    assert "✔ Danh mục" in out


def test_settings_that_cannot_be_used_are_all_named(alone: Bcn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCN_WEB_PORT", "abc")
    monkeypatch.setenv("BCN_LOG_LEVEL", "loud")
    out = mended(alone)
    assert "✘ Cài đặt: BCN_WEB_PORT" in out
    assert "✘ Cài đặt: BCN_LOG_LEVEL" in out


def test_a_wrong_token_is_never_shown(alone: Bcn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCN_TELEGRAM_TOKEN", "VERY-SECRET")
    assert "VERY-SECRET" not in mended(alone)


def test_a_folder_that_cannot_be_written_is_told(alone: Bcn, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "file").touch()
    monkeypatch.setenv("BCN_DATA_DIR", str(place / "file" / "data"))
    assert "✘ Thư mục dữ liệu: không ghi được" in mended(alone)


def test_a_full_disk_is_told(alone: Bcn, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.commands import doctor

    monkeypatch.setattr(doctor, "_LEAST_FREE", 10**30)
    assert "quá ít, xin dọn đĩa" in mended(alone)


def test_a_database_that_is_away_is_told_without_its_password(alone: Bcn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCN_DATABASE_URL", "postgresql://mau:VERY-SECRET@127.0.0.1:1/mau")
    out = mended(alone)
    assert "✘ Cơ sở dữ liệu: Không dùng được cơ sở dữ liệu 127.0.0.1/mau" in out
    assert "VERY-SECRET" not in out


def test_every_mistake_in_the_rules_is_told(alone: Bcn, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "rules").mkdir()
    monkeypatch.setenv("BCN_RULES_DIR", "rules")
    assert mended(alone).count("✘ Danh mục: ") >= 5


async def test_a_token_that_telegram_refuses_is_told(bcn: Bcn, local: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCN_TELEGRAM_TOKEN", "999:VERY-SECRET")
    code, out = await told(bcn)
    assert code == 1
    assert "Telegram không nhận BCN_TELEGRAM_TOKEN" in out
    assert "VERY-SECRET" not in out


def test_a_telegram_that_does_not_answer_is_told(bcn: Bcn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BCN_TELEGRAM_TOKEN", "999:VERY-SECRET")
    monkeypatch.setenv("BCN_TELEGRAM_API_URL", "http://127.0.0.1:1")
    out = mended(bcn)
    assert "không hỏi được http://127.0.0.1:1" in out
    assert "VERY-SECRET" not in out


async def set_webhook(local: Running, url: str) -> None:
    async with aiohttp.ClientSession() as session:
        await session.post(f"{local.url}/bot{local.token}/setWebhook", json={"url": url})


async def test_a_bot_that_another_machine_uses_is_told(bcn: Bcn, registry: Sample, local: Running) -> None:
    await set_webhook(local, "http://127.0.0.1:9/other")
    code, out = await told(bcn)
    assert code == 0
    assert "• Nhận tin: bot đang gắn với http://127.0.0.1:9/other" in out


async def test_a_webhook_that_is_well_is_told(
    bcn: Bcn, registry: Sample, local: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BCN_TELEGRAM_WEBHOOK_URL", "http://127.0.0.1:9/telegram")
    assert "✔ Webhook: http://127.0.0.1:9/telegram, sẽ được đăng ký" in (await told(bcn))[1]
    await set_webhook(local, "http://127.0.0.1:9/telegram")
    assert "✔ Webhook: http://127.0.0.1:9/telegram, còn 0 tin chờ" in (await told(bcn))[1]


async def test_a_webhook_that_telegram_could_not_call_is_told(
    bcn: Bcn, registry: Sample, local: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BCN_TELEGRAM_WEBHOOK_URL", "http://127.0.0.1:9/telegram")
    await set_webhook(local, "http://127.0.0.1:9/telegram")
    async with aiohttp.ClientSession(local.url) as session:
        await session.post("/control/users", json={"id": 5, "first_name": "Người mẫu"})
        await session.post("/control/users/5/start", json={})
        async with asyncio.timeout(10):
            while "gọi không được" not in (told_now := await told(bcn))[1]:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    assert told_now[0] == 1


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://baocao.example.vn/telegram", "phải bắt đầu bằng https://"),
        ("https://baocao.example.vn:8080/telegram", "chỉ được gọi ở các cổng 443, 80, 88, 8443"),
        ("https://192.168.1.5/telegram", "Internet gọi đến được"),
        ("https://localhost/telegram", "Internet gọi đến được"),
        ("https://baocao.example.vn", "cần một đường dẫn riêng"),
        ("https://baocao.example.vn/health", "cần một đường dẫn riêng"),
    ],
)
def test_an_address_that_telegram_would_not_call_is_told(url: str, reason: str) -> None:
    from bot.commands.doctor_web import webhook_faults

    assert any(reason in fault for fault in webhook_faults("BCN_TELEGRAM_WEBHOOK_URL", url, (443, 80, 88, 8443)))
    assert list(webhook_faults("BCN_TELEGRAM_WEBHOOK_URL", "https://baocao.example.vn/telegram", (443,))) == []


async def test_a_bot_on_zalo_alone_is_well(
    bcn: Bcn, registry: Sample, local: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BCN_TELEGRAM_TOKEN")
    monkeypatch.setenv("BCN_ZALO_API_URL", local.zalo_url)
    monkeypatch.setenv("BCN_ZALO_TOKEN", ZALO_TOKEN)
    code, out = await told(bcn)
    assert code == 0, out
    assert "✔ Zalo: hỏi Zalo liên tục" in out
    assert ZALO_TOKEN not in out
    monkeypatch.setenv("BCN_ZALO_TOKEN", "999:VERY-SECRET")
    code, out = await told(bcn)
    assert code == 1
    assert "Zalo không nhận BCN_ZALO_TOKEN" in out
    assert "VERY-SECRET" not in out


async def test_a_port_that_is_taken_matters_for_a_webhook(
    bcn: Bcn, registry: Sample, local: Running, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    with socket.create_server(("127.0.0.1", free_port)):
        monkeypatch.setattr("bot.commands.doctor_web._PATIENCE", 0.3)
        code, out = await told(bcn)
        assert code == 0
        assert "• Cổng web: không mở được" in out
        monkeypatch.setenv("BCN_TELEGRAM_WEBHOOK_URL", "http://127.0.0.1:9/telegram")
        code, out = await told(bcn)
        assert code == 1
        assert "✘ Cổng web: không mở được" in out


@pytest.mark.skipif(os.environ.get("BCN_TEST_POSTGRES_URL") is not None, reason="the server may want a password")
def test_a_postgresql_is_named_by_place_only(bcn: Bcn, database: Database) -> None:
    out = bcn("doctor").out
    assert f"✔ Cơ sở dữ liệu: {'sqlite' if database.sqlite else 'postgresql'}, " in out
