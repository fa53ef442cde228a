"""Builds the archives of the plugin that `pulumi plugin install resource arize` takes. Run by `make plugin`.

An archive holds the folder `plugin`, the wheel of this package, and the locked versions of its requirements. It is
the same for every platform; the release page has it under each platform's name, because the engine asks for that.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pulumi_arize._version import __version__

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "plugin"
DIST = ROOT / "dist"
PLATFORMS = [f"{system}-{machine}" for system in ("linux", "darwin", "windows") for machine in ("amd64", "arm64")]


def main() -> None:
    """Write an archive for each platform to `dist`."""
    DIST.mkdir(exist_ok=True)
    archive = packed(dict(_contents()))
    for platform in PLATFORMS:
        path = DIST / f"pulumi-resource-arize-v{__version__}-{platform}.tar.gz"
        path.write_bytes(archive)
        print(path.relative_to(ROOT))


def packed(contents: dict[str, bytes]) -> bytes:
    """Return a compressed archive of files; the same files make the same bytes."""
    packed_files = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=packed_files, mode="wb", mtime=0) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name in sorted(contents):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(contents[name]), 0o644
            archive.addfile(entry, io.BytesIO(contents[name]))
    return packed_files.getvalue()


def _contents() -> Iterator[tuple[str, bytes]]:
    for name in ("PulumiPlugin.yaml", "__main__.py", "schema.json"):
        yield name, (FOLDER / name).read_bytes()
    wheel = _wheel()
    yield wheel.name, wheel.read_bytes()
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    locked = (ROOT / "requirements" / "plugin.txt").read_text()
    yield "requirements.txt", f"{locked}./{wheel.name} --hash=sha256:{digest}\n".encode()


def _wheel() -> Path:
    """Return the wheel of this package, built now."""
    folder = Path(tempfile.mkdtemp(prefix="pulumi-arize-"))
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", folder, ROOT], check=True)  # noqa: S603 - our own package
    return next(folder.glob("*.whl"))


if __name__ == "__main__":
    main()
