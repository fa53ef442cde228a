"""An embedded engine: runs a Pulumi program and its providers over the engine's own protocols.

It is a tool for tests and demos; a real deployment runs on `pulumi`, which can take over its state. `EngineStack` is
the door for tests, `cli` the command line over it.

What it does not do it refuses by name, before anything is done:
    resources    components of plugins, methods of resources, parameterized packages, functions of the engine's own;
                 dynamic resources that are only read; importing in the place of what there is
    plugins      those that are neither a Python program in a folder that Pulumi.yaml names nor an executable on PATH
    options      deleted_with, replace_with, replacement_trigger, transforms, hooks, hide_diffs, env_var_mappings,
                 state_migrations
    values       assets and archives
    projects     runtimes other than Python; keys of Pulumi.yaml that it does not know
    states       secrets providers other than a passphrase; backends other than files; other versions than 3

From the edge inwards:
    cli, cli_stack, cli_options   the commands
    display, render               text for people
    stack, stacks, result         a stack: its files, state and operations, and what they did
    operation                     one preview, update, refresh or destroy
    refresh, deletion             its parts that need no program
    monitor, goal, registrations  what the program asks for, and how it gets that
    planner, aliases, difference  which steps
    executor, graph               applying them, their order
    registry, plugin, provider    the providers, and what is asked of each
    native_plugins, packages      where plugins are, and how they are named
    program_process, program_entry, function_program, provider_process, processes, forkserver, forkserver_entry
    backend, snapshot, files      the state on disk and while it changes
    project, passphrase           settings and secrets
    state, steps, change, paths, values, urns, errors
"""

from .errors import EngineError, RefusedError, StackError, StepError
from .result import UpdateResult
from .stack import EngineStack
from .steps import Message, Op, Severity, Step

__all__ = [
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
