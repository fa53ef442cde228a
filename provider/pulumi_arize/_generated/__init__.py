"""What `make generate` writes from the models. Nothing here is edited by hand."""
