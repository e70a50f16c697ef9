"""What `bcn doctor` finds: one line each, well, wrong, or worth knowing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    sign: str
    subject: str
    told: str

    @property
    def is_wrong(self) -> bool:
        return self.sign == "✘"

    def __str__(self) -> str:
        return f"{self.sign} {self.subject}: {self.told}"


def well(subject: str, told: str) -> Finding:
    return Finding("✔", subject, told)


def wrong(subject: str, told: str) -> Finding:
    """`told` says what is wrong and how to mend it."""
    return Finding("✘", subject, told)


def note(subject: str, told: str) -> Finding:
    return Finding("•", subject, told)
