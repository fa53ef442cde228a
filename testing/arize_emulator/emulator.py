"""The emulator in a test: a running server, and the account behind it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from typing_extensions import Self

from .admin.account_admin import DEFAULT_KEY, AccountAdmin
from .app import build
from .dialect import Dialect
from .http.server import LOOPBACK, environment, listen, serving


class Emulator(AccountAdmin):
    """An emulated Arize account behind a real HTTP server, which runs inside `with`.

    `dialect` selects the enum values, `api_key` is the key that requests must have, and `data` is the file that stores
    the account. Port 0 means any free port.
    """

    def __init__(
        self,
        *,
        dialect: Dialect | str = Dialect.CURRENT,
        api_key: str = DEFAULT_KEY,
        data: Path | None = None,
        port: int = 0,
    ) -> None:
        super().__init__(api_key, data)
        self.dialect = Dialect(dialect)
        self.host = LOOPBACK
        self.port = 0
        """The port that it listens on; 0 while it does not."""
        self._requested_port = port
        self._running = ExitStack()

    def __enter__(self) -> Self:
        listening = listen(self.host, self._requested_port)
        self.port = listening.getsockname()[1]
        self._running.enter_context(serving(build(self, self.dialect), listening))
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()
        self.port = 0

    @property
    def url(self) -> str:
        """The base URL, without a slash at its end."""
        return f"http://{self.host}:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        """The environment variables that lead a client to the server."""
        return environment(self.host, self.port, self.api_key)
