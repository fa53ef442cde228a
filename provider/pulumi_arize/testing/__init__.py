"""Testing tools: an emulator of the Arize API and an embedded engine. The product never imports them."""
