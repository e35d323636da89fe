"""What people write about their deals."""

from core.i18n import T
from templates.company.deals import CONTRACT, NEW, PROPOSAL, QUALIFIED

STEPS = {
    NEW: (
        T("Позвонить, выяснить потребность", "Call, find out the need"),
        T("Узнать, кто принимает решение", "Find out who decides"),
    ),
    QUALIFIED: (
        T("Назначить встречу на складе клиента", "Arrange a meeting at their warehouse"),
        T("Подготовить КП", "Prepare the proposal"),
        T("Выслать каталог и сроки", "Send the catalogue and the delivery dates"),
    ),
    PROPOSAL: (
        T("Обсудить КП с директором", "Discuss the proposal with the director"),
        T("Позвонить после бюджетного комитета", "Call after the budget committee"),
        T("Предложить рассрочку", "Offer payment in parts"),
    ),
    CONTRACT: (
        T("Согласовать протокол разногласий", "Agree the last changes to the contract"),
        T("Напомнить об оплате счёта", "Remind them of the invoice"),
        T("Получить подписанный договор", "Get the signed contract"),
    ),
}
COMMENTS = (
    T("Сравнивают с двумя поставщиками, цена важнее срока.", "Compare two suppliers, price before delivery time."),
    T("Просили отсрочку 30 дней.", "Asked for 30 days to pay."),
    T("Открывают второй склад осенью.", "Open a second warehouse in autumn."),
    T("Решает собственник, встречу обещали на следующей неделе.", "The owner decides; a meeting promised next week."),
    T("Нужна доставка до конца месяца.", "Need delivery before the month ends."),
    T("Работали с конкурентом, недовольны сервисом.", "Worked with a competitor, unhappy with the service."),
)
HOT_STEPS = (
    T("Выставить счёт после звонка бухгалтера", "Invoice after the accountant's call"),
    T("Согласовать замену модели", "Agree another model"),
    T("Дождаться решения по кредитной линии", "Wait for their credit line"),
)
OCCUPATIONS = (
    T("Предприниматель", "Entrepreneur"),
    T("Директор по закупкам", "Purchasing director"),
    T("Собственник", "Owner"),
    T("Завхоз", "Facilities manager"),
)
MARRIED = (T("В браке", "Married"), T("Не в браке", "Single"))
