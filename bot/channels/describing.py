"""A file in words, where the file itself cannot be sent."""

import locales

_KINDS = ("photo", "video", "voice", "audio")


def described(kind: str, name: str, caption: str, lang: str) -> str:
    """«📎 Ảnh: Bếp ăn»: what it is, and what its sender wrote on it, or how it is called."""
    what = locales.text(lang, f"file-kind-{kind if kind in _KINDS else 'document'}")
    return "📎 " + ": ".join(part for part in (what, caption or name) if part)
