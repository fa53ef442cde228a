"""A report as one HTML page that loads nothing."""

from __future__ import annotations

from html import escape

from ..console import printable
from .report import Cell, Line, Report, Row

STYLE = """
:root { color-scheme: light dark; --line: #d8dee4; --soft: #f6f8fa; --quiet: #57606a; --text: #1f2328; --back: #fff;
  --pending: #7d4e00; --pending-back: #fff8c5; --drift: #6639ba; --drift-back: #fbefff;
  --wrong: #b42318; --wrong-back: #ffebe9 }
@media (prefers-color-scheme: dark) { :root { --line: #30363d; --soft: #161b22; --quiet: #9198a1; --text: #e6edf3;
  --back: #0d1117; --pending: #e3b341; --pending-back: #2b2410; --drift: #d2a8ff; --drift-back: #271d3a;
  --wrong: #ff7b72; --wrong-back: #36171a } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 90rem; background: var(--back); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif }
h1 { margin: 0 0 .75rem; font-size: 1.4rem; font-weight: 600 }
ul { margin: 0 0 1.5rem; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: .5rem }
li { padding: .2rem .7rem; border: 1px solid var(--line); border-radius: 1rem; overflow-wrap: anywhere }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem }
table { width: 100%; border-collapse: separate; border-spacing: 0 }
th, td { padding: .45rem .8rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top;
  min-width: 11rem; max-width: 26rem; overflow-wrap: anywhere }
tr:last-child > * { border-bottom: 0 }
thead th { background: var(--soft); font-weight: 600 }
th:first-child { position: sticky; left: 0; background: var(--back); font-weight: 400; min-width: 13rem }
thead th:first-child, .heading > td, .heading > th:first-child { background: var(--soft) }
thead th { border-bottom: 1px solid var(--line) }
thead th, .heading > th:first-child { font-weight: 600 }
.field > th { padding-left: 1.6rem; color: var(--quiet) }
.field > * { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .85em }
td span, th span, li span { display: block }
.label { display: inline; font-family: system-ui, sans-serif; font-size: .9em; opacity: .8 }
.quiet { color: var(--quiet); font-weight: 400 }
.pending, .drift, .wrong { border-radius: .3rem; width: fit-content; padding: 0 .35rem; margin-left: -.35rem }
.pending { color: var(--pending); background: var(--pending-back) }
.drift { color: var(--drift); background: var(--drift-back) }
.wrong { color: var(--wrong); background: var(--wrong-back) }
li.pending, li.drift, li.wrong { margin-left: 0; padding: .2rem .7rem; border-color: currentColor; border-radius: 1rem }
@media print { .scroll { overflow: visible } }
"""


def render_html(report: Report) -> str:
    """Return the page; names and values are escaped."""
    notes = "".join(f'<li class="{note.style.value}">{_content(note)}</li>' for note in report.notes)
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in ("", *report.columns))
    body = "\n".join(map(_row, report.rows))
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(report.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{_text(report.title)}</h1>\n<ul>{notes}</ul>\n"
        + (f'<div class="scroll">\n{table}\n</div>\n' if report.rows else "")
        + "</body>\n</html>\n"
    )


def _row(row: Row) -> str:
    kind = "heading" if row.heading else "field"
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in row.cells)
    return f'<tr class="{kind}"><th scope="row">{_cell(row.name)}</th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    return "".join(f'<span class="{line.style.value}">{_content(line)}</span>' for line in cell)


def _content(line: Line) -> str:
    label = f'<span class="label">{_text(line.label)}:</span> ' if line.label else ""
    return f"{label}{_text(line.text)}"


def _text(text: str) -> str:
    return escape(printable(text))
