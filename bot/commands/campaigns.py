"""`bcn campaigns …`: regular reports and surveys looked at, tried out, started, paused and ended on the server."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import locales
from bot.commands.campaign_words import (
    STATES,
    TASK_STATES,
    Wishes,
    local_time,
    read_time,
    rhythm_text,
    round_text,
    short_time,
)
from bot.commands.common import Stop, catalogue, database, settings, show_table
from campaigns import living, periods, results_sheet
from campaigns import preview as previews
from campaigns.preview import Preview
from rules.campaigns import Definition, definition_of
from rules.catalogue import Catalogue
from storage import campaigns, tasks
from storage.campaigns import LATE, OPEN, SUBMITTED
from storage.database import Tx
from storage.tables.campaigns import Campaign, Period

_SHOWN = 30
_EVERYWHERE = "/"
_WHAT = {"unit": "đơn vị mã", "kind": "loại đơn vị", "tag": "nhãn"}


def show_all() -> None:
    """Living campaigns, then those of the catalogue that were never started."""
    rules = catalogue(settings())

    def rows(tx: Tx) -> list[tuple[str, ...]]:
        living_ones = campaigns.all_of(tx)
        codes = {one.code for one in living_ones}
        waiting = [
            (one.id, one.title.vi, STATES["draft"], rhythm_text(one), "", "", "")
            for one in rules.campaigns
            if one.id not in codes
        ]
        return [_line(tx, one) for one in living_ones] + waiting

    with database(settings()) as opened:
        found = opened.transact(rows)
    show_table(("Mã", "Tên", "Trạng thái", "Nhịp", "Kỳ gần nhất", "Hạn", "Đã nộp"), found)


def show(code: str, label: str | None) -> None:
    """One campaign with its rounds. Raises Stop."""
    configured = settings()
    rules = catalogue(configured)
    with database(configured) as opened:
        for line in opened.transact(lambda tx: _told(tx, rules, code, label)):
            print(line)


def preview(code: str, wishes: Wishes) -> None:
    """Who would be asked, and when. Raises Stop."""
    configured = settings()
    rules = catalogue(configured)

    def found(tx: Tx) -> Preview:
        campaign = campaigns.by_code(tx, code)
        definition = wishes.put_into(_definition(rules, campaign, code))
        if campaign is None or wishes.any:
            return previews.of_definition(tx, rules, definition)
        return previews.of_campaign(tx, rules, campaign, definition)

    with database(configured) as opened:
        _print(opened.transact(found))


def start(code: str, wishes: Wishes) -> None:
    """Starts a campaign of the catalogue, or takes up a living one. Raises Stop."""
    configured = settings()
    rules = catalogue(configured)

    def started(tx: Tx) -> tuple[Campaign, Preview]:
        known = campaigns.by_code(tx, code)
        written = next((one for one in rules.campaigns if one.id == code), None)
        if known is None and written is None:
            raise Stop(_unknown(rules, code))
        if known is not None and not wishes.any:
            if not living.start(tx, rules, known):
                raise Stop(f"«{known.title}» đang chạy rồi; không có gì thay đổi.")
            return known, previews.of_definition(tx, rules, definition_of(known.definition))
        definition = wishes.put_into(_definition(rules, known, code))
        if known is not None:
            living.change(tx, campaigns.get(tx, known.id or 0), definition)
            living.start(tx, rules, known)
            return known, previews.of_definition(tx, rules, definition)
        made = living.draft(tx, definition, from_catalogue=definition == written)
        living.start(tx, rules, made)
        return made, previews.of_definition(tx, rules, definition)

    with database(configured) as opened:
        campaign, told = opened.transact(started)
    print(f"Đã bắt đầu «{campaign.title}» (mã {campaign.code}).")
    _print(told)


def export(code: str, label: str | None, path: Path) -> None:
    """Writes what has come in of a round (the latest unless named) to an Excel file. Raises Stop."""
    if path.suffix.lower() != ".xlsx":
        raise Stop(f"Tên tệp phải có đuôi .xlsx, ví dụ {path.stem or 'ket-qua'}.xlsx")

    def found(tx: Tx) -> results_sheet.Results:
        campaign = _living(tx, code)
        rounds = campaigns.periods_of(tx, campaign.id or 0)
        period = next((one for one in rounds if label in (None, one.label)), None)
        if period is None:
            raise Stop(f"Không có kỳ «{label}»." if label else f"«{campaign.title}» chưa có kỳ nào.")
        return results_sheet.of_period(tx, locales.FALLBACK, period, [_EVERYWHERE])

    with database(settings()) as opened:
        told = opened.transact(found)
    try:
        path.write_bytes(results_sheet.make(told))
    except OSError as error:
        raise Stop(f"Không ghi được {path}: {error.strerror or error}") from None
    print(f"Đã ghi {len(told.units)} đơn vị của kỳ {told.period.label} vào {path}.")


def pause(code: str) -> None:
    """Raises Stop."""
    _act(code, lambda tx, _rules, one: living.pause(tx, one), "Đã tạm dừng", "không đang chạy")


def resume(code: str) -> None:
    """Raises Stop."""
    _act(code, living.resume, "Đã cho chạy tiếp", "không đang tạm dừng")


def end(code: str) -> None:
    """Raises Stop."""
    _act(code, lambda tx, _rules, one: living.end(tx, one), "Đã kết thúc", "đã kết thúc từ trước")


def move_due(code: str, label: str, when: str) -> None:
    """Another due time for an open round. Raises Stop."""
    due_at = read_time(when)
    configured = settings()
    rules = catalogue(configured)

    def moved(tx: Tx) -> Period:
        campaign = _living(tx, code)
        open_ones = campaigns.periods_of(tx, campaign.id or 0, still_open=True)
        period = next((one for one in open_ones if one.label == label), None)
        if period is None:
            raise Stop(
                f"Không có kỳ «{label}» đang mở. Đang mở: {', '.join(one.label for one in open_ones) or 'không'}."
            )
        if due_at <= tx.now:
            raise Stop("Hạn mới phải sau bây giờ.")
        return living.move_due(tx, rules, period, due_at)

    with database(configured) as opened:
        period = opened.transact(moved)
    print(f"Hạn của kỳ {period.label} nay là {local_time(period.due_at)}.")


def _act(code: str, act: Callable[[Tx, Catalogue, Campaign], bool], done: str, not_so: str) -> None:
    configured = settings()
    rules = catalogue(configured)

    def work(tx: Tx) -> str:
        campaign = _living(tx, code)
        if not act(tx, rules, campaign):
            raise Stop(f"«{campaign.title}» {not_so}; không có gì thay đổi.")
        return f"{done} «{campaign.title}»."

    with database(configured) as opened:
        print(opened.transact(work))


def _living(tx: Tx, code: str) -> Campaign:
    found = campaigns.by_code(tx, code)
    if found is None:
        raise Stop(f"Chưa có đợt nào mã «{code}» được bắt đầu. Xem: bcn campaigns list")
    return found


def _definition(rules: Catalogue, campaign: Campaign | None, code: str) -> Definition:
    if campaign is not None:
        return definition_of(campaign.definition)
    try:
        return rules.campaign(code)
    except KeyError:
        raise Stop(_unknown(rules, code)) from None


def _unknown(rules: Catalogue, code: str) -> str:
    return f"Không có đợt báo cáo mã «{code}». Trong danh mục có: {', '.join(one.id for one in rules.campaigns)}."


def _line(tx: Tx, campaign: Campaign) -> tuple[str, ...]:
    told = (campaign.code, campaign.title, STATES[campaign.state], rhythm_text(definition_of(campaign.definition)))
    last = campaigns.periods_of(tx, campaign.id or 0, limit=1)
    if not last:
        return (*told, "", "", "")
    return (*told, last[0].label, short_time(last[0].due_at), _submitted(tx, last[0]))


def _submitted(tx: Tx, period: Period) -> str:
    """«12/30», without those that owe nothing."""
    tally = campaigns.tally(tx, period.id or 0)
    done = tally[SUBMITTED] + tally[LATE]
    return f"{done}/{done + tally[OPEN]}"


def _told(tx: Tx, rules: Catalogue, code: str, label: str | None) -> list[str]:
    campaign = _living(tx, code)
    definition = definition_of(campaign.definition)
    lines = [f"{campaign.title} ({campaign.code}): {STATES[campaign.state]}. Nhịp: {rhythm_text(definition)}."]
    found = campaigns.periods_of(tx, campaign.id or 0)
    if label is not None and not (found := [one for one in found if one.label == label]):
        raise Stop(f"Không có kỳ «{label}».")
    for period in islice(found, 12):
        tally = campaigns.tally(tx, period.id or 0)
        counts = ", ".join(f"{name} {tally[state]}" for state, name in TASK_STATES.items() if tally[state])
        state = "đã đóng" if period.closed_at else "đang mở"
        lines.append(f"  {period.label} ({state}), hạn {local_time(period.due_at)}: {counts or 'không có đơn vị nào'}")
        by_calendar = None if period.closed_at else periods.due_by_calendar(rules, campaign, period)
        if by_calendar not in (None, period.due_at):
            lines.append(
                f"    Theo lịch hiện nay hạn là {local_time(by_calendar)}; kỳ đang mở giữ hạn cũ. "
                f"Muốn dời: bcn campaigns due {campaign.code} {period.label} HẠN"
            )
    for one in periods.coming_rounds(tx, rules, campaign, 2) if campaign.state == campaigns.ACTIVE else ():
        lines.append(f"  {one.label}: mở {local_time(one.opens_at)}, hạn {local_time(one.due_at)}")
    if found and (lacking := tasks.by_unit(tx, found[0].id or 0, OPEN, limit=_SHOWN)):
        lines.append(f"Chưa nộp kỳ {found[0].label}:")
        lines += [f"  {unit_code}  {name}" for _, unit_code, name, _ in lacking]
        if (more := campaigns.tally(tx, found[0].id or 0)[OPEN] - len(lacking)) > 0:
            lines.append(f"  … và {more} đơn vị nữa.")
    return lines


def _print(told: Preview) -> None:
    reach = told.reach
    print(f"{reach.units} đơn vị; {reach.with_people} có người nộp, {reach.joined} có người đã tham gia bot.")
    for code, name in told.units:
        print(f"  {code}  {name}")
    if reach.units > len(told.units):
        print(f"  … và {reach.units - len(told.units)} đơn vị nữa.")
    for what, written in told.unknown:
        print(f"Lưu ý: không đơn vị nào có {_WHAT[what]} «{written}».")
    if not told.planned:
        print("Không có kỳ nào sắp tới.")
    for planned in told.planned:
        label, opens, due = round_text(planned.round)
        print(f"Kỳ {label}: mở {opens}, hạn {due}.")
        moments = [short_time(moment.at) for moment in planned.reminders]
        print(f"  Nhắc: {', '.join(moments) or 'không'}")
