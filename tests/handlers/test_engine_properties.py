"""Whatever a head types, presses or sends, in whatever order: the conversation holds, and there is always a way out."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers import engine
from handlers.engine import NOTHING, Outcome, State
from handlers.report import card
from handlers.report.answers import Setting
from handlers.report.view import View
from rules.catalogue import load_catalogue
from rules.checks import doubts, problems
from rules.folding import clean
from rules.form import missing

CATALOGUE = load_catalogue()
NOW = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)
UNITS = ((1, "Trường mẫu A"), (2, "Trường mẫu B"))

said = st.sampled_from(
    [
        "3 em lớp 7A bị ong đốt ở sân trường, 5 em nhập viện, phóng viên gọi hỏi",
        *("ngộ độc", "mạng xã hội", "trường mẫu b", "công an, y tế", "2 em tử vong"),
        *("9h30 sáng nay", "hôm qua", "20h tối mai", "-5", "0", "5", "99999", "0903123456"),
        *("bỏ qua", "chưa rõ", "quay lại", "gửi", "sửa", "sửa thời gian", "xem phiếu", "xoá", "giữ nguyên", "đúng"),
        *("có", "không", "xong", "thêm ảnh", "vị trí", "10.7769, 106.7009", "https://facebook.com/bai-mau"),
        *("<b>&</b>", "🔥" * 50, "ạ" * 4000),
    ]
)
texts = st.one_of(said, said, st.text(max_size=60).map(clean))
verbs = st.sampled_from([*"askdfpbcexyngu", "zz"])
ids = st.sampled_from([*(question.id for question in CATALOGUE.form), "nothing", "1", "2", ""])
values = st.sampled_from(["injury", "3", "0", "1.19", "30", "own", "+police", "-police", "none", "own", "'; --", ""])
events = st.one_of(
    st.tuples(st.just("press"), st.integers(0, 40)),
    st.tuples(st.just("press"), st.integers(0, 40)),
    st.tuples(st.just("press old"), st.integers(0, 400)),
    st.tuples(st.just("type"), texts),
    st.tuples(st.just("edit"), texts),
    st.tuples(st.just("locate"), st.floats(-90, 90)),
    st.tuples(st.just("forge"), st.tuples(verbs, ids, values)),
    st.tuples(st.just("pause"), st.integers(0, 10_000)),
)
doors = st.sampled_from(["guided", "guided", "urgent", "typed"])
bounded = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


class Talk:
    """A conversation held in memory, as the handlers hold it in the database."""

    def __init__(self, door: str, units: int) -> None:
        self.setting = Setting(CATALOGUE, NOW, "vi", door, UNITS[:units], "+84903000001", last=NOW)
        self.state = engine.begin(self.setting, State(1, {"phone": "+84903000001"}))
        self.outcome: Outcome = NOTHING
        self.took = ("", 0)
        self.old: list[str] = []
        self.screen = self.shown()

    def shown(self) -> Any:
        screen = card.screen(View(1, self.setting, self.state, outcome=self.outcome))
        self.old += [button.action for row in screen.rows for button in row]
        return screen

    def actions(self) -> list[str]:
        return [button.action for row in self.screen.rows for button in row]

    def press(self, action: str) -> None:
        _, _, verb, *args = action.split(":")
        self.state, self.outcome = engine.pressed(self.setting, self.state, verb, args)

    def happen(self, kind: str, what: Any) -> None:
        match kind:
            case "press":
                self.press(self.actions()[what % len(self.actions())])
            case "press old":
                self.press(self.old[what % len(self.old)])
            case "forge":
                self.state, self.outcome = engine.pressed(self.setting, self.state, what[0], list(what[1:]))
            case "type":
                self.state, self.outcome = engine.typed(self.setting, self.state, what)
                self.took = (self.outcome.took, self.outcome.added)
            case "edit" if self.took[0]:
                self.state, self.outcome = engine.retyped(self.setting, self.state, *self.took, what)
                self.took = (self.outcome.took, self.outcome.added) if self.outcome.took else self.took
            case "locate":
                self.state, self.outcome = engine.located(self.setting, self.state, what, what)
            case "pause":
                later = self.setting.now + timedelta(minutes=what)
                known = {name: getattr(self.setting, name) for name in ("lang", "door", "units", "own_phone")}
                self.setting = Setting(CATALOGUE, later, **known, last=self.setting.now)
        self.screen = self.shown()


def held(door: str, units: int, happenings: list[tuple[str, Any]]) -> Iterator[Talk]:
    talk = Talk(door, units)
    yield talk
    for kind, what in happenings:
        talk.happen(kind, what)
        yield talk
        if talk.outcome.act in ("send", "cancel"):
            return


@bounded
@given(doors, st.integers(1, 2), st.lists(events, max_size=25))
def test_nothing_is_sent_that_lacks_something_or_is_impossible(door, units, happenings):
    for talk in held(door, units, happenings):
        if talk.outcome.act != "send":
            continue
        answers, setting = talk.state.answers, talk.setting
        assert not missing(CATALOGUE.form, answers, urgent=setting.urgent)
        wrong = [one for one in problems(answers, setting.now, CATALOGUE) if not one.warning]
        assert {one.code for one in wrong} <= {"too_long"}
        assert setting.urgent or len(doubts(answers)) <= len(talk.state.skipped)
        assert talk.state.unit_id in dict(setting.units)
        assert answers["severity"] >= CATALOGUE.severity_of(answers)


@bounded
@given(doors, st.integers(1, 2), st.lists(events, max_size=25))
def test_every_screen_fits_and_has_a_way_out(door, units, happenings):
    for talk in held(door, units, happenings):
        labels = [button.label for row in talk.screen.rows for button in row]
        assert talk.screen.text.strip()
        assert len(talk.screen.text) < 4096
        assert len(labels) <= 40
        assert all(label.strip() for label in labels)
        assert {"🗑 Huỷ", "Không", "‹ Quay lại"} & set(labels)
        if talk.state.place.mode not in ("unit", "offer"):
            state, _ = engine.pressed(talk.setting, talk.state, "c", [])
            assert state.place.mode == "card"


@bounded
@given(doors, st.integers(1, 2), st.lists(events, max_size=25))
def test_a_draft_can_be_put_away_and_taken_up_again_at_any_moment(door, units, happenings):
    for talk in held(door, units, happenings):
        assert engine.place_from(talk.state.place.written()) == talk.state.place
        assert json.loads(json.dumps(dict(talk.state.answers))) == dict(talk.state.answers)
        assert engine.sound(talk.setting, talk.state) == talk.state


@bounded
@given(doors, st.lists(events, max_size=12), st.integers(0, 40))
def test_a_double_tap_is_one_tap(door, happenings, which):
    *_, talk = held(door, 1, happenings)
    action = talk.actions()[which % len(talk.actions())]
    if talk.outcome.act or action.split(":")[2] in ("x", "y", "g"):
        return
    talk.press(action)
    once = talk.state
    talk.press(action)
    assert talk.state == once


@bounded
@given(st.lists(st.integers(0, 40), max_size=30))
def test_pressing_on_at_random_never_ends_in_a_circle_without_an_end(presses):
    """From wherever presses lead, answering each question by its first choice or a few words comes to the card."""
    *_, talk = held("guided", 1, [("press", number) for number in presses])
    for _ in range(30):
        if talk.outcome.act or talk.state.place.mode == "card":
            return
        question = talk.state.place.question
        if not talk.state.place.leaving and question in ("what", "done", "place", "needs", "media_links", "location"):
            talk.happen("type", "Cháy ở bếp ăn 10.7769, 106.7009 https://facebook.com/bai-mau")
        else:
            talk.happen("press", 0)
    raise AssertionError(talk.state.place)
