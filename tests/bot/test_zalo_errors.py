"""What Zalo's refusals mean, and from where its pictures may be fetched."""

from typing import Any

import pytest

from bot.channels import FileGone, Refused, TokenDead, TooFast, Unavailable, Unreachable
from bot.channels.zalo import NothingNew, Zalo, _error


@pytest.mark.parametrize(
    ("method", "code", "description", "kind"),
    [
        ("sendMessage", 429, "Too Many Requests", TooFast),
        ("sendMessage", 500, "Internal Server Error", Unavailable),
        ("sendMessage", 408, "Request timeout", Unavailable),
        ("getUpdates", 408, "Request timeout", NothingNew),
        ("getUpdates", 409, "Conflict: webhook is active", Unavailable),
        ("sendMessage", 403, "Forbidden", Unreachable),
        ("sendMessage", 400, "Bad Request: chat not found", Unreachable),
        ("sendMessage", 404, "chat not found", Unreachable),
        ("getMe", 401, "Unauthorized", TokenDead),
        ("getMe", 404, "Not Found", TokenDead),
        ("sendMessage", 400, "chat_id is of invalid type", Refused),
        ("sendMessage", 400, "content blocked by policy", Refused),
    ],
)
def test_meaning_of_a_refusal(method: str, code: int, description: str, kind: type[Exception]):
    assert type(_error(method, code, {"ok": False, "error_code": code, "description": description})) is kind


def test_refusal_keeps_its_code_and_nothing_of_a_person():
    error = _error("sendMessage", 400, {"error_code": 400, "description": 'bad text "em Nam ngã" for 84903000001'})

    assert str(error) == "400 bad text […] for […]"


def test_pause_that_zalo_asks_for():
    error: Any = _error("sendMessage", 429, {"parameters": {"retry_after": 7}})

    assert error.seconds == 7


@pytest.mark.parametrize(
    "address",
    [
        "http://example.vn/a.jpg",
        "https://127.0.0.1/a.jpg",
        "https://169.254.169.254/latest",
        "https://10.0.0.5/a.jpg",
        "https://[::1]/a.jpg",
        "https://localhost/a.jpg",
        "http://127.0.0.1:8080/health",
    ],
)
async def test_picture_on_a_machine_of_ours_or_without_https_is_not_fetched(address: str):
    zalo = Zalo("1:a", "https://bot-api.zaloplatforms.com")

    with pytest.raises(FileGone):
        await anext(zalo.download(address))


@pytest.mark.parametrize("address", ["https://photo.example.vn/a.jpg", "https://8.8.8.8/a.jpg"])
def test_picture_out_there_may_be_fetched(address: str):
    assert Zalo("1:a", "https://bot-api.zaloplatforms.com")._outside(address)
