"""Roles and divisions as people write them in a list."""

import functools
from collections.abc import Iterable

import locales
from rules.catalogue import Catalogue, Division
from rules.folding import fold
from rules.roles import GIVEN_BY_HEADS, Role

OF_A_DIVISION = (Role.DIVISION_HEAD, Role.SPECIALIST)
_GIVEN_HERE = tuple(role for role in Role if role not in GIVEN_BY_HEADS)

_OTHER_NAMES = {
    Role.HEAD: "thủ trưởng, hiệu trưởng, giám đốc trung tâm, trưởng đơn vị, người đứng đầu",
    Role.DEPUTY: "cấp phó, phó hiệu trưởng, phó thủ trưởng, phó giám đốc trung tâm, hiệu phó",
    Role.DUTY_OFFICER: "trực, lãnh đạo trực, chuyên viên trực, người trực, trực ban",
    Role.SPECIALIST: "chuyên viên phòng",
    Role.DIVISION_HEAD: "trưởng phòng, lãnh đạo phòng",
    Role.CHIEF_OF_OFFICE: "chánh vp",
    Role.DEPUTY_DIRECTOR: "phó giám đốc sở, pgđ",
    Role.DIRECTOR: "giám đốc sở, gđ",
    Role.COMMUNICATIONS: "truyền thông, cán bộ truyền thông",
    Role.ADMINISTRATOR: "quản trị viên, quản trị hệ thống, admin",
}


def role_name(role: str, lang: str = locales.FALLBACK) -> str:
    """As the screens name it: «Thủ trưởng đơn vị»."""
    return locales.text(lang, f"role-{role.replace('_', '-')}")


def read_role(written: str) -> Role:
    """Raises ValueError with a Vietnamese reason."""
    role = _roles().get(fold(written))
    if role is None:
        raise ValueError(f"không có vai trò «{written}»; các vai trò: {', '.join(map(role_name, _GIVEN_HERE))}")
    return role


def read_division(written: str, rules: Catalogue) -> str:
    """The id of a division told by id or name, with or without the word «Phòng». Raises ValueError with a reason."""
    for division in rules.divisions:
        if _bare(written) in map(_bare, _names(division)):
            return division.id
    known = "; ".join(division.name.vi for division in rules.divisions)
    raise ValueError(f"không có phòng «{written}»; các phòng trong danh mục: {known}")


@functools.cache
def _roles() -> dict[str, Role]:
    names = {fold(role): role for role in _GIVEN_HERE}
    names |= {fold(role.replace("_", " ")): role for role in _GIVEN_HERE}
    names |= {fold(role_name(role)): role for role in _GIVEN_HERE}
    names |= {fold(name): role for role, others in _OTHER_NAMES.items() for name in others.split(", ")}
    return names


def _names(division: Division) -> Iterable[str]:
    return filter(None, (division.id, division.name.vi, division.name.en))


def _bare(name: str) -> str:
    """«Phòng Chính trị tư tưởng – Học sinh sinh viên» → «chinh tri tu tuong hoc sinh sinh vien»."""
    words = fold(name).replace("–", " ").replace("-", " ").replace(",", " ").split()
    return " ".join(words[1:] if words[:1] == ["phong"] and len(words) > 1 else words)
