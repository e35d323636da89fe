"""What the add-in is called inside the office, and where its parts lie in the .oxt."""

IDENTIFIER = "org.planerka.calc"
MODULES = tuple(IDENTIFIER.split("."))
INTERFACE = "XFunctions"
IMPLEMENTATION = f"{IDENTIFIER}.Functions"
EXPLAIN = "EXPLAIN_ERROR"
"""The one function that is Calc's alone: a cell shows the code of an error, this one its sentence."""


def parameter(index: int) -> str:
    """The name of an argument in the interface, which the wizard's texts refer to; people never see it."""
    return f"a{index + 1:02}"
