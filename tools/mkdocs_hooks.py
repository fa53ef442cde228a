"""The hooks of mkdocs: they add pages from outside of `docs`, and convert links to files into links to pages.

In the checkout the links of a text lead to files. On the site each leads to the page of that file: the README of an
example is a page that shows its program too, the changelog is one, and so on.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any
from urllib.parse import urlsplit

from markdown.extensions.toc import slugify  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from pulumi_arize._version import REPOSITORY, __version__

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
TOP = ("CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "SECURITY.md")
SHOWN = {".py": "python", ".yaml": "yaml", ".yml": "yaml", ".ts": "typescript", ".json": "json", ".ini": "ini"}
"""The files of an example that its page shows, and their language."""

NOT_OURS = {"node_modules", "sdks", "venv", ".venv", "__pycache__"}
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
FENCE = re.compile(r"^(?: *)(`{3,}).*?^(?: *)\1 *$", re.MULTILINE | re.DOTALL)
TABS = {"python": "Python", "typescript": "TypeScript", "go": "Go", "csharp": "C#", "yaml": "YAML"}
"""The languages of programs, and the title of the tab of each."""

PROGRAM = re.compile(rf"^```({'|'.join(TABS)})\n(.*?)^```\n\s*", re.MULTILINE | re.DOTALL)
PROGRAMS = re.compile(rf"(?:{PROGRAM.pattern}){{2,}}", re.MULTILINE | re.DOTALL)
"""The same program in several languages: one code block right after the other."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the address of the repository, the version, and the examples to the navigation, by their pages' headings."""
    config.repo_url = REPOSITORY
    config.repo_name = "/".join(REPOSITORY.split("/")[-2:])
    config.extra["package_version"] = __version__
    pages = [address(path) for path in readmes()]
    providers = [page for page in pages if page.startswith("examples/providers/")]
    for section in config.nav or []:
        if "Examples" in section:
            section["Examples"] = [*(page for page in pages if page not in providers), {"Providers": providers}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and the files from outside of `docs`."""
    for path in [*readmes(), *(ROOT / name for name in TOP)]:
        text = path.read_text()
        whole = "\n".join([text, *program(path.parent)]) if EXAMPLES in path.parents else text
        files.append(File.generated(config, address(path), content=rebased(whole, path)))
    for path in linked_files(files):
        files.append(File.generated(config, address(path), abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Convert the links of a page."""
    path = ROOT / "docs" / page.file.src_uri
    if page.parent is None:
        page.meta["hide"] = ["navigation"]
    return PROGRAMS.sub(_as_tabs, rebased(markdown, path) if path.exists() else markdown)


def _as_tabs(programs: re.Match[str]) -> str:
    """Return a program in several languages as tabs."""
    tabs = []
    for language, text in PROGRAM.findall(programs[0]):
        block = indent(f"```{language}\n{text}```", " " * 4)
        tabs.append(f'=== "{TABS[language]}"\n\n{block}\n\n')
    return "".join(tabs)


def readmes() -> list[Path]:
    """Return the READMEs of the examples, the overview first."""
    found = [path for path in EXAMPLES.rglob("README.md") if NOT_OURS.isdisjoint(path.parts)]
    return sorted(found, key=lambda path: (path.parent != EXAMPLES, path))


def address(path: Path) -> str:
    """Return the source path, on the site, of a file of the checkout."""
    inside = path.relative_to(ROOT)
    if inside.parts[0] == "docs":
        return inside.relative_to("docs").as_posix()
    if inside.name == "README.md":
        return "examples/index.md" if path.parent == EXAMPLES else f"{inside.parent.as_posix()}.md"
    return inside.name.lower() if inside.as_posix() in TOP else f"files/{inside.as_posix()}"


def program(folder: Path) -> Iterator[str]:
    """Return the files of an example, each under its name."""
    for path in sorted(folder.rglob("*"), key=lambda path: (path.suffix != ".py", path)):
        own = (path.parent / "README.md").exists() and path.parent != folder
        if path.suffix in SHOWN and folder != EXAMPLES and not own and NOT_OURS.isdisjoint(path.parts):
            name = path.relative_to(folder).as_posix()
            yield f"\n## `{name}`\n\n```{SHOWN[path.suffix]}\n{path.read_text().rstrip()}\n```"


def rebased(markdown: str, path: Path) -> str:
    """Return the text of a file with links to pages instead of links to files."""
    parts: list[str] = []
    end = 0
    for fence in FENCE.finditer(markdown):
        parts += [_relinked(markdown[end : fence.start()], path), fence[0]]
        end = fence.end()
    return "".join([*parts, _relinked(markdown[end:], path)])


def _relinked(text: str, path: Path) -> str:
    return LINK.sub(lambda link: f"{link[1]}{_target(link[2], path)}{link[3]}", text)


def _target(link: str, path: Path) -> str:
    """Return the target of a link on the site; a link to another site, or to no file, stays unchanged."""
    url = urlsplit(link)
    if url.scheme or not url.path:
        return link
    found = (path.parent / url.path).resolve()
    page = found / "README.md" if found.is_dir() else found
    if not page.exists() or ROOT not in page.parents:
        return link
    fragment = f"#{url.fragment}" if url.fragment else ""
    if page == ROOT / "README.md":
        page = ROOT / "docs" / "index.md"
    here = posixpath.dirname(address(path))
    owner = page.parent / "README.md"
    if EXAMPLES in page.parents and page.name != "README.md" and owner.exists():
        return posixpath.relpath(address(owner), here) + f"#{slugify(page.name, '-')}"
    return posixpath.relpath(address(page), here) + fragment


def linked_files(files: Files) -> Iterator[Path]:
    """Return the files of the checkout that a page links to and that have no page."""
    known = {file.src_uri for file in files}
    sources = [*(ROOT / "docs").rglob("*.md"), *readmes(), *(ROOT / name for name in TOP)]
    linked = {
        (path.parent / urlsplit(link[2]).path).resolve() for path in sources for link in LINK.finditer(path.read_text())
    }
    return (path for path in sorted(linked) if _is_alone(path) and address(path) not in known)


def _is_alone(path: Path) -> bool:
    """Tell whether a path is a file of the checkout that no page shows."""
    shown = EXAMPLES in path.parents and (path.parent / "README.md").exists()
    return path.is_file() and ROOT in path.parents and path != ROOT / "README.md" and not shown
