"""The catalogue: everything the Department decides without programming, read from YAML files and checked as a whole."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from rules.calendar import Calendar
from rules.calendar_checks import read_calendar
from rules.campaigns import Definition
from rules.conditions import holds
from rules.consistency import Parts, mistakes_between
from rules.digests import DigestRules, at_night
from rules.escalation import Policy
from rules.form import Option, Question
from rules.media import Media
from rules.media_checks import SECTIONS as MEDIA_SECTIONS
from rules.media_checks import read_media
from rules.model import Model
from rules.news import DeclineReason, NewsKind
from rules.privacy import PrivacyNotice, too_long
from rules.reading import Mistake, RulesError, Source, read_one, read_section, read_source, unknown_sections
from rules.retention import Retention
from rules.subjects import Category, Division, Raise, Severity
from rules.word_checks import WordParts
from rules.words import Evidence, Group, Meaning, Short, Words

__all__ = ["Catalogue", "Category", "Division", "Mistake", "RulesError", "Severity", "load_catalogue"]

T = TypeVar("T", Category, Division, Question, Definition)

SHIPPED = Path(__file__).parent / "catalogue"

_SECTIONS = {
    "calendar.yaml": ("week", "days_off", "days_worked", "terms", "term_dates"),
    "campaigns.yaml": ("campaigns",),
    "categories.yaml": ("categories",),
    "category_words.yaml": ("evidence",),
    "digests.yaml": ("digests",),
    "divisions.yaml": ("divisions",),
    "escalation.yaml": ("policies",),
    "form.yaml": ("questions",),
    "media.yaml": MEDIA_SECTIONS,
    "news.yaml": ("kinds", "reasons"),
    "privacy.yaml": ("notice",),
    "retention.yaml": ("retention",),
    "severities.yaml": ("severities", "raises"),
    "words.yaml": ("short", "groups", "meanings"),
}


class Catalogue(Model):
    """Look-ups raise KeyError for an id that the catalogue does not have. fingerprint: SHA-256 of the files, hex."""

    categories: tuple[Category, ...]
    divisions: tuple[Division, ...]
    severities: Mapping[int, Severity]
    raises: tuple[Raise, ...]
    form: tuple[Question, ...]
    policies: tuple[Policy, ...]
    campaigns: tuple[Definition, ...]
    news_kinds: tuple[NewsKind, ...]
    decline_reasons: tuple[DeclineReason, ...]
    calendar: Calendar
    media: Media
    digests: DigestRules
    privacy: PrivacyNotice
    retention: Retention
    words: Words
    fingerprint: str

    def category(self, category_id: str) -> Category:
        return _by_id(self.categories, category_id)

    def division(self, division_id: str) -> Division:
        return _by_id(self.divisions, division_id)

    def question(self, question_id: str) -> Question:
        return _by_id(self.form, question_id)

    def campaign(self, campaign_id: str) -> Definition:
        return _by_id(self.campaigns, campaign_id)

    def news_kind(self, kind_id: str) -> NewsKind | None:
        """None for an id that the catalogue does not have (any more): what was sent keeps it."""
        return next((kind for kind in self.news_kinds if kind.id == kind_id), None)

    def severity(self, level: int) -> Severity:
        return self.severities[level]

    def policy_for(self, severity: int, category: str) -> Policy:
        """The first policy that matches. The checks of the catalogue promise one for every severity and category."""
        for policy in self.policies:
            if policy.matches(severity, category):
                return policy
        raise KeyError((severity, category))

    def severity_of(self, answers: Mapping[str, Any]) -> int:
        """The proposed severity: the category's own, raised by what was answered."""
        own = next((one.severity for one in self.categories if one.id == answers.get("category")), 1)
        return max([own, *(rule.to for rule in self.raises if holds(rule.when, answers))])


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Reads the catalogue in `folder`, or the shipped one. Raises RulesError with all mistakes."""
    folder = folder or SHIPPED
    mistakes: list[Mistake] = []
    sources = {name: read_source(folder / name, mistakes) for name in _SECTIONS}
    mistakes += _unknown_files(folder)
    for name, sections in _SECTIONS.items():
        mistakes += unknown_sections(sources[name], sections)
    parts = _read_parts(sources, mistakes)
    mistakes += mistakes_between(parts)
    calendar = read_calendar(sources["calendar.yaml"], mistakes)
    media = read_media(sources["media.yaml"], parts.categories.ids, mistakes)
    digests = read_one(sources["digests.yaml"], "digests", DigestRules, mistakes)
    if calendar is not None and digests is not None:
        mistakes += _digests_at_night(sources["digests.yaml"], digests, calendar)
    privacy = read_one(sources["privacy.yaml"], "notice", PrivacyNotice, mistakes)
    if privacy is not None:
        mistakes += [
            sources["privacy.yaml"].mistake("dài quá, một tin nhắn không chứa hết", ("notice", name))
            for name in too_long(privacy)
        ]
    retention = read_one(sources["retention.yaml"], "retention", Retention, mistakes)
    if mistakes or not (calendar and media and digests and privacy and retention):
        raise RulesError(mistakes)
    return Catalogue(
        categories=parts.categories.values,
        divisions=parts.divisions.values,
        severities={severity.level: severity for severity in parts.severities.values},
        raises=parts.raises.values,
        form=tuple(_with_options(question, parts) for question in parts.form.values),
        policies=parts.policies.values,
        campaigns=parts.campaigns.values,
        news_kinds=parts.news_kinds.values,
        decline_reasons=parts.decline_reasons.values,
        calendar=calendar,
        media=media,
        digests=digests,
        privacy=privacy,
        retention=retention,
        words=_words(parts.words),
        fingerprint=_fingerprint(folder),
    )


def _digests_at_night(source: Source, digests: DigestRules, calendar: Calendar) -> list[Mistake]:
    """Nobody is woken by a digest."""
    hours = [*digests.daily, *([digests.weekly.at] if digests.weekly else [])]
    return [
        source.mistake(f"{hour:%H:%M} nằm trong giờ yên lặng (week.quiet của calendar.yaml)", ("digests",))
        for hour in hours
        if at_night(calendar, hour)
    ]


def _read_parts(sources: Mapping[str, Source], mistakes: list[Mistake]) -> Parts:
    severities, words = sources["severities.yaml"], sources["words.yaml"]
    return Parts(
        categories=read_section(sources["categories.yaml"], "categories", Category, mistakes),
        divisions=read_section(sources["divisions.yaml"], "divisions", Division, mistakes),
        severities=read_section(severities, "severities", Severity, mistakes, key="level"),
        raises=read_section(severities, "raises", Raise, mistakes),
        form=read_section(sources["form.yaml"], "questions", Question, mistakes),
        policies=read_section(sources["escalation.yaml"], "policies", Policy, mistakes),
        campaigns=read_section(sources["campaigns.yaml"], "campaigns", Definition, mistakes),
        news_kinds=read_section(sources["news.yaml"], "kinds", NewsKind, mistakes),
        decline_reasons=read_section(sources["news.yaml"], "reasons", DeclineReason, mistakes, may_be_empty=True),
        words=WordParts(
            short=read_section(words, "short", Short, mistakes, key="means"),
            groups=read_section(words, "groups", Group, mistakes),
            meanings=read_section(words, "meanings", Meaning, mistakes),
            evidence=read_section(sources["category_words.yaml"], "evidence", Evidence, mistakes),
        ),
    )


def _words(parts: WordParts) -> Words:
    return Words(
        short=parts.short.values,
        groups=parts.groups.values,
        meanings=parts.meanings.values,
        evidence=parts.evidence.values,
    )


def _with_options(question: Question, parts: Parts) -> Question:
    """The questions about category and severity offer what the catalogue holds."""
    if question.id == "category":
        offered = [category for category in parts.categories.values if not category.retired]
        options = [Option(id=one.id, label=one.short, synonyms=one.synonyms) for one in offered]
    elif question.id == "severity":
        options = [Option(id=str(one.level), label=one.name) for one in parts.severities.values]
    else:
        return question
    return question.model_copy(update={"options": tuple(options)})


def _unknown_files(folder: Path) -> list[Mistake]:
    files = sorted(path.name for path in folder.glob("*.y*ml"))
    return [
        Mistake(name, 1, f"tệp này không được dùng; các tệp của danh mục: {', '.join(_SECTIONS)}")
        for name in files
        if name not in _SECTIONS
    ]


def _fingerprint(folder: Path) -> str:
    digest = sha256()
    for name in _SECTIONS:
        content = (folder / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _by_id(items: tuple[T, ...], wanted: str) -> T:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
