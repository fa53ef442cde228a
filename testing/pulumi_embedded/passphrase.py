"""The passphrase secrets provider: AES-256-GCM with a key that PBKDF2 derives from a passphrase and a salt."""

import base64
import functools
import json
import os
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from .errors import StackError

_ROUNDS: Final = 1_000_000
_VERSION: Final = "v1"
_PROOF: Final = "pulumi"


@functools.lru_cache(maxsize=8)
def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    # a second of work on purpose: done once for each process and salt
    return AESGCM(
        PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=_ROUNDS).derive(passphrase.encode())
    )


class Crypter:
    """Encrypts and decrypts the secrets of one stack; `state` is the salt with the proof of the passphrase."""

    def __init__(self, passphrase: str, state: str) -> None:
        version, salt, proof = [*state.split(":", 2), "", ""][:3]
        if version != _VERSION or not proof:
            raise StackError("the stack's encryption salt is not one that this engine can read")
        self.state = state
        self._cipher = _cipher(passphrase, base64.b64decode(salt))
        if self.decrypt(proof) != _PROOF:
            raise StackError("incorrect passphrase")

    @classmethod
    def new(cls, passphrase: str) -> "Crypter":
        """Return a crypter with a new salt."""
        salt = os.urandom(8)
        proof = _encrypt(_cipher(passphrase, salt), _PROOF)
        return cls(passphrase, f"{_VERSION}:{base64.b64encode(salt).decode()}:{proof}")

    def encrypt(self, text: str) -> str:
        """Return `v1:<nonce>:<ciphertext>`."""
        return _encrypt(self._cipher, text)

    def decrypt(self, encrypted: str) -> str:
        """Return the text of `v1:<nonce>:<ciphertext>`; a wrong key raises StackError."""
        version, _, rest = encrypted.partition(":")
        nonce, _, ciphertext = rest.partition(":")
        if version != _VERSION:
            raise StackError("a secret of the stack is not in a format that this engine can read")
        try:
            return self._cipher.decrypt(base64.b64decode(nonce), base64.b64decode(ciphertext), None).decode()
        except InvalidTag:
            raise StackError("incorrect passphrase") from None

    def encrypt_json(self, value: Any) -> str:
        """Encrypt a value's JSON."""
        return self.encrypt(json.dumps(value, separators=(",", ":"), ensure_ascii=False))


def _encrypt(cipher: AESGCM, text: str) -> str:
    nonce = os.urandom(12)
    encrypted = cipher.encrypt(nonce, text.encode(), None)
    return f"{_VERSION}:{base64.b64encode(nonce).decode()}:{base64.b64encode(encrypted).decode()}"


def passphrase_from(environment: dict[str, str]) -> str:
    """Return the passphrase of the environment; StackError where there is none."""
    if "PULUMI_CONFIG_PASSPHRASE" in environment:
        return environment["PULUMI_CONFIG_PASSPHRASE"]
    if file := environment.get("PULUMI_CONFIG_PASSPHRASE_FILE"):
        try:
            with open(file, encoding="utf-8") as handle:  # noqa: PTH123 - reads one value
                return handle.read().strip()
        except OSError as error:
            raise StackError(f"PULUMI_CONFIG_PASSPHRASE_FILE: {error}") from None
    raise StackError("no passphrase: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE")
