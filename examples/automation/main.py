"""Deploy one integration to several stacks with the Automation API, without a project folder."""

import os
import sys

import pulumi
import pulumi_arize as arize
from pulumi import automation

SPACES = {"dev": "Lab", "staging": "Staging", "prod": "Production"}


def declare() -> None:
    """Declare the resources of every stack: this is the program, as a function."""
    config = pulumi.Config()
    space = arize.get_space(config.require("space"))
    openai = arize.Integration(
        "openai",
        name=f"OpenAI ({pulumi.get_stack()})",
        config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey")),
        scopings=[space],
    )
    pulumi.export("id", openai.id)


def stack_of(name: str) -> automation.Stack:
    """Return a stack with its configuration."""
    stack = automation.create_or_select_stack(
        stack_name=name,
        project_name="arize-automation",
        program=declare,
        # the Python that runs the provider; the default is the `python3` on PATH, which may lack the package
        opts=automation.LocalWorkspaceOptions(env_vars={"PULUMI_PYTHON_CMD": sys.executable}),
    )
    stack.set_config("space", automation.ConfigValue(SPACES[name]))
    stack.set_config("openaiKey", automation.ConfigValue(os.environ["OPENAI_API_KEY"], secret=True))
    return stack


def main() -> None:
    """Run the command on each stack."""
    command, *names = sys.argv[1:]
    for name in names:
        stack = stack_of(name)
        result = stack.destroy() if command == "destroy" else stack.up()
        print(name, result.summary.resource_changes)


if __name__ == "__main__":
    main()
