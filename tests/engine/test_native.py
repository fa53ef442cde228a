"""Native plugins: where they are found, what is told where they do not start, what a reader sees of changes."""

import os
import sys

import pytest

from pulumi_embedded import Op
from pulumi_embedded.display import Display

from .project import EMBEDDED, Project, invoked, native, out, plug, secret, texts, thing


@pytest.fixture
def plugged(project: Project) -> Project:
    """Return a project whose `Pulumi.yaml` has the plugin's folder."""
    project.add_plugin()
    return project


def on_path(project: Project, script: str) -> None:
    """Put an executable for the package in front of PATH."""
    folder = project.folder / "bin"
    folder.mkdir()
    executable = folder / "pulumi-resource-plug"
    executable.write_text(script)
    executable.chmod(0o755)
    project.environment["PATH"] = f"{folder}{os.pathsep}{project.environment['PATH']}"


def test_plugin_runs_from_its_folder(plugged: Project) -> None:
    """A native resource lives like a dynamic one in the same stack; their outputs go from one to the other."""
    program = [thing("a", value=1), native("b", value=out("a")), thing("c", value=out("b", "serial"))]
    assert plugged.up(*program).changes == {Op.CREATE: 4}
    assert plugged.objects()["c-None"]["value"] == "main"
    assert plugged.preview(*program).changes == {Op.SAME: 4}
    assert plugged.stack().destroy().changes == {Op.DELETE: 4}
    assert plugged.objects() == {}


def test_plugin_is_found_on_path(project: Project) -> None:
    """Without a folder, the executable of the package on PATH is the plugin, and the user is told which."""
    on_path(project, f'#!/bin/sh\nexec {sys.executable} {project.folder / "plug"} "$@"\n')
    project.declare(native("a", value=1))
    run = project.run(EMBEDDED, "stack", "init", "dev")
    run = project.run(EMBEDDED, "up", "--yes", "--skip-preview")
    assert run.code == 0, run
    assert "warning: using pulumi-resource-plug from $PATH" in run.output
    assert project.objects()["a-None"]["serial"] == "main"


def test_package_without_plugin_is_refused(project: Project) -> None:
    """A resource of a package that has no plugin is refused with where one is looked for."""
    (error,) = texts(project.preview(native("a")))
    assert "a resource of the package `plug`, without `pulumi-resource-plug` on PATH" in error


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"PulumiPlugin.yaml": "runtime: nodejs\n"}, "the runtime 'nodejs' is not supported"),
        ({"PulumiPlugin.yaml": "runtime: {name: python, options: {virtualenv: gone}}\n"}, "is not there"),
        ({"PulumiPlugin.yaml": ""}, "the runtime None is not supported"),
        ({"__main__.py": None}, "a plugin without `__main__.py`"),
        ({"PulumiPlugin.yaml": None}, "neither an executable nor PulumiPlugin.yaml"),
        ({"__main__.py": "print('no port')\nraise SystemExit('it is broken')\n"}, "it is broken"),
    ],
)
def test_plugin_that_cannot_start_is_explained(plugged: Project, files: dict[str, str | None], said: str) -> None:
    """What is wrong with a plugin's folder, or what a plugin said before it ended, is the error; nothing is created."""
    for name, text in files.items():
        path = plugged.folder / "plug" / name
        path.unlink() if text is None else path.write_text(text)
    result = plugged.up(native("a"))
    assert result.exit_code == 1
    assert said in "\n".join(texts(result))
    assert "a" not in plugged.resources()


def test_output_of_a_plugin_is_not_shown(plugged: Project) -> None:
    """What a plugin prints while it works is its own business."""
    main = plugged.folder / "plug" / "__main__.py"
    main.write_text(
        main.read_text().replace('"""A native', 'import sys\nsys.stderr.write("chatter\\n")\n"""A native', 1)
    )
    result = plugged.up(native("a"))
    assert (result.exit_code, result.diagnostics) == (0, ())


def test_settings_reach_a_plugin_in_its_environment(plugged: Project) -> None:
    """Like the real engine, the settings under a package's name are in PULUMI_CONFIG of its plugin."""
    main = plugged.folder / "plug" / "__main__.py"
    main.write_text(
        f"import os, pathlib\npathlib.Path('seen').write_text(os.environ['PULUMI_CONFIG'])\n{main.read_text()}"
    )
    plugged.stack().set_config("plug:account", "e")
    plugged.stack().set_config("other:account", "f")
    assert plugged.up(native("a")).exit_code == 0
    assert (plugged.folder / "seen").read_text() == '{"account":"e"}'


def test_changes_are_shown_as_the_plugin_tells_them(plugged: Project) -> None:
    """A preview shows each property with its kind of change, and which of them replaces; secrets stay hidden."""
    plugged.up(native("a", kind="x", value={"deep": secret("hidden-1"), "same": 1}))
    plugged.declare(native("a", kind="y", value={"deep": secret("hidden-2"), "same": 1}, more=1))
    lines: list[str] = []
    stack = plugged.stack()
    stack.listener = Display(lines.append, preview=True)
    assert stack.preview().exit_code == 0
    shown = "\n".join(lines)
    assert '~ kind: "x" => "y" (replaces)' in shown
    assert "+ more: 1" in shown
    assert "~ value.deep: [secret] => [secret]" in shown
    assert "same" not in shown
    assert "hidden" not in shown


def test_function_that_fails_is_for_the_program_to_handle(plugged: Project) -> None:
    """A failing function fails the program that does not catch it, with what the provider said."""
    result = plugged.up(outputs={"found": invoked("getNothing")})
    assert result.exit_code == 1
    assert "there is no function plug:index:getNothing" in "\n".join(texts(result))


def test_two_configurations_serve_side_by_side(plugged: Project) -> None:
    """Explicit providers of one package have processes and configurations of their own."""
    program = [plug("e", account="e"), plug("w", account="w")]
    program += [native("a", {"provider": "e"}), native("b", {"provider": "w"})]
    assert plugged.up(*program, outputs={"in": invoked("echo", {"provider": "w"})}).outputs["in"]["account"] == "w"
    assert {name: entry["serial"] for name, entry in plugged.objects().items()} == {"a-None": "e", "b-None": "w"}
