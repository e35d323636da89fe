"""How grave a problem is, in the words of every face."""

from core.i18n.formats import plural
from core.i18n.text import Language, T

SEVERITIES = {
    "error": T("ошибка", "error"),
    "warning": T("предупреждение", "warning"),
    "info": T("к сведению", "note"),
}
"""In the order in which problems are listed: the gravest first."""
GRAVITY = {severity: place for place, severity in enumerate(SEVERITIES)}
_COUNTED = {
    "error": (("ошибка", "ошибки", "ошибок"), "errors"),
    "warning": (("предупреждение", "предупреждения", "предупреждений"), "warnings"),
    "info": (("к сведению", "к сведению", "к сведению"), "notes"),
}


def severity_count(severity: str, n: int, language: Language) -> str:
    """«2 ошибки», «1 warning»."""
    russian, several = _COUNTED[severity]
    if language == "ru":
        return f"{n} {plural(n, *russian)}"
    return f"{n} {SEVERITIES[severity].en if n == 1 else several}"
