"""What else stands in code blocks: nothing in a language that no test reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from .documents import Block, blocks, documents

READERS: dict[str, Callable[[str], Any]] = {"yaml": yaml.safe_load, "json": json.loads}
ELSEWHERE = ("python", "console", "sh", "text")
"""Languages that other tests are about; `text` is what a command prints."""


@pytest.mark.parametrize("block", blocks(*READERS), ids=str)
def test_data(block: Block) -> None:
    """A block of data can be read, and holds something."""
    assert READERS[block.language](block.text)


def test_languages() -> None:
    """Every block says its language, one that some test reads."""
    found = [block for document in documents() for block in document.blocks]
    assert [str(block) for block in found if block.language not in (*READERS, *ELSEWHERE)] == []
