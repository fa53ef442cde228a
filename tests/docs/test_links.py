from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from .documents import Document, documents


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
