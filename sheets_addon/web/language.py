"""The language of the pages: what the person has chosen, else what the browser asks for, else the service's own."""

from flask import request

from core.i18n import LANGUAGES, Language
from sheets_addon.access.caller import caller
from sheets_addon.access.guard import running


def page_language() -> Language:
    person = caller().person
    if person is not None and person.language is not None:
        return person.language
    asked = request.args.get("lang") or request.accept_languages.best_match(LANGUAGES)
    if asked not in LANGUAGES:
        return running().settings.language
    return "en" if asked == "en" else "ru"
