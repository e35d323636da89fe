// Made from the declarations in core/functions by `python -m sheets_addon.apps_script`: change those.
// @ts-check

/** The codes of errors that a function's text begins with. */
const CODES_ = ["#N/A", "#VALUE!", "#DIV/0!", "#NUM!"];

/**
 * Класс ABC. Класс A, B или C для каждой строки: по доле, которую накопили бо́льшие значения. Пустая ячейка — пустой класс.
 *
 * @param {any[][]} values Суммы. По одной сумме на клиента или товар: столбец или строка.
 * @param {any} [a] Граница A. До какой накопленной доли класс A; пусто — 0,7.
 * @param {any} [b] Граница B. До какой накопленной доли класс B; пусто — 0,9.
 * @return {any}
 * @customfunction
 */
function ABC_CLASS(values, a, b) {
  return call_("ABC_CLASS", [values, a, b], []);
}

/**
 * Матрица ABC-XYZ. Сколько клиентов в каждой группе, их объём и доля — как на вкладке «ABC-XYZ», по столбцам покупок.
 *
 * @param {any[][]} clients Клиенты. Клиент каждой покупки: столбец.
 * @param {any[][]} dates Даты. День каждой покупки: столбец той же длины.
 * @param {any[][]} amounts Суммы. Сумма каждой покупки; возврат — с минусом, он уменьшает объём и покупкой не считается.
 * @param {any} [from] С. Первый день периода; пусто — без ограничения.
 * @param {any} [to] По. Последний день периода; пусто — без ограничения.
 * @return {any}
 * @customfunction
 */
function ABC_XYZ_MATRIX(clients, dates, amounts, from, to) {
  return call_("ABC_XYZ_MATRIX", [clients, dates, amounts, from, to], []);
}

/**
 * Перемещения ABC-XYZ. Сколько клиентов перешло из класса в класс между двумя периодами, с новыми и ушедшими.
 *
 * @param {any[][]} clients Клиенты. Клиент каждой покупки: столбец.
 * @param {any[][]} dates Даты. День каждой покупки: столбец той же длины.
 * @param {any[][]} amounts Суммы. Сумма каждой покупки; возврат — с минусом, он уменьшает объём и покупкой не считается.
 * @param {any} from1 С (раньше). Первый день раннего периода.
 * @param {any} to1 По (раньше). Последний день раннего периода.
 * @param {any} from2 С (сейчас). Первый день позднего периода.
 * @param {any} to2 По (сейчас). Последний день позднего периода.
 * @param {any} [axis] Классы. abc — по объёму (так и без него), xyz — по регулярности. (abc | xyz)
 * @param {any} [a] Граница A. До какой накопленной доли класс A; пусто — 0,7.
 * @param {any} [b] Граница B. До какой накопленной доли класс B; пусто — 0,9.
 * @return {any}
 * @customfunction
 */
function ABC_XYZ_MOVES(clients, dates, amounts, from1, to1, from2, to2, axis, a, b) {
  return call_("ABC_XYZ_MOVES", [clients, dates, amounts, from1, to1, from2, to2, axis, a, b], []);
}

/**
 * Долги по срокам. Кто сколько должен и на сколько дней опаздывает против срока оплаты: строка на клиента менеджера или на менеджера.
 *
 * @param {any[][]} invoices Счета. Таблица счетов со строкой заголовков: № счёта, Клиент, Дата, Сумма, Срок оплаты, Обещали оплатить…
 * @param {any[][]} payments Оплаты. Таблица оплат со строкой заголовков: Дата, Сумма, № счёта; возврат — с минусом.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @param {any} [by] По кому. client — по клиентам (так и без него), manager — по менеджерам. (client | manager)
 * @return {any}
 * @customfunction
 */
function AGING_TABLE(invoices, payments, asof, by) {
  return call_("AGING_TABLE", [invoices, payments, asof, by], []);
}

