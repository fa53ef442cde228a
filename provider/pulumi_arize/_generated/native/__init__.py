"""The resource classes, the provider resource and the lookups of the front end on the native plugin."""
