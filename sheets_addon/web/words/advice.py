"""What to do about each kind of problem, in a sentence or two: kinds that are mended alike stand together."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.i18n import Language, T


@dataclass(frozen=True)
class Kind:
    codes: frozenset[str]
    name: T
    advice: T


@dataclass(frozen=True)
class Advice:
    title: str
    text: str


def _kind(codes: str, name: T, advice: T) -> Kind:
    return Kind(frozenset(codes.split()), name, advice)


KINDS = (
    _kind(
        "missing missing_any",
        T("Не заполнено", "Blank"),
        T(
            "Впишите значение. Пока ячейка пуста, строка не попадает в суммы, которым она нужна.",
            "Type the value. While the cell is blank, its row is left out of the sums that need it.",
        ),
    ),
    _kind(
        "error_cell",
        T("Ошибка формулы", "A formula's error"),
        T(
            "Исправьте формулу или впишите значение рукой: из ошибки число не получить.",
            "Mend the formula or type the value: no number comes out of an error.",
        ),
    ),
    _kind(
        "not_number date_not_number ambiguous_number not_whole below above",
        T("Не то число", "Not the right number"),
        T(
            "Оставьте в ячейке одно число: без слов, «около» и диапазонов. Пояснение впишите в «Комментарий».",
            "Leave one number in the cell, without words, “about” or ranges. What explains it goes into Comment.",
        ),
    ),
    _kind(
        "odd_percent",
        T("Проценты вперемешку с долями", "Percentages mixed with fractions"),
        T(
            "Пишите весь столбец одинаково, лучше со знаком: 70 %.",
            "Write the whole column one way, best with the sign: 70%.",
        ),
    ),
    _kind(
        "not_date impossible_date ambiguous_date date_out_of_range",
        T("Не та дата", "Not the right date"),
        T(
            "Пишите день, месяц и год: 31.03.2026. «На неделе» и «до конца месяца» датой не станут.",
            "Write the whole date: 2026-03-31. “This week” and “by the end of the month” are no dates.",
        ),
    ),
    _kind(
        "not_yesno not_choice not_currency",
        T("Не из возможных значений", "None of the possible values"),
        T(
            "Выберите одно из того, что перечислено в самой проблеме; в шаблоне для этого есть список в ячейке.",
            "Choose one of those that the problem lists; the template has a drop-down in the cell.",
        ),
    ),
    _kind(
        "outside_list pipeline_unknown",
        T("Нет в справочнике", "Not in the dictionary"),
        T(
            "Если это опечатка, исправьте ячейку; если значение новое, добавьте его на вкладку справочника.",
            "If it is a slip, mend the cell; if the value is new, add it to the dictionary's tab.",
        ),
    ),
    _kind(
        "repeated_key repeated_stage stage_repeated",
        T("Повтор", "Repeated"),
        T(
            "Посмотрите обе строки. Лишнюю удалите; если это разные сделки или счета, дайте им разные номера.",
            "Look at both rows. Delete the one too many; if they are two deals or invoices, number them apart.",
        ),
    ),
    _kind(
        "near_duplicate wrong_alphabet",
        T("Похоже, одно и то же", "Perhaps the same thing"),
        T(
            "Напишите название одинаково во всех строках: иначе клиент или менеджер раздвоится в отчётах.",
            "Spell the name the same in every row: otherwise a client or manager is split in the reports.",
        ),
    ),
    _kind(
        "total_row",
        T("Строка итогов", "A totals row"),
        T("Делать ничего не нужно: итоги считает Планёрка.", "Nothing to do: Planerka adds up by itself."),
    ),
    _kind(
        "no_header missing_column missing_any_column repeated_header",
        T("Заголовки", "Headers"),
        T(
            "Верните заголовок столбца, как в шаблоне: порядок столбцов не важен, названия важны.",
            "Put the column's header back as in the template: the order does not matter, the names do.",
        ),
    ),
    _kind(
        "similar_tab copy_tab",
        T("Вкладка не прочитана", "A tab that is not read"),
        T(
            "Если вкладка нужна, назовите её как в шаблоне («Сделки», «Сделки Иванова»); копию удалите.",
            "If the tab is needed, name it as in the template (“Deals”, “Deals Smith”); delete a copy.",
        ),
    ),
    _kind(
        "unknown_parameter bad_parameter",
        T("Вкладка «Настройки»", "The tab Settings"),
        T(
            "Исправьте параметр на вкладке «Настройки»; пока действует значение по умолчанию.",
            "Mend the parameter on the tab Settings; until then its default counts.",
        ),
    ),
    _kind(
        "stage_unknown status_against_stage closed_missing closed_while_open reason_while_not_lost",
        T("Сделка спорит сама с собой", "A deal at odds with itself"),
        T(
            "Откройте строку и решите, что верно: этап, статус, дата закрытия или причина отказа.",
            "Open the row and decide what is true: the stage, the status, the closing date or the loss reason.",
        ),
    ),
)
OTHER = T("Прочее", "Others")
BY_SEVERITY = {
    "error": T(
        "Исправьте ячейку: пока она не прочитана, в суммах её нет.",
        "Mend the cell: until it can be read it is in no sum.",
    ),
    "warning": T("Проверьте ячейку: она учтена как есть.", "Check the cell: it counts as typed."),
    "info": T("Делать ничего не нужно.", "Nothing to do."),
}


def of(codes: Mapping[str, str], language: Language) -> list[Advice]:
    """For the kinds of problems that there are; ``codes``: code → severity."""
    found = [Advice(kind.name.to(language), kind.advice.to(language)) for kind in KINDS if kind.codes & codes.keys()]
    known = frozenset[str]().union(*(kind.codes for kind in KINDS))
    left = [severity for severity in BY_SEVERITY if severity in {codes[code] for code in codes.keys() - known}]
    return [*found, *(Advice(OTHER.to(language), BY_SEVERITY[severity].to(language)) for severity in left)]
