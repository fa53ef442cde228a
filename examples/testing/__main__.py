"""Five integrations of an Arize account, with tests."""

from integrations import declare

declare()
