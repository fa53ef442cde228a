"""A command that asks a server for a fork of itself: what the commands of a forking virtual environment are."""

import json
import os
import signal
import socket
import sys

UNBUFFERED = "-u"


def can_fork(arguments: list[str]) -> bool:
    """Tell whether Python is asked for a program or a module, without further options."""
    return arguments[:1] == [UNBUFFERED] and (arguments[1] == "-m" or not arguments[1].startswith("-"))


def run(server: str, command: str) -> None:
    """Do what `command` does with this process's arguments; the real Python does what a fork cannot."""
    arguments = [command, *sys.argv[1:]]
    if command.endswith("python"):
        if not can_fork(sys.argv[1:]):
            os.execv(command, arguments)  # noqa: S606 - as it was called
        arguments = sys.argv[2:]
    line, theirs = socket.socketpair()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as control, theirs:
        control.connect(server)
        socket.send_fds(control, [b"+"], [theirs.fileno(), 1, 2])
    request = {"arguments": arguments, "folder": os.getcwd(), "environment": dict(os.environ)}  # noqa: PTH109 - quick
    line.sendall(json.dumps(request).encode() + b"\n")
    answers = line.makefile()
    fork = int(answers.readline())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: os.kill(fork, number))
    code = int(answers.readline() or -signal.SIGKILL)
    sys.exit(code if code >= 0 else 128 - code)
