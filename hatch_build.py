"""Adds to the metadata of both distributions what follows from the address of the repository and the version."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hatchling.metadata.plugin.interface import MetadataHookInterface

VERSION_FILE = Path(__file__).parent / "provider" / "pulumi_arize" / "_version.py"
LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^]]*)\]\((?P<path>(?![a-z]+:|#)[^)]+)\)")
"""A link in Markdown to a file of the repository."""


class RepositoryMetadata(MetadataHookInterface):
    """Sets the URLs of the project, and a description whose links and pictures work on PyPI."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add to the metadata that `pyproject.toml` has."""
        repository = _constant("REPOSITORY")
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        tag = f"v{_constant('__version__')}"
        metadata["urls"] = project_urls(repository)
        metadata["readme"] = {"content-type": "text/markdown", "text": with_absolute_links(readme, repository, tag)}


def project_urls(repository: str) -> dict[str, str]:
    """Return the links that PyPI shows beside the description."""
    owner, name = urlsplit(repository).path.strip("/").split("/")
    return {
        "Homepage": repository,
        "Documentation": f"https://{owner}.github.io/{name}/latest/",
        "Changelog": f"{repository}/blob/main/CHANGELOG.md",
        "Issues": f"{repository}/issues",
        "Security": f"{repository}/security/policy",
        "Source": repository,
    }


def with_absolute_links(markdown: str, repository: str, tag: str) -> str:
    """Return a text whose links to files lead to these files as they were in a release."""

    def absolute(link: re.Match[str]) -> str:
        view = "raw" if link["image"] else "blob"
        return f"{link['image']}[{link['text']}]({repository}/{view}/{tag}/{link['path']})"

    return LINK.sub(absolute, markdown)


def _constant(name: str) -> str:
    return str(runpy.run_path(str(VERSION_FILE))[name])
