"""Makes every lookup, by id and by name, plain and as Outputs, and exports what was found."""

from __future__ import annotations

import pulumi

import pulumi_arize as arize

organization = arize.get_organization("Acme")
space = arize.get_space("Production")
nested = arize.get_integration("Agent")
flat = arize.get_ai_integration("Azure")

pulumi.export("organization", arize.get_organization(id=organization.id).name)
pulumi.export("space", arize.get_space(id=space.id).name)
pulumi.export("owner", space.organization_id)
pulumi.export("nested", arize.get_integration(id=nested.id, type="AGENT").name)
pulumi.export("flat", arize.get_ai_integration(id=flat.id).name)
pulumi.export("headers", flat.headers)
pulumi.export("listed", sorted(item.name for item in arize.list_integrations()))
pulumi.export("agents", [item.name for item in arize.list_integrations(type="AGENT")])

later = pulumi.Output.from_input("Staging")
pulumi.export("spaceLater", arize.get_space_output(later).apply(lambda found: found.name))
pulumi.export("organizationLater", arize.get_organization_output(id=organization.id).apply(lambda found: found.name))
pulumi.export("nestedLater", arize.get_integration_output(id=nested.id).apply(lambda found: found.name))
pulumi.export("flatLater", arize.get_ai_integration_output("Azure").apply(lambda found: found.name))
pulumi.export(
    "listedLater", arize.list_integrations_output(name="AG").apply(lambda found: [item.name for item in found])
)

wanted = pulumi.Config().get("space")
if wanted:
    arize.get_space(wanted)
