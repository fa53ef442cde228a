"""Declares what `declared.json` says, as the tests of refactorings write it."""

import json
from pathlib import Path

from tests.refactoring.declared import declare

declare(json.loads(Path("declared.json").read_text())["resources"])
