"""Putting Planerka into Excel on Windows. The only code that the tests do not run: there is no Excel where they run."""
