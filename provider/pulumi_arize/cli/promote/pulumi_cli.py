"""What the `pulumi` command says of a stack."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import ArizeError
from ...model.redaction import redact
from ...settings import SECRETS

Json = dict[str, Any]
Configuration = Mapping[str, str]
"""A stack's configuration by full key, secrets in the clear."""

NO_STACK = "no stack named"
"""How engines begin to say that a stack is missing."""

SECRET_SETTINGS = frozenset(f"arize:{name}" for name in SECRETS)
"""The provider's settings that are secret, also where a stack holds one in clear."""

MAX_ERROR_LINES = 3
"""Errors of an engine that a message shows at most."""


@dataclass(frozen=True)
class PulumiCli:
    """The stacks of the project in `folder`; `command` is `pulumi`, or another with the same words."""

    command: str
    folder: Path

    def configuration(self, stack: str) -> tuple[Configuration, list[str]]:
        """Return the stack's configuration, and the values in it that are secret. Raises ArizeError."""
        document = self._document("configuration", ["config", "--show-secrets"], stack)
        values = {key: str(entry.get("value", "")) for key, entry in document.items()}
        return values, [values[key] for key, entry in document.items() if entry.get("secret") or key in SECRET_SETTINGS]

    def preview(self, stack: str, environment: Mapping[str, str], secrets: list[str]) -> list[Json]:
        """Return the steps that an `up` would take, those that change nothing among them. Raises ArizeError."""
        document = self._document("preview", ["preview", "--show-sames"], stack, environment, secrets)
        steps: list[Json] = document.get("steps") or []
        return steps

    def resources(self, stack: str, secrets: list[str]) -> list[Json]:
        """Return the resources of the stack's state, secrets in the clear. Raises ArizeError."""
        document = self._document("state", ["stack", "export", "--show-secrets"], stack, secrets=secrets)
        resources: list[Json] = (document.get("deployment") or {}).get("resources") or []
        return resources

    def _document(
        self,
        what: str,
        words: list[str],
        stack: str,
        environment: Mapping[str, str] | None = None,
        secrets: list[str] | None = None,
    ) -> Json:
        as_json = [] if what == "state" else ["--json"]
        done = self._run([*words, *as_json, "--stack", stack], environment or {})
        document = _parsed(done.stdout)
        if done.returncode == 0 and document is not None:
            return document
        said = _errors(document or {}, done.stderr) or [f"exit status {done.returncode}"]
        reason = redact("; ".join(said[:MAX_ERROR_LINES]), secrets or [])
        if reason.startswith(NO_STACK):
            reason += "; `pulumi stack ls` names those that there are"
        raise ArizeError(f"cannot read the {what} of stack {stack!r}: {reason}")

    def _run(self, words: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603 - the user names the command
                [self.command, *words],
                cwd=self.folder,
                env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true", **environment},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError:
            raise ArizeError(
                f"there is no command {self.command!r}: install Pulumi (https://www.pulumi.com/docs/install/), "
                "or name another with --pulumi"
            ) from None


def _parsed(text: str) -> Json | None:
    try:
        document = json.loads(text)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def _errors(document: Json, stderr: str) -> list[str]:
    """Return what went wrong, in the engine's words: the messages of a preview, else what it wrote beside it."""
    told = [str(item.get("message")) for item in document.get("diagnostics") or [] if item.get("severity") == "error"]
    lines = [line for line in stderr.splitlines() if line.strip()]
    marked = [line for line in lines if line.startswith("error:")]
    # the last error of a preview says only that there were some
    found = told or marked or lines[-1:]
    return [" ".join(text.removeprefix("error:").split()) for text in found]
