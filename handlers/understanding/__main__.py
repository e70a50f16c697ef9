"""Reads messages outside of the service.

python -m handlers.understanding < messages.jsonl          {"text", "now"} a line → {"fields": {…}} a line
python -m handlers.understanding --score messages.jsonl    how well labelled messages are understood

A line that cannot be read gives {"fields": {}, "error": "…"} in its place, and a line on the standard error; the others
are read all the same.
"""

import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from handlers.understanding.reading import read
from handlers.understanding.scoring import labelled, labels_of, score, table
from handlers.understanding.vague_times import LOCAL
from rules.catalogue import Catalogue, load_catalogue


def main(arguments: list[str]) -> None:
    catalogue = load_catalogue()
    if arguments[:1] == ["--score"]:
        for name in arguments[1:]:
            sys.stdout.write(f"{name}\n{table(score(labelled(Path(name)), catalogue))}\n")
        return
    _read_all(sys.stdin.buffer, catalogue)


def _read_all(lines: Iterable[bytes], catalogue: Catalogue) -> None:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            answer = _answer(line, catalogue)
        except (ValueError, OverflowError, RecursionError) as error:
            answer = {"fields": {}, "error": f"line {number}: {error}"}
            sys.stderr.write(f"line {number}: {error}\n")
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _answer(line: bytes, catalogue: Catalogue) -> dict[str, Any]:
    """Raises ValueError with what is wrong with the line. A `now` without an offset is Vietnam's time."""
    asked = json.loads(line.decode("utf-8-sig"))
    if not isinstance(asked, dict):
        raise ValueError('expected an object {"text": …, "now": …}')
    text, now = asked.get("text"), asked.get("now")
    if not isinstance(text, str) or not isinstance(now, str):
        raise ValueError('"text" and "now" must be strings')
    at = datetime.fromisoformat(now)
    understood = read(text, at if at.tzinfo else at.replace(tzinfo=LOCAL), catalogue)
    return {"fields": labels_of(understood)}


if __name__ == "__main__":
    # Redirected output is UTF-8 wherever it runs.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    main(sys.argv[1:])
