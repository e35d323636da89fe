"""Long lists in pages: ``limit`` and ``cursor``; the next one is in the answer and in its ``Link``."""

from typing import Annotated, Any
from urllib.parse import urlencode

from flask import Response, request

from sheets_addon.api.bodies import DIGITS, Query
from sheets_addon.api.operation import answered, said


class Page(Query):
    limit: Annotated[int, said("Сколько на странице.", "How many on a page.", ge=1, le=500), DIGITS] = 50
    cursor: Annotated[
        str | None, said("С прошлой страницы, next.", "From the last page, its next.", pattern=r"^[0-9]{1,9}$")
    ] = None

    @property
    def after(self) -> int:
        return int(self.cursor or 0)


def paged(answer: dict[str, Any], following: str | None) -> Response:
    """``answer`` with the cursor of the following page, which is there if there are more."""
    made = answered(answer | {"next": following})
    if following is not None:
        parameters = request.args.to_dict() | {"cursor": following}
        made.headers["Link"] = f'<{request.path}?{urlencode(parameters)}>; rel="next"'
    return made
