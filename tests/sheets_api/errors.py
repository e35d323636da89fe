"""Errors as Google's APIs answer them: an HTTP status and a JSON body with a code, a status word and a message."""

from typing import Any

STATUS_WORDS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    408: "DEADLINE_EXCEEDED",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}


class ApiError(Exception):
    """Raised anywhere below a request; the server turns it into the reply. ``reason`` is Drive's short word for it."""

    def __init__(self, code: int, message: str, reason: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.reason, self.headers = code, message, reason, headers or {}
        self.page = ""
        """What to answer in place of JSON, as the machines before Google's do when these are down."""

    @property
    def body(self) -> dict[str, Any]:
        error: dict[str, Any] = {
            "code": self.code,
            "message": self.message,
            "status": STATUS_WORDS.get(self.code, "UNKNOWN"),
        }
        if self.reason:
            error["errors"] = [{"domain": "global", "reason": self.reason, "message": self.message}]
        return {"error": error}


def invalid(message: str) -> ApiError:
    return ApiError(400, message)


def unimplemented(what: str) -> ApiError:
    """What nobody here uses is not pretended: it fails with its name."""
    return ApiError(501, f"the local server does not implement {what}")
