"""Tests of the emulator: the API's description and the official client judge it, never this provider."""