/**
 * Что ещё покупают с товаром. Что чаще всего в тех же заказах, где есть этот товар: сколько раз, в какой доле заказов и во сколько раз чаще обычного.
 *
 * @param {any[][]} baskets Заказы. Номер заказа, сделки или чека каждой строки: столбец.
 * @param {any[][]} items Товары. Товар каждой строки: столбец той же длины.
 * @param {any} item Товар. Название, как в столбце товаров.
 * @param {any} [top] Сколько строк. Сколько товаров показать; пусто — 5.
 * @return {any}
 * @customfunction
 */
function ALSO_BOUGHT(baskets, items, item, top) {
  return call_("ALSO_BOUGHT", [baskets, items, item, top], []);
}

/**
 * Срок сделки, дней. Сколько дней сделка идёт от создания до выигрыша, в среднем или медиана; по сделкам, закончившимся за период.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any} [from] С. Первый день периода; пусто — без ограничения.
 * @param {any} [to] По. Последний день периода; пусто — без ограничения.
 * @param {any} [stat] Что посчитать. mean — среднее (так и по умолчанию), median, p75, p90, km_median — медиана с учётом открытых, n — сколько их. (mean | median | p75 | p90 | km_median | n)
 * @param {any} [start] От. deal — от создания сделки (так и по умолчанию), client — только первые сделки клиентов. (deal | client)
 * @param {any} [end] До. first_payment или won — до выигрыша (оплат среди сделок нет), closed — до закрытия, lost — до отказа. (first_payment | won | closed | lost)
 * @return {any}
 * @customfunction
 */
function AVG_DEAL_DAYS(deals, from, to, stat, start, end) {
  return call_("AVG_DEAL_DAYS", [deals, from, to, stat, start, end], [1, 2, 3, 4, 5]);
}

/**
 * Почему изменилась сумма. Сколько в изменение суммы число × доля × среднее внесли число, доля и среднее; вклады в сумме дают всё изменение.
 *
 * @param {any[][]} before Было. Три клетки: число, доля, среднее — до.
 * @param {any[][]} after Стало. Три клетки: число, доля, среднее — после.
 * @return {any}
 * @customfunction
 */
function CHANGE_DRIVERS(before, after) {
  return call_("CHANGE_DRIVERS", [before, after], []);
}

/**
 * Сравнить доли. Каждая строка против всех остальных: доля, разница, возможные границы и доказана ли разница (с поправкой Холма). Судим от 20 причин.
 *
 * @param {any[][]} effects Результаты. Столбец: сколько получилось у каждого.
 * @param {any[][]} causes Причины. Столбец: из скольких.
 * @return {any}
 * @customfunction
 */
function COMPARE_RATES(effects, causes) {
  return call_("COMPARE_RATES", [effects, causes], []);
}

/**
 * Верхняя граница конверсии. Выше этого доля вряд ли поднимется: верхняя граница Уилсона для результатов из причин.
 *
 * @param {any} effect Результатов. Сколько получилось: встреч, счетов, оплат.
 * @param {any} cause Причин. Из скольких: звонков, встреч, счетов.
 * @param {any} [conf] Надёжность. Насколько уверенными быть: 0,95 или 95 %; пусто — 0,95.
 * @return {any}
 * @customfunction
 */
function CONVERSION_HIGH(effect, cause, conf) {
  return call_("CONVERSION_HIGH", [effect, cause, conf], [0, 1, 2]);
}

/**
 * Нижняя граница конверсии. Ниже этого доля вряд ли опустится: нижняя граница Уилсона для результатов из причин.
 *
 * @param {any} effect Результатов. Сколько получилось: встреч, счетов, оплат.
 * @param {any} cause Причин. Из скольких: звонков, встреч, счетов.
 * @param {any} [conf] Надёжность. Насколько уверенными быть: 0,95 или 95 %; пусто — 0,95.
 * @return {any}
 * @customfunction
 */
