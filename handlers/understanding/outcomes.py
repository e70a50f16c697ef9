"""What happened to people: who was injured, is in hospital, has died, and what is denied of that."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.understanding.crowd import Crowd, Group
from handlers.understanding.lexicon import Found, longest, unblocked
from handlers.understanding.numbers import COUNT, FIGURES, value_of
from handlers.understanding.people import OF_A_CLASS, People
from handlers.understanding.vietnamese import compiled, typed_forms

OUTCOMES = ("injured", "in_hospital", "dead")
MOST_OUTCOMES = 100
STATED, SAME_CLAUSE = 0.95, 0.9
_MEANINGS = (*OUTCOMES, "discharged", "casualties")
_NOT = {"injured": "not_injured", "in_hospital": "not_in_hospital", "dead": "not_dead"}

_EVERYBODY = compiled(r"\b(?:ai|người)\b")
_OF_PUPILS = compiled(r"^(?:em|bé|cháu|học sinh)\b")
_ALL_OF_THEM = compiled(rf"\bcả (?P<every>{COUNT})\b")
_EMERGENCY = frozenset({"111", "113", "114", "115"})
_NOT_SURE = compiled(
    r"\b(?:chưa|không) (?:rõ|biết|xác định|thống kê|nắm|chắc|thấy rõ)\b|\b(?:sẽ|nếu|nguy cơ|dọa)\b|\b(?:bị|huynh) tố\b"
)
_GRAVE = compiled(r" (?:tích )?(?:gì )?(?:quá )?(?:nặng|nghiêm trọng|nguy hiểm|đáng kể)")
_FIGURE_AFTER = compiled(r" ?: ?(?P<figure>\d{1,4}|không|chưa)\b")
_NUMBER_BEFORE = compiled(
    rf"(?:(?P<all>\bcả )(?P<every>{COUNT})(?: (?:mẹ|bà|ông|cha|cô|thầy|anh|chị) (?:con|cháu|trò|em))?|"
    rf"(?:^|[,.;:(] ?|\b(?:có|và|với|còn|hiện|thêm) )(?P<number>{FIGURES}))"
    r" (?:đều |đã |đang |phải |bị )?$"
)
_HELPED = compiled(r"\b(?:đưa|chuyển|chở|đem|gọi|rửa|băng|băng bó|sơ cứu|bôi|chườm|cầm máu|xử lý|lau)\b")
_LOST = compiled(r"\bmất$")
_OWNER = compiled(r"\b(?:trả|lại|cho|tìm|tìm được|gặp|của) (?:đúng )?người (?:bị |làm |đánh )?mất$")
_THINGS = compiled(
    r" (?:\d|một|hai|ba|nhiều|hết|toàn bộ|cái|chiếc|hơn|khoảng|của|tổng|sạch|trắng|vài|mấy|gần|số|luôn)|"
    r"(?: \S+){0,4} ?(?:triệu|tỷ|ngàn|nghìn|đồng|tiền|xe|điện thoại|laptop|ví|cặp|tài khoản)\b"
)
# Signs of what was done to a child, or of what it did to itself, long ago.
_SIGNS = compiled(r"\b(?:bầm|vết|lằn|dấu)\b")
_CUT = compiled(r"(?:rạch|cứa|cắt|khứa)\b")
# A swollen lip after a meal is no injury.
_OF_ILLNESS, _HURT = frozenset({"food_poisoning", "epidemic"}), compiled(r"\bthương\b")
_GRAVE_HURT = compiled(r"\b(?:gãy|rách|bỏng|phỏng|khâu|đứt|thương|bể|vỡ|trật|nát|dập|trầy|chảy máu)\b")
_OF_SIGNS = frozenset({"child_abuse", "self_harm"})
_PLACES = typed_forms("bệnh tại ở trong")
_MET = compiled(r"(?:(?:đã|bị|cũng|thì|được xác nhận)(?: |$))*")
_FAMILY = compiled(r"gia đình|người nhà|phụ huynh")
_SUFFERED = compiled(r"\b(?:bị|được|nặng|nhẹ)\b")


@dataclass(frozen=True)
class CountRead:
    """span: in tokens; sure: 0–1."""

    value: int
    span: tuple[int, int]
    sure: float


@dataclass
class Tally:
    """What is said of one outcome: the groups that met it, a figure («bị thương: 2»), or that nobody did."""

    met: list[Group] = field(default_factory=list)
    stated: CountRead | None = None
    denied: CountRead | None = None


class Outcomes:
    """The outcomes of one message by their names; reading them may make groups of people who were not counted."""

    def __init__(self, crowd: Crowd, category: str | None) -> None:
        self.crowd, self.message, self.category = crowd, crowd.message, category
        self.tallies = {outcome: Tally() for outcome in OUTCOMES}
        for outcome in self._found():
            self._take(outcome)
        dead = self.tallies["dead"].met
        for name in ("injured", "in_hospital"):
            self.tallies[name].met = [group for group in self.tallies[name].met if group not in dead]

    def met_any(self, group: Group) -> bool:
        return any(group in tally.met for tally in self.tallies.values())

    def _found(self) -> Sequence[Found]:
        found: list[Found] = []
        for meaning in _MEANINGS:
            blockers = self.message.meaning(_NOT[meaning]) if meaning in _NOT else []
            wanted = unblocked(filter(self._happened, self.message.meaning(meaning)), blockers)
            blocked = {(one.start, one.end) for one in blockers}
            found += [
                one
                for one in longest([*wanted, *blockers])
                if one.sense.meaning == meaning and (one.start, one.end) not in blocked
            ]
        return sorted(found, key=lambda one: (one.end, one.start))[:MOST_OUTCOMES]

    def _happened(self, one: Found) -> bool:
        """Not «mất 2 máy tính», not «trả lại người mất»; a bruise on a child that may be abused is no injury."""
        words = self.message.words(one.start, one.end)
        if one.sense.meaning == "dead":
            if not _LOST.search(words):
                return True
            of_a_thing = _THINGS.match(self.message.prepared, self.message.place(one)[1])
            return not (of_a_thing or _OWNER.search(self.message.before(one.start, 12) + words))
        if one.sense.meaning != "injured":
            return True
        if self.category in _OF_ILLNESS:
            return _HURT.search(words) is not None
        if _CUT.match(words):
            return True
        if self.category == "child_abuse" and not _GRAVE_HURT.search(words):
            return False
        return self.category not in _OF_SIGNS or not _SIGNS.search(self.message.before(one.start, 6) + words)

    def _take(self, outcome: Found) -> None:
        meaning, message = outcome.sense.meaning, self.message
        start, end = message.place(outcome)
        denial = message.denial(start)
        if figure := _FIGURE_AFTER.match(message.prepared, end):
            self._state(outcome, figure["figure"])
        elif denial:
            if not _GRAVE.match(message.prepared, end):
                self._deny(outcome, of_everybody=_EVERYBODY.search(denial) is not None)
        elif meaning == "discharged":
            self._discharge(outcome)
        elif meaning != "casualties" and not _NOT_SURE.search(message.prepared, message.clause(start)[0], start):
            met = self.tallies[meaning].met
            met += [group for group in self._subjects(outcome) if group not in met]

    def _state(self, outcome: Found, figure: str) -> None:
        meaning = outcome.sense.meaning
        if meaning in OUTCOMES:
            value = int(figure) if figure.isdigit() else 0
            self.tallies[meaning].stated = CountRead(value, (outcome.start, outcome.end), STATED)
        elif not figure.isdigit():
            self._deny(outcome, of_everybody=True)

    def _deny(self, outcome: Found, *, of_everybody: bool) -> None:
        """«không ai bị thương» also says that nobody died; «không em nào bị thương» says nothing of it."""
        meaning = outcome.sense.meaning
        words = self.message.words(outcome.start, outcome.end)
        both = meaning == "casualties" or (meaning == "injured" and of_everybody)
        if meaning == "casualties" and _OF_PUPILS.match(words):
            both, meaning = False, "injured"
        for name in ("injured", "dead") if both else (meaning,):
            if name in self.tallies:
                self.tallies[name].denied = CountRead(0, (outcome.start, outcome.end), SAME_CLAUSE)

    def _discharge(self, outcome: Found) -> None:
        gone, tally = self._subjects(outcome), self.tallies["in_hospital"]
        tally.met = [group for group in tally.met if group not in gone]
        if not tally.met:
            tally.denied = CountRead(0, (outcome.start, outcome.end), SAME_CLAUSE)

    def _subjects(self, outcome: Found) -> list[Group]:
        """Those who met an outcome: named in its clause, or else those spoken of last."""
        clause = self.message.tokens[outcome.start].clause
        crowd = self.crowd
        near = [one for one in crowd.mentions if crowd.clause(one) == clause and one.kind != "parent"]
        within = [one for one in near if outcome.start <= one.start and one.end <= outcome.end]
        before = [one for one in near if one.end <= outcome.start and not self._acts(one, outcome)]
        after = [one for one in near if outcome.end <= one.start <= outcome.end + 1 and one.count is not None]
        if (bare := self._bare_number(outcome)) is not None:
            return [bare]
        if suffered := [one for one in within if not crowd.did_it(one)]:
            return crowd.meant_by(suffered[-1])
        if before and after and before[-1].count is None and before[-1].kind == after[0].kind:
            return crowd.meant_by(after[0])
        if before:
            return [group for one in crowd.with_those_before(before[-1]) for group in crowd.meant_by(one)]
        if not after and (parent := self._parent(outcome)) is not None:
            return crowd.meant_by(parent)
        return crowd.meant_by(after[0]) if after else self._spoken_of_last(outcome)

    def _parent(self, outcome: Found) -> People | None:
        """«mẹ gãy tay, bé trầy mặt»: a parent who met it, right before its words."""
        if outcome.sense.meaning == "in_hospital":
            return None
        for one in self.crowd.mentions:
            words = self.message.words(one.end, outcome.start)
            if one.kind == "parent" and one.end <= outcome.start and _MET.fullmatch(words):
                many = one.count is None and _FAMILY.match(self.message.words(one.start, one.end))
                return None if one.several or many else one
        return None

    def _acts(self, mention: People, outcome: Found) -> bool:
        """«bị bạn đánh»; «cô đưa đi bệnh viện»: staff who take somebody there."""
        words = self.message.words(mention.end, outcome.start)
        helps = mention.kind == "staff" and not _SUFFERED.search(words)
        moves = _HELPED.match(self.message.words(outcome.start, outcome.end)) or _HELPED.search(words)
        return self.crowd.did_it(mention) or (helps and moves is not None)

    def _bare_number(self, outcome: Found) -> Group | None:
        """«cả 3 bị thương», «2 nhập viện»."""
        if "PUPIL" in self.message.groups[outcome.start]:
            return None
        if all_of_them := _ALL_OF_THEM.search(self.message.words(outcome.start, outcome.end)):
            who = People("person", None, outcome.start, outcome.end, True, "", False, True, False)
            return self.crowd.add(who, value_of(all_of_them["every"]), SAME_CLAUSE, everybody=True)
        found = _NUMBER_BEFORE.search(self.message.before(outcome.start, 24))
        name = "every" if found and found["all"] else "number"
        if found and name == "number" and self.message.tokens[outcome.start].text in _PLACES:
            return None
        if found is None or OF_A_CLASS.search(found.string[: found.start(name)]) or found[name] in _EMERGENCY:
            return None
        value = value_of(found[name])
        before = range(outcome.start, -1, -1)
        place = next(place for place in before if self.message.tokens[place].text == found[name].split()[0])
        if known := [one for one in self.crowd.before(place + 1) if one.who.start == place]:
            return known[0]
        who = People("person", value, place, outcome.start, True, "", False, bool(found["all"]), False)
        group = self.crowd.add(who, value, SAME_CLAUSE, everybody=bool(found["all"]))
        larger = [one for one in self.crowd.before(place) if one.who.kind == "pupil" and one.part_of is None]
        if value is not None and larger and (larger[-1].count or 0) >= value and not group.everybody:
            group.part_of = larger[-1]
        return group

    def _spoken_of_last(self, outcome: Found) -> list[Group]:
        """Pupils rather than staff, unless the staff met something before."""
        earlier = self.crowd.before(outcome.start)
        known = [one for one in earlier if one.who.kind in ("pupil", "person") or self.met_any(one)]
        known = known or [one for one in earlier if one.who.kind == "staff"]
        if not known:
            named = [one for one in self.crowd.mentions if one.start < outcome.start and one.kind != "parent"]
            bare = next((one for one in named if not one.several), None)
            return self.crowd.meant_by(bare) if bare else []
        last = known[-1]
        if (whole := self.crowd.told_one_by_one(last, outcome.start)) is not None:
            return [whole]
        together = [group for one in self.crowd.with_those_before(last.who) for group in self.crowd.meant_by(one)]
        return together if last in together else [last]
