"""The resource classes of the front end on `pulumi.dynamic`."""
