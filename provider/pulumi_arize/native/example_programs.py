"""The example of each resource type, a program in every language: the schema and the reference show it.

`examples` has a Markdown file for each, with a title, the programs, and how to import one.
"""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

IMPORT_HEADING = "\n## Import\n"
DYNAMIC, NATIVE = "import pulumi_arize as arize", "from pulumi_arize import native as arize"
"""The import of a Python program in the examples, and that of the native front end."""


class Example(NamedTuple):
    """The example of a resource type, in Markdown."""

    title: str
    programs: str
    """The code blocks, one for each language."""
    imports: str
    """How to import a resource; empty where that cannot be."""

    def as_description(self) -> str:
        """Return the example as a description in the schema has it. Source: Pulumi's guide for descriptions."""
        programs = self.programs.replace(DYNAMIC, NATIVE)
        shown = ("{{% examples %}}", "## Example Usage", "{{% example %}}", f"### {self.title}", "", programs)
        ended = ("{{% /example %}}", "{{% /examples %}}")
        # SDKs drop the code blocks in any other language than their own and `sh`
        imports = ("", "## Import", "", self.imports.replace("```console", "```sh")) if self.imports else ()
        return "\n".join([*shown, *ended, *imports])


def example(name: str) -> Example | None:
    """Return the example of a resource type; None where it has none."""
    file = files(__package__) / "examples" / f"{name}.md"
    if not file.is_file():
        return None
    title, _, text = file.read_text(encoding="utf-8").partition("\n")
    programs, _, imports = text.partition(IMPORT_HEADING)
    return Example(title.removeprefix("# "), programs.strip(), imports.strip())
