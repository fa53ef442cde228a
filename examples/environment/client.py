"""A client that uses the service key of a stack all the while, as a pipeline does; after a 401 it reads the key again.

`python client.py dev` needs the account's host in the environment, and no key: it has that of the stack.
"""

import os
import subprocess
import sys
import time

import httpx

HOST = os.environ.get("ARIZE_API_HOST", "api.arize.com")
SCHEME = os.environ.get("ARIZE_API_SCHEME", "https")
PORT = os.environ.get("ARIZE_API_PORT", "443")
URL = f"{SCHEME}://{HOST}:{PORT}/v2/integrations"


def current_key(stack: str) -> str:
    """Return the service key of a stack."""
    command = ["pulumi", "stack", "output", "key", "--show-secrets", "--stack", stack]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main(stack: str, pause: float = 0.2) -> None:
    """List the integrations until interrupted; an error ends it."""
    key = current_key(stack)
    with httpx.Client() as client:
        while True:
            response = client.get(URL, headers={"authorization": f"Bearer {key}"})
            if response.status_code == httpx.codes.UNAUTHORIZED:
                key = current_key(stack)
                response = client.get(URL, headers={"authorization": f"Bearer {key}"})
                print("read the key again", flush=True)
            response.raise_for_status()
            names = sorted(item["name"] for item in response.json()["integrations"])
            print(", ".join(names), flush=True)
            time.sleep(pause)


if __name__ == "__main__":
    main(sys.argv[1])
