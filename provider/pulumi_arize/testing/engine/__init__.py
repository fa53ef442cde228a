"""An embedded engine: runs a Pulumi program and its dynamic provider over the engine's own protocols.

It is a tool for tests and demos; a real deployment runs on `pulumi`, which can take over its state. `Stack` is the door
for tests, `cli` the command line over it.

What it does not do it refuses by name, before anything is done:
    resources    of packages other than dynamic ones and stack references; remote components; functions and calls;
                 reading in the place of a managed resource, managing what was only read; parameterized packages
    options      import_, custom_timeouts, deleted_with, replace_with, replacement_trigger, transforms, hooks,
                 hide_diffs, plugin_download_url, version, env_var_mappings, state_migrations
    values       assets, archives and output values
    projects     runtimes other than Python; keys of Pulumi.yaml that it does not know
    states       secrets providers other than a passphrase; backends other than files; other versions than 3

From the edge inwards:
    cli, display, render          commands and text for people
    stack, stacks                 a stack: its files, state and operations
    operation, refresh            one preview, update, refresh or destroy
    planner, executor, graph      which steps, applying them, their order
    monitor, goal                 what the program asks for
    registry, plugin              the providers, and what is asked of each
    program_process, program_entry, function_program, provider_process, processes, forkserver, forkserver_entry
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
