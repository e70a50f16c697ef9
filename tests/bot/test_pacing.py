"""The pace: an even stream just below the messenger's limit, a distance within each chat, pauses obeyed."""

import time

import pytest
from watch import Watch

from bot.pacing import Pacing


def test_no_second_holds_more_than_the_messenger_allows(watch: Watch):
    pacing = Pacing(per_second=29.5, now=watch)
    at = [pacing.reserve().at for _ in range(200)]
    assert all(later - earlier >= 1.0 for earlier, later in zip(at, at[30:], strict=False))
    assert at == sorted(at)


def test_stream_is_used_to_the_full(watch: Watch):
    pacing = Pacing(per_second=29.5, now=watch)
    at = [pacing.reserve().at for _ in range(296)]
    assert 295 / (at[-1] - at[0]) >= 0.98 * 29.5


def test_message_that_arrived_late_puts_off_the_one_a_second_after_it(watch: Watch):
    pacing = Pacing(per_second=5, now=watch)
    slots = [pacing.reserve() for _ in range(5)]
    slots[0].late = 0.5
    assert pacing.reserve().at - slots[0].at >= 1.5


def test_latency_counts_only_beyond_the_usual(watch: Watch):
    pacing = Pacing(per_second=1000, now=watch)
    usual, slow = pacing.reserve(), pacing.reserve()
    usual.at = watch.at - 0.2
    slow.at = watch.at - 0.7
    pacing.answered(usual)
    pacing.answered(slow)
    assert usual.late == 0
    assert slow.late == pytest.approx(0.5)
    slow.at = watch.at - 60
    pacing.answered(slow)
    assert slow.late == 1.0


def test_only_what_fits_is_free_within_a_moment(watch: Watch):
    pacing = Pacing(per_second=100, now=watch)
    assert pacing.free_within(0.03, most=8) >= 3
    assert pacing.free_within(0.03, most=2) == 2
    for _ in range(20):
        pacing.reserve()
    assert pacing.free_within(0.03, most=8) == 0
    assert pacing.wait() > 0.03


def test_pause_that_the_messenger_wants_holds_for_all(watch: Watch):
    pacing = Pacing(per_second=100, now=watch)
    pacing.pause(5)
    pacing.pause(1)
    assert pacing.wait() == pytest.approx(5)
    assert pacing.free_within(0.03, most=8) == 0


def test_chats_and_groups_keep_their_distance(watch: Watch):
    pacing = Pacing(per_second=100, chat_per_second=1, group_per_minute=20, now=watch)
    assert pacing.chat_wait("1") <= 0
    pacing.sent_to("1")
    pacing.sent_to("-5", group=True)
    assert 0.9 < pacing.chat_wait("1") <= 1.1
    assert 2.9 < pacing.chat_wait("-5") <= 3.1
    assert pacing.chat_wait("2") <= 0


def test_chats_long_silent_are_forgotten(watch: Watch):
    pacing = Pacing(per_second=100, chat_per_second=1_000_000, now=watch)
    for number in range(50_000):
        pacing.sent_to(str(number))
        watch.at += 0.001
    assert len(pacing._chats) <= 10_001


def test_stream_is_busy_only_while_it_is_full(watch: Watch):
    pacing = Pacing(per_second=10, now=watch)
    for _ in range(9):
        pacing.reserve()
    assert not pacing.busy()
    pacing.reserve()
    assert pacing.busy()


async def test_turn_waits_for_the_chat_and_for_the_stream():
    pacing = Pacing(per_second=1000, chat_per_second=20)
    began = time.monotonic()
    pacing.sent_to("1")
    slot = await pacing.turn("1")
    assert time.monotonic() - began >= 0.05
    assert slot.at - began >= 0.05
