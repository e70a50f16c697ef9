"""The stories of the demo play to their end, again and after a viewer has stopped one half-way."""

import pytest
from demo_process import HEAD, HEAD_ON_ZALO, Demo

FAST = 100


def play(demo: Demo, name: str) -> str:
    """How the story ended: «finished», or what went wrong."""
    seen = demo.get("events?after=999999999")["last"]
    demo.post(f"scenarios/{name}/play", speed=FAST)
    while True:
        told = demo.get(f"events?after={seen}&timeout=25")
        seen = told["last"]
        for event in told["events"]:
            if event["kind"] == "scenario" and event["state"] in ("finished", "failed", "stopped"):
                return str(event.get("error") or event["state"])


@pytest.mark.parametrize("name", ["urgent", "joining"])
def test_story_plays_to_its_end(demo: Demo, name: str):
    assert play(demo, name) == "finished"


def test_report_on_zalo_takes_two_messages_and_the_story_plays_again(demo: Demo):
    before = len(demo.get(f"users/{HEAD_ON_ZALO}/chat")["messages"])
    assert play(demo, "zalo") == "finished"

    messages = demo.get(f"users/{HEAD_ON_ZALO}/chat")["messages"][before:]
    assert [one["text"][:12] for one in messages if one["from"] == "user"] == ["10 phút trướ", "1"]
    assert any("Chánh Văn phòng mẫu" in one["text"] for one in messages if one["from"] == "bot")
    assert play(demo, "zalo") == "finished"


def test_telegram_is_well_again_when_the_story_is_stopped_in_the_middle_of_its_failing(demo: Demo):
    after = len(demo.get(f"users/{HEAD_ON_ZALO}/chat")["messages"])
    demo.post("scenarios/zalo/play", speed=FAST)
    while not any("Đã gửi" in one["text"] for one in demo.get(f"users/{HEAD_ON_ZALO}/chat")["messages"][after:]):
        assert any(one["playing"] for one in demo.get("scenarios")), "the story has ended"
    demo.post("scenarios/stop")

    last = demo.last_message(HEAD)
    demo.post(f"users/{HEAD}/text", text="/toi")
    demo.sees(HEAD, "Hiệu trưởng mẫu A", after=last)


def test_story_plays_again_after_it_was_stopped_half_way(demo: Demo):
    after = demo.last_message(HEAD)
    demo.post("scenarios/guided/play", speed=FAST)
    demo.sees(HEAD, "Bao nhiêu học sinh", after=after)
    demo.post("scenarios/stop")

    assert play(demo, "guided") == "finished"
