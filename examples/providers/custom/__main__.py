"""An endpoint with the API of OpenAI: with a key, with OAuth, with headers."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

key = arize.Integration(
    "key",
    name="Gateway",
    config=arize.CustomConfig(
        base_url="https://llm.example.com/v1",
        api_key=config.require_secret("apiKey"),
        headers={"x-team": "platform"},
        model_names=["small", "large"],
    ),
    scopings=[space],
)

oauth = arize.Integration(
    "oauth",
    name="Gateway, by OAuth",
    config=arize.CustomConfig(
        base_url="https://llm.example.com/v1",
        auth=arize.CustomOAuth2ClientCredentialsAuth(
            token_url="https://login.example.com/oauth2/token",
            client_id="arize",
            client_secret=config.require_secret("clientSecret"),
            scopes="models.read",
        ),
        model_names=["small"],
    ),
    scopings=[space],
)

flat = arize.AiIntegration(
    "gateway-flat",
    name="Gateway, flat",
    provider="CUSTOM",
    auth_type="PROXY_WITH_HEADERS",
    base_url="https://llm.example.com/v1",
    headers={"x-team": "platform"},
    model_names=["small", "large"],
    scopings=[space],
)

pulumi.export("ids", [key.id, oauth.id, flat.id])
