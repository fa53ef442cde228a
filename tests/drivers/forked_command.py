"""A command that asks a fork server for a fork of itself: the commands of a forking virtual environment."""

import json
import os
import signal
import socket
import sys


def can_fork(arguments: list[str]) -> bool:
    """Tell whether Python is asked for a program or a module, without further options."""
    return arguments[:1] == ["-u"] and (arguments[1] == "-m" or not arguments[1].startswith("-"))


def run(server: str, command: str) -> None:
    """Run `command` with this process's arguments in a fork, or in Python itself where that has other options."""
    arguments = [command, *sys.argv[1:]]
    if command.endswith("python"):
        if not can_fork(sys.argv[1:]):
            os.execv(command, arguments)  # noqa: S606 - as it was called
        arguments = sys.argv[2:]
    connection, of_server = socket.socketpair()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as control, of_server:
        control.connect(server)
        socket.send_fds(control, [b"+"], [of_server.fileno(), 1, 2])
    request = {"arguments": arguments, "folder": os.getcwd(), "environment": dict(os.environ)}  # noqa: PTH109 - quick
    connection.sendall(json.dumps(request).encode() + b"\n")
    response = connection.makefile()
    pid = int(response.readline())
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: os.kill(pid, number))
    code = int(response.readline() or -signal.SIGKILL)
    sys.exit(code if code >= 0 else 128 - code)