function CONVERSION_LOW(effect, cause, conf) {
  return call_("CONVERSION_LOW", [effect, cause, conf], [0, 1, 2]);
}

/**
 * Конверсия. Какая доля причин дала результат: встречи ÷ звонки, оплаты ÷ счета.
 *
 * @param {any} effect Результатов. Сколько получилось: встреч, счетов, оплат.
 * @param {any} cause Причин. Из скольких: звонков, встреч, счетов.
 * @return {any}
 * @customfunction
 */
function CONVERSION_RATE(effect, cause) {
  return call_("CONVERSION_RATE", [effect, cause], [0, 1]);
}

/**
 * Перевести в основную валюту. Сумма в основной валюте по последнему курсу за 7 дней до даты. Пустая валюта — основная; рубли без своего курса — тоже.
 *
 * @param {any[][]} amount Сумма. Одна ячейка или столбец сумм.
 * @param {any[][]} currency Валюта. USD, €, руб.…: столько же ячеек, сколько сумм.
 * @param {any[][]} date Дата. На какой день курс: столько же ячеек, сколько сумм.
 * @param {any[][]} fx Курсы. Диапазон вкладки «Курсы» вместе со строкой заголовков.
 * @return {any}
 * @customfunction
 */
function CONVERT_MONEY(amount, currency, date, fx) {
  return call_("CONVERT_MONEY", [amount, currency, date, fx], []);
}

/**
 * Охват ролей. Доля ролей клиента, в которых мы знакомы не хуже порога, — как «Охват» на вкладке «Матрица отношений».
 *
 * @param {any[][]} levels Уровни. Уровень каждой роли: 0–4 или слово («2 общались»); «—» — никого не знаем. Пустая ячейка не считается.
 * @param {any[][]} [weights] Веса. Важность каждой роли, столько же ячеек; пусто — все равны.
 * @param {any} [threshold] Порог. С какого уровня роль охвачена; пусто — 2.
 * @return {any}
 * @customfunction
 */
function COVERAGE_RATE(levels, weights, threshold) {
  return call_("COVERAGE_RATE", [levels, weights, threshold], [2]);
}

/**
 * Ошибки в таблице. Что в таблице не заполнено, не читается или повторяется, ячейка за ячейкой. Таблицу узнаём по заголовкам; строки считаются от начала диапазона.
 *
 * @param {any[][]} table Таблица. Диапазон любой вкладки, которую заполняют люди, вместе со строкой заголовков: сделки, счета, оплаты…
 * @return {any}
 * @customfunction
 */
function DATA_QUALITY(table) {
  return call_("DATA_QUALITY", [table], []);
}

/**
 * Оценка качества данных. 1 − ячейки с ошибкой ÷ проверенные ячейки: обязательные и заполненные. Таблицу узнаём по заголовкам.
 *
 * @param {any[][]} table Таблица. Диапазон любой вкладки, которую заполняют люди, вместе со строкой заголовков: сделки, счета, оплаты…
 * @param {any} [manager] Менеджер. Чьи строки считать; пусто — все.
 * @return {any}
 * @customfunction
 */
function DATA_QUALITY_SCORE(table, manager) {
  return call_("DATA_QUALITY_SCORE", [table, manager], [1]);
}

/**
 * Отчёт за день. По каждому менеджеру: план оплат на 7 дней и на завтра, поступило за день, просрочено, обещанное и пришедшее — как во вкладке «День».
 *
 * @param {any[][]} invoices Счета. Таблица счетов со строкой заголовков: № счёта, Клиент, Дата, Сумма, Срок оплаты, Обещали оплатить…
 * @param {any[][]} payments Оплаты. Таблица оплат со строкой заголовков: Дата, Сумма, № счёта; возврат — с минусом.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @return {any}
 * @customfunction
 */
