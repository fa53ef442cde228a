"""What is shown: as a table, as a page, as a comment."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pulumi_arize.cli.promote.comparison import compare
from pulumi_arize.cli.promote.diff_report import diff_report
from pulumi_arize.cli.promote.environment import StackEnvironment, Unreadable
from pulumi_arize.cli.promote.plan_report import plan_report
from pulumi_arize.cli.promote.render_html import render_html
from pulumi_arize.cli.promote.render_markdown import MARKER, render_markdown
from pulumi_arize.cli.promote.render_terminal import render_terminal
from pulumi_arize.cli.promote.report import Line, Report, Row, Style, text_of
from pulumi_arize.cli.promote.secret_labels import label_secrets

from .environments import Json, settled, view

OPENAI: Json = {"name": "OpenAI", "config": {"provider": "OPEN_AI", "api_key": "sk-canary"}}
GATEWAY: Json = {
    "name": "Gateway",
    "config": {"provider": "LITELLM", "api_key": "gw-canary", "base_url": "https://llm.example.com"},
    "scopings": [{"organization_id": "O1", "space_id": "S1"}],
}
nasty = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["<script>alert(1)</script>", "a|b", "**x**", "@team", "#1", "\x1b[2J", "a\nb", "`x`", "[x](y)", "&amp;"]
)
lines = st.builds(Line, nasty, st.sampled_from(Style), nasty)
cells = st.lists(lines, min_size=1, max_size=2).map(tuple)
sheets = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Report,
        nasty,
        st.lists(nasty, min_size=width, max_size=width),
        st.lists(st.builds(Row, cells, st.lists(cells, min_size=width, max_size=width), st.booleans()), max_size=4),
        st.lists(lines, max_size=2),
    )
)


def environments() -> list[StackEnvironment]:
    """Return three environments: one in sync, one that is behind, one that was changed and cannot be previewed."""
    newer = {**GATEWAY, "config": {**GATEWAY["config"], "model_names": ["new"]}}
    edited = {**OPENAI, "config": {**OPENAI["config"], "is_function_calling_enabled": False}}
    behind = {**view({"openai": OPENAI}), **view({"gateway": newer}, "update")}
    return label_secrets(
        [
            settled("dev", {"openai": OPENAI, "gateway": newer}, places={"O1": "Acme", "S1": "Production"}),
            settled("staging", {"openai": OPENAI, "gateway": GATEWAY}, declared=behind),
            settled("prod", {"openai": OPENAI}, declared=Unreadable("no <key>"), server=view({"openai": edited})),
        ]
    )


def printed(sheet: Report, width: int) -> str:
    """Return what a console of this width prints."""
    console = Console(file=StringIO(), width=width, highlight=False, markup=False, soft_wrap=True)
    console.print(render_terminal(sheet, width))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return str(text)


def rows_of(sheet: Report) -> dict[str, list[list[str]]]:
    """Return the cells by the first line of their names; several rows may have the same."""
    found: dict[str, list[list[str]]] = {}
    for row in sheet.rows:
        found.setdefault(str(row.name[0]), []).append([" / ".join(map(str, cell)) for cell in row.cells])
    return found


def test_differences() -> None:
    """A cell says what is declared, and each view where it has something else; what is not known says so."""
    sheet = diff_report(environments(), compare(environments()))
    shown = rows_of(sheet)
    assert sheet.columns == ["dev", "staging", "prod"]
    assert shown["not read"] == [["", "", "no <key>"]]
    assert shown["gateway"] == [["up to date", "update", "—"]]
    assert shown["config.model_names"] == [["new", "new / deployed: —", "—"]]
    assert shown["openai"] == [["up to date", "up to date", "changed on the server"]]
    assert shown["config.is_function_calling_enabled"] == [["true", "true", "deployed: true / on the server: false"]]
    assert [str(note) for note in sheet.notes] == [
        "dev: nothing pending",
        "staging: 1 to update",
        "prod: 1 changed on the server, not read: declared",
    ]


def test_same_everywhere_is_counted() -> None:
    """An integration that is the same everywhere has no row."""
    same = [settled(name, {"openai": OPENAI}) for name in ("dev", "prod")]
    sheet = diff_report(same, compare(same))
    assert sheet.rows == []
    assert str(sheet.notes[-1]) == "1 is the same everywhere"


def test_what_is_the_same_is_said_of_what_was_read() -> None:
    """An environment of which nothing is known is left out; one by itself is compared with none."""
    gone = Unreadable("no stack")
    nope = StackEnvironment("nope", gone, gone, gone)
    dev, prod = (settled(name, {"openai": OPENAI, "gateway": GATEWAY}) for name in ("dev", "prod"))
    for read, output in (
        ([dev], "2 have nothing pending in dev"),
        ([dev, nope], "2 have nothing pending in dev"),
        ([dev, prod, nope], "2 are the same in dev and prod"),
        ([dev, settled("prod", {"openai": OPENAI})], "1 more is the same everywhere"),
    ):
        assert str(diff_report(read, compare(read)).notes[-1]) == output


def test_plan() -> None:
    """A plan says of each change what is there now, what will be, and whether the source has it deployed."""
    dev, staging, _ = environments()
    sheet = plan_report(dev, staging, compare([dev, staging]))
    assert sheet.columns == ["staging now", "staging then", "dev"]
    assert rows_of(sheet) == {
        "gateway": [["deployed", "update", "deployed in dev"]],
        "config.model_names": [["—", "new", "new"]],
    }
    assert [str(note) for note in sheet.notes] == ["1 to promote with: pulumi up --refresh --stack staging"]


def test_plan_warns_of_what_the_source_does_not_run() -> None:
    """What the source has not deployed is named; what would be created is shown whole."""
    dev, staging, _ = environments()
    empty = StackEnvironment("prod", view({"gateway": GATEWAY}, "create"), {}, {})
    sheet = plan_report(staging, empty, compare([staging, empty]))
    shown = rows_of(sheet)
    assert shown["gateway"] == [["—", "create", "not deployed in staging yet"]]
    assert list(shown) == [
        "gateway",
        "type",
        "name",
        "config.provider",
        "config.api_key",
        "config.base_url",
        "scopings",
    ]
    assert shown["config.base_url"] == [["—", "https://llm.example.com", "https://llm.example.com"]]
    assert str(sheet.notes[0]) == "staging does not run this yet, deploy it there first: gateway"
    done = plan_report(dev, dev, compare([dev]))
    assert [str(note) for note in done.notes] == ["nothing to promote: dev has what it declares"]


def test_places_have_names() -> None:
    """The ids of organizations and spaces are shown by their names, where those are known."""
    assert (
        text_of([{"organization_id": "O1", "space_id": "S2"}], {"O1": "Acme"}) == "organization_id: Acme, space_id: S2"
    )


def test_no_key_is_shown() -> None:
    """No key stands in any form of the table, and neither does a fingerprint."""
    sheet = diff_report(environments(), compare(environments()))
    for text in (printed(sheet, 160), render_html(sheet), render_markdown(sheet)):
        assert "canary" not in text
        assert not re.search(r"[0-9a-f]{32}", text)


@given(sheets, st.sampled_from([80, 120, 160]))
def test_table_keeps_to_the_width(sheet: Report, width: int) -> None:
    """No line of the table is wider than the terminal, and no character of a name is a command to it."""
    text = printed(Report(sheet.title, sheet.columns, sheet.rows, []), width)
    assert "\x1b" not in text
    assert all(cell_len(line) <= width for line in text.split("\n"))


def test_table_at_80() -> None:
    """A table of three environments fits into 80 columns."""
    sheet = diff_report(environments(), compare(environments()))
    assert max(map(len, printed(Report("t", sheet.columns, sheet.rows, []), 80).splitlines())) <= 80


TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "ul", "li", "div", "span"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "scope"}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the tag."""
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        """Remember the text."""
        self.text += data


