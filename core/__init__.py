"""What is true: the figures of a sales department, computed without I/O, clock or framework."""
