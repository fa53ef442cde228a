"""The version of the package and the address of its repository: the only place that holds them."""

__version__ = "0.1.0"

REPOSITORY = "https://github.com/pulumi-arize/pulumi-arize"
