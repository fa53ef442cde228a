"""Secrets that can be found in any text, as they are or encoded."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from tests.api_contract import SECRETS

from .declarations import Json

CORE = 9
"""Bytes of the part that looks the same in JSON, in a URL and in plain text."""


class Canaries:
    """The secrets of a test, each with a name that says where it stands."""

    def __init__(self) -> None:
        self._cores: dict[str, str] = {}

    def new(self, name: str) -> str:
        """Return another secret; what surrounds its core is written otherwise in JSON and in a URL."""
        core = secrets.token_hex(CORE)
        self._cores[f"{name} {len(self._cores)}"] = core
        return f'"{core}&é/'

    def watch(self, name: str, secret: str) -> None:
        """Add a secret that somebody else has made."""
        self._cores[f"{name} {len(self._cores)}"] = secret

    def planted(self, name: str, values: Mapping[str, Any]) -> Json:
        """Return inputs with another secret for each of their keys and header values."""
        return {field: self._plant(f"{name}.{field}", field, value) for field, value in values.items()}

    def found_in(self, texts: Mapping[str, str]) -> list[str]:
        """Return where a secret stands in one of the texts, as it is or in base64."""
        return [
            f"{name} in {where}"
            for where, text in texts.items()
            for name, core in self._cores.items()
            if any(form in text for form in (core, *_base64(core)))
        ]

    def _plant(self, path: str, field: str, value: Any) -> Any:
        if field in SECRETS and isinstance(value, str):
            return self.new(path)
        if field == "headers" and isinstance(value, dict):
            return {name: self.new(f"{path}.{name}") for name in value}
        return self.planted(path, value) if field in ("config", "auth") else value


def _base64(core: str) -> Iterable[str]:
    """Return what is surely in the base64 of a text with the core in it, at each of the three places it can begin."""
    for before in range(3):
        encoded = base64.b64encode(b"." * before + core.encode()).decode()
        yield encoded[4 if before else 0 : -4]
