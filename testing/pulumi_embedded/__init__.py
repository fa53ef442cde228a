"""An embedded engine: runs a Pulumi program and its providers over the engine's own protocols.

It is a tool for tests and demos; a real deployment runs on `pulumi`, which can import its state. Tests use
`EngineStack`; `cli` is the command line.

It refuses what it does not support, by name and before it changes anything:
    resources    components of plugins, methods of resources, parameterized packages, functions of the engine's own;
                 dynamic resources that are only read; an import that replaces a resource
    plugins      those that are neither a Python program in a folder that Pulumi.yaml names nor an executable on PATH
    options      deleted_with, replace_with, replacement_trigger, transforms, hooks, hide_diffs, env_var_mappings,
                 state_migrations
    values       assets and archives
    projects     runtimes other than Python; keys of Pulumi.yaml that it does not know
    states       secrets providers other than a passphrase; backends other than files; other versions than 3
"""

from .errors import EngineError, RefusedError, StackError, StepError
from .result import UpdateResult
from .stack import EngineStack
from .steps import Message, Op, Severity, Step
from .values import UNKNOWN

__all__ = [
    "UNKNOWN",
    "EngineError",
    "EngineStack",
    "Message",
    "Op",
    "RefusedError",
    "Severity",
    "StackError",
    "Step",
    "StepError",
    "UpdateResult",
]
