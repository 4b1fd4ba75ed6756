"""What reaches people outside the hub: that there is something to read, and never what."""
