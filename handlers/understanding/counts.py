"""How many pupils and staff are affected, how many people are injured, in hospital, dead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from handlers.understanding.lexicon import Found, longest, unblocked
from handlers.understanding.message import Message
from handlers.understanding.numbers import COUNT, FIGURES, value_of
from handlers.understanding.people import OF_A_CLASS, Mentions, People, between, clause_of
from handlers.understanding.vietnamese import compiled, typed_forms

OUTCOMES = ("injured", "in_hospital", "dead")
_MEANINGS = (*OUTCOMES, "discharged", "casualties")
_NOT = {"in_hospital": "not_in_hospital", "dead": "not_dead"}
# More than any report tells; what is longer is read no further.
MOST_PEOPLE, MOST_OUTCOMES = 60, 100
STATED, SAME_CLAUSE, CARRIED, SUPPOSED = 0.95, 0.9, 0.8, 0.6

_TOGETHER = compiled(r" ?(?:và|,|cùng|với|\+|&|;|cùng với|lẫn| )* ?")
_PART_OF = compiled(r"\b(?:trong đó|trong số|gồm|bao gồm|có)\b")
_INSTEAD = compiled(
    r"(?:^|[,.;!?…] ?)(?:à|nhầm|xin lỗi)\b|\b(?:nói nhầm|ghi nhầm|đính chính|sửa lại|nói lại|cập nhật lại|lộn)\b"
)
_RATHER_THAN = compiled(r" ?,? ?(?:chứ|mà)? ?(?:không phải|ko phải|hông phải) (?:là )?(?P<wrong>\d+|\w+)")
_EVERYBODY = compiled(r"\b(?:ai|người)\b")
_NOT_SURE = compiled(
    r"\b(?:chưa|không) (?:rõ|biết|xác định|thống kê|nắm|chắc|thấy rõ)\b|\b(?:sẽ|nếu|nguy cơ|dọa)\b|\b(?:bị|huynh) tố\b"
)
_GRAVE = compiled(r" (?:tích )?(?:gì )?(?:quá )?(?:nặng|nghiêm trọng|nguy hiểm|đáng kể)")
_FIGURE_AFTER = compiled(r" ?: ?(?P<figure>\d{1,4}|không|chưa)\b")
_MOVED = compiled(r"(?:đưa|chuyển|chở|đem|gọi)\b")
_SUFFERING = compiled(
    r"(?: (?!không|chưa|ai)\S+){0,5}? (?:bị|mắc|nhiễm|sốt|nôn|ngất|té|ngã|nghỉ ốm)\b"
    r"(?! (?:tố|phản|khiếu|kiện|nghi|đình|kỷ|kiểm|phát hiện|bắt|tạm|phạt|cách|sa thải))"
)
_BY, _BY_WHOM = typed_forms("bị do bởi"), typed_forms("bị bởi")
_SUFFERED = compiled(r"\b(?:bị|được|nặng|nhẹ)\b")
_NUMBER_BEFORE = compiled(rf"(?:(?P<all>\bcả )(?P<every>{COUNT})|(?P<number>{FIGURES})) (?:đều |đã |đang |phải )?$")
_BARE_VICTIM = compiled(r" (?:đã |vừa |đang )?(?:bị|té|ngã|không dám|mất tích|bỏ nhà|tự)\b")
_OF_ONE = frozenset({"injury", "drowning", "violence", "child_abuse", "self_harm", "traffic"})
_MUTUAL = compiled(r"\bnhau\b")
_ACCUSED = compiled(r"\b(?:tố|tố cáo)\b|\b(?:đón|hỏi|dạy|chủ nhiệm|phụ huynh|của|cho|không có|với|từ) (?:\S+ )?$")


@dataclass(frozen=True)
class CountRead:
    """span: in tokens; sure: 0–1."""

    value: int
    span: tuple[int, int]
    sure: float


@dataclass(eq=False)
class _Group:
    """People who are counted together; part_of: the larger group that they belong to."""

    who: People
    count: int | None
    sure: float
    part_of: "_Group | None" = None
    everybody: bool = False


@dataclass
class _Tally:
    """What is known of one outcome: the groups that met it, or that it was denied."""

    met: list[_Group] = field(default_factory=list)
    stated: CountRead | None = None
    denied: CountRead | None = None


def read_counts(message: Message, category: str | None) -> dict[str, CountRead]:
    """The counts that are said, by the question's id; 0 where it is said that there are none."""
    return _Reader(message, category).read()


