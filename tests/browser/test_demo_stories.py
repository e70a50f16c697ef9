"""The stories of the demo play to their end, again and after a viewer has stopped one half-way."""

import pytest
from demo_process import HEAD, Demo

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


def test_story_plays_again_after_it_was_stopped_half_way(demo: Demo):
    after = demo.last_message(HEAD)
    demo.post("scenarios/guided/play", speed=FAST)
    demo.sees(HEAD, "Bao nhiêu học sinh", after=after)
    demo.post("scenarios/stop")

    assert play(demo, "guided") == "finished"
