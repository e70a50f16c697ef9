"""Who is called instead of whoever is absent."""

from collections.abc import Callable, Mapping


def called_for(person: int, substitutes: Mapping[int, int], can_be_called: Callable[[int], bool]) -> int | None:
    """Whoever is called where `person` is meant: the person, or the first substitute along the chain who is there.

    substitutes: absent person → substitute. A substitute who cannot be called any more stands in for nobody, so the
    person is called after all. None where everybody stands in for each other: then whoever comes next is called.
    """
    passed, at = {person}, person
    while (following := substitutes.get(at)) is not None:
        if following in passed:
            return None
        passed.add(following)
        at = following
    return at if at == person or can_be_called(at) else person


def closes_a_circle(person: int, substitute: int, substitutes: Mapping[int, int]) -> bool:
    """Whether `substitute` would send on to `person` what comes for `person`."""
    passed, at = {person}, substitute
    while at not in passed:
        passed.add(at)
        following = substitutes.get(at)
        if following is None:
            return False
        at = following
    return True
