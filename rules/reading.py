"""YAML files read with the line of every entry, and every mistake in them told as a sentence."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rules.model import Model

M = TypeVar("M", bound=Model)
Place = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake in the catalogue; `reason` is a Vietnamese sentence that the administrator can act on."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class RulesError(Exception):
    """The catalogue cannot be used. `mistakes` holds all of them, sorted by file and line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


@dataclass(frozen=True)
class Source:
    """One file as data, with the line of every place in it."""

    file: str
    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing around it that is there."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def mistake(self, reason: str, place: Place = ()) -> Mistake:
        return Mistake(self.file, self.line(place), reason)


@dataclass(frozen=True)
class Entry(Generic[M]):
    """One valid entry of a section, and where it is written."""

    value: M
    source: Source
    place: Place

    def mistake(self, reason: str, *within: str | int) -> Mistake:
        return self.source.mistake(reason, (*self.place, *within))


@dataclass
class Section(Generic[M]):
    """The entries of one section that are valid, and the ids of all, valid or not, in the order of the file."""

    entries: list[Entry[M]] = field(default_factory=list)
    ids: list[Any] = field(default_factory=list)

    @property
    def values(self) -> tuple[M, ...]:
        return tuple(entry.value for entry in self.entries)


def read_source(path: Path, mistakes: list[Mistake]) -> Source:
    """The file as data; what cannot be read is added to `mistakes`."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        mistakes.append(Mistake(path.name, 1, "thiếu tệp này trong thư mục danh mục"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(path.name, line, "tệp phải được lưu dạng UTF-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = f"sai cú pháp YAML, xem lại dấu hai chấm, dấu nháy và thụt dòng ({error.problem})"
        mistakes.append(Mistake(path.name, mark.line + 1 if mark else 1, reason))
    except yaml.YAMLError as error:
        mistakes.append(Mistake(path.name, 1, f"tệp có ký tự không đọc được ({error})"))
    else:
        lines: dict[Place, int] = {}
        data = _build(node, (), lines, path.name, mistakes) if node else None
        return Source(path.name, data, lines)
    return Source(path.name, None, {})


def read_one(source: Source, name: str, model: type[M], mistakes: list[Mistake]) -> M | None:
    """What is written under `name`, where there is only one of it; None when it cannot be read."""
    written = source.data.get(name) if isinstance(source.data, dict) else None
    if written is None:
        if source.data is not None:
            mistakes.append(source.mistake(f"thiếu mục «{name}»"))
        return None
    try:
        return model.model_validate(written)
    except ValidationError as error:
        mistakes += [_mistake_of(detail, source, (name,), model) for detail in error.errors()]
    return None


def read_section(
    source: Source, name: str, model: type[M], mistakes: list[Mistake], key: str = "id", *, may_be_empty: bool = False
) -> Section[M]:
    """The list under `name`; every entry is checked by itself, so that one mistake hides no other."""
    section: Section[M] = Section()
    written = source.data.get(name) if isinstance(source.data, dict) else None
    if may_be_empty and written in (None, []):
        return section
    if not isinstance(written, list) or not written:
        if source.data is not None or not any(mistake.file == source.file for mistake in mistakes):
            mistakes.append(source.mistake(f"cần một danh sách «{name}:» không rỗng", (name,)))
        return section
    for number, one in enumerate(written):
        place = (name, number)
        entry_id = one.get(key) if isinstance(one, dict) else None
        if entry_id is not None and entry_id in section.ids:
            mistakes.append(source.mistake(f"«{entry_id}» bị trùng, mỗi {key} chỉ dùng một lần", (*place, key)))
        section.ids.append(entry_id)
        try:
            section.entries.append(Entry(model.model_validate(one), source, place))
        except ValidationError as error:
            mistakes += [_mistake_of(detail, source, place, model) for detail in error.errors()]
    return section


def unknown_sections(source: Source, known: Sequence[str]) -> list[Mistake]:
    if not isinstance(source.data, dict):
        return []
    return [
        source.mistake(f"không có mục «{name}»; tệp này gồm: {', '.join(known)}", (name,))
        for name in source.data
        if name not in known
    ]


def unknown(what: str, wanted: Any, known: Iterable[Any]) -> str:
    """The sentence for an id that does not exist, with the one that may have been meant."""
    names = [str(name) for name in known if name is not None]
    close = difflib.get_close_matches(str(wanted), names, n=1)
    hint = f"có phải «{close[0]}»?" if close else f"đang có: {', '.join(names)}"
    return f"không có {what} «{wanted}», {hint}"


_FASTEST: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_FASTEST):  # type: ignore[valid-type, misc]
    """YAML 1.2's plain words: 21:00, no and 2026-11-23 are text, not a number, a truth value and a date."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own name and type


