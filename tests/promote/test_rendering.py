"""The tables of a comparison, in a terminal, as a page, and as a comment."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pulumi_arize.cli.promote.build_report import diff_report, plan_report
from pulumi_arize.cli.promote.comparison import compare
from pulumi_arize.cli.promote.environment import StackEnvironment, Unreadable
from pulumi_arize.cli.promote.redaction import label_secrets
from pulumi_arize.cli.promote.render_html import render_html
from pulumi_arize.cli.promote.render_markdown import MARKER, render_markdown
from pulumi_arize.cli.promote.render_terminal import render_terminal
from pulumi_arize.cli.promote.report import Line, Report, Row, Style, text_of

from .environments import Json, in_sync, view

OPENAI: Json = {"name": "OpenAI", "config": {"provider": "OPEN_AI", "api_key": "sk-canary"}}
GATEWAY: Json = {
    "name": "Gateway",
    "config": {"provider": "LITELLM", "api_key": "gw-canary", "base_url": "https://llm.example.com"},
    "scopings": [{"organization_id": "O1", "space_id": "S1"}],
}
markup = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    ["<script>alert(1)</script>", "a|b", "**x**", "@team", "#1", "\x1b[2J", "a\nb", "`x`", "[x](y)", "&amp;"]
)
lines = st.builds(Line, markup, st.sampled_from(Style), markup)
cells = st.lists(lines, min_size=1, max_size=2).map(tuple)
reports = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Report,
        markup,
        st.lists(markup, min_size=width, max_size=width),
        st.lists(st.builds(Row, cells, st.lists(cells, min_size=width, max_size=width), st.booleans()), max_size=4),
        st.lists(lines, max_size=2),
    )
)


def environments() -> list[StackEnvironment]:
    """Return an environment in sync, one with a pending update, and one with drift that cannot be previewed."""
    newer = {**GATEWAY, "config": {**GATEWAY["config"], "model_names": ["new"]}}
    edited = {**OPENAI, "config": {**OPENAI["config"], "is_function_calling_enabled": False}}
    pending = {**view({"openai": OPENAI}), **view({"gateway": newer}, "update")}
    return label_secrets(
        [
            in_sync("dev", {"openai": OPENAI, "gateway": newer}, names={"O1": "Acme", "S1": "Production"}),
            in_sync("staging", {"openai": OPENAI, "gateway": GATEWAY}, declared=pending),
            in_sync("prod", {"openai": OPENAI}, declared=Unreadable("no <key>"), server=view({"openai": edited})),
        ]
    )


def printed(report: Report, width: int) -> str:
    """Return what a console of this width prints."""
    file = StringIO()
    console = Console(file=file, width=width, highlight=False, markup=False, soft_wrap=True)
    console.print(render_terminal(report, width))
    return file.getvalue()


def rows_of(report: Report) -> dict[str, list[str]]:
    """Return the cells of each row by the first line of its name."""
    return {str(row.name[0]): [" / ".join(map(str, cell)) for cell in row.cells] for row in report.rows}


def notes_of(report: Report) -> list[str]:
    """Return the notes as text."""
    return list(map(str, report.notes))


def test_differences() -> None:
    """A cell has the declared value, and that of each view that differs from it."""
    report = diff_report(environments(), compare(environments()))
    assert report.columns == ["dev", "staging", "prod"]
    assert rows_of(report) == {
        "not read": ["", "", "no <key>"],
        "gateway": ["up to date", "update", "—"],
        "config.model_names": ["new", "new / deployed: —", "—"],
        "openai": ["up to date", "up to date", "changed on the server"],
        "config.is_function_calling_enabled": ["true", "true", "deployed: true / on the server: false"],
    }
    assert notes_of(report) == [
        "dev: nothing pending",
        "staging: 1 to update",
        "prod: 1 changed on the server, not read: declared",
    ]


def test_integrations_without_differences_are_counted() -> None:
    """An integration that is the same everywhere has no row; environments that cannot be read do not count."""
    reason = Unreadable("no stack")
    unreadable = StackEnvironment("nope", reason, reason, reason)
    dev, prod = (in_sync(name, {"openai": OPENAI, "gateway": GATEWAY}) for name in ("dev", "prod"))
    for read, note in (
        ([dev], "2 have nothing pending in dev"),
        ([dev, prod], "2 are the same everywhere"),
        ([dev, unreadable], "2 have nothing pending in dev"),
        ([dev, prod, unreadable], "2 are the same in dev and prod"),
        ([dev, in_sync("prod", {"openai": OPENAI})], "1 more is the same everywhere"),
    ):
        assert notes_of(diff_report(read, compare(read)))[-1] == note
    assert diff_report([dev, prod], compare([dev, prod])).rows == []


def test_plan() -> None:
    """A plan has each change with the value now, the value after an `up`, and whether the source has deployed it."""
    dev, staging, _ = environments()
    report = plan_report(dev, staging, compare([dev, staging]))
    assert report.columns == ["staging now", "staging then", "dev"]
    assert rows_of(report) == {
        "gateway": ["deployed", "update", "deployed in dev"],
        "config.model_names": ["—", "new", "new"],
    }
    assert notes_of(report) == ["1 to promote with: pulumi up --refresh --stack staging"]
    done = plan_report(dev, dev, compare([dev]))
    assert notes_of(done) == ["nothing to promote: dev is up to date"]


def test_plan_of_what_the_source_has_not_deployed() -> None:
    """A plan names what the source has not deployed yet; a new integration is shown with all its fields."""
    _, staging, _ = environments()
    empty = StackEnvironment("prod", view({"gateway": GATEWAY}, "create"), {}, {})
    report = plan_report(staging, empty, compare([staging, empty]))
    rows = rows_of(report)
    fields = ["type", "name", "config.provider", "config.api_key", "config.base_url", "scopings"]
    assert list(rows) == ["gateway", *fields]
    assert rows["gateway"] == ["—", "create", "not deployed in staging yet"]
    assert rows["config.base_url"] == ["—", "https://llm.example.com", "https://llm.example.com"]
    assert notes_of(report)[0] == "not deployed in staging yet, deploy there first: gateway"


def test_names_of_scopes() -> None:
    """Organizations and spaces are shown by their names, if those are known."""
    scopings = [{"organization_id": "O1", "space_id": "S2"}]
    assert text_of(scopings, {"O1": "Acme"}) == "organization_id: Acme, space_id: S2"


def test_no_secret_is_shown() -> None:
    """No form of the table has a key or a fingerprint."""
    report = diff_report(environments(), compare(environments()))
    for text in (printed(report, 160), render_html(report), render_markdown(report)):
        assert "canary" not in text
        assert not re.search(r"[0-9a-f]{32}", text)


@given(reports, st.sampled_from([80, 120, 160]))
def test_the_terminal(report: Report, width: int) -> None:
    """No line of the table is wider than the terminal, and names have no control characters."""
    text = printed(Report(report.title, report.columns, report.rows, []), width)
    assert "\x1b" not in text
    assert all(cell_len(line) <= width for line in text.split("\n"))


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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record the tag."""
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(reports)
def test_the_page(report: Report) -> None:
    """Names and values bring no markup to the page, and it loads nothing."""
    page = render_html(report)
    parser = _Tags()
    parser.feed(page)
    assert parser.seen <= TAGS
    assert parser.attributes <= ATTRIBUTES
    assert "<script" not in page


@given(reports)
def test_the_comment(report: Report) -> None:
    """Each row of the comment has the same number of cells; names bring no markup, mention or link."""
    text = render_markdown(report)
    assert text.startswith(MARKER)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} <= {len(report.columns) + 2}
    bare = text.replace(MARKER, "").replace("<br>", "")
    assert not re.search(r"[<>`\[\]]|@\w|#\d(?!\d*;)|\*[^*\s]\*(?!\*)", bare)


def test_a_long_comment() -> None:
    """A comment that is too long for GitHub leaves out rows, and says how many."""
    rows = [Row((Line(f"row {index}"),), [(Line("x" * 100),)]) for index in range(1000)]
    text = render_markdown(Report("Many", ["dev"], rows, [Line("a note")]))
    assert len(text) < 65_536
    left_out = re.search(r"(\d+) more rows do not fit", text)
    assert left_out
    assert text.count("|row ") + int(left_out[1]) == 1000
    assert text.endswith("- a note\n")
