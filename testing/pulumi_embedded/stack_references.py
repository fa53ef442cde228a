"""Finds stacks by name, and their outputs."""

import os
import re
from pathlib import Path
from typing import Final

from . import urns
from .backend import Checkpoint, backend_root, salt_of
from .errors import EngineError, StackError
from .passphrase import Crypter
from .project import Project
from .resource_state import Resource
from .values import Properties

# the file backend has one organization
ORGANIZATION: Final = "organization"
_PARTS: Final = 3
_INVALID: Final = re.compile(r"[^A-Za-z0-9_.-]")
_LONGEST: Final = 100


def find_stack(project: Project) -> str:
    """Return the name of the project's only stack; StackError where there are others or none."""
    root = backend_root(os.environ.get("PULUMI_BACKEND_URL", project.backend), project.folder)
    names = sorted(path.stem for path in (root / ".pulumi" / "stacks" / project.name).glob("*.json"))
    if len(names) != 1:
        known = f"; there are: {', '.join(names)}" if names else "; create one with `stack init`"
        raise StackError(f"no stack selected: name one with --stack{known}")
    return names[0]


def stack_name(name: str, project: str) -> str:
    """Return the name of a project's stack without its organization and project; StackError if no stack can have it."""
    owner, stack = _parts(name, project)
    if owner != project:
        raise StackError(f'provided project name "{owner}" doesn\'t match Pulumi.yaml')
    if not stack:
        raise StackError("a stack name may not be empty")
    if len(stack) > _LONGEST:
        raise StackError(f"a stack name cannot exceed {_LONGEST} characters")
    if invalid := _INVALID.search(stack):
        raise StackError(
            "a stack name may only contain alphanumeric, hyphens, underscores, or periods: "
            f"invalid character '{invalid[0]}' at position {invalid.start()}"
        )
    return stack


def outputs_of(root: Path, project: str, passphrase: str, name: str) -> Properties:
    """Return the outputs of a stack, named `stack`, `organization/stack` or `organization/project/stack`.

    `root` is the backend's folder, `project` the default project; the passphrase must be that of the stack.
    """
    owner, stack = _parts(name, project)
    checkpoint = Checkpoint(root, owner, stack)
    if not checkpoint.exists:
        raise EngineError(f'unknown stack "{name}"')
    salt = salt_of(checkpoint.read())
    return stack_outputs(checkpoint.load(passphrase, Crypter(passphrase, salt)).resources) if salt else {}


def _parts(name: str, project: str) -> tuple[str, str]:
    """Return the project and the name of a stack that may be named with its organization and its project."""
    *organization, stack = name.split("/", _PARTS - 1)
    if organization and organization[0] != ORGANIZATION:
        raise EngineError(f"organization name must be '{ORGANIZATION}'")
    return (organization[1] if len(organization) == _PARTS - 1 else project), stack


def stack_outputs(resources: tuple[Resource, ...]) -> Properties:
    """Return the outputs of the stack among the resources."""
    return next((resource.outputs for resource in resources if resource.type == urns.STACK_TYPE), {})
