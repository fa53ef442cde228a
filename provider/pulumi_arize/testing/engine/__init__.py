"""An embedded engine: runs a Pulumi program and its dynamic provider over the engine's own protocols.

It is for demos and hermetic tests; a real deployment runs on `pulumi`, which can take over its state.
What it does not do it refuses by name. `Stack` is the door for tests, `cli` the command line over it.

From the edge inwards:
    cli, display, render          commands and text for people
    stack, stacks                 a stack: its files, state and operations
    operation, refresh            one preview, update, refresh or destroy
    planner, executor, graph      which steps, applying them, their order
    monitor, goal                 what the program asks for
    program_process, program_entry, provider_process, processes
    backend, snapshot, files      the state on disk and while it changes
    project, passphrase           settings and secrets
    state, steps, change, paths, values, urns, errors
"""

from .errors import EngineError, RefusedError, StackError, StepError
from .stack import Result, Stack
from .steps import Message, Op, Severity, Step

__all__ = [
    "EngineError",
    "Message",
    "Op",
    "RefusedError",
    "Result",
    "Severity",
    "Stack",
    "StackError",
    "Step",
    "StepError",
]
