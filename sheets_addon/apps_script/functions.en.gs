// Made from the declarations in core/functions by `python -m sheets_addon.apps_script`: change those.
// @ts-check

/** The codes of errors that a function's text begins with. */
const CODES_ = ["#N/A", "#VALUE!", "#DIV/0!", "#NUM!"];

/**
 * ABC class. The class A, B or C of every row, by the share that larger values add up to. A blank cell has a blank class.
 *
 * @param {any[][]} values Values. One value a client or product: a column or a row.
 * @param {any} [a] Border A. Up to which cumulative share it is A; blank: 0.7.
 * @param {any} [b] Border B. Up to which cumulative share it is B; blank: 0.9.
 * @return {any}
 * @customfunction
 */
function ABC_CLASS(values, a, b) {
  return call_("ABC_CLASS", [values, a, b], []);
}

/**
 * ABC-XYZ matrix. The clients of each group, their value and its share, as on the ABC-XYZ tab, from columns of purchases.
 *
 * @param {any[][]} clients Clients. The client of each purchase: a column.
 * @param {any[][]} dates Dates. The day of each purchase: a column of the same length.
 * @param {any[][]} amounts Amounts. The amount of each purchase; a refund is negative: it lowers the value and is no purchase.
 * @param {any} [from] From. The period's first day; blank: no limit.
 * @param {any} [to] To. The period's last day; blank: no limit.
 * @return {any}
 * @customfunction
 */
function ABC_XYZ_MATRIX(clients, dates, amounts, from, to) {
  return call_("ABC_XYZ_MATRIX", [clients, dates, amounts, from, to], []);
}

/**
 * ABC-XYZ moves. How many clients went from class to class between two periods, with the new ones and those gone.
 *
 * @param {any[][]} clients Clients. The client of each purchase: a column.
 * @param {any[][]} dates Dates. The day of each purchase: a column of the same length.
 * @param {any[][]} amounts Amounts. The amount of each purchase; a refund is negative: it lowers the value and is no purchase.
 * @param {any} from1 From (before). The earlier period's first day.
 * @param {any} to1 To (before). The earlier period's last day.
 * @param {any} from2 From (now). The later period's first day.
 * @param {any} to2 To (now). The later period's last day.
 * @param {any} [axis] Classes. abc: by value (the default), xyz: by regularity. (abc | xyz)
 * @param {any} [a] Border A. Up to which cumulative share it is A; blank: 0.7.
 * @param {any} [b] Border B. Up to which cumulative share it is B; blank: 0.9.
 * @return {any}
 * @customfunction
 */
function ABC_XYZ_MOVES(clients, dates, amounts, from1, to1, from2, to2, axis, a, b) {
  return call_("ABC_XYZ_MOVES", [clients, dates, amounts, from1, to1, from2, to2, axis, a, b], []);
}

/**
 * Debts by age. Who owes what and how many days past the due date: a row for each manager's client, or for each manager.
 *
 * @param {any[][]} invoices Invoices. The invoices with their header row: Invoice id, Client, Date, Amount, Due, Promised…
 * @param {any[][]} payments Payments. The payments with their header row: Date, Amount, Invoice id; a refund is negative.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @param {any} [by] By. client (also if blank), or manager. (client | manager)
 * @return {any}
 * @customfunction
 */
function AGING_TABLE(invoices, payments, asof, by) {
  return call_("AGING_TABLE", [invoices, payments, asof, by], []);
}

/**
 * Also bought with a product. What is most often in the orders that hold this product: how many times, in what share of them, and how many times more often than usual.
 *
 * @param {any[][]} baskets Baskets. The order, deal or receipt of each row: a column.
 * @param {any[][]} items Items. The product of each row: a column of the same length.
 * @param {any} item Item. Its name as in the items.
 * @param {any} [top] How many rows. How many products to show; blank: 5.
 * @return {any}
 * @customfunction
 */
function ALSO_BOUGHT(baskets, items, item, top) {
  return call_("ALSO_BOUGHT", [baskets, items, item, top], []);
}

/**
 * Days of a deal. How many days a deal takes from creation to the win, mean or median; of the deals that ended in the period.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any} [from] From. The period's first day; blank: no limit.
 * @param {any} [to] To. The period's last day; blank: no limit.
 * @param {any} [stat] Statistic. mean (the default), median, p75, p90, km_median (open ones counted), n: how many. (mean | median | p75 | p90 | km_median | n)
 * @param {any} [start] Start. deal: from the deal's creation (the default); client: clients' first deals only. (deal | client)
 * @param {any} [end] End. first_payment or won: to the win (deals hold no payments); closed: won or lost; lost. (first_payment | won | closed | lost)
 * @return {any}
 * @customfunction
 */
