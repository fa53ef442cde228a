"""Which plugin a program asks for: a package, at times a version and where it could be had."""

import re
from dataclasses import dataclass
from typing import Final

from .errors import EngineError
from .values import Properties

VERSION: Final = "version"
"""The property of a provider resource that names the version of its plugin."""
INTERNAL: Final = "__internal"
"""The property of a provider resource that the engine keeps to itself."""

_SEMANTIC: Final = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")


@dataclass(frozen=True)
class Package:
    """A package of resources, as a request names it; EngineError where its version is none."""

    name: str
    version: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if self.version and not _SEMANTIC.fullmatch(self.version):
            raise EngineError(f"the version of the plugin {self.name} is no semantic version: {self.version!r}")

    @property
    def default_provider(self) -> str:
        """The name of the provider that the engine registers itself."""
        version = f"_{re.sub('[.+-]', '_', self.version)}" if self.version else ""
        segments = [segment for segment in self.url.removesuffix("/").split("/") if segment]
        url = f"_{'/'.join(map(_identifier, segments))}" if segments else ""
        return f"default{version}{url}"

    def of_plugin(self, inputs: Properties) -> Properties:
        """Return the inputs of a provider resource with what is said of its plugin."""
        version = {VERSION: self.version} if self.version else {}
        internal = {INTERNAL: {"pluginDownloadURL": self.url}} if self.url else {}
        return {**inputs, **({INTERNAL: {}} if version else {}), **internal, **version}


def of_provider(inputs: Properties) -> Properties:
    """Return the inputs of a provider resource that are the provider's own."""
    return {key: value for key, value in inputs.items() if key != INTERNAL}


def _identifier(segment: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "_", re.sub(r"^[^A-Za-z0-9_.-]", "_", segment))
