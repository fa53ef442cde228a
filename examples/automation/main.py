"""Deploys one integration to several stacks from Python: no project folder, no `pulumi` typed by hand."""

import os
import sys

import pulumi
import pulumi_arize as arize
from pulumi import automation

SPACES = {"dev": "Lab", "staging": "Staging", "prod": "Production"}


def declare() -> None:
    """Declare what every stack has: this is the program, as a function."""
    config = pulumi.Config()
    space = arize.get_space(config.require("space"))
    openai = arize.Integration(
        "openai",
        name=f"OpenAI ({pulumi.get_stack()})",
        config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey")),
        scopings=[arize.Scoping(organization_id=space.organization_id, space_id=space.id)],
    )
    pulumi.export("id", openai.id)


def stack_of(name: str) -> automation.Stack:
    """Return a stack with its configuration."""
    stack = automation.create_or_select_stack(
        stack_name=name,
        project_name="arize-automation",
        program=declare,
        # the Python that the engine starts the provider with; else the `python3` on PATH, which lacks the package
        opts=automation.LocalWorkspaceOptions(env_vars={"PULUMI_PYTHON_CMD": sys.executable}),
    )
    stack.set_config("space", automation.ConfigValue(SPACES[name]))
    stack.set_config("openaiKey", automation.ConfigValue(os.environ["OPENAI_API_KEY"], secret=True))
    return stack


def main() -> None:
    """Run the verb on each stack."""
    verb, *names = sys.argv[1:]
    for name in names:
        stack = stack_of(name)
        result = stack.destroy() if verb == "destroy" else stack.up()
        print(name, result.summary.resource_changes)


if __name__ == "__main__":
    main()
