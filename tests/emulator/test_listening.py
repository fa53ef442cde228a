"""The addresses on which `arize-emulator` listens."""

from __future__ import annotations

import re
import socket
import subprocess
from pathlib import Path

import httpx
import pytest

from pulumi_arize.settings import load


def test_port_that_is_taken(virtualenv: Path) -> None:
    """The command ends with one line that names the address and the port."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [str(virtualenv / "bin" / "arize-emulator"), "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"arize-emulator: .*cannot listen on 127\.0\.0\.1, port {port}: .+\n", done.stderr)


def test_ipv6(virtualenv: Path) -> None:
    """With an IPv6 address, the printed URL and the printed variables lead to the server."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError as error:
        pytest.skip(f"no IPv6 here: {error}")
    command = [str(virtualenv / "bin" / "arize-emulator"), "--address", "::1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as emulator:
        try:
            assert emulator.stdout
            printed = emulator.stdout.readline()
            variables = dict(word.split("=", 1) for word in printed.split(" - export ")[1].split())
            url = re.search(r"http://\S+", printed)
            assert url
            headers = {"authorization": f"Bearer {variables['ARIZE_API_KEY']}"}
            assert httpx.get(f"{url[0]}/v2/spaces", headers=headers, trust_env=False).status_code == 200
            settings = load(lambda _: None, variables)
            assert httpx.get(f"{settings.base_url}/v2/spaces", headers=headers, trust_env=False).status_code == 200
        finally:
            emulator.terminate()