function DAY_REPORT(invoices, payments, asof) {
  return call_("DAY_REPORT", [invoices, payments, asof], []);
}

/**
 * Матрица направлений. Строка на клиента, столбец на товар: куплено, предложено (открытая сделка), отказ или «—». До 100 товаров.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} lines Состав заказов. Диапазон вкладки «Состав заказов» вместе со строкой заголовков.
 * @return {any}
 * @customfunction
 */
function DIRECTION_MATRIX(deals, lines) {
  return call_("DIRECTION_MATRIX", [deals, lines], []);
}

/**
 * Что значит показатель. Определение показателя словами: по имени функции, вкладки, таблицы или столбца отчёта.
 *
 * @param {any} name Показатель. Имя функции, заголовок столбца отчёта или id, например finance.months.
 * @return {any}
 * @customfunction
 */
function EXPLAIN_METRIC(name) {
  return call_("EXPLAIN_METRIC", [name], [0]);
}

/**
 * Проверка прогноза на прошлом. Что сказал бы каждый метод прогноза в прошлые месяцы, зная только известное тогда, и что вышло на деле.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @return {any}
 * @customfunction
 */
function FORECAST_BACKTEST(deals, stages, asof) {
  return call_("FORECAST_BACKTEST", [deals, stages, asof], []);
}

/**
 * Конверсия воронки. Доля дошедших до последнего этапа от первого; «steps» — каждого этапа от предыдущего, «total» — от первого.
 *
 * @param {any[][]} counts Количества. Сколько дошло до каждого этапа, по порядку: столбец, строка или два столбца «этап | количество».
 * @param {any} [mode] Вид. Пусто — одно число; «steps» или «total» — столбец долей. (steps | total)
 * @return {any}
 * @customfunction
 */
function FUNNEL_CONVERSION(counts, mode) {
  return call_("FUNNEL_CONVERSION", [counts, mode], []);
}

/**
 * Потери воронки. Сколько не прошло с каждого этапа на следующий; последний этап пуст, дальше терять некому.
 *
 * @param {any[][]} counts Количества. Сколько дошло до каждого этапа, по порядку: столбец, строка или два столбца «этап | количество».
 * @return {any}
 * @customfunction
 */
function FUNNEL_LOSSES(counts) {
  return call_("FUNNEL_LOSSES", [counts], []);
}

/**
 * Таблица воронки. Сколько сделок дошло до каждого этапа, доли, потери и их возможные границы — как на вкладке «Воронка».
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} [from] С. Первый день периода; пусто — без ограничения.
 * @param {any} [to] По. Последний день периода; пусто — без ограничения.
 * @param {any} [mode] Режим. cohort — по созданным за период (так и по умолчанию), cohort_strict — без пропусков этапов, flow — входы на этап, snapshot — кто стоит сейчас. (cohort | cohort_strict | flow | snapshot)
 * @param {any} [slice] Срез. По какому столбцу сделок разбить: Менеджер, Продукт, Канал, Тип или Воронка. Пусто — вместе.
 * @param {any} [asof] На дату. На какой день считать; пусто — последний день, который есть в таблицах.
 * @return {any}
 * @customfunction
 */
function FUNNEL_TABLE(deals, stages, from, to, mode, slice, asof) {
  return call_("FUNNEL_TABLE", [deals, stages, from, to, mode, slice, asof], []);
}

/**
 * Близко к оплате. Кто вот-вот заплатит: неоплаченные счета и горячие сделки без счёта, по сумме × вероятность — как на вкладке «Близко к оплате».
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} invoices Счета. Таблица счетов со строкой заголовков: № счёта, Клиент, Дата, Сумма, Срок оплаты, Обещали оплатить…
 * @param {any[][]} payments Оплаты. Таблица оплат со строкой заголовков: Дата, Сумма, № счёта; возврат — с минусом.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @return {any}
 * @customfunction
 */
