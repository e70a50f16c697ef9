"""A text that people read, in Vietnamese and perhaps in English."""

from typing import Any

from pydantic import Field, model_validator

from rules.model import Model


class Text(Model):
    """In YAML either a string (Vietnamese) or {vi: …, en: …}."""

    vi: str = Field(min_length=1)
    en: str | None = Field(default=None, min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _plain_string_is_vietnamese(cls, written: Any) -> Any:
        return {"vi": written} if isinstance(written, str) else written

    def of(self, lang: str) -> str:
        """The text in `lang` («vi», «en», «en-GB»), in Vietnamese where there is no other."""
        return self.en if self.en and lang.lower().startswith("en") else self.vi
