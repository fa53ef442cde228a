"""The plugin that a request names: a package and, optionally, a version and a download URL."""

import re
from dataclasses import dataclass
from typing import Final

from .errors import EngineError
from .values import Properties

VERSION: Final = "version"
"""The property of a provider resource with the version of its plugin."""
INTERNAL: Final = "__internal"
"""The property of a provider resource that only the engine reads."""

_SEMANTIC: Final = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")


@dataclass(frozen=True)
class Package:
    """The package of a request; EngineError where its version is not semantic."""

    name: str
    version: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if self.version and not _SEMANTIC.fullmatch(self.version):
            raise EngineError(f"the version of the plugin {self.name} is not a semantic version: {self.version!r}")

    @property
    def default_provider(self) -> str:
        """The name of the default provider, which the engine registers."""
        version = f"_{re.sub('[.+-]', '_', self.version)}" if self.version else ""
        segments = [segment for segment in self.url.removesuffix("/").split("/") if segment]
        url = f"_{'/'.join(map(_identifier, segments))}" if segments else ""
        return f"default{version}{url}"

    def with_plugin(self, inputs: Properties) -> Properties:
        """Return the inputs of a provider resource with the version and the URL of its plugin."""
        version = {VERSION: self.version} if self.version else {}
        internal = {INTERNAL: {"pluginDownloadURL": self.url}} if self.url else {}
        return {**inputs, **({INTERNAL: {}} if version else {}), **internal, **version}


def provider_inputs(inputs: Properties) -> Properties:
    """Return the inputs of a provider resource without those for the engine."""
    return {key: value for key, value in inputs.items() if key != INTERNAL}


def _identifier(segment: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "_", re.sub(r"^[^A-Za-z0-9_.-]", "_", segment))
