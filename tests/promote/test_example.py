"""The example for promotion, as a user follows its README: deploy, change, promote, destroy."""

from __future__ import annotations

from tests.docs.documents import ROOT

from arize_emulator import Emulator

from .checkout import EXAMPLE, Checkout, commands_of

PENDING = 2


def test_readme(checkout: Checkout, emulator: Emulator) -> None:
    """Every command of the README works, in its order: a change goes from dev to prod, and nothing is left."""
    commands = list(commands_of(ROOT / EXAMPLE / "README.md", without="export |arize-emulator "))
    promote = [index for index, line in enumerate(commands) if line.startswith("arize-promote")]
    edits = {
        promote[1]: [('["small", "large"]', '["small", "large", "vision"]'), ('"next"]', '"next", "vision"]')],
        commands.index("pulumi up --yes --stack prod"): [(', "deletion_protection": True, "protect": True', "")],
    }
    statuses = []
    for index, line in enumerate(commands):
        for old, new in edits.get(index, []):
            checkout.edit(old, new)
        done = checkout.call(line)
        statuses.append(done.returncode)
        assert done.returncode == 0 or index in promote, f"{line}\n{done.stdout}\n{done.stderr}"
        if index == promote[-1]:
            names = [item["name"] for item in emulator.integrations if "vision" in (item["model_names"] or [])]
            assert sorted(names) == ["Gateway", "Gateway (dev)", "Gateway (staging)"]
    assert [statuses[index] for index in promote] == [0, PENDING, PENDING, PENDING, 0]
    assert emulator.integrations == []
    assert "Promotion from staging to prod" in (checkout.folder / "plan.html").read_text()
