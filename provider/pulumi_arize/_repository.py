"""The address of the repository. Everything that shows it takes it from here; a release from elsewhere stops."""

REPOSITORY = "https://github.com/pulumi-arize/pulumi-arize"
