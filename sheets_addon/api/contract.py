"""``/v1/openapi.json``: the API described to programs, from the declarations of its routes."""

from flask import Blueprint, Response, current_app, request

from core.i18n import T
from sheets_addon.access import needs
from sheets_addon.api.openapi import document
from sheets_addon.api.operation import Gives, Operation, answered, operation
from sheets_addon.api.problem import language_of_request

contract = Blueprint("contract", __name__, url_prefix="/v1")


@contract.get("/openapi.json")
@needs("caller")
@operation(
    Operation(
        T("Это описание", "This description"),
        {200: Gives(T("Документ OpenAPI 3.1", "A document of OpenAPI 3.1"), media=("application/json",))},
    )
)
def openapi() -> Response:
    return answered(document(current_app, language_of_request(), request.host_url.rstrip("/")))
