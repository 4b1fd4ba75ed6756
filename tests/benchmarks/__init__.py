"""What is measured against the goals: ratios, both sides of each in one run, interleaved."""
