"""Words of the revision: decisions of ours."""

from core.i18n import T

NO_PROBLEMS = T("Замечаний нет.", "No remarks.")
NO_NAMES = T("Похожих имён и названий нет.", "No names look alike.")
NO_DEALS = T("Открытых сделок нет.", "There is no open deal.")
NO_CELLS = T("Проверять пока нечего.", "Nothing to check yet.")
NO_BASE = T("Пока не по чему судить.", "Nothing to judge by yet.")
NOBODY = T("Общее: справочники и строки без менеджера", "Shared: dictionaries and rows without a manager")

MODE = T(
    "Все вкладки, как они заполнены сейчас; открытые сделки и шаги — на {asof}; этапы — у сделок, созданных "
    "с {since} по {asof}.",
    "All tabs as they are filled now; open deals and steps as of {asof}; stages of the deals created from {since} to "
    "{asof}.",
)
COUNTED = T(
    "Ошибок: {error}, предупреждений: {warning}, к сведению: {info}. Похожих имён: {names}.",
    "Errors: {error}, warnings: {warning}, notes: {info}. Names that look alike: {names}.",
)

DECISIONS = (
    T(
        "Оценка качества — по ячейкам, которые не удалось прочитать или забыли заполнить; замечания, которые видны "
        "только при расчёте (этапа нет на вкладке «Этапы», нет курса), названы в списке, но оценку не меняют.",
        "The score counts cells that could not be read or were left blank though required; problems that only a "
        "figure can see (an unknown stage, no rate) are listed but do not change it.",
    ),
    T(
        "Контакты: клиент учтён один раз у менеджера, который записан за ним на вкладке «Клиенты»; довольно телефона "
        "или почты.",
        "Contacts: a client counts once for the manager named on the Clients tab; a phone or an e-mail is enough.",
    ),
    T(
        "Поля: у открытых сделок смотрим клиента, менеджера, дату создания, сумму, этап, ожидаемую оплату, следующий "
        "шаг и его дату; столбец, которого на вкладке нет, не спрашиваем; нечитаемая ячейка — пустая.",
        "Fields: of open deals we look at the client, manager, creation date, amount, stage, expected payment, next "
        "step and its date; a column that the tab lacks is not asked for; an unreadable cell is a blank one.",
    ),
    T(
        "Задача отработана вовремя, если дата следующего шага открытой сделки — сегодня или позже; сделки без даты "
        "шага сюда не входят, их видно в «Полях».",
        "A task is on time if the next step of an open deal is dated today or later; deals without that date are not "
        "counted here, they show in “Fields”.",
    ),
    T(
        "Алгоритм продаж соблюдён, если каждый этап от первого до последнего пройденного имеет дату и даты не идут "
        "назад; пустую дату первого этапа заменяет дата создания, выигрыша — дата закрытия. Смотрим сделки, созданные "
        "за 90 дней, у которых вписаны хотя бы две даты этапов; этапы после первого выигранного не смотрим.",
        "The sales algorithm is followed if every stage from the first to the furthest reached is dated and no date "
        "goes back; creation replaces a blank date of the first stage, the closing date that of the win. We look at "
        "deals created within 90 days with at least two stage dates typed; stages after the first won one are not "
        "looked at.",
    ),
    T(
        "Выборка — 10 открытых сделок: по кругу от каждого менеджера, случайно, но в один день всегда одни и те же.",
        "The sample is 10 open deals, taken from each manager in turn: at random, but the same ones all day.",
    ),
    T(
        "Похожие имена стоят отдельной таблицей и в списке замечаний не повторяются.",
        "Names that look alike have a table of their own and are not repeated in the list of problems.",
    ),
)
