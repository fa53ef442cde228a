"""The root program and its README, as a user follows them: deployed, changed, promoted, destroyed."""

from __future__ import annotations

from arize_emulator import Emulator

from .checkout import EXAMPLE, ROOT, Checkout, commands_of

PENDING = 2


def test_readme(checkout: Checkout, emulator: Emulator) -> None:
    """Every command of the README works in its order: a change goes from dev to prod, and nothing is left."""
    edits = {
        "Promote": [('["small", "large"]', '["small", "large", "vision"]'), ('"next"]', '"next", "vision"]')],
        "Unprotect": [(', "deletion_protection": True, "protect": True', "")],
    }
    commands = list(commands_of(ROOT / EXAMPLE / "README.md", without="export |arize-emulator "))
    diffs = [index for index, line in enumerate(commands) if line.startswith("arize-promote diff")]
    unprotected = max(index for index, line in enumerate(commands) if "up --yes --stack prod" in line)
    statuses = []
    for index, line in enumerate(commands):
        for old, new in edits.pop({diffs[1]: "Promote", unprotected: "Unprotect"}.get(index, ""), []):
            checkout.edit(old, new)
        done = checkout.answer(line)
        statuses.append(done.returncode)
        assert done.returncode == 0 or line.startswith("arize-promote"), f"{line}\n{done.stdout}\n{done.stderr}"
        if index == diffs[-1]:
            names = [item["name"] for item in emulator.integrations if "vision" in (item["model_names"] or [])]
            assert sorted(names) == ["Gateway", "Gateway (dev)", "Gateway (staging)"]
    promoted = [status for status, line in zip(statuses, commands, strict=True) if line.startswith("arize-promote")]
    assert promoted == [0, PENDING, PENDING, PENDING, 0]
    assert edits == {}
    assert emulator.integrations == []
    assert "Promotion from staging to prod" in (checkout.folder / "plan.html").read_text()