function HOT_CLIENTS(deals, invoices, payments, stages, asof) {
  return call_("HOT_CLIENTS", [deals, invoices, payments, stages, asof], []);
}

/**
 * Выставлено счетов. На какую сумму выставлено счетов за период по дате счёта; аннулированные позже входят.
 *
 * @param {any[][]} invoices Счета. Таблица счетов со строкой заголовков: № счёта, Клиент, Дата, Сумма, Срок оплаты, Обещали оплатить…
 * @param {any} from С даты. Первый день периода.
 * @param {any} to По дату. Последний день периода, входит.
 * @param {any} [manager] Менеджер. Имя, как в таблице; пусто — все.
 * @return {any}
 * @customfunction
 */
function INVOICED_TOTAL(invoices, from, to, manager) {
  return call_("INVOICED_TOTAL", [invoices, from, to, manager], [1, 2, 3]);
}

/**
 * Причины отказов по этапам. На каком этапе и почему отказываются: число, доля, сумма и доля нарастающим итогом — от самых частых.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any} [from] С. Первый день периода; пусто — без ограничения.
 * @param {any} [to] По. Последний день периода; пусто — без ограничения.
 * @return {any}
 * @customfunction
 */
function LOSS_REASONS(deals, from, to) {
  return call_("LOSS_REASONS", [deals, from, to], []);
}

/**
 * Следующая покупка. Когда ждать следующую покупку: последний день плюс средний интервал между днями покупок, округлённый до дня.
 *
 * @param {any[][]} dates Даты. Дни покупок одного клиента в любом порядке; одинаковые считаются один раз.
 * @return {any}
 * @customfunction
 */
function NEXT_PURCHASE_DATE(dates) {
  return call_("NEXT_PURCHASE_DATE", [dates], []);
}

/**
 * Планируемые оплаты. Остатки счетов, которые обещали оплатить (без обещания — по сроку) со следующего после даты дня на столько-то дней.
 *
 * @param {any[][]} invoices Счета. Таблица счетов со строкой заголовков: № счёта, Клиент, Дата, Сумма, Срок оплаты, Обещали оплатить…
 * @param {any[][]} payments Оплаты. Таблица оплат со строкой заголовков: Дата, Сумма, № счёта; возврат — с минусом.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @param {any} [days] Дней. На сколько дней вперёд; пусто — 7, завтра — 1.
 * @param {any} [manager] Менеджер. Имя, как в таблице; пусто — все.
 * @return {any}
 * @customfunction
 */
function PAYMENTS_PLANNED(invoices, payments, asof, days, manager) {
  return call_("PAYMENTS_PLANNED", [invoices, payments, asof, days, manager], [2, 3, 4]);
}

/**
 * Поступило. Сколько денег пришло за день или за период; возвраты не вычитаются.
 *
 * @param {any[][]} payments Оплаты. Таблица оплат со строкой заголовков: Дата, Сумма.
 * @param {any} date Дата. День или первый день периода.
 * @param {any} [to] По дату. Последний день периода; пусто — один день.
 * @param {any} [manager] Менеджер. Имя, как в таблице; пусто — все.
 * @return {any}
 * @customfunction
 */
function PAYMENTS_RECEIVED(payments, date, to, manager) {
  return call_("PAYMENTS_RECEIVED", [payments, date, to, manager], [1, 2, 3]);
}

/**
 * Пайплайн по клиентам. Открытые сделки каждого менеджера по клиентам: сумма, этап, тип, возраст, следующий шаг и что поправить — как на вкладке «Пайплайн клиенты», без итогов.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @return {any}
 * @customfunction
 */
function PIPELINE_BY_CLIENT(deals, stages, asof) {
  return call_("PIPELINE_BY_CLIENT", [deals, stages, asof], []);
}

/**
 * Пайплайн по месяцам. Открытые сделки по месяцу ожидаемой оплаты и этапу; «Дата прошла» и «Без даты» — отдельно. Как на вкладке «Пайплайн прогноз», без итогов.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @return {any}
 * @customfunction
 */
