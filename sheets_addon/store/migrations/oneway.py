"""Steps back are not offered: they would drop what people have entered since. A copy is put back instead."""

from typing import NoReturn


def downgrade() -> NoReturn:
    """Raises NotImplementedError."""
    raise NotImplementedError("there is no way back to an older version of the tables: put the copy back")
