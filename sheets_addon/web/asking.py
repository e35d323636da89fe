"""Forms of pages: what did not fit is said beside its field, and what was typed stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import request

from core.i18n import Language, T
from core.i18n.formats import day
from core.settings import Settings
from sheets_addon.web.language import page_language
from sheets_addon.web.words import common

Errors = Mapping[str, str]
"""The field's name → the sentence that stands beside it; '' is about the form as a whole."""
ROLES = {"admin": common.ROLE_ADMIN, "head": common.ROLE_HEAD, "manager": common.ROLE_MANAGER}
TIME_ZONE = Settings().time_zone
"""Of the times on pages that belong to no workbook."""


def refused(page: str) -> tuple[str, int]:
    """The form once more with its sentences. htmx shows only what has succeeded."""
    return page, 200 if request.headers.get("HX-Request") else 422


def typed(name: str, longest: int = 400) -> str:
    """What stands in a field, without blanks around it; whatever is longer was not typed by a person."""
    return request.form.get(name, "").strip()[:longest].replace("\0", "")


def ids(name: str) -> frozenset[int]:
    """The numbers of the boxes that are ticked; what is no number of ours is passed over."""
    return frozenset(
        int(one) for one in request.form.getlist(name) if one.isascii() and one.isdigit() and len(one) < 10
    )


def say(sentence: T, **values: Any) -> str:
    return sentence.say(page_language(), **values)


def at(moment: datetime | None, zone: str = TIME_ZONE, language: Language | None = None) -> str:
    """A moment as people read it; '' of none."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day(local.date(), language or page_language())} {local:%H:%M}"
