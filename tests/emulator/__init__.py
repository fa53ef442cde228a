"""Tests of the emulator: it is judged by the API's description and by the official client, never by this provider."""
