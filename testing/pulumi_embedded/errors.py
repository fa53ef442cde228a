"""The errors a user can cause: each is shown as one message, never as a traceback.

EngineError
├── RefusedError     a feature that this engine does not support
├── StackError       a stack that is locked or cannot be read
│   └── MissingStackError
└── StepError        a call to a provider that failed
"""


class EngineError(Exception):
    """The operation cannot continue; the message says why."""


class RefusedError(EngineError):
    """The program or the state needs `feature`, which this engine does not support."""

    def __init__(self, feature: str, subject: str = "") -> None:
        prefix = f"{subject}: " if subject else ""
        super().__init__(f"{prefix}{feature} is not supported by the embedded engine; use the `pulumi` command line")


class StackError(EngineError):
    """The stack is locked by another run, its state cannot be read, or its passphrase does not fit."""


class MissingStackError(StackError):
    """The stack does not exist."""


class StepError(EngineError):
    """A call to a provider failed."""
