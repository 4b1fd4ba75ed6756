"""What may be saved: consents, acts, items, hidings and preventions. A no is always taken."""
