"""The space that can use the integrations of an environment: other stacks read its IDs from the outputs."""

import pulumi
import pulumi_arize as arize

space = arize.get_space(pulumi.Config().require("space"))

pulumi.export("organizationId", space.organization_id)
pulumi.export("spaceId", space.id)
