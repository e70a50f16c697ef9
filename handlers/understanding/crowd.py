"""Who is who: the groups of people in a message, and which mention stands for which of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.understanding.message import Message
from handlers.understanding.people import Kind, Mentions, People
from handlers.understanding.vietnamese import compiled, typed_forms

# More than any report tells; who comes later is not counted.
MOST_PEOPLE = 60
STATED, ABOUT, SUPPOSED = 0.95, 0.8, 0.6

_TOGETHER = compiled(r" ?(?:và|,|cùng|với|\+|&|;|cùng với|lẫn| )* ?")
_AND = compiled(r" ?(?:và|cùng|với|cùng với) ?")
_PART_OF = compiled(r"\b(?:trong đó|trong số|gồm|bao gồm|có)\b")
_INSTEAD = compiled(
    r"(?:^|[,.;!?…] ?)(?:à|nhầm|xin lỗi)\b|\b(?:nói nhầm|ghi nhầm|đính chính|sửa lại|nói lại|cập nhật lại|lộn)\b"
)
_RATHER_THAN = compiled(r" ?,? ?(?:chứ|mà)? ?không phải (?:là )?(?:\d+|\w+)")
_CLASS = compiled(r"^lớp")
_MUTUAL = compiled(r"\bnhau\b")
_BY, _BY_WHOM = typed_forms("bị do bởi"), typed_forms("bị bởi")


@dataclass(eq=False)
class Group:
    """People who are counted together; sure: 0–1.

    part_of: the larger group that they belong to; everybody: «cả 3 người», all those who were told of before; parts:
    those that «tổng cộng 6 em» sums up. joined: «thêm 2 em» makes sure that there was one before.
    """

    who: People
    count: int | None
    sure: float
    part_of: "Group | None" = None
    everybody: bool = False
    parts: Sequence["Group"] = ()
    joined: bool = False

    def is_part_of_any(self, groups: Sequence["Group"]) -> bool:
        larger = self.part_of
        while larger is not None:
            if larger in groups:
                return True
            larger = larger.part_of
        return False


class Crowd:
    """The people of one message. `mentions` from left to right."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.mentions = Mentions(message).all[:MOST_PEOPLE]
        self._groups: dict[People, Group] = {}
        for mention in self.mentions:
            self._introduce(mention)

    def roots(self, kind: Kind) -> list[Group]:
        """The groups of a kind that belong to no larger one."""
        found = dict.fromkeys(self._groups.values())
        return [one for one in found if one.who.kind == kind and one.part_of is None and not one.everybody]

    def meant_by(self, mention: People) -> list[Group]:
        """The groups that a mention stands for; «em» means those of its kind who were spoken of last."""
        if (group := self._groups.get(mention)) is not None:
            return [group]
        if mention.several and not mention.everybody:
            return []
        known = [one for one in self.before(mention.start) if one.who.kind == mention.kind]
        if known and mention.single and not mention.everybody and (known[-1].count or 1) > 1:
            one = self.add(mention, 1, SUPPOSED)
            one.part_of = known[-1]
            return [one]
        if known:
            return self.roots(mention.kind) if mention.everybody else [known[-1]]
        return [self.add(mention, None if mention.everybody else 1, SUPPOSED)]

    def before(self, token: int) -> list[Group]:
        """The groups that were spoken of before a token, the latest last."""
        told = {group: who.start for who, group in self._groups.items() if who.start < token}
        return sorted(told, key=lambda group: told[group])

    def with_those_before(self, last: People) -> list[People]:
        """«1 giáo viên và 2 học sinh»: all of them, for the last of them."""
        together = [last]
        for one in reversed([one for one in self.mentions if one.end <= last.start]):
            if not (self.are_together(one, together[-1]) or self._is_one_more(one, together[-1])):
                break
            together.append(one)
        return together

    def _is_one_more(self, one: People, other: People) -> bool:
        """«tài xế và 8 em»: one who was not counted, next to those who were."""
        alone = one.kind in ("staff", "person") and one.count is None and not one.several
        if not alone or self._groups.get(other) is None or _AND.fullmatch(self.between(one, other)) is None:
            return False
        if one not in self._groups:
            self.add(one, 1, SUPPOSED)
        return True

    def are_in_one_list(self, one: People, other: People) -> bool:
        """«12 hs, 3 gv, 5 phụ huynh»: whichever comes first."""
        return one in self.with_those_before(other) or other in self.with_those_before(one)

    def told_one_by_one(self, last: Group, token: int) -> Group | None:
        """«2 em: một em gãy tay, một em bầm tay. Đã vào viện»: all of them; `token` begins «đã vào viện»."""
        whole = last.part_of
        if whole is None or whole.count is None or self.message.tokens[token].clause == self.clause(last.who):
            return None
        parts = [one for one in dict.fromkeys(self._groups.values()) if one.part_of is whole and not one.everybody]
        earlier = all(one.who.end <= token for one in parts)
        complete = len(parts) > 1 and sum(one.count or 0 for one in parts) == whole.count
        return whole if earlier and complete else None

    def are_together(self, one: People, other: People) -> bool:
        """Whether nothing but «và» or a comma stands between two groups that are counted apart."""
        first, second = self._groups.get(one), self._groups.get(other)
        if first is None or second is None or first.part_of or second.part_of:
            return False
        return _TOGETHER.fullmatch(self.between(one, other)) is not None

    def add(self, who: People, count: int | None, sure: float, *, everybody: bool = False) -> Group:
        group = self._groups[who] = Group(who, count, sure, everybody=everybody)
        return group

    def did_it(self, mention: People) -> bool:
        """«bị bạn đánh», «do thầy phạt»: not those whom it happened to."""
        return self._follows(mention, _BY)

    def end(self, mention: People) -> int:
        """Where a mention ends in the prepared text."""
        return self.message.tokens[mention.end - 1].end

    def just_before(self, mention: People) -> range:
        """The two tokens before a mention, in its clause."""
        start = mention.start
        while start > max(0, mention.start - 2) and not self.message.tokens[start - 1].is_sign:
            start -= 1
        return range(start, mention.start)

    def clause(self, mention: People) -> int:
        return self.message.tokens[mention.start].clause

    def between(self, one: People, other: People) -> str:
        """The prepared words between two mentions, whichever comes first."""
        first, second = sorted((one, other), key=lambda who: who.start)
        return self.message.words(first.end, second.start)

    def _follows(self, mention: People, words: frozenset[str]) -> bool:
        return mention.start > 0 and self.message.tokens[mention.start - 1].text in words

    def _introduce(self, mention: People) -> None:
        if mention.count is None:
            self._introduce_uncounted(mention)
        elif not self._follows(mention, _BY_WHOM):
            before = self.roots(mention.kind)
            earlier = any(one.kind == mention.kind and one.end <= mention.start for one in self.mentions)
            if mention.unaffected and earlier:
                return
            group = Group(mention, mention.count, ABOUT if mention.about else STATED)
            if mention.more and not before and earlier:
                self._introduce_first(mention)
            elif mention.more:
                before[-1].joined = True
            if mention.total and before:
                group.parts = before
                for one in before:
                    one.part_of = group
            elif mention.everybody and before:
                group.everybody = True
            elif before:
                group = self._beside(group, mention.count, before)
            self._groups[mention] = group

    def _introduce_first(self, mention: People) -> None:
        """«bé lớp lá bị sốt, thêm 2 bé nữa»: the first was one."""
        first = next(one for one in self.mentions if one.kind == mention.kind)
        if first.count is None and not first.several:
            self.add(first, 1, SUPPOSED).joined = True

    def _introduce_uncounted(self, mention: People) -> None:
        """«em nữ lớp 9» is one pupil, and one of them where more were told of; «em» is nobody new."""
        if not mention.own or mention.several or mention.kind != "pupil":
            return
        known = self.roots("pupil")
        if not known:
            self.add(mention, 1, SUPPOSED)
            return
        larger = known[-1]
        other_class = _CLASS.search(mention.qualified) and mention.qualified != larger.who.qualified
        if other_class and (larger.count or 0) > 1:
            self.add(mention, 1, SUPPOSED).part_of = larger

    def _beside(self, group: Group, count: int, before: Sequence[Group]) -> Group:
        """How a counted group belongs to those before it: it corrects, joins, contains or is a part of them."""
        last, mention = before[-1], group.who
        words = self.between(last.who, mention)
        total = sum(one.count or 0 for one in before)
        if mention.more:
            return group
        if _INSTEAD.search(words) or _RATHER_THAN.match(self.message.prepared, self.end(mention)):
            last.count = count
            return last
        joins = self._joins(group, last, words)
        other_class = _CLASS.match(mention.qualified) and _CLASS.match(last.who.qualified) and joins
        if count <= total and not other_class and (_PART_OF.search(words) or not joins):
            group.part_of = last
        elif count > total and not joins:
            for one in before:
                one.part_of = group
        return group

    def _joins(self, group: Group, last: Group, words: str) -> bool:
        """«3 em lớp 9 đánh 1 em lớp 6», «2 hs và 1 hs lớp 8», «một em tử vong, một em nằm viện»."""
        classes = {group.who.qualified, last.who.qualified}
        told_apart = len(classes) > 1 and all(classes)
        if _TOGETHER.fullmatch(words) and (len(classes) > 1 or group.count != last.count):
            return "và" in words or told_apart
        same_clause = self.clause(group.who) == self.clause(last.who)
        if same_clause and not _MUTUAL.search(words) and self._hits(last.who, group.who):
            return True
        return told_apart or (group.count == last.count == 1 and not same_clause and not self._is_listed(last.who))

    def _is_listed(self, who: People) -> bool:
        """«1 gv và 2 hs bị té, 1 gv gãy tay»: the latter is the former."""
        return any(one.kind != who.kind and self.are_together(who, one) for one in self._groups)

    def _hits(self, first: People, second: People) -> bool:
        return any("HIT" in self.message.groups[place] for place in range(first.end, second.start))
