"""Keys: the data keys in their own database, sealing and commitments, and the keys that sign."""
