"""What all tests share: emulated accounts, and how hypothesis runs.

Without a word, every run of a property-based test is the same one; `HYPOTHESIS_PROFILE=explore` tries others, and more.
"""

from __future__ import annotations

import os

from hypothesis import settings

pytest_plugins = ["pytest_pulumi_arize", "pytester"]

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
