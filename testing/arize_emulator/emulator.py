"""The emulator as a test holds it: a running server, and the account behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from typing_extensions import Self

from .app import DEFAULT_KEY, EmulatorSettings, build
from .dialect import Dialect
from .faults.rules import ActiveRule, FaultRule
from .http.request_log import RecordedRequest
from .http.server import LOOPBACK, BackgroundServer, listen

Json = dict[str, Any]


def environment(host: str, port: int, api_key: str) -> dict[str, str]:
    """Return the variables by which Arize's own SDK, and this provider, find the emulator."""
    return {"ARIZE_API_KEY": api_key, "ARIZE_API_HOST": host, "ARIZE_API_SCHEME": "http", "ARIZE_API_PORT": str(port)}


class Emulator:
    """An emulated Arize account behind a real HTTP server; serves between `with` and its end.

    `dialect` is the spelling that it speaks, `api_key` the key that it asks for, and `data` the file that its
    account is kept in. Port 0 takes any free one.
    """

    def __init__(
        self,
        *,
        dialect: Dialect | str = Dialect.CURRENT,
        api_key: str = DEFAULT_KEY,
        data: Path | None = None,
        port: int = 0,
    ) -> None:
        self.dialect = Dialect(dialect)
        self.api_key = api_key
        self.host = LOOPBACK
        self._wanted_port = port
        self._app, self._control = build(EmulatorSettings(self.dialect, api_key, data))
        self._server: BackgroundServer | None = None
        self.port = 0
        """The port that it listens on; 0 while it does not."""

    def __enter__(self) -> Self:
        listening = listen(self.host, self._wanted_port)
        self.port = listening.getsockname()[1]
        self._server = BackgroundServer(self._app, listening)
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None
            self.port = 0

    @property
    def url(self) -> str:
        """The base URL, without a slash at its end."""
        return f"http://{self.host}:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment variables that lead a client here."""
        return environment(self.host, self.port, self.api_key)

    @property
    def integrations(self) -> list[Json]:
        """Every integration with its secrets, oldest first.

        An LLM integration has the fields of `/v2/ai-integrations` at the top and those of `/v2/integrations` in
        `config` (None for Azure's provider); in `config`, and at the top, write-only values are in the clear.
        """
        return self._control.integrations()

    @property
    def requests(self) -> list[RecordedRequest]:
        """The requests that the API received, oldest first, without their key."""
        return self._control.requests()

    @property
    def remote_evaluators(self) -> bool:
        """Whether the account's plan includes evaluator integrations; can be set."""
        return bool(self._control.state()["remote_evaluators"])

    @remote_evaluators.setter
    def remote_evaluators(self, included: bool) -> None:
        self._control.set_remote_evaluators(included=included)

    def reset(self) -> None:
        """Return to a new account with its seeds and its key, and forget the requests and the faults."""
        self._control.reset()

    def clear_requests(self) -> None:
        """Forget the requests received."""
        self._control.clear_requests()

    def faults(self, *rules: FaultRule) -> AbstractContextManager[Sequence[ActiveRule]]:
        """Let these rules, and no others, act until the end of `with`; its value counts what each has come to."""
        return self._control.rules.during(rules)

    def set_faults(self, *rules: FaultRule) -> None:
        """Let these rules, and no others, act from now on; without any, none."""
        self._control.rules.set(rules)

    def get(self, id_or_name: str) -> Json:
        """Return one of `integrations`."""
        return self._control.get(id_or_name)

    def edit(self, id_or_name: str, changes: Mapping[str, Any]) -> Json:
        """Change an integration from outside, unchecked, and return it.

        `changes` holds fields as `integrations` shows them, in today's spelling: at the top, or in `config`, which is
        merged. `auth` is merged too, unless it names its `auth_type`. `in_use` makes an evaluator's DELETE a 409.

        Raises:
            Problem: There is no such integration, or no such field.
        """
        return self._control.edit(id_or_name, changes)

    def delete(self, id_or_name: str) -> None:
        """Delete an integration from outside, whatever uses it; a Problem where there is none."""
        self._control.delete(id_or_name)

    def add(self, kind: str, values: Mapping[str, Any]) -> Json:
        """Create from outside and return one of `integrations`, `ai-integrations`, `organizations` or `spaces`.

        An integration is given as the API takes it, in today's spelling; an organization by `name`; a space by `name`
        and `organization` (ID or name).

        Raises:
            Problem: The API would refuse the integration, or there is no such kind.
        """
        return self._control.add(kind, values)

    def add_key(self, key: str) -> None:
        """Let another key open the account too, as while a key is rotated."""
        self._control.keys.add(key)

    def add_account(self, key: str) -> None:
        """Open another account on this server, with its seeds and nothing more; only its key leads there."""
        self._control.keys.add_account(key)

    def revoke_key(self, key: str) -> None:
        """Let a key open nothing from now on."""
        self._control.keys.revoke(key)

    def organization_id(self, name: str) -> str:
        """Return the ID of an organization; LookupError where there is none of this name."""
        return self._control.organization_id(name)

    def space_id(self, name: str) -> str:
        """Return the ID of a space; LookupError where there is none of this name."""
        return self._control.space_id(name)
