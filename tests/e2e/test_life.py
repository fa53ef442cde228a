from __future__ import annotations

from .declarations import CASES, FIRST, SECOND, Case
from .life import Life, places
from .project import Project

DELETED = ("vertex_ai", "aws_bedrock-role", "ai-gemini-default", "evaluator")
"""What somebody deletes on the server."""

REPLACED = {
    "open_ai": Case("open_ai", "Integration", "ANTHROPIC"),
    "agent": Case("agent", "Integration", "", type="EVALUATOR"),
}
"""What takes the place of a case: another provider, and another type under a name that both types share."""

CHANGED = "ai-open_ai-default"
"""An AI integration: its provider can be changed in place."""


def test_lifecycle(project: Project, front_end: str) -> None:
    """Every provider goes from preview to destroy, and after each step the server holds what is declared."""
    project.front_end = front_end
    life = Life(project, CASES)
    life.declare(FIRST)
    assert project.preview().changes == {"creat": len(CASES) + 1}
    assert project.emulator.requests == []
    life.up(posts=[case.name for case in CASES])
    assert project.probes <= 1
    life.unchanged(project.up())
    assert project.probes == 0
    life.unchanged_by_refresh()
    for turn, bare in ((SECOND, False), (SECOND, True), (FIRST, False)):
        before = dict(life.declared)
        life.declare(turn, bare=bare)
        life.up(patches=life.patches_from(before))
    repairs = life.edit()
    project.refresh()
    assert life.up(patches=repairs).changes == {"updat": len(CASES)}
    keys = life.take_keys()
    life.delete(*DELETED)
    project.refresh()
    life.up(posts=DELETED, patches={name: body for name, body in keys.items() if name not in DELETED})
    replace(life)
    project.destroy()
    assert [request.method for request in project.sent] == ["DELETE"] * len(CASES)
    assert project.emulator.integrations == []


def replace(life: Life) -> None:
    """Change what cannot be changed in place, which deletes before it creates, and what can only seem so."""
    emulator, spaces = life.project.emulator, places(life.project.emulator)
    before = {name: life.ids[name] for name in REPLACED}
    life.declare_these(
        {name: {**other.args(SECOND, spaces), "name": life.declared[name]["name"]} for name, other in REPLACED.items()}
    )
    life.declare_these({CHANGED: {**life.declared[CHANGED], "provider": "GEMINI"}})
    assert life.project.preview().changes == {"replac": len(REPLACED), "updat": 1}
    assert emulator.requests == []
    life.up(posts=REPLACED, patches={CHANGED: {"provider": "GEMINI"}})
    for name, old in before.items():
        writes = [
            request.method
            for request in life.project.writes
            if request.path.endswith(f"/{old}") or (request.body or {}).get("name") == life.declared[name]["name"]
        ]
        assert writes == ["DELETE", "POST"], name
