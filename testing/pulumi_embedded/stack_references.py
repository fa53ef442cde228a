"""Finds stacks by name, and their outputs."""

import os
from pathlib import Path
from typing import Final

from . import urns
from .backend import Checkpoint, backend_root, salt_of
from .errors import EngineError, MissingStackError
from .passphrase import Crypter
from .project import Project
from .resource_state import Resource
from .values import Properties

# the file backend has one organization
ORGANIZATION: Final = "organization"
_PARTS: Final = 3


def find_stack(project: Project) -> str:
    """Return the name of the project's only stack; MissingStackError where there are others or none."""
    root = backend_root(os.environ.get("PULUMI_BACKEND_URL", project.backend), project.folder)
    names = sorted(path.stem for path in (root / ".pulumi" / "stacks" / project.name).glob("*.json"))
    if len(names) != 1:
        known = f"; there are: {', '.join(names)}" if names else "; create one with `stack init`"
        raise MissingStackError(f"no stack selected: name one with --stack{known}")
    return names[0]


def outputs_of(root: Path, project: str, passphrase: str, name: str) -> Properties:
    """Return the outputs of a stack, named `stack`, `organization/stack` or `organization/project/stack`.

    `root` is the backend's folder, `project` the default project; the passphrase must be that of the stack.
    """
    *organization, stack = name.split("/", _PARTS - 1)
    if organization and organization[0] != ORGANIZATION:
        raise EngineError(f"organization name must be '{ORGANIZATION}'")
    owner = organization[1] if len(organization) == _PARTS - 1 else project
    checkpoint = Checkpoint(root, owner, stack)
    if not checkpoint.exists:
        raise EngineError(f'unknown stack "{name}"')
    salt = salt_of(checkpoint.read())
    return stack_outputs(checkpoint.load(passphrase, Crypter(passphrase, salt)).resources) if salt else {}


def stack_outputs(resources: tuple[Resource, ...]) -> Properties:
    """Return the outputs of the stack among the resources."""
    return next((resource.outputs for resource in resources if resource.type == urns.STACK_TYPE), {})
