"""The words of the pages and the templates fit together."""

import re
from pathlib import Path

from core.i18n import T
from sheets_addon.web.words import modules, words

WEB = Path(__file__).parents[3] / "sheets_addon" / "web"
HAVE = {(page, name) for page, module in modules().items() for name, one in vars(module).items() if isinstance(one, T)}
IN_TEMPLATES = {
    (page, name.upper())
    for file in (WEB / "templates").glob("*.html")
    for page, name in re.findall(r"\bw\.(\w+)\.(\w+)", file.read_text("utf-8"))
}


def test_each_word_of_a_template_exists() -> None:
    assert IN_TEMPLATES
    assert IN_TEMPLATES <= HAVE


def test_each_word_is_used() -> None:
    code = "\n".join(file.read_text("utf-8") for file in WEB.rglob("*.py"))
    in_code = set(re.findall(r"\b([A-Z][A-Z0-9_]+)\b(?! = )", code))
    assert not {(page, name) for page, name in HAVE - IN_TEMPLATES if name not in in_code}


def test_words_exist_in_both_languages() -> None:
    for page, name in HAVE:
        for said in (getattr(getattr(words(language), page), name.lower()) for language in ("ru", "en")):
            assert said.strip(), (page, name)
