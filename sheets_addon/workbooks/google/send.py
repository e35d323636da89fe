"""One batchUpdate that is done exactly once, whatever becomes of its answer.

Each carries a receipt, which Google keeps with the rest of it or not at all. After a failure that leaves open
whether it was done (a timeout, a 5xx, a broken connection, half a reply) the receipt is looked for first; only
where it is not there the request is sent again.
"""

from collections.abc import Sequence

from sheets_addon.workbooks.google.client import SPREADSHEET, Http
from sheets_addon.workbooks.google.known import Known, Request, receipt, stamps
from sheets_addon.workbooks.google.retries import Unsure, patient, status
from sheets_addon.workbooks.google.sentences import FAILURES


def send(http: Http, id: str, requests: Sequence[Request], known: Known, token: str) -> None:
    """Send ``requests`` with ``token`` as their receipt. Raises what the last try raised."""
    body = {"requests": [*requests, receipt(known, token)]}
    doubt = False

    def once() -> None:
        nonlocal doubt
        if doubt and _done(http, id, token):
            return
        try:
            http.call("post", f"{SPREADSHEET % id}:batchUpdate", json=body)
        except Unsure:
            doubt = True
            raise
        except FAILURES as error:
            # What an earlier try had asked may have come in late; then this one meets its own work.
            if not (doubt and status(error) == 400 and _done(http, id, token)):
                raise

    deadline = http.deadline
    try:
        patient(lambda error: isinstance(error, Unsure), http.terms.clock, http.terms.sleep, deadline)(once)
    except Unsure:
        if not _done(http, id, token):
            raise


def _done(http: Http, id: str, token: str) -> bool:
    fields = "developerMetadata(metadataKey,metadataValue)"
    reply = http.call("get", SPREADSHEET % id, {"fields": fields})
    return token in stamps(reply.get("developerMetadata", ()))
