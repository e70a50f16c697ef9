"""How many pupils and staff are affected, how many people are injured, in hospital, dead."""

from collections.abc import Iterable, Sequence
from typing import TypeGuard

from handlers.understanding.crowd import Crowd, Group
from handlers.understanding.message import Message
from handlers.understanding.outcomes import CountRead, Outcomes, Tally
from handlers.understanding.people import Kind, People
from handlers.understanding.vietnamese import compiled

# Incidents that mostly happen to one: «em bị ngã» without a number is one pupil.
_OF_ONE = frozenset({"exam", "injury", "drowning", "violence", "child_abuse", "self_harm", "traffic"})
# Here staff are those who did it.
_OF_STAFF = frozenset({"teacher_conduct", "child_abuse"})

_SUFFERING = compiled(
    r"(?: (?!không|chưa|ai|thấy|phát|chặn|giữ|báo|bé|em|học|phụ|cháu|trẻ)\S+){0,5}? "
    r"(?:bị|mắc|nhiễm|sốt|nôn|ngất|té|ngã|nghỉ ốm)\b"
    r"(?! (?:tố|phản|khiếu|kiện|nghi|đình|kỷ|kiểm|công an|phát hiện|bắt|tạm|phạt|cách|sa thải))"
)
_BARE_VICTIM = compiled(r" (?:đã |vừa |đang )?(?:bị|té|ngã|không dám|mất tích|bỏ nhà|tự)\b")
_MUTUAL = compiled(r"\bnhau\b")
_ACCUSED = compiled(r"\b(?:tố|tố cáo)\b|\b(?:đón|hỏi|dạy|chủ nhiệm|phụ huynh|của|cho|không có|với|từ) (?:\S+ )?$")


def read_counts(message: Message, category: str | None) -> dict[str, CountRead]:
    """The counts that are said, by the question's id; 0 where it is said that there are none.

    parents_affected: for whom the form need not have a question.
    """
    crowd = Crowd(message)
    outcomes = Outcomes(crowd, category)
    found = {name: _total(tally) for name, tally in outcomes.tallies.items()}
    found["pupils_affected"] = _pupils(crowd, outcomes, category)
    found["staff_affected"] = _others(crowd, outcomes, category, "staff")
    found["parents_affected"] = _others(crowd, outcomes, category, "parent")
    return {question: count for question, count in found.items() if count is not None}


def _total(tally: Tally) -> CountRead | None:
    if tally.stated is not None:
        return tally.stated
    everybody = [group for group in tally.met if group.everybody]
    several = everybody[:1] or [group for group in tally.met if not group.is_part_of_any(tally.met)]
    several = next(([group.part_of] for group in several if _sums_up(group.part_of, several)), several)
    return _sum(several) if several else tally.denied


def _of_cases(crowd: Crowd, cases: Group) -> tuple[Sequence[Group], Sequence[Group]]:
    """The pupils and the staff of «11 ca: 8 hs, 2 hs và 1 cô»; nobody where they do not make up the number."""
    later = [one for one in crowd.before(len(crowd.message.tokens)) if one.who.start > cases.who.start]
    pupils = [one for one in later if one.part_of is cases]
    staff = [one for one in later if one.who.kind == "staff" and one.who.count is not None and one.part_of is None]
    whole = cases.who.cases and bool(staff) and sum(one.count or 0 for one in [*pupils, *staff]) == cases.count
    return (pupils, staff) if whole else ((), ())


def _sums_up(total: Group | None, several: Sequence[Group]) -> TypeGuard[Group]:
    """«3 em bị chích, thêm 2 em cũng bị chích, tổng cộng 5 em»: whether they are all of those summed up."""
    return total is not None and bool(total.parts) and set(total.parts) == set(several)


def _pupils(crowd: Crowd, outcomes: Outcomes, category: str | None) -> CountRead | None:
    roots = [group for one in crowd.roots("pupil") for group in (_of_cases(crowd, one)[0] or [one])]
    counted = [one for one in roots if one.who.count is not None or one.joined]
    supposed = [one for one in roots if one not in counted and (outcomes.met_any(one) or _is_victim(crowd, one.who))]
    if not (counted or supposed) and category in _OF_ONE and (bare := _bare_victim(crowd)) is not None:
        supposed = crowd.meant_by(bare)
    return _sum(counted or supposed[:1])


def _bare_victim(crowd: Crowd) -> People | None:
    """«em bị tai nạn hôm qua», where nobody else was told of."""
    for one in crowd.mentions:
        end = crowd.end(one)
        bare = one.kind == "pupil" and not one.several and not crowd.did_it(one)
        if bare and _BARE_VICTIM.match(crowd.message.prepared, end, crowd.message.clause(end)[1]):
            return one
    return None


def _is_victim(crowd: Crowd, mention: People) -> bool:
    """A pupil who was told of without a number, and is neither an example nor one of many."""
    start, end = crowd.message.tokens[mention.start].start, crowd.end(mention)
    clause_start, clause_end = crowd.message.clause(start)
    if not mention.own or _MUTUAL.search(crowd.message.prepared, end, clause_end):
        return False
    return not _ACCUSED.search(crowd.message.prepared[clause_start:start])


def _others(crowd: Crowd, outcomes: Outcomes, category: str | None, kind: Kind) -> CountRead | None:
    """Staff or parents: only those whom something happened to; who comes, acts or complains is not counted."""
    pupils = [one.who for one in crowd.roots("pupil")]
    roots = [
        one
        for one in crowd.roots(kind)
        if outcomes.met_any(one)
        or _suffers(crowd, one.who, category)
        or any(crowd.are_in_one_list(one.who, pupil) for pupil in pupils)
        or any(one in _of_cases(crowd, cases)[1] for cases in crowd.roots("pupil"))
    ]
    if not roots:
        bare = (one for one in crowd.mentions if one.kind == kind == "staff" and one.count is None and not one.several)
        suffering = next((one for one in bare if _suffers(crowd, one, category)), None)
        roots = crowd.meant_by(suffering) if suffering else []
    return _sum(roots)


def _suffers(crowd: Crowd, mention: People, category: str | None) -> bool:
    """«gv bị phụ huynh đánh», «chửi cô hiệu trưởng», «20 cháu và 2 cô bị đau bụng»; not «gv bị tố»."""
    if category in _OF_STAFF or crowd.did_it(mention):
        return False
    if mention.start and any("HIT" in crowd.message.groups[place] for place in crowd.just_before(mention)):
        return True
    end = crowd.end(mention)
    return _SUFFERING.match(crowd.message.prepared, end, crowd.message.clause(end)[1]) is not None


def _sum(groups: Iterable[Group]) -> CountRead | None:
    known = list(groups)
    if not known or any(group.count is None for group in known):
        return None
    span = min(group.who.start for group in known), max(group.who.end for group in known)
    return CountRead(sum(group.count or 0 for group in known), span, min(group.sure for group in known))