class _Reader:
    """First the groups of people are told apart, then each outcome finds the group that met it."""

    def __init__(self, message: Message, category: str | None) -> None:
        self.message, self.category = message, category
        self.mentions = Mentions(message).all[:MOST_PEOPLE]
        self.groups: dict[People, _Group] = {}
        self.tallies = {outcome: _Tally() for outcome in OUTCOMES}
        self.latest: list[_Group] = []

    def read(self) -> dict[str, CountRead]:
        for mention in self.mentions:
            self._introduce(mention)
        for outcome in self._outcomes():
            self._take(outcome)
        dead = self.tallies["dead"].met
        for outcome in ("injured", "in_hospital"):
            self.tallies[outcome].met = [group for group in self.tallies[outcome].met if group not in dead]
        found = {outcome: self._total(tally) for outcome, tally in self.tallies.items()}
        found |= {"pupils_affected": self._pupils(), "staff_affected": self._staff()}
        return {question: count for question, count in found.items() if count is not None}

    # Who is who

    def _introduce(self, mention: People) -> None:
        if mention.count is None:
            known = any(group.who.kind == mention.kind for group in self.groups.values())
            if mention.own and not mention.several and mention.kind == "pupil" and not known:
                self.groups[mention] = _Group(mention, 1, SUPPOSED)
            return
        if self._follows(mention, _BY_WHOM):
            return
        group = _Group(mention, mention.count, CARRIED if mention.about else STATED)
        before = self._roots(mention.kind)
        if mention.everybody and before:
            group.everybody = True
        elif before:
            self._beside(group, before)
        self.groups.setdefault(mention, group)

    def _beside(self, group: _Group, before: list[_Group]) -> None:
        """How a counted group belongs to those before it: it corrects, joins, contains or is a part of them."""
        last, mention = before[-1], group.who
        words = between(self.message, last.who, mention)
        count, total = group.count or 0, sum(one.count or 0 for one in before)
        if _INSTEAD.search(words) or _RATHER_THAN.match(self.message.prepared, self._end(mention)):
            last.count = count
            self.groups[mention] = last
        elif _PART_OF.search(words) and count <= total:
            group.part_of = last
        elif not self._joins(group, last, words):
            if count > total:
                for one in before:
                    one.part_of = group
            else:
                group.part_of = last

    def _joins(self, group: _Group, last: _Group, words: str) -> bool:
        """«3 em lớp 9 đánh 1 em lớp 6», «2 hs và 1 hs lớp 8», «một em tử vong, một em nằm viện»."""
        classes = {group.who.qualified, last.who.qualified}
        if _TOGETHER.fullmatch(words) and (len(classes) > 1 or group.count != last.count):
            return "và" in words or (len(classes) > 1 and all(classes))
        same_clause = clause_of(self.message, group.who) == clause_of(self.message, last.who)
        hit = same_clause and not _MUTUAL.search(words) and self._hits(last.who, group.who)
        if hit or (len(classes) > 1 and all(classes)):
            return True
        return group.count == last.count == 1 and not same_clause

    def _hits(self, first: People, second: People) -> bool:
        return any("HIT" in self.message.groups[place] for place in range(first.end, second.start))

    def _roots(self, kind: str) -> list[_Group]:
        found = dict.fromkeys(self.groups.values())
        return [one for one in found if one.who.kind == kind and one.part_of is None and not one.everybody]

    # What happened to them

    def _outcomes(self) -> Iterator[Found]:
        found: list[Found] = []
        for meaning in _MEANINGS:
            against = _NOT.get(meaning)
            candidates = self.message.meaning(meaning, *([against] if against else []))
            blockers = [one for one in candidates if one.sense.meaning == against]
            wanted = unblocked((one for one in candidates if one.sense.meaning == meaning), blockers)
            found += [one for one in longest([*wanted, *blockers]) if one.sense.meaning == meaning]
        return iter(sorted(found, key=lambda one: (one.end, one.start))[:MOST_OUTCOMES])

    def _take(self, outcome: Found) -> None:
        meaning, message = outcome.sense.meaning, self.message
        start, end = message.place(outcome)
        clause = message.clause(start)[0]
        denial = message.denial(start)
        if figure := _FIGURE_AFTER.match(message.prepared, end):
            self._state(outcome, figure["figure"])
        elif denial:
            if not _GRAVE.match(message.prepared, end):
                self._deny(outcome, everybody=_EVERYBODY.search(denial) is not None)
        elif meaning == "discharged":
            self._discharge(outcome)
        elif meaning != "casualties" and not _NOT_SURE.search(message.prepared[clause:start]):
            tally = self.tallies[meaning]
            for group in self._subjects(outcome):
                if group not in tally.met:
                    tally.met.append(group)
                self.latest = [one for one in self.latest if one is not group] + [group]

    def _state(self, outcome: Found, figure: str) -> None:
        meaning = outcome.sense.meaning
        if meaning in OUTCOMES:
            value = int(figure) if figure.isdigit() else 0
            self.tallies[meaning].stated = CountRead(value, (outcome.start, outcome.end), STATED)
        elif not figure.isdigit():
            self._deny(outcome, everybody=True)

    def _deny(self, outcome: Found, *, everybody: bool) -> None:
        """«không ai bị thương» also says that nobody died; «không em nào bị thương» says nothing of it."""
        meaning = outcome.sense.meaning
        none = CountRead(0, (outcome.start, outcome.end), SAME_CLAUSE)
        for one in (
            ("injured", "dead") if meaning == "casualties" or (meaning == "injured" and everybody) else (meaning,)
        ):
            if one in OUTCOMES:
                self.tallies[one].denied = none

    def _discharge(self, outcome: Found) -> None:
        gone = self._subjects(outcome)
        tally = self.tallies["in_hospital"]
        tally.met = [group for group in tally.met if group not in gone]
        if not tally.met:
            tally.denied = CountRead(0, (outcome.start, outcome.end), SAME_CLAUSE)

    def _subjects(self, outcome: Found) -> list[_Group]:
        """Those who met an outcome: named in its clause, or else those spoken of last."""
        clause = self.message.tokens[outcome.start].clause
        near = [one for one in self.mentions if clause_of(self.message, one) == clause and one.kind != "parent"]
        within = [
            one for one in near if outcome.start <= one.start and one.end <= outcome.end and self._may_suffer(one)
        ]
        before = [one for one in near if one.end <= outcome.start and not self._acts(one, outcome)]
        after = [one for one in near if outcome.end <= one.start <= outcome.end + 1 and one.count is not None]
        bare = self._bare_number(outcome)
        if bare is not None:
            return [bare]
        if within:
            return self._meant(within[-1])
        if before:
            return [group for one in self._coordinated(before[-1]) for group in self._meant(one)]
        if after:
            return self._meant(after[0])
        return self._spoken_of_last(outcome)

    def _may_suffer(self, mention: People) -> bool:
        """Not who did it («bị bạn đánh») nor who helped."""
        return not self._follows(mention, _BY)

    def _follows(self, mention: People, words: frozenset[str]) -> bool:
        return mention.start > 0 and self.message.tokens[mention.start - 1].text in words

    def _acts(self, mention: People, outcome: Found) -> bool:
        """«cô đưa đi bệnh viện»: staff who take somebody there."""
        if not self._may_suffer(mention):
            return True
        words = self.message.words(mention.end, outcome.start)
        helps = mention.kind == "staff" and not _SUFFERED.search(words)
        return helps and bool(_MOVED.match(self.message.words(outcome.start, outcome.end)) or _MOVED.search(words))

    def _bare_number(self, outcome: Found) -> _Group | None:
        """«cả 3 bị thương», «2 nhập viện»."""
        found = _NUMBER_BEFORE.search(self.message.before(outcome.start, 24))
        name = "every" if found and found["all"] else "number"
        if found is None or OF_A_CLASS.search(found.string[: found.start(name)]):
            return None
        value = value_of(found[name])
        before = range(outcome.start, -1, -1)
        place = next(place for place in before if self.message.tokens[place].text == found[name].split()[0])
        who = People("person", value, place, outcome.start, True, "", False, bool(found["all"]), False)
        group = _Group(who, value, SAME_CLAUSE, everybody=bool(found["all"]))
        self.groups[who] = group
        return group

    def _coordinated(self, last: People) -> list[People]:
        """«1 giáo viên và 2 học sinh»: all of them."""
        together = [last]
        for one in reversed([one for one in self.mentions if one.end <= last.start]):
            if not self._are_together(one, together[-1]):
                break
            together.append(one)
        return together

    def _are_together(self, one: People, other: People) -> bool:
        first, second = self.groups.get(one), self.groups.get(other)
        if first is None or second is None or first.part_of or second.part_of:
            return False
        return _TOGETHER.fullmatch(between(self.message, one, other)) is not None

    def _meant(self, mention: People) -> list[_Group]:
        """The groups that a mention stands for; «em» means those of its kind who were spoken of last."""
        if (group := self.groups.get(mention)) is not None:
            return [group]
        if mention.several and not mention.everybody:
            return []
        known = [one for one in self._in_order(mention.start) if one.who.kind == mention.kind]
        if mention.everybody and known:
            return self._roots(mention.kind)
        if known:
            return [known[-1]]
        group = self.groups[mention] = _Group(mention, None if mention.everybody else 1, SUPPOSED)
        return [group]

    def _spoken_of_last(self, outcome: Found) -> list[_Group]:
        known = [
            one for one in self._in_order(outcome.start) if one.who.kind in ("pupil", "person") or one in self.latest
        ]
        if not known:
            known = [one for one in self._in_order(outcome.start) if one.who.kind == "staff"]
        if not known:
            bare = [
                one for one in self.mentions if one.start < outcome.start and one.kind != "parent" and not one.several
            ]
            return self._meant(bare[0]) if bare else []
        last = known[-1].who
        together = [one for who in self._coordinated(last) for one in self._meant(who)]
        return together if known[-1] in together else [known[-1]]

    def _in_order(self, place: int) -> list[_Group]:
        """The groups that were spoken of before a token, the latest last."""
        told = {group: who.start for who, group in self.groups.items() if who.start < place}
        return sorted(told, key=lambda group: told[group])

    # The sums

    def _total(self, tally: _Tally) -> CountRead | None:
        if tally.stated is not None:
            return tally.stated
        everybody = [group for group in tally.met if group.everybody]
        several = everybody[:1] or [group for group in tally.met if not _has_one_of(tally.met, group)]
        return _sum(several) if several else tally.denied

    def _pupils(self) -> CountRead | None:
        roots = self._roots("pupil")
        met = {group for tally in self.tallies.values() for group in tally.met}
        counted = [one for one in roots if one.who.count is not None]
        supposed = [one for one in roots if one.who.count is None and (one in met or self._is_victim(one.who))]
        if not (counted or supposed) and self.category in _OF_ONE and (bare := self._bare_victim()) is not None:
            supposed = self._meant(bare)
        return _sum(counted or supposed[:1])

    def _bare_victim(self) -> People | None:
        """«em bị tai nạn hôm qua»: nobody else was told of."""
        for one in self.mentions:
            words = self.message.prepared[self._end(one) : self.message.clause(self._end(one))[1]]
            if one.kind == "pupil" and not one.several and self._may_suffer(one) and _BARE_VICTIM.match(words):
                return one
        return None

    def _is_victim(self, mention: People) -> bool:
        """A pupil who was told of without a number, and is neither an example nor one of many."""
        clause_start, clause_end = self.message.clause(self.message.tokens[mention.start].start)
        start, end = self.message.tokens[mention.start].start, self._end(mention)
        if _MUTUAL.search(self.message.prepared[end:clause_end]) or not mention.own:
            return False
        return not _ACCUSED.search(self.message.prepared[clause_start:start])

    def _staff(self) -> CountRead | None:
        met = {group for tally in self.tallies.values() for group in tally.met}
        pupils = [one.who for one in self._roots("pupil")]
        roots = [
            one
            for one in self._roots("staff")
            if one in met
            or self._suffers(one.who)
            or any(self._are_together(*sorted((one.who, who), key=lambda who: who.start)) for who in pupils)
        ]
        if not roots and (bare := next((one for one in self.mentions if self._bare_staff_suffers(one)), None)):
            roots = self._meant(bare)
        return _sum(roots)

    def _bare_staff_suffers(self, mention: People) -> bool:
        return mention.kind == "staff" and mention.count is None and not mention.several and self._suffers(mention)

    def _suffers(self, mention: People) -> bool:
        """«gv bị phụ huynh đánh», «20 cháu và 2 cô bị đau bụng»; not «gv bị tố»."""
        if self.category in ("teacher_conduct", "child_abuse") or not self._may_suffer(mention):
            return False
        end = self._end(mention)
        return _SUFFERING.match(self.message.prepared, end, self.message.clause(end)[1]) is not None

    def _end(self, mention: People) -> int:
        return self.message.tokens[mention.end - 1].end


def _has_one_of(several: Sequence[_Group], group: _Group) -> bool:
    """Whether a group is a part of another one of them."""
    larger = group.part_of
    while larger is not None:
        if larger in several:
            return True
        larger = larger.part_of
    return False


def _sum(groups: Iterable[_Group]) -> CountRead | None:
    known = list(groups)
    if not known or any(group.count is None for group in known):
        return None
    span = min(group.who.start for group in known), max(group.who.end for group in known)
    return CountRead(sum(group.count or 0 for group in known), span, min(group.sure for group in known))
