"""A service key on the engines, in both front ends: from nothing to nothing, with no moment without a valid key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.lifecycle.service_keys import active

from arize_emulator import DropConnection, FaultRule, Status

from .conftest import NewProject, only_pulumi
from .declarations import Json
from .engines import YES, Outcome
from .life import places
from .project import Project, resource
from .secret_samples import Canaries
from .test_secrets import everything


@pytest.fixture
def project(new_project: NewProject, front_end: str, tmp_path: Path) -> Project:
    """Return a project whose program uses a front end, and whose provider writes its debug log."""
    project = new_project("keys", environment={"ARIZE_PROVIDER_LOG": str(tmp_path / "keys" / "debug.log")})
    project.front_end = front_end
    return project


def declare(project: Project, options: Json | None = None, **more: Any) -> None:
    """Declare a key and an integration that uses it."""
    place = places(project.emulator)[0]
    spaces = [{"space_id": place.space_id}]
    args: Json = {"name": "CI", "organizations": [{"organization_id": place.organization_id, "spaces": spaces}], **more}
    config = {"provider": "OPEN_AI", "api_key": {"$of": ["ci", "key"]}}
    project.declare(
        [
            resource("ServiceKey", "ci", options=options, **args),
            resource("Integration", "user", name="User", config=config),
        ],
        key={"$of": ["ci", "key"]},
    )


def in_use(project: Project) -> str:
    """Return the only valid key, which the stack has and the integration uses."""
    (held,) = active(project.emulator)
    assert project.engine.outputs()["key"] == held["key"]
    assert project.emulator.get("User")["api_key"] == held["key"]
    return str(held["key"])


def test_a_key_lives_and_goes(project: Project) -> None:
    """A key is created, rotated, replaced after a revocation outside, and revoked; nothing ever shows it."""
    canaries = Canaries()
    outcomes: list[Outcome] = []

    def shown() -> list[str]:
        canaries.watch("key", in_use(project))
        return canaries.found_in(everything(project, *outcomes))

    declare(project, rotation=1)
    outcomes.append(project.preview())
    assert project.writes == []
    outcomes.append(project.up())
    assert shown() == []
    project.unchanged("up", "refresh", "preview")

    declare(project, rotation=2)
    outcomes += [project.preview(), project.up()]
    assert project.written == ["POST api-keys", "PATCH integrations", "PUT api-keys"]
    assert shown() == []
    project.unchanged("up", "refresh")

    project.emulator.edit(active(project.emulator)[0]["id"], {"status": "REVOKED"}, kind="api-keys")
    outcomes.append(project.refresh())
    assert outcomes[-1].changes == {"delet": 1}
    outcomes += [project.preview(), project.up()]
    assert project.written == ["POST api-keys", "PATCH integrations"]
    assert shown() == []

    declare(project, rotation=2, description="Of the build.")
    with project.emulator.faults(FaultRule(method="POST", nth=1, fault=DropConnection(when="after"))):
        outcomes.append(project.up())
    assert project.written[-2:] == ["PATCH integrations", "PUT api-keys"]
    assert shown() == []
    project.unchanged("up", "refresh")

    outcomes.append(project.destroy())
    assert active(project.emulator) == []
    assert (project.folder / "debug.log").read_text().count('"received": "[secret]"') == 4
    assert canaries.found_in(everything(project, *outcomes)) == []


def test_a_forced_replacement_creates_first(project: Project) -> None:
    """`replace_on_changes` leaves no moment without a valid key."""
    declare(project)
    project.up()
    declare(project, {"replace_on_changes": ["expiry_warning_days"]}, expiry_warning_days=3)
    project.up()
    assert project.written == ["POST api-keys", "PATCH integrations", "PUT api-keys"]
    in_use(project)


def test_a_replacement_retains_the_old_key_if_the_option_was_deployed_before(project: Project) -> None:
    """`retain_on_delete` counts from the deployment after the one that sets it, as the page of options says."""
    retain: Json = {"retain_on_delete": True}
    declare(project)
    project.up()
    declare(project, retain, rotation=1)
    project.up()
    assert len(active(project.emulator)) == 1
    declare(project, retain, rotation=2)
    project.up()
    assert len(active(project.emulator)) == 2


@only_pulumi
def test_replacements_that_ask_nobody(project: Project) -> None:
    """`--target-replace`, `--replace` and `pulumi state taint` create first too."""
    declare(project)
    project.up()
    urn = project.engine.resources()["ci"]["urn"]
    for words in (["--target-replace", urn, "--target-dependents"], ["--replace", urn], []):
        if not words:
            project.engine.edit_state("taint", urn)
        project.run("up", *YES, *words)
        assert project.written == ["POST api-keys", "PATCH integrations", "PUT api-keys"], words
        in_use(project)


def test_a_failed_revocation_is_made_up_for(project: Project) -> None:
    """Where the old key cannot be revoked, the operation fails, and the next one revokes it."""
    declare(project)
    project.engine.set_config("arize:maxRetries", "0")
    project.up()
    declare(project, rotation=1)
    with project.emulator.faults(FaultRule(method="PUT", fault=Status(status=403))):
        outcome = project.fail("up")
    assert "cannot delete service key 'CI': 403" in outcome.text
    assert len(active(project.emulator)) == 2
    project.up()
    in_use(project)


def test_a_near_expiry_is_a_warning_in_a_preview(project: Project) -> None:
    """A preview warns, and so many days before as the program says."""
    project.emulator.configure(max_key_lifetime_seconds=5 * 86400)
    declare(project)
    project.up()
    assert "warning" in project.preview().text
    assert "expires in 4 days" in project.preview().text
    assert "change `rotation`" in project.preview().text
    declare(project, expiry_warning_days=2)
    project.up()
    assert "expires in" not in project.preview().text


def test_wrong_input_is_found_in_a_preview(project: Project) -> None:
    """Each failure stands at its property."""
    declare(project, expires_at="2020-01-01T00:00:00Z", account_role={"type": "CUSTOM", "id": "r"})
    text = project.fail("preview").text
    assert "accountRole.type" in text
    assert "only a role in a space can be a custom one" in text
    assert project.emulator.requests == []
