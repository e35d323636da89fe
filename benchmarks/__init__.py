"""What is promised about speed, measured against what a user would write instead.

Each module here has ``run()``, which returns figures by name, and ``PROMISES``, the most that some of them may be.
They are found by walking this package; ``python -m benchmarks`` prints all of them.
"""
