"""The proxy that leads to the API: that of the settings, else the environment's, unless `NO_PROXY` excludes the host.

Source: curl's manual and the package `golang.org/x/net/http/httpproxy`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from ..errors import SettingsError
from ..model.field_types import parse_address
from ..settings import Settings, is_loopback

SCHEMES = ("http", "https", "socks5", "socks5h")

NO_PROXY = ("no_proxy", "NO_PROXY")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Proxy:
    """A proxy: its URL, which may hold a password, its host and port, and the setting or variable that names it."""

    url: str
    address: str
    source: str

    @property
    def secrets(self) -> Iterator[str]:
        """The password in its URL, quoted and unquoted."""
        password = urlsplit(self.url).password
        return iter((password, unquote(password)) if password else ())


def find_proxy(settings: Settings, environment: Mapping[str, str]) -> Proxy | None:
    """Return the proxy that leads to the API, None where there is none. Raises SettingsError.

    Plain http uses no proxy to this machine. To another host it uses only a proxy on this machine: any other would see
    the key.
    """
    exclusions = _exclusions(environment)
    on_loopback = is_loopback(settings.hostname)
    if settings.scheme == "http" and on_loopback:
        return None
    found: Proxy | None
    if settings.proxy_url:
        found = _proxy(settings.proxy_url, settings.source("proxy_url"))
    elif on_loopback or any(exclusion.covers(settings.hostname, settings.effective_port) for exclusion in exclusions):
        return None
    else:
        found = _proxy_from_environment(settings.scheme, environment)
    if found and settings.scheme == "http" and not is_loopback(urlsplit(found.url).hostname or ""):
        raise SettingsError(
            f"{found.source}: over http, the proxy {found.address} would see the key unencrypted: "
            f"use https, or exclude {settings.hostname} with NO_PROXY"
        )
    return found


def _proxy_from_environment(scheme: str, environment: Mapping[str, str]) -> Proxy | None:
    known = getproxies()
    for name in (scheme, "all"):
        if known.get(name):
            variables = (f"{name}_proxy", f"{name.upper()}_PROXY")
            source = next((it for it in variables if environment.get(it)), "the proxy of the system")
            return _proxy(known[name] if "://" in known[name] else f"http://{known[name]}", source)
    return None


def _proxy(url: str, source: str) -> Proxy:
    """Return the proxy with a URL. Raises SettingsError, without the URL, which may hold a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in SCHEMES or not parts.hostname or parts.query or parts.fragment or parts.path.strip("/"):
        raise SettingsError(
            f"{source}: not the URL of a proxy, such as http://proxy.example.com:3128, with {', '.join(SCHEMES)}; "
            "percent-encode special characters in it, such as # as %23"
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Proxy(url, f"{host}:{port}" if port else host, source)


@dataclass(frozen=True)
class Exclusion:
    """An entry of `NO_PROXY`: a host with its subdomains, a pattern, or a network; on one port or on all."""

    name: str
    network: Network | None
    port: int | None

    def covers(self, host: str, port: int) -> bool:
        """Tell whether the entry excludes a host."""
        if self.port not in (None, port):
            return False
        if self.network:
            return _is_in(host, self.network)
        name = self.name.lower().strip(".")
        return fnmatchcase(host, name) if "*" in name else f".{host}".endswith(f".{name}")


def _exclusions(environment: Mapping[str, str]) -> list[Exclusion]:
    """Return the entries of `NO_PROXY`. Raises SettingsError, which names the entries that cannot be parsed."""
    variable = next((name for name in NO_PROXY if environment.get(name)), NO_PROXY[-1])
    entries = {entry: _exclusion(entry) for entry in re.split(r"[,\s]+", getproxies().get("no", "")) if entry}
    wrong = [entry for entry, exclusion in entries.items() if exclusion is None]
    if wrong:
        raise SettingsError(
            f"{variable}: cannot read {', '.join(map(repr, wrong))}: an entry is a host, a domain, an address, or a "
            "network such as 10.0.0.0/8; a host or an address may end in a port"
        )
    return [exclusion for exclusion in entries.values() if exclusion]


def _exclusion(entry: str) -> Exclusion | None:
    """Return an entry parsed, None where it cannot be."""
    bare = re.sub(r"^\[(.*)\](?=/\d+$|$)", r"\1", entry.partition("://")[2] or entry)
    with suppress(ValueError):
        return Exclusion(entry, ipaddress.ip_network(bare, strict=False), None)
    host, colon, port = bare.rpartition(":")
    if colon and port.isdecimal() and (found := _exclusion(host)) and found.port is None:
        return replace(found, port=int(port))
    is_name = re.fullmatch(r"[\w.*-]+", bare) and not re.fullmatch(r"[\d.]+", bare)
    return Exclusion(bare, None, None) if is_name else None


def _is_in(host: str, network: Network) -> bool:
    address = parse_address(host)
    if address is None:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address) in network