function PIPELINE_BY_MONTH(deals, stages, asof) {
  return call_("PIPELINE_BY_MONTH", [deals, stages, asof], []);
}

/**
 * Пайплайн по этапам. Сколько открытых сделок и на какую сумму у менеджера на каждом этапе, его доля и место среди остальных — как на вкладке «Пайплайн этапы», без итогов.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @return {any}
 * @customfunction
 */
function PIPELINE_BY_STAGE(deals, stages, asof) {
  return call_("PIPELINE_BY_STAGE", [deals, stages, asof], []);
}

/**
 * Осталось до плана. План минус факт: сколько ещё нужно. Меньше нуля — план перевыполнен.
 *
 * @param {any} fact Факт. Сколько уже есть.
 * @param {any} plan План. Сколько нужно всего.
 * @return {any}
 * @customfunction
 */
function PLAN_GAP(fact, plan) {
  return call_("PLAN_GAP", [fact, plan], [0, 1]);
}

/**
 * Популярные комплекты. Какие товары берут вместе в одном заказе: комплекты из двух и больше, самые частые первыми (до 1000), и что к чему предложить.
 *
 * @param {any[][]} baskets Заказы. Номер заказа, сделки или чека каждой строки: столбец.
 * @param {any[][]} items Товары. Товар каждой строки: столбец той же длины.
 * @param {any} [min_count] Не реже. Во скольких заказах должен быть комплект; пусто — 5.
 * @param {any} [max_size] Товаров не больше. Сколько товаров в комплекте, от 2 до 5; пусто — 4.
 * @return {any}
 * @customfunction
 */
function PRODUCT_BUNDLES(baskets, items, min_count, max_size) {
  return call_("PRODUCT_BUNDLES", [baskets, items, min_count, max_size], []);
}

/**
 * Рейтинг товаров. Сколько продано каждого товара: сумма, доля, заказы, количество, маржа — от лучшего к худшему. Считает все строки, которые даны.
 *
 * @param {any[][]} lines Состав заказов. Диапазон вкладки «Состав заказов» вместе со строкой заголовков.
 * @param {any} [by] По чему. amount — по сумме (так и без него), quantity — по количеству, deals — по числу заказов, margin — по марже. (amount | quantity | deals | margin)
 * @return {any}
 * @customfunction
 */
function PRODUCT_RANKING(lines, by) {
  return call_("PRODUCT_RANKING", [lines, by], []);
}

/**
 * Соотношения показателей. Сколько звонков нужно на разговор, встречу и заявку, заявок — на счёт, счетов — на оплату; без результата числа нет.
 *
 * @param {any[][]} daily_metrics Метрика дня. Диапазон вкладки «Метрика дня» вместе со строкой заголовков.
 * @param {any} [from] С. Первый день периода; пусто — без ограничения.
 * @param {any} [to] По. Последний день периода; пусто — без ограничения.
 * @param {any} [by] По кому. team — весь отдел (так и без него), manager — по менеджерам, month — по месяцам. (team | manager | month)
 * @return {any}
 * @customfunction
 */
function RATIO_CHAIN(daily_metrics, from, to, by) {
  return call_("RATIO_CHAIN", [daily_metrics, from, to, by], []);
}

/**
 * Дебиторка. Сколько должны клиенты на дату: остатки счетов, а если заполнено «Отгружено» — только отгруженных. Можно выбрать дни просрочки.
 *
 * @param {any[][]} invoices Счета. Таблица счетов со строкой заголовков: № счёта, Клиент, Дата, Сумма, Срок оплаты, Обещали оплатить…
 * @param {any[][]} payments Оплаты. Таблица оплат со строкой заголовков: Дата, Сумма, № счёта; возврат — с минусом.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @param {any} [manager] Менеджер. Имя, как в таблице; пусто — все.
 * @param {any} [min_days] Просрочено от, дней. 1 — только просроченные; счета без срока тогда не входят.
 * @param {any} [max_days] Просрочено до, дней. 0 — срок ещё не прошёл; пусто — сколько угодно.
 * @return {any}
 * @customfunction
 */