function AVG_DEAL_DAYS(deals, from, to, stat, start, end) {
  return call_("AVG_DEAL_DAYS", [deals, from, to, stat, start, end], [1, 2, 3, 4, 5]);
}

/**
 * Why the sum changed. How much of a change of the sum number × rate × mean came by each of the three; the parts add up to the change.
 *
 * @param {any[][]} before Before. Three cells: number, rate and mean, before.
 * @param {any[][]} after After. Three cells: number, rate and mean, after.
 * @return {any}
 * @customfunction
 */
function CHANGE_DRIVERS(before, after) {
  return call_("CHANGE_DRIVERS", [before, after], []);
}

/**
 * Compare rates. Each row against all the others: rate, difference, bounds, and whether the difference is proven (after Holm's correction). Judged from 20 causes on.
 *
 * @param {any[][]} effects Effects. A column: how many came out for each.
 * @param {any[][]} causes Causes. A column: out of how many.
 * @return {any}
 * @customfunction
 */
function COMPARE_RATES(effects, causes) {
  return call_("COMPARE_RATES", [effects, causes], []);
}

/**
 * Upper bound of a conversion rate. The rate is hardly above this: the upper Wilson bound of effects out of causes.
 *
 * @param {any} effect Effects. How many came out: meetings, invoices, payments.
 * @param {any} cause Causes. Out of how many: calls, meetings, invoices.
 * @param {any} [conf] Confidence. How sure to be: 0.95 or 95 %; blank: 0.95.
 * @return {any}
 * @customfunction
 */
function CONVERSION_HIGH(effect, cause, conf) {
  return call_("CONVERSION_HIGH", [effect, cause, conf], [0, 1, 2]);
}

/**
 * Lower bound of a conversion rate. The rate is hardly below this: the lower Wilson bound of effects out of causes.
 *
 * @param {any} effect Effects. How many came out: meetings, invoices, payments.
 * @param {any} cause Causes. Out of how many: calls, meetings, invoices.
 * @param {any} [conf] Confidence. How sure to be: 0.95 or 95 %; blank: 0.95.
 * @return {any}
 * @customfunction
 */
function CONVERSION_LOW(effect, cause, conf) {
  return call_("CONVERSION_LOW", [effect, cause, conf], [0, 1, 2]);
}

/**
 * Conversion rate. The share of causes that gave the effect: meetings ÷ calls, payments ÷ invoices.
 *
 * @param {any} effect Effects. How many came out: meetings, invoices, payments.
 * @param {any} cause Causes. Out of how many: calls, meetings, invoices.
 * @return {any}
 * @customfunction
 */
function CONVERSION_RATE(effect, cause) {
  return call_("CONVERSION_RATE", [effect, cause], [0, 1]);
}

/**
 * Convert money. An amount in the base currency at the last rate of the 7 days up to the date. A blank currency is the base one; so are roubles without a rate of their own.
 *
 * @param {any[][]} amount Amount. One cell or a column of amounts.
 * @param {any[][]} currency Currency. USD, €…: as many cells as amounts.
 * @param {any[][]} date Date. The day of the rate: as many cells as amounts.
 * @param {any[][]} fx FX. The range of the FX tab with its header row.
 * @return {any}
 * @customfunction
 */
function CONVERT_MONEY(amount, currency, date, fx) {
  return call_("CONVERT_MONEY", [amount, currency, date, fx], []);
}

/**
 * Coverage of roles. The share of a client's roles that we know at least as well as the threshold, as on the Relations tab.
 *
 * @param {any[][]} levels Levels. Each role's level: 0–4 or a word (“2 talked”); “—” is nobody known. A blank cell does not count.
 * @param {any[][]} [weights] Weights. The importance of each role, as many cells; blank: all equal.
 * @param {any} [threshold] Threshold. The level from which a role is covered; blank: 2.
 * @return {any}
 * @customfunction
 */
function COVERAGE_RATE(levels, weights, threshold) {
  return call_("COVERAGE_RATE", [levels, weights, threshold], [2]);
}

/**
 * Problems of a table. What a table lacks, what cannot be read or is repeated, cell by cell. The table is recognised by its headers; rows are counted from the top of the range.
 *
 * @param {any[][]} table Table. The range of any tab that people fill, with its header row: deals, invoices, payments…
 * @return {any}
 * @customfunction
 */
