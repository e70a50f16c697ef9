"""`python -m handlers.understanding`: a message a line in, its fields a line out, whatever a line holds."""

import json
import subprocess
import sys
from pathlib import Path

NOW = "2026-11-23T10:05:00+07:00"
LINES = [
    json.dumps({"text": "3 em bị ong đốt lúc 9h", "now": NOW}, ensure_ascii=False),
    "no json",
    "[1, 2]",
    json.dumps({"text": 3, "now": NOW}),
    json.dumps({"text": "cháy", "now": "yesterday"}),
    json.dumps({"text": "cháy", "now": "9999-12-31T23:59:00-12:00"}),
    "",
    json.dumps({"text": "cháy bếp ăn lúc 9h", "now": "2026-11-23T10:05:00"}),
]


def test_a_bad_line_is_answered_by_its_error_and_the_others_are_read() -> None:
    given = "\n".join(LINES).encode() + b"\n\xff\xfe\n"
    done = subprocess.run(
        [sys.executable, "-m", "handlers.understanding"],
        input=given,
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=True,
        timeout=60,
    )
    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert answers[0]["fields"]["pupils_affected"] == 3
    assert [answer["error"].split(":")[0] for answer in answers[1:6]] == [f"line {number}" for number in range(2, 7)]
    assert all(answer["fields"] == {} for answer in answers[1:6])
    assert answers[6]["fields"]["occurred_at"] == "2026-11-23T09:00:00+07:00", "without an offset it is Vietnam's time"
    assert answers[7]["error"].startswith("line 9")
    assert "line 2" in done.stderr.decode()
