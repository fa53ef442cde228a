"""The plugin that the engine runs: `python <this folder> <address of the engine>`."""

from pulumi_arize.native.server import main

main()
