"""When a first statement is owed and reminded of; statements filled from a report; mistakes in media.yaml."""

import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.catalogue import SHIPPED, Catalogue, RulesError, load_catalogue
from rules.escalation import VIETNAM, QuietHours, after_quiet
from rules.media import FIELDS, OVER, Template, filled, marks, next_at, runs, to_tell

NIGHT = QuietHours(start=time(21), end=time(6, 30))
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def rules() -> Catalogue:
    return load_catalogue()


def at(hour: int, minute: int = 0, day: int = 17) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def told(rules: Catalogue, due_at: datetime, quiet: QuietHours | None) -> list[tuple[str, int]]:
    """(local time, hours left) of each reminder."""
    plan = marks(rules.media.clock, due_at, quiet)
    return [(f"{one.at.astimezone(VIETNAM):%d %H:%M}", int(one.left / HOUR)) for one in plan]


def test_reminders_come_twelve_four_and_one_hour_before_and_at_the_end(rules: Catalogue) -> None:
    assert told(rules, at(9, 30), None) == [("16 21:30", 12), ("17 05:30", 4), ("17 08:30", 1), ("17 09:30", 0)]


def test_what_falls_into_the_night_waits_for_the_morning(rules: Catalogue) -> None:
    assert told(rules, at(9, 30), NIGHT) == [("17 06:30", 12), ("17 06:30", 4), ("17 08:30", 1), ("17 09:30", 0)]


def test_where_the_time_would_be_over_by_the_morning_it_is_told_before_the_night(rules: Catalogue) -> None:
    assert told(rules, at(2), NIGHT) == [("16 14:00", 12), ("16 20:59", 4), ("16 20:59", 1), ("17 06:30", 0)]


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.sampled_from([None, NIGHT, QuietHours(start=time(12), end=time(14))]),
    st.timedeltas(timedelta(-3), timedelta(3)),
)
def test_one_reminder_is_true_at_a_time_and_none_falls_into_quiet_hours(
    due_at: datetime, quiet: QuietHours | None, away: timedelta
) -> None:
    clock = load().media.clock
    plan = marks(clock, due_at, quiet)
    assert all(after_quiet(quiet, one.at) == one.at for one in plan)
    assert [one.at for one in plan] == sorted(one.at for one in plan)
    now = due_at + away
    first = to_tell(plan, set(), plan[0].at - HOUR, now)
    come = [one for one in plan if one.at <= now]
    assert first == (come[-1] if come else None)
    if first is not None:
        assert to_tell(plan, {first.left}, now, now) is None
        upcoming = next_at(plan, {first.left}, now, now)
        assert upcoming is None or upcoming > now
    assert (first is not None and first.left == OVER) == (now >= after_quiet(quiet, due_at))


_loaded: list[Catalogue] = []


def load() -> Catalogue:
    if not _loaded:
        _loaded.append(load_catalogue())
    return _loaded[0]


@pytest.mark.parametrize(
    ("category", "media", "expected"),
    [
        ("injury", None, False),
        ("injury", "none", False),
        ("injury", "social", True),
        ("injury", "published", True),
        ("media", None, True),
        ("media", "none", False),
    ],
)
def test_the_clock_runs_where_the_media_are_involved(
    rules: Catalogue, category: str, media: str | None, expected: bool
) -> None:
    answers = {} if media is None else {"media": media}
    assert runs(rules.media.clock, category, answers) is expected


def test_a_line_without_its_value_is_left_out_and_a_value_is_never_read_as_a_field() -> None:
    template = Template(id="one", lines=("{unit} báo.", "Bị thương: {injured}.", "Đã báo: {told}.", "Hết."))
    assert filled(template, {"unit": "<b>{told}</b> 😀", "told": ""}) == "<b>{told}</b> 😀 báo.\nHết."


def test_every_kind_of_incident_has_a_statement_and_a_childs_own_story_names_no_numbers(rules: Catalogue) -> None:
    values = {name: f"[{name}]" for name in FIELDS}
    for category in rules.categories:
        assert "Người phát ngôn: [spokesperson]" in filled(rules.media.statement_for(category.id), values)
    for category_id in ("child_abuse", "self_harm"):
        text = filled(rules.media.statement_for(category_id), values)
        assert not any(f"[{name}]" in text for name in ("pupils", "injured", "in_hospital", "dead", "when", "category"))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("within: 24h", "within: một ngày", "khoảng thời gian"),
        ("remind_before: [12h, 4h, 1h]", "remind_before: [30h]", "ngắn hơn within"),
        ("remind_before: [12h, 4h, 1h]", "remind_before: [1h, 60m]", "bị trùng"),
        ("  categories: [media]\n  checklist", "  categories: [medea]\n  checklist", "có phải «media»?"),
        ("categories: [food_poisoning]", "categories: [food]", "không có loại sự cố «food»"),
        ("Số học sinh có triệu chứng: {pupils}", "Số học sinh: {pupil}", "có phải «pupils»?"),
        ("  - id: general\n", "  - id: general\n    categories: [other]\n", "thiếu mẫu chung"),
        (
            "  - id: people\n    categories: [violence, teacher_conduct, security]\n",
            "  - id: people\n",
            "mẫu chung đứng trên",
        ),
    ],
)
def test_a_mistake_is_told_with_its_reason(tmp_path: Path, old: str, new: str, reason: str) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    text = (folder / "media.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "media.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RulesError) as refused:
        load_catalogue(folder)
    assert any(one.file == "media.yaml" and one.line > 1 and reason in one.reason for one in refused.value.mistakes), (
        refused.value
    )


def test_without_anybody_to_give_it_to_that_counts_the_clock_would_never_stop(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "catalogue")
    text = (folder / "media.yaml").read_text(encoding="utf-8")
    for name in ("press", "website", "social"):
        begin = text.index(f"  - {{id: {name},")
        text = text[:begin] + text[text.index("\n", begin) + 1 :]
    (folder / "media.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match="counts: true"):
        load_catalogue(folder)
