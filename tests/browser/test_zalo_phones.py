"""Phones with Zalo beside one with Telegram: one sees which is which, and does there what can be done there."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.browser
TELEGRAM, MAI, TAM = 11, "mai", "tam"
ZALO_BLUE = "rgb(0, 104, 255)"


@pytest.fixture(scope="module")
def running() -> Iterator[httpx.Client]:
    """A local Telegram and a local Zalo."""
    command = [sys.executable, "-m", "simulator", "--port", "0", "--limits", "off", "--until-stdin-closes"]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout
        with httpx.Client(base_url=json.loads(process.stdout.readline())["ready"], timeout=60) as client:
            yield client


@pytest.fixture
def simulator(running: httpx.Client) -> httpx.Client:
    """With three people only; Tâm has not yet written to the bot."""
    running.post("/control/reset", json={})
    running.post("/control/users", json={"id": TELEGRAM, "first_name": "Lan"})
    running.post(f"/control/users/{TELEGRAM}/start")
    for user, name in ((MAI, "Mai"), (TAM, "Tâm")):
        running.post("/control/users", json={"messenger": "zalo", "id": user, "first_name": name})
    running.post(f"/control/users/{MAI}/text", json={"text": "Xin chào"})
    return running


@pytest.fixture
def page(chromium: Any, simulator: httpx.Client) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN", color_scheme="light")
    context.set_default_timeout(90_000)
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: said.type in ("error", "warning") and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(str(simulator.base_url))
    phone(page, MAI).locator(".msg").first.wait_for()
    yield page
    context.close()
    assert complaints == []


def phone(page: Any, user: int | str) -> Any:
    return page.get_by_test_id(f"phone-{user}")


def kinds(simulator: httpx.Client, user: str) -> list[str]:
    return [message["kind"] for message in simulator.get(f"/control/users/{user}/chat").json()["messages"]]


def test_zalo_is_told_by_its_blue_head_and_its_mark(page: Any):
    head = "node => getComputedStyle(node).backgroundColor"
    for user in (MAI, TAM):
        assert phone(page, user).locator(".head").evaluate(head) == ZALO_BLUE
        assert phone(page, user).get_by_label("Zalo", exact=True).is_visible()
        assert page.get_by_test_id(f"tab-{user}").locator(".zalo-mark").is_visible()
    assert phone(page, TELEGRAM).locator(".head").evaluate(head) != ZALO_BLUE
    assert phone(page, TELEGRAM).locator(".zalo-mark").count() == 0


def test_who_has_not_written_yet_writes_at_once(page: Any, simulator: httpx.Client):
    assert not phone(page, TAM).get_by_role("button", name="BẮT ĐẦU").is_visible()
    field = phone(page, TAM).get_by_role("textbox")
    field.fill("Xin chào")
    field.press("Enter")
    phone(page, TAM).locator(".msg.mine", has_text="Xin chào").wait_for()
    assert simulator.get(f"/control/users/{TAM}/chat").json()["user"]["started"]


def test_bot_writes_plain_words_that_nobody_can_press_or_answer(page: Any, simulator: httpx.Client):
    text = "Chọn giúp ạ:\n1. Có\n2. Không\n/baocao"
    simulator.post("/zalo/bot2000002:SIMULATED/sendMessage", json={"chat_id": MAI, "text": text})
    bubble = phone(page, MAI).locator(".msg.bot", has_text="Chọn giúp")
    bubble.wait_for()
    assert bubble.locator(".text").inner_text() == text
    assert bubble.locator("button, a").count() == 0
    assert phone(page, MAI).locator(".ticks:visible, .tools").count() == 0


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Ảnh", ["photo"]),
        ("Bộ ảnh", ["photo"] * 4),
        ("Video", ["video"]),
        ("Tin thoại", ["voice"]),
        ("Tệp", ["document"]),
        ("Vị trí", ["location"]),
        ("Nhãn dán", ["sticker"]),
    ],
)
def test_everything_can_be_sent_that_zalo_can_send(page: Any, simulator: httpx.Client, label: str, shown: list[str]):
    phone(page, MAI).locator("button[aria-label='Đính kèm']").click()
    phone(page, MAI).locator(".attach").get_by_role("button", name=label, exact=True).click()
    phone(page, MAI).locator(".msg.mine").nth(len(shown)).wait_for()
    assert kinds(simulator, MAI)[1:] == shown


def test_blocking_and_an_invitation_are_in_the_menu_and_start_is_not(page: Any, simulator: httpx.Client):
    mai = phone(page, MAI)
    mai.get_by_label("Tùy chọn của điện thoại này").click()
    assert mai.locator(".menu").get_by_role("button").all_inner_texts() == ["Vào bằng mã mời…", "Chặn bot"]
    mai.get_by_role("button", name="Vào bằng mã mời…").click()
    mai.get_by_label("Mã mời", exact=True).fill("ABCD-1234")
    mai.get_by_role("button", name="Bắt đầu", exact=True).click()
    mai.locator(".msg.mine", has_text="ABCD-1234").wait_for()
    mai.get_by_label("Tùy chọn của điện thoại này").click()
    mai.get_by_role("button", name="Chặn bot").click()
    mai.get_by_role("button", name="BỎ CHẶN BOT").click()
    mai.get_by_role("textbox").wait_for()


def test_phones_are_chosen_by_their_ids(page: Any, simulator: httpx.Client):
    page.goto(f"{simulator.base_url}/?users={TAM},{TELEGRAM}")
    phone(page, TAM).wait_for()
    ids = page.evaluate("[...document.querySelectorAll('.phone')].map(phone => phone.id)")
    assert ids == [f"phone-{TAM}", f"phone-{TELEGRAM}"]
