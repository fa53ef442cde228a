// Every resource and every lookup of the generated SDK.
package main

import (
	"pulumi-arize/sdk/go/arize"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(program)
}

func program(ctx *pulumi.Context) error {
	openai, err := arize.NewIntegration(ctx, "openai", &arize.IntegrationArgs{
		Name: pulumi.String("OpenAI"),
		Type: arize.IntegrationTypeNameLlm,
		Config: &arize.OpenAiConfigArgs{
			Provider: "OPEN_AI",
			ApiKey:   pulumi.String("s3cret-1"),
		},
	})
	if err != nil {
		return err
	}
	agent, err := arize.NewIntegration(ctx, "agent", &arize.IntegrationArgs{
		Name: pulumi.String("Agent"),
		Type: pulumi.String("AGENT"),
		Config: &arize.AgentConfigArgs{
			Endpoint: pulumi.String("https://agent.example.com"),
			InputSchema: pulumi.Map{
				"type":       pulumi.String("object"),
				"properties": pulumi.Map{"api_key": pulumi.Map{"type": pulumi.String("string")}},
			},
			Headers: pulumi.StringMap{"x-key": pulumi.String("s3cret-2")},
		},
	})
	if err != nil {
		return err
	}
	flat, err := arize.NewAiIntegration(ctx, "flat", &arize.AiIntegrationArgs{
		Name:     pulumi.String("Anthropic"),
		Provider: arize.LlmProviderNameAnthropic,
		AuthType: pulumi.String("DEFAULT"),
		ApiKey:   pulumi.String("s3cret-3"),
	})
	if err != nil {
		return err
	}
	space, err := arize.LookupSpace(ctx, &arize.LookupSpaceArgs{Name: pulumi.StringRef("Production")})
	if err != nil {
		return err
	}
	_, err = arize.NewSpaceDefaultIntegration(ctx, "default", &arize.SpaceDefaultIntegrationArgs{
		SpaceId:       pulumi.String(space.Id),
		IntegrationId: openai.ID(),
		ModelName:     pulumi.String("gpt-4o"),
	})
	if err != nil {
		return err
	}
	read, err := arize.GetIntegration(ctx, "read", pulumi.ID("LLM/By hand"), nil)
	if err != nil {
		return err
	}
	organization, err := arize.LookupOrganization(ctx, &arize.LookupOrganizationArgs{Name: pulumi.StringRef("Acme")})
	if err != nil {
		return err
	}
	integration, err := arize.LookupIntegration(ctx, &arize.LookupIntegrationArgs{Name: pulumi.StringRef("By hand")})
	if err != nil {
		return err
	}
	aiIntegration, err := arize.LookupAiIntegration(ctx, &arize.LookupAiIntegrationArgs{
		Name: pulumi.StringRef("Flat by hand"),
	})
	if err != nil {
		return err
	}
	listed, err := arize.ListIntegrations(ctx, &arize.ListIntegrationsArgs{
		Type: pulumi.StringRef("LLM"),
		Name: pulumi.StringRef("hand"),
	})
	if err != nil {
		return err
	}
	names := pulumi.Array{}
	for _, found := range listed.Results {
		names = append(names, pulumi.Any(found["name"]))
	}
	ctx.Export("organization", pulumi.String(organization.Id))
	ctx.Export("space", pulumi.String(space.Id))
	ctx.Export("integration", pulumi.String(*integration.Type))
	ctx.Export("aiIntegration", pulumi.String(aiIntegration.Provider))
	ctx.Export("listed", names)
	ctx.Export("laterSpace", arize.LookupSpaceOutput(ctx, arize.LookupSpaceOutputArgs{Name: pulumi.String("Production")}).Id())
	ctx.Export("laterOrganization", arize.LookupOrganizationOutput(ctx, arize.LookupOrganizationOutputArgs{
		Name: pulumi.String("Acme"),
	}).Id())
	ctx.Export("laterIntegration", arize.LookupIntegrationOutput(ctx, arize.LookupIntegrationOutputArgs{
		Id: openai.ID(),
	}).Type())
	ctx.Export("laterAiIntegration", arize.LookupAiIntegrationOutput(ctx, arize.LookupAiIntegrationOutputArgs{
		Id: flat.ID(),
	}).AuthType())
	ctx.Export("laterListed", arize.ListIntegrationsOutput(ctx, arize.ListIntegrationsOutputArgs{
		Type: agent.Type,
	}).Results().ApplyT(func(results []map[string]interface{}) int { return len(results) }))
	ctx.Export("read", read.Type)
	ctx.Export("endpoint", agent.Config.ApplyT(func(config interface{}) interface{} {
		return config.(map[string]interface{})["endpoint"]
	}))
	return nil
}
