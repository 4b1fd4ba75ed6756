"""The promises, tried in quantity: what each harness tries, how often, and which planted faults it finds."""
