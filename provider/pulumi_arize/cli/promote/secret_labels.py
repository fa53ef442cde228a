"""Short labels in the place of fingerprints: the same for the same secret, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, product
from string import ascii_uppercase
from typing import Any

from ...model.redaction import REDACTED
from ...model.secret_fields import map_secrets
from .environment import VIEWS, ResourceSnapshot, StackEnvironment, Unreadable


def label_secrets(environments: Sequence[StackEnvironment]) -> list[StackEnvironment]:
    """Return the environments with a label for each fingerprint, in the order in which a reader meets them."""
    labels = _Labels()
    return [_environment(environment, labels) for environment in environments]


class _Labels:
    def __init__(self) -> None:
        self._free = _letters()
        self._given: dict[str, str] = {}

    def __call__(self, secret: Any) -> Any:
        if isinstance(secret, Mapping):
            return {name: self(value) for name, value in secret.items()}
        if not isinstance(secret, str) or secret == REDACTED:
            return secret
        if secret not in self._given:
            self._given[secret] = f"secret {next(self._free)}"
        return self._given[secret]


def _environment(environment: StackEnvironment, labels: _Labels) -> StackEnvironment:
    views = {name: getattr(environment, name) for name in VIEWS}
    shown: dict[str, Any] = {
        name: view if isinstance(view, Unreadable) else {key: _held(view[key], labels) for key in sorted(view)}
        for name, view in views.items()
    }
    return replace(environment, **shown)


def _held(snapshot: ResourceSnapshot, labels: _Labels) -> ResourceSnapshot:
    inputs = map_secrets(snapshot.resource_type.variants(snapshot.inputs), snapshot.inputs, labels)
    return replace(
        snapshot,
        inputs=inputs,
        state=map_secrets(snapshot.resource_type.variants(snapshot.state), snapshot.state, labels),
    )


def _letters() -> Iterator[str]:
    """Return A, B and so on to Z, then AA, AB and so on."""
    return ("".join(letters) for length in count(1) for letters in product(ascii_uppercase, repeat=length))
