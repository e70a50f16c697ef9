"""Reads messages outside of the service.

python -m handlers.understanding < messages.jsonl          {"text", "now"} a line → {"fields": {…}} a line
python -m handlers.understanding --score messages.jsonl    how well labelled messages are understood
"""

import json
import sys
from datetime import datetime
from pathlib import Path

from handlers.understanding.reading import read
from handlers.understanding.scoring import labelled, labels_of, score, table
from rules.catalogue import load_catalogue


def main(arguments: list[str]) -> None:
    catalogue = load_catalogue()
    if arguments[:1] == ["--score"]:
        for name in arguments[1:]:
            sys.stdout.write(f"{name}\n{table(score(labelled(Path(name)), catalogue))}\n")
        return
    for line in sys.stdin:
        if line.strip():
            asked = json.loads(line)
            understood = read(asked["text"], datetime.fromisoformat(asked["now"]), catalogue)
            sys.stdout.write(json.dumps({"fields": labels_of(understood)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
