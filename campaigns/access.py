"""Who runs campaigns, and who sees what units have answered: the one table of rights, asked about a campaign."""

from collections.abc import Sequence

from incidents import access
from rules.campaigns import Definition
from rules.rights import Right, Subject, may
from storage import audience, registry
from storage.database import Tx
from storage.registry import Post


def may_run(tx: Tx, posts: tuple[Post, ...], person_id: int, definition: Definition) -> bool:
    """Whether the person may ask all the units below which the audience lies."""
    who = access.holder(posts, person_id)
    tops = audience.tops(tx, definition.audience)
    return bool(tops) and all(may(Right.RUN_CAMPAIGNS, who, Subject(path)) for path in tops)


def areas_seen(posts: tuple[Post, ...], person_id: int, results: Sequence[str]) -> list[str]:
    """The paths below which the person sees the answers of a campaign whose `results` are for these roles."""
    return access.areas_of_results(posts, person_id, results)


def who_decides(tx: Tx, definition: Definition, unit_path: str) -> list[int]:
    """The people who are asked about what a unit has answered: of the roles that see it the first that is held."""
    above = registry.ancestors(unit_path)
    for role in definition.results:
        people = registry.holders(tx, role, above)
        if people:
            return people
    return []
