"""The generated models of the official package by name, each imported alone.

To import the package makes its 500 models and as many methods, for seconds of each process that runs tests.
"""

from __future__ import annotations

import importlib
import sys
from functools import cached_property
from importlib.metadata import files
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGE = "arize._generated.api_client.models"
SOURCE = next(Path(file.locate()).parent for file in files("arize") or () if str(file) == "arize/__init__.py")
"""The folder of the official package."""
MODELS = SOURCE.joinpath(*PACKAGE.split(".")[1:])


class OfficialModels:
    """Has the models as attributes, as their package re-exports them at run time."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._alone(self._modules[name.lower()]), name)

    @cached_property
    def _modules(self) -> dict[str, str]:
        """The modules by the names of the classes in them, in small letters."""
        return {path.stem.replace("_", ""): path.stem for path in MODELS.glob("*.py")}

    def _alone(self, module: str) -> ModuleType:
        """Import a module with empty packages around it, where they are not imported yet."""
        packages = [*accumulate(PACKAGE.split("."), "{}.{}".format)]
        absent = [package for package in packages if package not in sys.modules]
        for package in absent:
            sys.modules[package] = ModuleType(package)
            sys.modules[package].__path__ = [str(MODELS)]
        try:
            return importlib.import_module(f"{PACKAGE}.{module}")
        finally:
            for package in absent:
                del sys.modules[package]


official: Any = OfficialModels()
