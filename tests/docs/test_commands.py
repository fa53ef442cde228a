"""What a reader types at a terminal exists."""

from __future__ import annotations

import pytest

from .commands import check, words_of
from .documents import Block, blocks

TYPED = [block for block in blocks("console", "sh") if block.commands]


@pytest.mark.parametrize("block", TYPED, ids=str)
def test_commands(block: Block) -> None:
    """Each command is one that there is, with the options that it has."""
    for line in block.commands:
        for words in words_of(line):
            check(words, block.document.parent)