function DATA_QUALITY(table) {
  return call_("DATA_QUALITY", [table], []);
}

/**
 * Data-quality score. 1 − cells in error ÷ cells checked: the required and the filled ones. The table is recognised by its headers.
 *
 * @param {any[][]} table Table. The range of any tab that people fill, with its header row: deals, invoices, payments…
 * @param {any} [manager] Manager. Whose rows to count; blank: everyone's.
 * @return {any}
 * @customfunction
 */
function DATA_QUALITY_SCORE(table, manager) {
  return call_("DATA_QUALITY_SCORE", [table, manager], [1]);
}

/**
 * The day's report. For each manager: payments planned for 7 days and tomorrow, received on the day, overdue, promised and kept, as in the tab Day.
 *
 * @param {any[][]} invoices Invoices. The invoices with their header row: Invoice id, Client, Date, Amount, Due, Promised…
 * @param {any[][]} payments Payments. The payments with their header row: Date, Amount, Invoice id; a refund is negative.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @return {any}
 * @customfunction
 */
function DAY_REPORT(invoices, payments, asof) {
  return call_("DAY_REPORT", [invoices, payments, asof], []);
}

/**
 * Direction matrix. A row a client, a column a product: bought, offered (an open deal), refused, or “—”. Up to 100 products.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} lines Order lines. The range of the Order lines tab with its header row.
 * @return {any}
 * @customfunction
 */
function DIRECTION_MATRIX(deals, lines) {
  return call_("DIRECTION_MATRIX", [deals, lines], []);
}

/**
 * What a figure means. A figure's definition in words, by the name of a function, a report, its table or its column.
 *
 * @param {any} name Figure. A function's name, a report column's title, or an id such as finance.months.
 * @return {any}
 * @customfunction
 */
function EXPLAIN_METRIC(name) {
  return call_("EXPLAIN_METRIC", [name], [0]);
}

/**
 * Forecast checked against the past. What each method would have said in past months, knowing only what was known then, and what came.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @return {any}
 * @customfunction
 */
function FORECAST_BACKTEST(deals, stages, asof) {
  return call_("FORECAST_BACKTEST", [deals, stages, asof], []);
}

/**
 * Funnel conversion. The share of the first stage that reached the last; “steps”: of the stage before, “total”: of the first.
 *
 * @param {any[][]} counts Counts. How many reached each stage, in order: a column, a row, or two columns stage | count.
 * @param {any} [mode] Mode. Blank: one number; “steps” or “total”: a column of rates. (steps | total)
 * @return {any}
 * @customfunction
 */
function FUNNEL_CONVERSION(counts, mode) {
  return call_("FUNNEL_CONVERSION", [counts, mode], []);
}

/**
 * Funnel losses. How many of each stage did not go on to the next; the last stage is empty, there is no next one.
 *
 * @param {any[][]} counts Counts. How many reached each stage, in order: a column, a row, or two columns stage | count.
 * @return {any}
 * @customfunction
 */
function FUNNEL_LOSSES(counts) {
  return call_("FUNNEL_LOSSES", [counts], []);
}

/**
 * Funnel table. How many deals reached each stage, the rates, losses and their bounds, as on the Funnel tab.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} [from] From. The period's first day; blank: no limit.
 * @param {any} [to] To. The period's last day; blank: no limit.
 * @param {any} [mode] Mode. cohort: by deals created in the period (the default), cohort_strict: without skips, flow: entries, snapshot: who stands there now. (cohort | cohort_strict | flow | snapshot)
 * @param {any} [slice] Slice. The deals' column to split by: manager, product, channel, deal type or pipeline. Blank: together.
 * @param {any} [asof] As of. The day to compute for; blank: the latest day found in the tables.
 * @return {any}
 * @customfunction
 */
function FUNNEL_TABLE(deals, stages, from, to, mode, slice, asof) {
  return call_("FUNNEL_TABLE", [deals, stages, from, to, mode, slice, asof], []);
}

/**
 * Close to payment. Who is about to pay: unpaid invoices and hot deals without an invoice, by amount × probability, as on the tab Close to payment.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} invoices Invoices. The invoices with their header row: Invoice id, Client, Date, Amount, Due, Promised…
 * @param {any[][]} payments Payments. The payments with their header row: Date, Amount, Invoice id; a refund is negative.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @return {any}
 * @customfunction
 */
