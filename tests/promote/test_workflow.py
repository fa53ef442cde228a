"""The workflow in `examples/ci`: its permissions and its scripts."""

from __future__ import annotations

import subprocess
from typing import Any

import yaml
from tests.docs.documents import ROOT

WORKFLOW = ROOT / "examples" / "ci" / "promote.yml"


def job() -> dict[str, Any]:
    """Return the only job."""
    content = yaml.safe_load(WORKFLOW.read_text())
    assert content["permissions"] == {}
    (only,) = content["jobs"].values()
    return dict(only)


def test_least_permissions() -> None:
    """The job may read the code and write comments; it does not run for forks, and leaves no token in the checkout."""
    assert job()["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert "head.repo.full_name == github.repository" in job()["if"]
    assert job()["steps"][0]["with"] == {"persist-credentials": False}


def test_scripts() -> None:
    """Every script is valid shell, and no expression inserts text of a pull request into it."""
    scripts = [step["run"] for step in job()["steps"] if "run" in step]
    assert len(scripts) == 4
    for script in scripts:
        assert "${{" not in script
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_one_comment() -> None:
    """The job updates its comment, and creates one if there is none."""
    (script,) = [step["run"] for step in job()["steps"] if "COMMENTS" in step.get("env", {})]
    fake_gh = 'gh() { case "$*" in *--paginate*) echo "$FOUND";; *) echo "$*" >&2;; esac; }\n'
    for found, output in (
        ("42", "--method PATCH repos/o/r/issues/comments/42"),
        ("", "--method POST repos/o/r/issues/7"),
    ):
        environment = {
            "FOUND": found,
            "COMMENTS": "repos/o/r/issues/7",
            "GITHUB_REPOSITORY": "o/r",
            "PATH": "/usr/bin:/bin",
        }
        done = subprocess.run(
            ["bash", "-e", "-c", f"cd $(mktemp -d); echo x > comment.md\n{fake_gh}{script}"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr.strip() == f"api {output} --field body=@comment.md"
