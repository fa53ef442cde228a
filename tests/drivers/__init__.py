"""How tests drive what they test, as its users do."""