function HOT_CLIENTS(deals, invoices, payments, stages, asof) {
  return call_("HOT_CLIENTS", [deals, invoices, payments, stages, asof], []);
}

/**
 * Invoiced. The amount of invoices issued in a period, by their date; those cancelled later are included.
 *
 * @param {any[][]} invoices Invoices. The invoices with their header row: Invoice id, Client, Date, Amount, Due, Promised…
 * @param {any} from From. The period's first day.
 * @param {any} to To. The period's last day, included.
 * @param {any} [manager] Manager. The name as in the table; blank: everyone.
 * @return {any}
 * @customfunction
 */
function INVOICED_TOTAL(invoices, from, to, manager) {
  return call_("INVOICED_TOTAL", [invoices, from, to, manager], [1, 2, 3]);
}

/**
 * Loss reasons by stage. At which stage and why deals are lost: number, share, amount and cumulative share, most frequent first.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any} [from] From. The period's first day; blank: no limit.
 * @param {any} [to] To. The period's last day; blank: no limit.
 * @return {any}
 * @customfunction
 */
function LOSS_REASONS(deals, from, to) {
  return call_("LOSS_REASONS", [deals, from, to], []);
}

/**
 * Next purchase date. When the next purchase is due: the last day plus the mean interval between purchase days, rounded to a day.
 *
 * @param {any[][]} dates Dates. One client's purchase days in any order; equal ones count once.
 * @return {any}
 * @customfunction
 */
function NEXT_PURCHASE_DATE(dates) {
  return call_("NEXT_PURCHASE_DATE", [dates], []);
}

/**
 * Planned payments. Rests of invoices promised (or, without a promise, due) within so many days, from the day after the date on.
 *
 * @param {any[][]} invoices Invoices. The invoices with their header row: Invoice id, Client, Date, Amount, Due, Promised…
 * @param {any[][]} payments Payments. The payments with their header row: Date, Amount, Invoice id; a refund is negative.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @param {any} [days] Days. How many days ahead; blank: 7, tomorrow: 1.
 * @param {any} [manager] Manager. The name as in the table; blank: everyone.
 * @return {any}
 * @customfunction
 */
function PAYMENTS_PLANNED(invoices, payments, asof, days, manager) {
  return call_("PAYMENTS_PLANNED", [invoices, payments, asof, days, manager], [2, 3, 4]);
}

/**
 * Payments received. Money that came in on a day or in a period, before refunds.
 *
 * @param {any[][]} payments Payments. The payments with their header row: Date, Amount.
 * @param {any} date Date. The day, or the period's first day.
 * @param {any} [to] To. The period's last day; blank: the one day.
 * @param {any} [manager] Manager. The name as in the table; blank: everyone.
 * @return {any}
 * @customfunction
 */
function PAYMENTS_RECEIVED(payments, date, to, manager) {
  return call_("PAYMENTS_RECEIVED", [payments, date, to, manager], [1, 2, 3]);
}

/**
 * Pipeline by client. Each manager's open deals by client: amount, stage, type, age, next step and what to put right, as on the tab Pipeline clients, without totals.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @return {any}
 * @customfunction
 */
function PIPELINE_BY_CLIENT(deals, stages, asof) {
  return call_("PIPELINE_BY_CLIENT", [deals, stages, asof], []);
}

/**
 * Pipeline by month. Open deals by month of expected payment and stage; “Date passed” and “No date” apart. As on the tab Pipeline forecast, without totals.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @return {any}
 * @customfunction
 */
function PIPELINE_BY_MONTH(deals, stages, asof) {
  return call_("PIPELINE_BY_MONTH", [deals, stages, asof], []);
}

/**
 * Pipeline by stage. How many open deals, for how much, a manager has at each stage, with share and rank among the others, as on the tab Pipeline stages, without totals.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @return {any}
 * @customfunction
 */
function PIPELINE_BY_STAGE(deals, stages, asof) {
  return call_("PIPELINE_BY_STAGE", [deals, stages, asof], []);
}

/**
 * Gap to plan. Plan minus fact: how much is still needed. Below zero the plan is beaten.
 *
 * @param {any} fact Fact. How much there is already.
 * @param {any} plan Plan. How much is needed in all.
 * @return {any}
 * @customfunction
 */
function PLAN_GAP(fact, plan) {
  return call_("PLAN_GAP", [fact, plan], [0, 1]);
}

