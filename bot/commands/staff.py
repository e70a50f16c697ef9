"""`bcn admin …`: roles given and ended on the server, by whoever may sign in there."""

from collections.abc import Callable

from bot.commands.common import Stop, catalogue, database, settings
from bot.imports.phones import read_number
from bot.imports.roles import OF_A_DIVISION, read_division, read_role, role_name
from rules.roles import Role
from staff import roles
from storage import staff_lists, staffing
from storage.database import Tx
from storage.tables.registry import Person, Unit

_LONGEST_ID = 8


def grant(who: str, role: str, unit: str | None, division: str | None, name: str | None) -> None:
    """Raises Stop. `name` makes a person of a number that the registry does not know."""
    wanted = _role(role)
    rules = catalogue(settings())
    responsible = _division(wanted, division)

    def work(tx: Tx) -> str:
        where = _unit(tx, unit)
        person_id, called = _person(tx, who, name)
        granted = roles.give(tx, rules, person_id, _id(where), wanted, responsible)
        told = f"{called} (số {person_id}): {role_name(wanted)}, {where.name}"
        return f"Đã giao vai trò. {told}." if granted else f"Đã giữ vai trò này từ trước. {told}."

    _do(work)
    print(f"Người này chưa tham gia thì chạy: bcn invite --person {who}")


def revoke(who: str, role: str | None, unit: str | None) -> None:
    """Ends one role or all. Raises Stop."""
    wanted = _role(role) if role else None
    rules = catalogue(settings())

    def work(tx: Tx) -> str:
        person = find_person(tx, who)
        unit_id = _id(_unit(tx, unit)) if unit else None
        held = [
            post
            for post in staff_lists.posts(tx, _id(person))
            if wanted in (None, post.role) and unit_id in (None, post.unit_id)
        ]
        ended = roles.end(tx, rules, _id(person), held)
        if not ended:
            raise Stop(f"{person.name} không giữ vai trò nào như vậy; không có gì thay đổi.")
        return f"Đã kết thúc {ended} vai trò của {person.name}."

    _do(work)


def leave(who: str) -> None:
    """The person has left for good: what waits for them is not sent, open incidents move on to others. Raises Stop."""
    rules = catalogue(settings())

    def work(tx: Tx) -> str:
        person = find_person(tx, who)
        roles.leave(tx, rules, _id(person))
        return f"{person.name} đã nghỉ: mọi vai trò, tài khoản chat và mã mời của người này không còn dùng được."

    _do(work)


def find_person(tx: Tx, who: str) -> Person:
    """Whoever is meant by a telephone number or an id. Raises Stop."""
    found = _find(tx, who)
    if found is None:
        raise Stop(f"Không có cán bộ nào mang số «{who}». Xin nhập danh sách cán bộ trước: bcn people import TỆP.")
    return found


def find_unit(tx: Tx, code: str) -> Unit:
    """Raises Stop."""
    found = staffing.unit_by_code(tx, code)
    if found is None:
        raise Stop(f"Không có đơn vị mã «{code}».")
    return found


def _do(work: Callable[[Tx], str]) -> None:
    with database(settings()) as opened:
        print(opened.transact(work))


def _id(record: Person | Unit) -> int:
    assert record.id is not None, "it was read from the database"
    return record.id


def _find(tx: Tx, who: str) -> Person | None:
    """A short number without a zero at its beginning is an id, everything else a telephone number."""
    if who.isascii() and who.isdigit() and not who.startswith("0") and len(who) <= _LONGEST_ID:
        return staffing.person_known_as(tx, person_id=int(who))
    return staffing.person_known_as(tx, phone=_number(who))


def _person(tx: Tx, who: str, name: str | None) -> tuple[int, str]:
    """(id, name) of whoever is meant; with a name somebody new is written down."""
    found = _find(tx, who)
    if found is not None:
        return _id(found), found.name
    if not name:
        raise Stop(f'Chưa có cán bộ nào mang số «{who}». Thêm --name "Họ và tên" để ghi người này vào danh sách.')
    return tx.insert(Person, name=name, phone=_number(who)), name


def _number(written: str) -> str:
    try:
        return read_number(written)
    except ValueError as error:
        raise Stop(f"{error}.") from None


def _unit(tx: Tx, code: str | None) -> Unit:
    """The unit of this code; without one the only unit at the top."""
    if code:
        return find_unit(tx, code)
    top = staffing.top_units(tx)
    if len(top) == 1:
        return top[0]
    if not top:
        raise Stop("Chưa có đơn vị nào: xin chạy bcn units import TỆP trước.")
    raise Stop(f"Có {len(top)} đơn vị cấp cao nhất, xin ghi --unit MÃ: {', '.join(unit.code for unit in top)}.")


def _role(written: str) -> Role:
    try:
        return read_role(written)
    except ValueError as error:
        raise Stop(f"{error}.") from None


def _division(role: Role, written: str | None) -> str:
    if role not in OF_A_DIVISION:
        return ""
    if not written:
        raise Stop(f"Vai trò {role_name(role)} cần --division PHÒNG.")
    try:
        return read_division(written, catalogue(settings()))
    except ValueError as error:
        raise Stop(f"{error}.") from None
