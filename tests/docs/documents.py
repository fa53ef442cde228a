"""The documents that users read: their code blocks, links and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

import pulumi_arize

ROOT = Path(pulumi_arize.__file__).parent.parent.parent
PARSER = MarkdownIt("commonmark").enable("table")
MARK = re.compile(r"<!-- (fails|not run: (?P<reason>[^>]+)) -->")
TITLE = re.compile(r'title="([^"]+)"')
NOT_OURS = {"node_modules", "sdks", "venv", ".venv", "build", "dist"}


@dataclass(frozen=True)
class Block:
    """A code block. `mark` is the comment before it: `fails`, or `not run: …` with the reason."""

    document: Path
    line: int
    language: str
    title: str
    mark: str
    text: str

    def __str__(self) -> str:
        return f"{self.document.relative_to(ROOT)}:{self.line}"

    @property
    def reason(self) -> str:
        """Why it cannot be run; empty where it can."""
        return self.mark.removeprefix("not run: ") if self.mark.startswith("not run: ") else ""

    @property
    def commands(self) -> list[str]:
        """What is typed at a terminal."""
        lines = self.text.splitlines()
        if self.language == "sh":
            return [line for line in lines if line.strip()]
        return [line[2:] for line in lines if line.startswith("$ ")]


@dataclass(frozen=True)
class Document:
    """One file."""

    path: Path

    @cached_property
    def tokens(self) -> list[Token]:
        """What it is made of."""
        return PARSER.parse(self.path.read_text())

    @property
    def blocks(self) -> Iterator[Block]:
        """The code blocks, each with the mark that stands before it."""
        mark = ""
        for token in self.tokens:
            if token.type == "fence":
                language, _, rest = token.info.partition(" ")
                title = TITLE.search(rest)
                line = (token.map or [0])[0] + 1
                yield Block(self.path, line, language, title[1] if title else "", mark, token.content)
            found = MARK.search(token.content) if token.type == "html_block" else None
            mark = (f"not run: {found['reason']}" if found["reason"] else "fails") if found else ""

    @property
    def links(self) -> list[str]:
        """Where links and pictures lead."""
        inner = [child for token in self.tokens for child in token.children or ()]
        found = [
            token.attrGet("href") or token.attrGet("src") for token in inner if token.type in ("link_open", "image")
        ]
        return [str(link) for link in found if link]

    @property
    def anchors(self) -> set[str]:
        """The anchors of its headings, as the site and the viewers of a repository make them."""
        headings = [
            following
            for token, following in zip(self.tokens, self.tokens[1:], strict=False)
            if token.type == "heading_open"
        ]
        texts = ("".join(child.content for child in heading.children or ()) for heading in headings)
        return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text.strip().lower())) for text in texts}

    @property
    def quoted(self) -> Iterator[str]:
        """The code that stands first in each row of its tables."""
        cells = zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False)
        for row, cell, inline in cells:
            if row.type == "tr_open" and cell.type == "td_open" and inline.children:
                yield from [child.content for child in inline.children if child.type == "code_inline"][:1]


@cache
def documents() -> tuple[Document, ...]:
    """Return all of them."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
    return tuple(Document(path) for path in sorted(found) if NOT_OURS.isdisjoint(path.parts))


def blocks(*languages: str) -> list[Block]:
    """Return the code blocks in these languages."""
    return [block for document in documents() for block in document.blocks if block.language in languages]
