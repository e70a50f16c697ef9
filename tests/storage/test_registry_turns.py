"""Two administrators who bring in lists at the same time."""

import threading

from storage import turns
from storage.database import Database


def test_whoever_comes_second_waits_for_the_first_and_is_told(database: Database) -> None:
    taken, told = threading.Event(), threading.Event()
    order: list[str] = []

    def first(tx: object) -> None:
        turns.take(tx, lambda: None)  # type: ignore[arg-type]
        taken.set()
        told.wait(0.2 if database.sqlite else 10)
        order.append("first")

    thread = threading.Thread(target=lambda: database.transact(first))
    thread.start()
    taken.wait(10)

    def second(tx: object) -> None:
        turns.take(tx, told.set)  # type: ignore[arg-type]
        order.append("second")

    database.transact(second)
    thread.join(10)
    assert order == ["first", "second"]
    assert told.is_set() != database.sqlite
