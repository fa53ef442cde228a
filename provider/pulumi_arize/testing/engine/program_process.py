"""The process of the user's program."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pulumi.runtime.proto import resource_pb2

from .processes import Process
from .project import Project
from .provider_process import with_virtualenv

_ENTRY: Final = Path(__file__).with_name("program_entry.py")


def start_program(
    project: Project,
    info: resource_pb2.DeploymentInfo,
    address: str,
    environment: dict[str, str],
    show: Callable[[str], None],
) -> Process:
    """Start the program against the services at `address`."""
    folder, entry = (project.main, ".") if project.main.is_dir() else (project.main.parent, project.main.name)
    settings = {
        "monitor": address,
        "engine": address,
        "project": info.project,
        "stack": info.stack,
        "organization": info.organization,
        "root_directory": str(project.folder),
        "parallel": info.parallel,
        "dry_run": info.dryRun,
    }
    config = {
        "PULUMI_CONFIG": json.dumps(dict(info.config)),
        "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(info.configSecretKeys)),
    }
    command = [project.interpreter, "-u", str(_ENTRY), json.dumps(settings), entry]
    process = Process(command, folder, with_virtualenv(project, {**environment, **config}), show)
    process.show_output()
    return process
