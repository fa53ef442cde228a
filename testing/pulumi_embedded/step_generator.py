"""Generates the steps of a registration, from the provider's check and diff.

Registrations are handled one at a time, so that each sees the decisions before it; their steps run in parallel.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from . import property_path, urns
from .aliases import OldResources
from .dependency_graph import dependents
from .errors import EngineError, RefusedError
from .goal import Goal
from .package_reference import Package
from .property_diff import PropertyChange
from .provider_registry import ProviderRegistry
from .render import describe_invalid
from .resource_diff import ResourceDiff, compare
from .resource_state import Resource
from .steps import Listener, Message, Op, Severity, Step
from .values import UNKNOWN, Properties


class InvalidError(EngineError):
    """The operation stops for a reason that is already shown."""


@dataclass
class StepGenerator:
    """Generates the steps of one operation; `base` has the resources before it, `replaced` the URNs to replace."""

    stack: str
    project: str
    base: Sequence[Resource]
    registry: ProviderRegistry
    emit: Listener
    preview: bool
    replaced: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._order = [resource for resource in self.base if not resource.delete]
        self._olds = OldResources(self.stack, self.project, self._order)
        self._goals: dict[str, Goal] = {}
        self._generated: set[str] = set()
        self._dependent_replace_keys: dict[str, tuple[str, ...]] = {}
        self.refused = False

    def generate_steps(self, goal: Goal, default_provider: Callable[[Package], str]) -> list[Step]:
        """Return the steps that bring a resource to its goal; InvalidError where that is impossible.

        `default_provider` returns the reference to the default provider of a package. An import is followed by
        `generate_steps_after_import`.
        """
        goal = self.with_inherited_options(goal)
        urn = self.urn_of(goal)
        old = self._olds.find(urn, goal)
        conflict = self._olds.claim(urn, old, self._goals)
        self._goals[urn] = goal
        provider = ""
        if goal.custom and not urns.is_provider_type(goal.type):
            provider = goal.provider or default_provider(goal.package)
        new = _new_state(urn, goal, provider, old)
        if goal.id:
            steps = _read_steps(old, new)
        elif goal.import_id and (old is None or old.external or goal.import_id != (old.import_id or old.id)):
            steps = self._import_steps(old, new)
        else:
            steps = self._steps_from_diff(goal, old, self._checked(goal, old, new, conflict))
        self._generated.update(step.urn for step in steps)
        return steps

    def generate_steps_after_import(self, imported: Resource) -> list[Step]:
        """Return the steps that bring an imported resource to its goal, if it differs."""
        goal = self._goals[imported.urn]
        new = _new_state(imported.urn, goal, imported.provider, imported)
        steps = self._steps_from_diff(goal, imported, self._checked(goal, imported, new, ""))
        return [] if steps[0].op is Op.SAME else steps

    def component_provider(self, parent: str, package: str) -> str:
        """Return the reference to the provider that the children of a component inherit, empty for none."""
        goal = self._goals.get(parent)
        return goal.providers.get(package, "") if goal and not goal.custom else ""

    def _import_steps(self, old: Resource | None, new: Resource) -> list[Step]:
        if old is not None:
            raise RefusedError("an import that replaces a resource", new.urn)
        return [Step(Op.IMPORT, None, new)]

    def urn_of(self, goal: Goal) -> str:
        """Return the URN of a resource."""
        return urns.make(self.stack, self.project, goal.parent, goal.type, goal.name)

    def with_inherited_options(self, goal: Goal) -> Goal:
        """Return the goal with the stack as its default parent, and the options of its parent."""
        if goal.type == urns.STACK_TYPE or goal.is_default_provider:
            return goal
        root = urns.make(self.stack, self.project, "", urns.STACK_TYPE, f"{self.project}-{self.stack}")
        child = goal if goal.parent else replace(goal, parent=root)
        parent = self._goals.get(child.parent)
        return child.inheriting(parent) if parent else child

    def _checked(self, goal: Goal, old: Resource | None, new: Resource, conflict: str) -> Resource:
        checked = new
        replaced = old is None or old.external or old.urn in self._dependent_replace_keys or self._is_named(old, new)
        if goal.custom and replaced:
            checked = self._check(new, {}, goal.inputs)
        elif goal.custom and old:
            inputs = property_path.reset_all(goal.inputs, old.inputs, goal.ignore_changes)
            checked = self._check(new, old.inputs, inputs)
        if conflict:
            self.emit(Message(Severity.ERROR, conflict, new.urn))
            raise InvalidError(conflict)
        return checked

    def _check(self, new: Resource, old_inputs: Properties, inputs: Properties) -> Resource:
        checked, failures = self.registry.of(new).check(new.urn, old_inputs, inputs)
        for name, reason in failures:
            text = describe_invalid(new.type, new.name, name, inputs.get(name), reason)
            self.emit(Message(Severity.ERROR, text, new.urn))
        if failures:
            raise InvalidError(f"resource {new.urn} is invalid")
        return replace(new, inputs=checked)

    def _steps_from_diff(self, goal: Goal, old: Resource | None, new: Resource) -> list[Step]:
        if old is None:
            return [Step(Op.CREATE, None, new)]
        if old.external:
            return _replacement_steps(old, new, (), delete_first=False)
        if old.urn in self._dependent_replace_keys:
            return _replacement_steps(old, new, self._dependent_replace_keys.pop(old.urn), delete_first=True)
        difference = self._diff(goal, old, new)
        if old.pending_replacement or difference.replace_keys:
            return self._replacement(goal, old, new, difference)
        op = Op.UPDATE if difference.changed else Op.SAME
        return [Step(op, old, new, ignored=goal.ignore_changes, details=difference.details)]

    def _is_named(self, old: Resource, new: Resource) -> bool:
        """Return whether a resource is to be replaced because a user names it."""
        return old.taint or new.urn in self.replaced

    def _diff(self, goal: Goal, old: Resource, new: Resource) -> ResourceDiff:
        if self._is_named(old, new):
            return ResourceDiff(replace_keys=("id",))
        if bool(old.provider) != bool(new.provider):
            return ResourceDiff(replace_keys=("provider",))
        if self._changes_provider(old.provider, new.provider) and self.registry.replaces(old.provider, new.provider):
            return ResourceDiff(replace_keys=("provider",))
        if not goal.custom:
            return ResourceDiff(old.inputs != property_path.reset_all(new.inputs, old.inputs, goal.ignore_changes))
        renamed = replace(old, urn=new.urn)
        response = compare(self.registry.of(new), renamed, new.inputs, goal.ignore_changes, goal.replace_on_changes)
        if response.warning:
            self.emit(Message(Severity.WARNING, response.warning, new.urn))
        return response

    def _changes_provider(self, old: str, new: str) -> bool:
        """Return whether a resource moves to another provider, and not to the same one under a new name."""
        return old != new and self._olds.renamed.get(urns.provider_urn(new)) != urns.provider_urn(old)

    def _replacement(self, goal: Goal, old: Resource, new: Resource, difference: ResourceDiff) -> list[Step]:
        if new.protect and old.protect:
            self._refuse_to_replace(new.urn)
        if not self._is_named(old, new):
            new = self._check(new, {}, goal.inputs)
        delete_first = difference.delete_first if goal.delete_before_replace is None else goal.delete_before_replace
        if not delete_first and not old.pending_replacement:
            return _replacement_steps(old, new, difference.replace_keys, delete_first=False, details=difference.details)
        deletes = [
            self._mark_for_deletion(dependent, keys) for dependent, keys in reversed(self._dependent_replacements(old))
        ]
        if not old.pending_replacement:
            deletes.append(Step(Op.DELETE_REPLACED, old, None, delete_first=True))
        return [
            *deletes,
            *_replacement_steps(old, new, difference.replace_keys, delete_first=True, details=difference.details),
        ]

    def _mark_for_deletion(self, dependent: Resource, keys: tuple[str, ...]) -> Step:
        if dependent.protect:
            self._refuse_to_replace(dependent.urn)
            # a preview stops here: the dependent is not registered yet
            raise InvalidError(f'resource "{dependent.urn}" is protected')
        self._dependent_replace_keys[dependent.urn] = keys
        return Step(Op.DELETE_REPLACED, dependent, None, delete_first=True)

    def _dependent_replacements(self, root: Resource) -> list[tuple[Resource, tuple[str, ...]]]:
        """Return the dependents to delete before `root`: those that a diff replaces when its outputs are unknown."""
        found: list[tuple[Resource, tuple[str, ...]]] = []
        rechild = {root.urn}
        for candidate in dependents(root, self._order, self._generated | self._dependent_replace_keys.keys()):
            if not candidate.custom or candidate.external:
                continue
            is_of_replaced_provider = urns.provider_urn(candidate.provider) in rechild
            keys = () if is_of_replaced_provider else self._keys_with_unknown(candidate, rechild)
            if is_of_replaced_provider or keys:
                found.append((candidate, keys))
                rechild.add(candidate.urn)
        return found

    def _keys_with_unknown(self, resource: Resource, replaced: set[str]) -> tuple[str, ...]:
        """Return what would replace a resource when its inputs from other resources that are replaced are unknown."""
        inputs = {
            key: UNKNOWN if replaced & set(resource.property_dependencies.get(key, ())) else value
            for key, value in resource.inputs.items()
        }
        if all(value is resource.inputs[key] for key, value in inputs.items()):
            return ()
        provider = self.registry.of(resource)
        return compare(provider, resource, inputs, resource.ignore_changes, resource.replace_on_changes).replace_keys

    def _refuse_to_replace(self, urn: str) -> None:
        text = (
            f'unable to replace resource "{urn}"\nas it is currently marked for protection. To unprotect the resource, '
            "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`"
        )
        self.emit(Message(Severity.ERROR, text, urn))
        self.refused = True
        # a preview continues, to show the replacement
        if not self.preview:
            raise InvalidError(text)


def _replacement_steps(
    old: Resource, new: Resource, keys: tuple[str, ...], *, delete_first: bool, details: tuple[PropertyChange, ...] = ()
) -> list[Step]:
    logical = Step(Op.REPLACE, old, new, keys, delete_first, details=details)
    create = Step(Op.CREATE_REPLACEMENT, old, new, keys, delete_first)
    return [logical, create] if delete_first else [create, logical]


def _read_steps(old: Resource | None, new: Resource) -> list[Step]:
    """Return the steps that read a resource; one that is managed under another id is replaced."""
    if old is None or old.external or old.id == new.id:
        return [Step(Op.READ, old, new)]
    return [Step(Op.READ_REPLACEMENT, old, new), Step(Op.REPLACE, old, new)]


def _new_state(urn: str, goal: Goal, provider: str, old: Resource | None) -> Resource:
    return Resource(
        urn=urn,
        custom=goal.custom,
        type=goal.type,
        id=goal.id,
        external=bool(goal.id),
        inputs=goal.inputs,
        parent=goal.parent,
        protect=bool(goal.protect),
        dependencies=goal.dependencies,
        provider=provider,
        property_dependencies=goal.property_dependencies,
        additional_secret_outputs=goal.additional_secret_outputs,
        retain_on_delete=bool(goal.retain_on_delete),
        created=old.created if old else "",
        modified=old.modified if old else "",
        ignore_changes=goal.ignore_changes,
        replace_on_changes=goal.replace_on_changes,
        custom_timeouts=goal.custom_timeouts(),
        import_id=goal.import_id,
    )
