"""What no log line may hold is masked, wherever in an event it stands: the last line of defence, not the first.

Keys and passwords by their field's name and by their shape; addresses of people and their phones by their shape; the
query of a URL; and in the words of an exception whatever is quoted, since that is what was found in a cell.
"""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

MASK = "***"
LONGEST = 10_000
"""Characters of one text in a line."""

_WORDS = (
    r"pass(?:word|wd|phrase)?|pwd|secret(?:_key)?|(?:access_|refresh_|id_)?token|authorization|api_?key|private_key|"
    r"client_secret|credentials?|csrf|(?:set-)?cookie|session|dsn|database_url|x-goog-channel-token"
)
_SECRET_FIELD = re.compile(rf"(?:^|[_\W])(?:{_WORDS})(?:$|[_\W])", re.IGNORECASE)
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"-----BEGIN [A-Z ]+-----.*?(?:-----END [A-Z ]+-----|$)", re.DOTALL), MASK),
    (re.compile(r"\b(plk_[0-9a-f]{8})_[\w-]+"), rf"\1_{MASK}"),
    (re.compile(r"\b(Bearer|Basic|Token)\s+[\w.~+/=-]{6,}", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?"), MASK),  # a JSON web token
    (re.compile(r"\bya29\.[\w.-]+|\bAIza[\w-]{20,}|\b1//[\w-]{20,}|\bGOCSPX-[\w-]+"), MASK),  # Google's
    (re.compile(r"\bgAAAAA[\w-]{20,}=*"), MASK),  # a secret of the store, encrypted
    (re.compile(r"\$argon2\w*\$[^\s\"']+"), MASK),
    (re.compile(r"(://)[^\s/@\"']+@"), rf"\1{MASK}@"),
    (re.compile(r"((?:https?://|/)[^\s?\"'«»]*)\?[^\s\"'«»]*"), rf"\1?{MASK}"),
    (
        re.compile(rf"(?<![^\W_])({_WORDS})([\"']?\s*[=:]\s*[\"']?)(?!\*\*\*)[^\s\"'&,;}})\]]+", re.IGNORECASE),
        rf"\1\2{MASK}",
    ),
    (re.compile(r"(?<![\w.!#$%&*+/=?^`{|}~-])[\w.!#$%&*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+"), MASK),
    (re.compile(r"\+\d[\d\s().–-]{8,18}\d"), MASK),
    (re.compile(r"(?<![\w.:/-])[78]?[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?![\w:/-])"), MASK),
)
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|«([^»]*)»|“([^”]*)”")
_NAME = re.compile(r"[a-z_][a-z0-9_.]*|(?:[A-Z][a-z0-9]+){2,}", re.ASCII)
"""What is quoted and is a name of the program's, not of a person: ``int``, ``NoneType``."""


def redacted(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    """The processor. What is no plain value becomes its text first, so that nothing passes unseen."""
    return {str(name): _value(str(name), value) for name, value in event.items()}


def masked(text: str) -> str:
    """One text without what has the shape of a secret or of a person's address."""
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    for shape, mask in _SHAPES:
        text = shape.sub(mask, text)
    return text


def _value(name: str, value: Any) -> Any:
    if value is None:
        return value
    if _SECRET_FIELD.search(name):
        return MASK
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _value(str(key), one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_value(name, one) for one in value]
    if name in ("exc_value", "exc_notes"):
        return masked(_QUOTED.sub(_unquoted, str(value)))
    return masked(str(value))


def _unquoted(found: re.Match[str]) -> str:
    words = next((group for group in found.groups() if group is not None), "")
    if not words or _NAME.fullmatch(words):
        return found[0]
    return f"{found[0][0]}{MASK}{found[0][-1]}"
