"""Migrations of people, rooms, items and sessions."""
