"""What must fit together between the files of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rules.campaigns import Definition, mistakes_in_campaigns
from rules.conditions import Condition
from rules.escalation import Policy, delay_problems
from rules.folding import fold
from rules.form import Question
from rules.form_checks import BUTTON_IDS
from rules.news import DeclineReason, NewsKind
from rules.reading import Entry, Mistake, Section, unknown
from rules.subjects import Category, Division, Raise, Severity
from rules.word_checks import WordParts, mistakes_in_words

# The software itself works with these answers; a catalogue may add questions but not drop or retype these.
CORE_QUESTIONS = {
    "category": "choice",
    "severity": "choice",
    "what": "text",
    "occurred_at": "time",
    "place": "text",
    "pupils_affected": "count",
    "staff_affected": "count",
    "injured": "count",
    "in_hospital": "count",
    "dead": "count",
    "media": "choice",
    "media_links": "links",
    "done": "text",
    "told": "choices",
    "needs": "text",
    "phone": "phone",
    "location": "location",
    "files": "files",
}
CORE_MEDIA = ("none", "social", "press_contact", "press_onsite", "published")
FALLBACK_CATEGORY = "other"
LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Parts:
    """Everything read from the files, before it is known to fit together."""

    categories: Section[Category]
    divisions: Section[Division]
    severities: Section[Severity]
    raises: Section[Raise]
    form: Section[Question]
    policies: Section[Policy]
    campaigns: Section[Definition]
    news_kinds: Section[NewsKind]
    decline_reasons: Section[DeclineReason]
    words: WordParts


def mistakes_between(parts: Parts) -> Iterator[Mistake]:
    yield from _in_categories(parts)
    yield from _in_severities(parts)
    yield from _in_form(parts)
    yield from _in_raises(parts)
    yield from _in_policies(parts)
    yield from _policies_that_overlap(parts)
    yield from _severities_without_policy(parts)
    yield from mistakes_in_campaigns(parts.campaigns)
    yield from mistakes_in_words(parts.words, parts.categories.ids)


def _in_categories(parts: Parts) -> Iterator[Mistake]:
    told = next((question for question in parts.form.values if question.id == "told"), None)
    owner: dict[str, str] = {}
    for entry in parts.categories.entries:
        category = entry.value
        if category.division not in parts.divisions.ids:
            yield entry.mistake(unknown("phòng ban", category.division, parts.divisions.ids), "division")
        for number, authority in enumerate(category.tell):
            if told and told.option(authority) is None:
                reason = unknown("nơi cần báo", authority, (option.id for option in told.options))
                yield entry.mistake(f"{reason} (xem câu hỏi «told» trong form.yaml)", "tell", number)
        if len(category.id) > BUTTON_IDS - len("category"):
            yield entry.mistake(f"id «{category.id}» dài quá, nhiều nhất là {BUTTON_IDS - len('category')} ký tự", "id")
        for number, synonym in enumerate(category.synonyms):
            first = owner.setdefault(fold(synonym), category.id)
            if first != category.id:
                yield entry.mistake(f"từ «{synonym}» đã có ở loại «{first}», hãy giữ ở một nơi", "synonyms", number)
    if parts.categories.ids and FALLBACK_CATEGORY not in parts.categories.ids:
        reason = f"thiếu loại «{FALLBACK_CATEGORY}», dùng khi không có loại nào hợp"
        yield Mistake("categories.yaml", 1, reason)


def _in_severities(parts: Parts) -> Iterator[Mistake]:
    for level in LEVELS:
        if parts.severities.ids and level not in parts.severities.ids:
            yield Mistake("severities.yaml", 1, f"thiếu mức độ {level}; phải có đủ các mức 1, 2, 3, 4")
    for entry in parts.severities.entries:
        for name in ("failover_after", "update_every", "final_report_within"):
            period = getattr(entry.value, name)
            if period is not None and not period:
                yield entry.mistake(f"{name} phải lớn hơn 0; bỏ dòng này nếu không cần", name)


def _in_form(parts: Parts) -> Iterator[Mistake]:
    for question_id in CORE_QUESTIONS:
        if parts.form.ids and question_id not in parts.form.ids:
            yield Mistake("form.yaml", 1, f"thiếu câu hỏi «{question_id}» mà phần mềm cần")
    for entry in parts.form.entries:
        question = entry.value
        core_kind = CORE_QUESTIONS.get(question.id, question.kind)
        if question.kind != core_kind:
            yield entry.mistake(f"câu hỏi «{question.id}» phải có kind: {core_kind}", "kind")
        yield from _in_options(entry)
        for name in ("when", "guided_when"):
            condition = getattr(question, name)
            if condition:
                yield from _in_condition(condition, entry, name, parts)


def _in_options(entry: Entry[Question]) -> Iterator[Mistake]:
    question = entry.value
    filled_in = question.id in ("category", "severity")
    if filled_in and question.options:
        yield entry.mistake(f"câu hỏi «{question.id}» tự lấy lựa chọn từ danh mục, hãy bỏ mục options", "options")
    elif question.kind in ("choice", "choices") and not filled_in and not question.options:
        yield entry.mistake(f"câu hỏi chọn «{question.id}» cần mục options")
    longest = BUTTON_IDS - len(question.id)
    if longest < 1:
        yield entry.mistake(f"id «{question.id}» dài {len(question.id)} ký tự, nhiều nhất là {BUTTON_IDS - 1}", "id")
    seen: set[str] = set()
    for number, option in enumerate(question.options):
        if len(option.id) > longest:
            reason = f"id «{option.id}» dài {len(option.id)} ký tự, ở câu hỏi này nhiều nhất là {longest}"
            yield entry.mistake(reason, "options", number, "id")
        if option.id in seen:
            yield entry.mistake(f"lựa chọn «{option.id}» bị trùng", "options", number, "id")
        seen.add(option.id)
    if question.id == "media":
        for option_id in CORE_MEDIA:
            if option_id not in seen:
                yield entry.mistake(f"câu hỏi «media» thiếu lựa chọn «{option_id}» mà phần mềm cần", "options")


def _in_raises(parts: Parts) -> Iterator[Mistake]:
    for entry in parts.raises.entries:
        yield from _in_condition(entry.value.when, entry, "when", parts)


def _in_condition(condition: Condition, entry: Entry[Any], name: str, parts: Parts) -> Iterator[Mistake]:
    questions = {question.id: question for question in parts.form.values}
    for simple in condition.simple():
        if simple.question not in parts.form.ids:
            yield entry.mistake(unknown("câu hỏi", simple.question, parts.form.ids), name)
            continue
        options = _option_ids(simple.question, questions, parts)
        for wanted in simple.one_of or ():
            if options and wanted not in options:
                yield entry.mistake(unknown(f"lựa chọn của câu hỏi «{simple.question}»", wanted, options), name)


def _option_ids(question_id: str | None, questions: dict[str, Question], parts: Parts) -> list[str]:
    if question_id == "category":
        return list(parts.categories.ids)
    if question_id == "severity":
        return [str(level) for level in parts.severities.ids]
    return [option.id for option in questions[question_id].options] if question_id in questions else []


def _in_policies(parts: Parts) -> Iterator[Mistake]:
    for entry in parts.policies.entries:
        match = entry.value.match
        for number, level in enumerate(match.severities):
            if level not in LEVELS:
                yield entry.mistake(f"không có mức độ {level}, chỉ có 1, 2, 3, 4", "match", "severities", number)
        for number, category in enumerate(match.categories):
            if category not in parts.categories.ids:
                reason = unknown("loại sự cố", category, parts.categories.ids)
                yield entry.mistake(reason, "match", "categories", number)
        if entry.value.then_every is not None and not entry.value.then_every:
            yield entry.mistake("then_every phải lớn hơn 0; bỏ dòng này nếu không cần", "then_every")
        for step_number, reason in delay_problems(entry.value.steps):
            yield entry.mistake(reason, "steps", step_number, "after")
        for step_number, step in enumerate(entry.value.steps):
            for number, recipient in enumerate(step.to):
                if recipient.division not in (None, "responsible", *parts.divisions.ids):
                    reason = unknown("phòng ban", recipient.division, ["responsible", *parts.divisions.ids])
                    yield entry.mistake(reason, "steps", step_number, "to", number)


def _cases(policy: Policy, parts: Parts) -> set[tuple[int, str]]:
    categories = policy.match.categories or tuple(parts.categories.ids)
    return {(level, category) for level in policy.match.severities for category in categories}


def _policies_that_overlap(parts: Parts) -> Iterator[Mistake]:
    """The first match counts: a special policy stands before the general one, and never half in another's way."""
    earlier: list[tuple[str, set[tuple[int, str]]]] = []
    for entry in parts.policies.entries:
        cases = _cases(entry.value, parts)
        taken = set().union(*(others for _, others in earlier)) if earlier else set()
        if cases and cases <= taken:
            yield entry.mistake(f"quy trình «{entry.value.id}» không bao giờ được dùng, các quy trình trên đã nhận hết")
        else:
            for other, others in earlier:
                if cases & others and not others <= cases:
                    level, category = min(cases & others)
                    reason = f"quy trình «{entry.value.id}» chồng lấn với «{other}» (mức {level}, loại {category})"
                    yield entry.mistake(f"{reason}; hãy để quy trình riêng nằm trọn trong quy trình chung", "match")
        earlier.append((entry.value.id, cases))


def _severities_without_policy(parts: Parts) -> Iterator[Mistake]:
    if len(parts.policies.entries) < len(parts.policies.ids):
        return  # A policy with mistakes of its own may be the one that is missing.
    covered = set().union(*(_cases(policy, parts) for policy in parts.policies.values))
    for level in LEVELS:
        without = [category for category in parts.categories.ids if (level, category) not in covered]
        if without and parts.policies.ids:
            which = "mọi loại" if len(without) == len(parts.categories.ids) else ", ".join(map(str, without))
            yield Mistake("escalation.yaml", 1, f"mức độ {level} chưa có quy trình chuyển cấp cho: {which}")
