"""What stands in the documents: commands that exist, data that can be read, links that lead somewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from pulumi_arize.model.resource_types import RESOURCE_TYPES, SERVICE_KEY

from .commands import check, words_of
from .documents import ROOT, Block, Document, blocks, documents

READERS: dict[str, Callable[[str], Any]] = {"yaml": yaml.safe_load, "json": json.loads}
ELSEWHERE = ("python", "typescript", "go", "csharp", "console", "sh", "text")
"""Languages that other tests are about; `text` is what a command prints."""


@pytest.mark.parametrize("block", [block for block in blocks("console", "sh") if block.commands], ids=str)
def test_commands(block: Block) -> None:
    """Each command that a reader types is one that there is, with the options that it has."""
    for line in block.commands:
        for words in words_of(line):
            check(words, block.document.parent)


@pytest.mark.parametrize("block", blocks(*READERS), ids=str)
def test_data(block: Block) -> None:
    """A block of data can be read, and holds something."""
    assert READERS[block.language](block.text)


def test_languages() -> None:
    """Every block says its language, one that some test reads."""
    found = [block for document in documents() for block in document.blocks]
    assert [str(block) for block in found if block.language not in (*READERS, *ELSEWHERE)] == []


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.path.stem)
def test_links(document: Document) -> None:
    """Every link of a document leads to a file that is there, and to a heading in it."""
    broken = []
    for link in document.links:
        url = urlsplit(link)
        if url.scheme:
            continue
        target = (document.path.parent / url.path).resolve() if url.path else document.path
        if not target.exists() or (url.fragment and url.fragment not in Document(target).anchors):
            broken.append(link)
    assert broken == []


def test_order_of_replacements() -> None:
    """The reference says of every resource that the old one is deleted first, but for a key, which is created first."""
    folder = ROOT / "docs" / "reference"
    pages = {path.stem.replace("-", ""): path.read_text() for path in folder.glob("*.md")}
    replaced = {kind.name: pages[kind.name.lower()] for kind in RESOURCE_TYPES if kind.name.lower() in pages}
    created_first = {name for name, text in replaced.items() if "The new one is created first" in text}
    assert created_first == {SERVICE_KEY.name}
    assert not created_first & {name for name, text in replaced.items() if "The old one is deleted first" in text}
