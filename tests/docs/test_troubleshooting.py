"""The page of errors holds what the code says, all of it and nothing else."""

from __future__ import annotations

from .documents import ROOT, Document
from .messages import GAP, messages, texts

PAGE = Document(ROOT / "docs" / "troubleshooting.md")


def says(text: str, quoted: str) -> bool:
    """Tell whether a text says what is quoted of it, with the same gaps."""
    return quoted.strip().strip(GAP).strip() in text


def test_every_error_is_there() -> None:
    """Each message of the code is quoted."""
    quotations = list(PAGE.quoted)
    assert [text for text in messages() if not any(says(text, quoted) for quoted in quotations)] == []


def test_nothing_else_is_there() -> None:
    """Each quotation stands in the code."""
    assert [quoted for quoted in PAGE.quoted if not any(says(text, quoted) for text in texts())] == []