/**
 * Popular bundles. Which products are bought together in an order: bundles of two and more, the most frequent first (up to 1,000), and what to offer with what.
 *
 * @param {any[][]} baskets Baskets. The order, deal or receipt of each row: a column.
 * @param {any[][]} items Items. The product of each row: a column of the same length.
 * @param {any} [min_count] At least. In how many orders a bundle must be; blank: 5.
 * @param {any} [max_size] Products at most. Products in a bundle, 2 to 5; blank: 4.
 * @return {any}
 * @customfunction
 */
function PRODUCT_BUNDLES(baskets, items, min_count, max_size) {
  return call_("PRODUCT_BUNDLES", [baskets, items, min_count, max_size], []);
}

/**
 * Product ranking. What each product sold: amount, share, orders, quantity and margin, from the best to the worst. Counts every row given.
 *
 * @param {any[][]} lines Order lines. The range of the Order lines tab with its header row.
 * @param {any} [by] By. amount (also if blank), quantity, deals (the number of orders) or margin. (amount | quantity | deals | margin)
 * @return {any}
 * @customfunction
 */
function PRODUCT_RANKING(lines, by) {
  return call_("PRODUCT_RANKING", [lines, by], []);
}

/**
 * Ratio chain. How many calls a conversation, a meeting and an application take, applications an invoice, invoices a payment; no number without a result.
 *
 * @param {any[][]} daily_metrics Daily metrics. The range of the Daily metrics tab with its header row.
 * @param {any} [from] From. The period's first day; blank: no limit.
 * @param {any} [to] To. The period's last day; blank: no limit.
 * @param {any} [by] By. team: everyone together (also if blank), manager: by manager, month: by month. (team | manager | month)
 * @return {any}
 * @customfunction
 */
function RATIO_CHAIN(daily_metrics, from, to, by) {
  return call_("RATIO_CHAIN", [daily_metrics, from, to, by], []);
}

/**
 * Receivables. What clients owe on a date: the rests of invoices, or of shipped ones where “Shipped” is filled; by days overdue if you like.
 *
 * @param {any[][]} invoices Invoices. The invoices with their header row: Invoice id, Client, Date, Amount, Due, Promised…
 * @param {any[][]} payments Payments. The payments with their header row: Date, Amount, Invoice id; a refund is negative.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @param {any} [manager] Manager. The name as in the table; blank: everyone.
 * @param {any} [min_days] Overdue from, days. 1: only overdue ones; invoices without a due date are then left out.
 * @param {any} [max_days] Overdue to, days. 0: not past due; blank: any.
 * @return {any}
 * @customfunction
 */
function RECEIVABLES_TOTAL(invoices, payments, asof, manager, min_days, max_days) {
  return call_("RECEIVABLES_TOTAL", [invoices, payments, asof, manager, min_days, max_days], [2, 3, 4, 5]);
}

/**
 * Relation matrix. A row a client, a column a role: the best level and the last contact, the coverage, and whom we cannot reach.
 *
 * @param {any[][]} stakeholders Stakeholders. The range of the Stakeholders tab with its header row.
 * @return {any}
 * @customfunction
 */
function RELATION_MATRIX(stakeholders) {
  return call_("RELATION_MATRIX", [stakeholders], []);
}

/**
 * Run rate. Where the month ends at this pace: fact ÷ working days passed × working days of the month. Russia's holidays are known already.
 *
 * @param {any} fact Fact. What there is since the first of the month.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @param {any[][]} [holidays] Days off. Further days off, beside Russia's holidays.
 * @return {any}
 * @customfunction
 */
function RUN_RATE(fact, asof, holidays) {
  return call_("RUN_RATE", [fact, asof, holidays], [0, 1]);
}

/**
 * Sales forecast. What this month and the next will bring, with bounds and the past error, as on the Forecast tab.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} asof As of. The date to compute for; rows after it do not exist yet.
 * @param {any} [periods] Months. How many months, the current one included; blank: 3.
 * @param {any} [conf] Confidence. How wide the bounds are: 0.8; blank: 0.8.
 * @return {any}
 * @customfunction
 */
function SALES_FORECAST(deals, stages, asof, periods, conf) {
  return call_("SALES_FORECAST", [deals, stages, asof, periods, conf], []);
}

/**
 * Sales velocity. The money a day that the funnel brings: open deals × win rate × average amount ÷ days of a deal.
 *
 * @param {any} open_n Open deals. How many are open.
 * @param {any} win_rate Win rate. A share from 0 to 1, or a percentage with its sign.
 * @param {any} avg_amount Average amount. The average amount of a won deal.
 * @param {any} cycle_days Cycle, days. The days a deal takes to the money.
 * @return {any}
 * @customfunction
 */