function RECEIVABLES_TOTAL(invoices, payments, asof, manager, min_days, max_days) {
  return call_("RECEIVABLES_TOTAL", [invoices, payments, asof, manager, min_days, max_days], [2, 3, 4, 5]);
}

/**
 * Матрица отношений. Строка на клиента, столбец на роль: лучший уровень и последний контакт, охват и на кого нет выхода.
 *
 * @param {any[][]} stakeholders Контактные лица. Диапазон вкладки «Контактные лица» вместе со строкой заголовков.
 * @return {any}
 * @customfunction
 */
function RELATION_MATRIX(stakeholders) {
  return call_("RELATION_MATRIX", [stakeholders], []);
}

/**
 * Прогноз по темпу. Сколько выйдет к концу месяца, если идти тем же темпом: факт ÷ прошедшие рабочие дни × рабочие дни месяца. Праздники России уже учтены.
 *
 * @param {any} fact Факт. Сколько набрано с начала месяца.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @param {any[][]} [holidays] Выходные. Ещё нерабочие дни, кроме праздников России.
 * @return {any}
 * @customfunction
 */
function RUN_RATE(fact, asof, holidays) {
  return call_("RUN_RATE", [fact, asof, holidays], [0, 1]);
}

/**
 * Прогноз продаж. Сколько выиграем в этом месяце и следующих, с границами и прошлой ошибкой, — как на вкладке «Прогноз».
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} asof На дату. Дата, на которую считать; строки позже неё ещё не существуют.
 * @param {any} [periods] Месяцев. На сколько месяцев, вместе с текущим; пусто — 3.
 * @param {any} [conf] Надёжность. Насколько широки границы: 0,8 или 80 %; пусто — 0,8.
 * @return {any}
 * @customfunction
 */
function SALES_FORECAST(deals, stages, asof, periods, conf) {
  return call_("SALES_FORECAST", [deals, stages, asof, periods, conf], []);
}

/**
 * Скорость продаж. Сколько денег в день приносит воронка: открытые сделки × доля выигранных × средняя сумма ÷ срок сделки.
 *
 * @param {any} open_n Открытых сделок. Сколько сделок в работе.
 * @param {any} win_rate Доля выигранных. Доля от 0 до 1 или процент со знаком %.
 * @param {any} avg_amount Средняя сумма. Средняя сумма выигранной сделки.
 * @param {any} cycle_days Срок сделки, дней. За сколько дней сделка доходит до денег.
 * @return {any}
 * @customfunction
 */
function SALES_VELOCITY(open_n, win_rate, avg_amount, cycle_days) {
  return call_("SALES_VELOCITY", [open_n, win_rate, avg_amount, cycle_days], [0, 1, 2, 3]);
}

/**
 * Дней на этапе. Сколько дней сделки стоят на этапе, пока не уйдут на следующий, — в среднем, медиана или другой показатель.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} stage Этап. Название этапа, как в таблице этапов.
 * @param {any} [stat] Что посчитать. mean — среднее (так и по умолчанию), median, p75, p90, km_median — медиана с учётом открытых, n — сколько их. (mean | median | p75 | p90 | km_median | n)
 * @param {any} [asof] На дату. На какой день считать; пусто — последний день, который есть в таблицах.
 * @return {any}
 * @customfunction
 */
function STAGE_DAYS(deals, stages, stage, stat, asof) {
  return call_("STAGE_DAYS", [deals, stages, stage, stat, asof], [2, 3, 4]);
}

