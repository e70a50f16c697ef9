"""media.yaml read as one whole, with everything in it that does not fit together or with the other files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.media import FIELDS, OVER, Audience, Clock, Media, Template, unknown_fields
from rules.reading import Mistake, Section, Source, read_one, read_section, unknown

SECTIONS = ("clock", "audiences", "statements")


def read_media(source: Source, categories: Sequence[str], mistakes: list[Mistake]) -> Media | None:
    """None when it cannot be read; what is wrong is added to `mistakes`. categories: their ids."""
    clock = read_one(source, "clock", Clock, mistakes)
    audiences = read_section(source, "audiences", Audience, mistakes)
    statements = read_section(source, "statements", Template, mistakes)
    mistakes += _in_audiences(audiences, source)
    mistakes += _in_statements(statements, categories, source)
    if clock is None:
        return None
    mistakes += _in_clock(clock, categories, source)
    return Media(clock=clock, audiences=audiences.values, statements=statements.values)


def _in_clock(clock: Clock, categories: Sequence[str], source: Source) -> Iterator[Mistake]:
    if clock.within <= OVER:
        yield source.mistake("within phải lớn hơn 0", ("clock", "within"))
    for left in clock.remind_before:
        if not OVER < left < clock.within:
            yield source.mistake("remind_before phải lớn hơn 0 và ngắn hơn within", ("clock", "remind_before"))
    if len(set(clock.remind_before)) < len(clock.remind_before):
        yield source.mistake("remind_before có khoảng thời gian bị trùng", ("clock", "remind_before"))
    for category in clock.categories:
        if category not in categories:
            yield source.mistake(unknown("loại sự cố", category, categories), ("clock", "categories"))


def _in_audiences(audiences: Section[Audience], source: Source) -> Iterator[Mistake]:
    complete = bool(audiences.ids) and len(audiences.entries) == len(audiences.ids)
    if complete and not any(one.counts for one in audiences.values):
        yield source.mistake("ít nhất một nơi nhận phải có counts: true", ("audiences",))


def _in_statements(statements: Section[Template], categories: Sequence[str], source: Source) -> Iterator[Mistake]:
    """The first match counts, so the template for all kinds stands last."""
    everything = False
    for entry in statements.entries:
        if everything:
            yield entry.mistake(f"mẫu «{entry.value.id}» không bao giờ được dùng, mẫu chung đứng trên nó")
        everything = everything or not entry.value.categories
        for number, category in enumerate(entry.value.categories):
            if category not in categories:
                yield entry.mistake(unknown("loại sự cố", category, categories), "categories", number)
        for number, line in enumerate(entry.value.lines):
            for name in unknown_fields(line):
                yield entry.mistake(unknown("mục điền sẵn", name, FIELDS), "lines", number)
    if statements.ids and len(statements.entries) == len(statements.ids) and not everything:
        yield source.mistake("thiếu mẫu chung cho mọi loại sự cố (mẫu không có categories)", ("statements",))
