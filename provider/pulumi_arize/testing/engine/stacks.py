"""The stacks of a project that there are."""

import os

from .backend import backend_root
from .errors import StackError
from .project import Project


def find_stack(project: Project) -> str:
    """Return the name of the project's only stack; without a choice there must be no other."""
    root = backend_root(os.environ.get("PULUMI_BACKEND_URL", ""), project.folder)
    names = sorted(path.stem for path in (root / ".pulumi" / "stacks" / project.name).glob("*.json"))
    if len(names) != 1:
        known = f"; there are: {', '.join(names)}" if names else "; create one with `stack init`"
        raise StackError(f"no stack selected: name one with --stack{known}")
    return names[0]