/**
 * Сроки этапов. Сколько дней сделки стоят на каждом этапе, сколько стоит сейчас и сколько застряло — как на вкладке «Сроки сделок».
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} [asof] На дату. На какой день считать; пусто — последний день, который есть в таблицах.
 * @return {any}
 * @customfunction
 */
function STAGE_DURATIONS(deals, stages, asof) {
  return call_("STAGE_DURATIONS", [deals, stages, asof], []);
}

/**
 * Сколько нужно на один результат. Сколько действий приходится на один результат: 100 звонков и 20 разговоров — 5 звонков на разговор.
 *
 * @param {any} cause Действий. Сколько сделано: звонков, заявок…
 * @param {any} effect Результатов. Сколько из них вышло: встреч, счетов…
 * @return {any}
 * @customfunction
 */
function UNITS_PER_RESULT(cause, effect) {
  return call_("UNITS_PER_RESULT", [cause, effect], [0, 1]);
}

/**
 * Сделки × вероятность. Сумма открытых сделок, умноженных на вероятность: свою, а без неё — этапа. Сделки без суммы или вероятности не входят.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any[][]} stages Этапы. Диапазон вкладки «Этапы» вместе со строкой заголовков.
 * @param {any} [asof] На дату. На какой день считать; пусто — последний день, который есть в таблицах.
 * @param {any} [from] Оплата с. Первый день ожидаемой оплаты; пусто — без ограничения.
 * @param {any} [to] Оплата по. Последний день ожидаемой оплаты; пусто — без ограничения.
 * @param {any} [manager] Менеджер. Чьи строки считать; пусто — все.
 * @return {any}
 * @customfunction
 */
function WEIGHTED_PIPELINE(deals, stages, asof, from, to, manager) {
  return call_("WEIGHTED_PIPELINE", [deals, stages, asof, from, to, manager], [2, 3, 4, 5]);
}

/**
 * Доля выигранных. Выиграно ÷ (выиграно + проиграно) по дате закрытия; открытые сделки не входят.
 *
 * @param {any[][]} deals Сделки. Диапазон вкладки «Сделки» вместе со строкой заголовков.
 * @param {any} [from] С. Первый день периода; пусто — без ограничения.
 * @param {any} [to] По. Последний день периода; пусто — без ограничения.
 * @param {any} [manager] Менеджер. Чьи строки считать; пусто — все.
 * @return {any}
 * @customfunction
 */
function WIN_RATE(deals, from, to, manager) {
  return call_("WIN_RATE", [deals, from, to, manager], [1, 2, 3]);
}

/**
 * Класс XYZ. Класс клиента для каждой строки: X — покупает регулярно, Y — нерегулярно, Z — купил один раз.
 *
 * @param {any[][]} clients Клиенты. Клиент каждой покупки: столбец.
 * @param {any[][]} dates Даты. День каждой покупки: столбец той же длины.
 * @param {any} [asof] На дату. Пусто — последняя из дат; более поздние не в счёт.
 * @param {any} [theta] Порог разброса. X, если ст. отклонение промежутков ÷ среднее не больше этого; пусто — 0,5.
 * @return {any}
 * @customfunction
 */
function XYZ_CLASS(clients, dates, asof, theta) {
  return call_("XYZ_CLASS", [clients, dates, asof, theta], []);
}

/**
 * XYZ по разбросу. Классический XYZ: разброс продаж товара по месяцам (ст. отклонение ÷ среднее) и его класс. Пустой месяц — 0.
 *
 * @param {any[][]} table Таблица. Строка на товар: название и суммы по месяцам; строка заголовков не обязательна.
 * @param {any} [x] Граница X. Класс X — до этого разброса; пусто — 0,1.
 * @param {any} [y] Граница Y. Класс Y — до этого разброса; пусто — 0,25.
 * @return {any}
 * @customfunction
 */
function XYZ_CV(table, x, y) {
  return call_("XYZ_CV", [table, x, y], []);
}