@given(sheets)
def test_page_is_text_and_needs_nothing(sheet: Report) -> None:
    """Whatever a name holds is text on the page, which loads nothing."""
    parser = _Tags()
    parser.feed(render_html(sheet))
    assert parser.seen <= TAGS
    assert parser.attributes <= ATTRIBUTES
    assert "<script" not in render_html(sheet)


@given(sheets)
def test_comment_is_a_table_and_no_markup(sheet: Report) -> None:
    """Each row of the comment has the same number of cells; names bring no markup, no mention and no link."""
    text = render_markdown(sheet)
    assert text.startswith(MARKER)
    body = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in body} <= {len(sheet.columns) + 2}
    bare = text.replace(MARKER, "").replace("<br>", "")
    assert not re.search(r"[<>`\[\]]|@\w|#\d(?!\d*;)|\*[^*\s]\*(?!\*)", bare)


def test_comment_has_room() -> None:
    """A comment keeps to its limit, and says how many rows it leaves out."""
    rows = [Row((Line(f"row {index}"),), [(Line("x" * 100),)]) for index in range(1000)]
    text = render_markdown(Report("Many", ["dev"], rows, [Line("a note")]))
    assert len(text) < 65_536
    left = re.search(r"(\d+) more rows have no room", text)
    assert left
    assert text.count("|row ") + int(left[1]) == 1000
    assert text.endswith("- a note\n")
