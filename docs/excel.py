"""The tables of the guide to Excel that the code knows: error codes, and how each host shows an answer."""

import re
from collections.abc import Iterator
from pathlib import Path

from core.i18n import Language, T
from core.renderings import ERRORS, HOSTS, Host
from docs.markdown import said, table

BEGIN, END = "<!-- Made from core/renderings.py by `make docs` -->", "<!-- end -->"
CODES = (T("код", "code"), T("что случилось", "what happened"))
LOOKS = (
    T("где", "where"),
    T("как видна ошибка", "how an error looks"),
    T("где её пояснение", "where its sentence is"),
    T("день", "a day"),
    T("да / нет", "yes / no"),
    T("пусто", "blank"),
)
DAYS = {
    "datetime": T("дата", "a date"),
    "serial": T("число дня, 46112", "the number of the day, 46112"),
    "text": T("текст `2026-03-31`", "the text `2026-03-31`"),
}
YES_NO = {"boolean": T("ИСТИНА / ЛОЖЬ", "TRUE / FALSE"), "number": T("1 / 0", "1 / 0")}
EMPTY = {
    "text": T("пустой текст", "an empty text"),
    "null": T("`null`", "`null`"),
    "blank": T("пустая ячейка", "a blank cell"),
}
SILENT = T("{where}; для {codes} его нет", "{where}; none for {codes}")


def page(path: Path, language: Language) -> str:
    """The hand-written page with its tables as they must be."""
    made = f"{BEGIN}\n\n" + "\n".join(lines(language)).rstrip() + f"\n\n{END}"
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: made, path.read_text("utf-8"), flags=re.DOTALL)


def lines(language: Language) -> Iterator[str]:
    yield from table(said(CODES, language), ((f"`{code}`", look.meaning.to(language)) for code, look in ERRORS.items()))
    yield from table(said(LOOKS, language), (_host(host, language) for host in HOSTS.values()))


def _host(host: Host, language: Language) -> tuple[str, ...]:
    code, look = "#N/A", ERRORS["#N/A"]
    where = host.sentence.say(language, code=code)
    if 0 < len(host.silent) < len(ERRORS):
        where = SILENT.say(language, where=where, codes=", ".join(f"`{one}`" for one in sorted(host.silent)))
    return (
        host.title.to(language),
        host.error.say(language, code=code, calc=look.calc),
        where,
        DAYS[host.day].to(language),
        YES_NO[host.yes_no].to(language),
        EMPTY[host.empty].to(language),
    )
