"""Migrations of the key store, which is a database of its own."""
