"""Google Vertex AI: a project, a region, and no key."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

nested = arize.Integration(
    "vertex",
    name="Vertex AI",
    config=arize.VertexAiConfig(project_id="my-project", location="us-central1", project_access_label="arize"),
    scopings=[space],
)

# The flat resource says the same in `provider_metadata`.
flat = arize.AiIntegration(
    "vertex-flat",
    name="Vertex AI, flat",
    provider="VERTEX_AI",
    provider_metadata=arize.GcpProviderMetadata(
        project_id="my-project", location="europe-west4", project_access_label="arize"
    ),
    scopings=[space],
)

pulumi.export("ids", [nested.id, flat.id])
