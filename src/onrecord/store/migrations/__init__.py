"""The store's migrations: one module a version, oldest first."""
