"""What the `pulumi` command returns of a stack."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pulumi.runtime import rpc

from ...errors import ArizeError
from ...model.redaction import redact
from ...settings import SECRETS
from ...unknown import UNKNOWN

Json = dict[str, Any]
Configuration = Mapping[str, str]
"""A stack's configuration by full key, secrets decrypted."""

NO_STACK = "no stack named"
"""The start of the error for a missing stack."""

SECRET_SETTINGS = frozenset(f"arize:{name}" for name in SECRETS)
"""The provider's settings that are secret, even if a stack has them as plain text."""

MAX_ERRORS = 3
"""Errors of `pulumi` that a message quotes."""

SIGNATURE = rpc._special_sig_key
"""The key of an object that stands for a secret in a state."""


@dataclass(frozen=True)
class PulumiCli:
    """Runs `command`, which is `pulumi` or accepts the same arguments, in the folder of a project."""

    command: str
    folder: Path

    def configuration(self, stack: str) -> tuple[Configuration, list[str]]:
        """Return the stack's configuration, and the secret values in it. Raises ArizeError."""
        document = self._read("configuration", stack, ["config", "--show-secrets", "--json"])
        values = {key: str(entry.get("value", "")) for key, entry in document.items()}
        secrets = {key: entry for key, entry in document.items() if entry.get("secret") or key in SECRET_SETTINGS}
        inside = [text for entry in secrets.values() for text in _texts(entry.get("objectValue"))]
        return values, [*(values[key] for key in secrets), *inside]

    def preview(self, stack: str, environment: Mapping[str, str], secrets: Collection[str]) -> list[Json]:
        """Return the steps of an `up`, including those that change nothing. Raises ArizeError."""
        document = self._read("preview", stack, ["preview", "--show-sames", "--json"], environment, secrets)
        steps: list[Json] = document.get("steps") or []
        return steps

    def resources(self, stack: str, secrets: Collection[str]) -> list[Json]:
        """Return the resources of the stack's state, secrets decrypted. Raises ArizeError."""
        document = self._read("state", stack, ["stack", "export", "--show-secrets"], secrets=secrets)
        resources: list[Json] = (document.get("deployment") or {}).get("resources") or []
        return resources

    def _read(
        self,
        what: str,
        stack: str,
        words: list[str],
        environment: Mapping[str, str] | None = None,
        secrets: Collection[str] = (),
    ) -> Json:
        done = self._run([*words, "--stack", stack], environment or {})
        document = _parse(done.stdout)
        if done.returncode == 0 and document is not None:
            return document
        errors = _errors(document or {}, done.stderr) or [f"exit status {done.returncode}"]
        reason = redact("; ".join(errors[:MAX_ERRORS]), secrets)
        if reason.startswith(NO_STACK):
            reason += "; `pulumi stack ls` lists the stacks of the project"
        raise ArizeError(f"cannot read the {what} of stack {stack!r}: {reason}")

    def _run(self, words: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603 - the user names the command
                [self.command, *words],
                cwd=self.folder,
                env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true", **environment},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",  # whatever the locale is
                errors="replace",
                check=False,
            )
        except FileNotFoundError:
            raise ArizeError(
                f"cannot run {self.command!r}: there is no such command; install Pulumi "
                "(https://www.pulumi.com/docs/install/), or pass its path with --pulumi"
            ) from None


def decode(value: Any, secret: Callable[[str], Any] = json.loads) -> Any:
    """Return a property value of an exported state or a preview; `secret` gets the JSON of each secret in it."""
    if isinstance(value, dict) and SIGNATURE in value:
        return decode(secret(value["plaintext"]), secret) if "plaintext" in value else None
    if isinstance(value, dict):
        return {name: decode(item, secret) for name, item in value.items()}
    if isinstance(value, list):
        return [decode(item, secret) for item in value]
    return UNKNOWN if value == rpc.UNKNOWN else value


def _texts(value: Any) -> Iterator[str]:
    """Return the texts in an object or a list, at any depth."""
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def _parse(text: str) -> Json | None:
    try:
        document = json.loads(text)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _errors(document: Json, stderr: str) -> list[str]:
    """Return the errors of the command: those of a preview's diagnostics, else those on standard error."""
    diagnostics = document.get("diagnostics") or []
    lines = [line for line in stderr.splitlines() if line.strip()]
    found = (
        [str(item.get("message")) for item in diagnostics if item.get("severity") == "error"]
        or [line for line in lines if line.startswith("error:")]
        or lines[-1:]
    )
    return [" ".join(text.removeprefix("error:").split()) for text in found]
