"""Migrations of consents and acts."""
