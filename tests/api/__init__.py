"""Tests of the API layer: real HTTP, with the emulator where it can respond so, else with a raw server."""
