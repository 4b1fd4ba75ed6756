"""The meeting place: people, rooms, pages, login, and the gate, the only door to a text."""
