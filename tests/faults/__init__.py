"""What is tried against the hub: races, kills, tampering and outages, with faults planted to see them found."""