for _tag in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:null"):
    for _first, _resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items():
        _Loader.yaml_implicit_resolvers.setdefault(_first, []).extend(r for r in _resolvers if r[0] == _tag)


def _scalar(node: yaml.Node) -> Any:
    if node.tag.endswith(":bool") and node.value.lower() in ("true", "false"):
        return node.value.lower() == "true"
    if node.tag.endswith(":int") and node.value.lstrip("+-").isdecimal():
        return int(node.value)
    return None if node.tag.endswith(":null") else node.value


def _build(node: yaml.Node, place: Place, lines: dict[Place, int], file: str, mistakes: list[Mistake]) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*place, number), lines, file, mistakes) for number, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node)
    mapping: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in mapping:
            mistakes.append(Mistake(file, line, f"mục «{key}» được viết hai lần"))
        lines[(*place, key)] = line
        mapping[key] = _build(value_node, (*place, key), lines, file, mistakes)
    return mapping


def _mistake_of(detail: ErrorDetails, source: Source, place: Place, model: type[Model]) -> Mistake:
    for part in detail["loc"]:
        if (*place, part) in source.lines:
            place = (*place, part)
    return source.mistake(_sentence(detail, model), place)


_EXPECTED = {
    "string_type": "phải là chữ (số thì đặt trong dấu nháy)",
    "int_type": "phải là số nguyên",
    "int_parsing": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "bool_type": "phải là true hoặc false",
    "bool_parsing": "phải là true hoặc false",
    "tuple_type": "phải là một danh sách",
    "string_too_short": "không được để trống",
    "too_short": "không được để trống",
    "string_pattern_mismatch": "chỉ gồm chữ thường không dấu, số và dấu gạch dưới, bắt đầu bằng chữ",
    "model_type": "phải gồm các mục con hoặc một chuỗi chữ",
    "time_parsing": "phải là giờ viết như \"21:00\"",
    "date_parsing": "phải là ngày viết như 2027-02-15",
    "date_from_datetime_parsing": "phải là ngày viết như 2027-02-15",
    "date_type": "phải là ngày viết như 2027-02-15",
    "time_type": "phải là giờ viết như \"21:00\"",
}  # fmt: skip


def _sentence(detail: ErrorDetails, model: type[Model]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in detail["loc"])
    written = detail["input"]
    if kind == "missing":
        return f"thiếu mục «{name}»"
    if kind == "extra_forbidden":
        known = f"; các mục có thể dùng: {', '.join(model.model_fields)}" if len(detail["loc"]) == 1 else ""
        return f"không có mục «{name}»{known}"
    if kind == "value_error":
        return f"«{name}»: {context['error']}" if name else str(context["error"])
    if kind in ("literal_error", "enum"):
        return f"«{name}» không thể là «{written}», chọn một trong: {context['expected'].replace(' or ', ', ')}"
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = f"từ {context['ge']} trở lên" if "ge" in context else f"nhiều nhất {context['le']}"
        return f"«{name}» là «{written}» nhưng phải {limit}"
    return f"«{name}» {_EXPECTED.get(kind, 'không hợp lệ: ' + detail['msg'])}"