function SALES_VELOCITY(open_n, win_rate, avg_amount, cycle_days) {
  return call_("SALES_VELOCITY", [open_n, win_rate, avg_amount, cycle_days], [0, 1, 2, 3]);
}

/**
 * Days at a stage. How many days deals stay at a stage until they go on: the mean, the median or another statistic.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} stage Stage. The stage's name as in the stages table.
 * @param {any} [stat] Statistic. mean (the default), median, p75, p90, km_median (open ones counted), n: how many. (mean | median | p75 | p90 | km_median | n)
 * @param {any} [asof] As of. The day to compute for; blank: the latest day found in the tables.
 * @return {any}
 * @customfunction
 */
function STAGE_DAYS(deals, stages, stage, stat, asof) {
  return call_("STAGE_DAYS", [deals, stages, stage, stat, asof], [2, 3, 4]);
}

/**
 * Stage durations. How many days deals stay at each stage, how many stand there now and are stuck, as on the Durations tab.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} [asof] As of. The day to compute for; blank: the latest day found in the tables.
 * @return {any}
 * @customfunction
 */
function STAGE_DURATIONS(deals, stages, asof) {
  return call_("STAGE_DURATIONS", [deals, stages, asof], []);
}

/**
 * Units per result. How many actions one result takes: 100 calls and 20 conversations are 5 calls a conversation.
 *
 * @param {any} cause Actions. How many were done: calls, applications…
 * @param {any} effect Results. How many came of them: meetings, invoices…
 * @return {any}
 * @customfunction
 */
function UNITS_PER_RESULT(cause, effect) {
  return call_("UNITS_PER_RESULT", [cause, effect], [0, 1]);
}

/**
 * Weighted pipeline. The sum of open deals times their probability, or else their stage's. Deals without an amount or a probability are left out.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any[][]} stages Stages. The range of the Stages tab with its header row.
 * @param {any} [asof] As of. The day to compute for; blank: the latest day found in the tables.
 * @param {any} [from] Expected from. First day expected; blank: no limit.
 * @param {any} [to] Expected to. Last day expected; blank: no limit.
 * @param {any} [manager] Manager. Whose rows to count; blank: everyone's.
 * @return {any}
 * @customfunction
 */
function WEIGHTED_PIPELINE(deals, stages, asof, from, to, manager) {
  return call_("WEIGHTED_PIPELINE", [deals, stages, asof, from, to, manager], [2, 3, 4, 5]);
}

/**
 * Win rate. Won ÷ (won + lost) by closing date; open deals are left out.
 *
 * @param {any[][]} deals Deals. The range of the Deals tab with its header row.
 * @param {any} [from] From. The period's first day; blank: no limit.
 * @param {any} [to] To. The period's last day; blank: no limit.
 * @param {any} [manager] Manager. Whose rows to count; blank: everyone's.
 * @return {any}
 * @customfunction
 */
function WIN_RATE(deals, from, to, manager) {
  return call_("WIN_RATE", [deals, from, to, manager], [1, 2, 3]);
}

/**
 * XYZ class. The client's class for every row: X buys regularly, Y irregularly, Z bought once.
 *
 * @param {any[][]} clients Clients. The client of each purchase: a column.
 * @param {any[][]} dates Dates. The day of each purchase: a column of the same length.
 * @param {any} [asof] As of. Blank: the latest of the dates; later ones do not count.
 * @param {any} [theta] Variation limit. X if the gaps' deviation ÷ mean is at most this; blank: 0.5.
 * @return {any}
 * @customfunction
 */
function XYZ_CLASS(clients, dates, asof, theta) {
  return call_("XYZ_CLASS", [clients, dates, asof, theta], []);
}

/**
 * XYZ by variation. The classic XYZ: how an item's monthly sales vary (deviation ÷ mean), and its class. A blank month is 0.
 *
 * @param {any[][]} table Table. A row an item: its name and its sums by month; a header row is optional.
 * @param {any} [x] Border X. X up to this variation; blank: 0.1.
 * @param {any} [y] Border Y. Y up to this variation; blank: 0.25.
 * @return {any}
 * @customfunction
 */
function XYZ_CV(table, x, y) {
  return call_("XYZ_CV", [table, x, y], []);
}
