// Made from the declarations in core/functions by `python -m excel_udfs.office_addin`: change those instead.
// @ts-check
import { call } from "./runtime.js";

/** @typedef {import("./runtime.js").Cell} Cell */
/** @typedef {CustomFunctions.CancelableInvocation} Invocation */

/**
 * ABC class.
 * @param {Cell[][]} values
 * @param {Cell | null | undefined} a
 * @param {Cell | null | undefined} b
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function ABC_CLASS(values, a, b, invocation) {
  return call("ABC_CLASS", [values, a, b], invocation, "matrix");
}

/**
 * ABC-XYZ matrix.
 * @param {Cell[][]} clients
 * @param {Cell[][]} dates
 * @param {Cell[][]} amounts
 * @param {Cell | null | undefined} from_
 * @param {Cell | null | undefined} to
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function ABC_XYZ_MATRIX(clients, dates, amounts, from_, to, invocation) {
  return call("ABC_XYZ_MATRIX", [clients, dates, amounts, from_, to], invocation, "matrix");
}

/**
 * ABC-XYZ moves.
 * @param {Cell[][]} clients
 * @param {Cell[][]} dates
 * @param {Cell[][]} amounts
 * @param {Cell} from1
 * @param {Cell} to1
 * @param {Cell} from2
 * @param {Cell} to2
 * @param {Cell | null | undefined} axis
 * @param {Cell | null | undefined} a
 * @param {Cell | null | undefined} b
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function ABC_XYZ_MOVES(clients, dates, amounts, from1, to1, from2, to2, axis, a, b, invocation) {
  return call("ABC_XYZ_MOVES", [clients, dates, amounts, from1, to1, from2, to2, axis, a, b], invocation, "matrix");
}

/**
 * Debts by age.
 * @param {Cell[][]} invoices
 * @param {Cell[][]} payments
 * @param {Cell} asof
 * @param {Cell | null | undefined} by
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function AGING_TABLE(invoices, payments, asof, by, invocation) {
  return call("AGING_TABLE", [invoices, payments, asof, by], invocation, "matrix");
}

/**
 * Also bought with a product.
 * @param {Cell[][]} baskets
 * @param {Cell[][]} items
 * @param {Cell} item
 * @param {Cell | null | undefined} top
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function ALSO_BOUGHT(baskets, items, item, top, invocation) {
  return call("ALSO_BOUGHT", [baskets, items, item, top], invocation, "matrix");
}

/**
 * Days of a deal.
 * @param {Cell[][]} deals
 * @param {Cell | null | undefined} from_
 * @param {Cell | null | undefined} to
 * @param {Cell | null | undefined} stat
 * @param {Cell | null | undefined} start
 * @param {Cell | null | undefined} end
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function AVG_DEAL_DAYS(deals, from_, to, stat, start, end, invocation) {
  return call("AVG_DEAL_DAYS", [deals, from_, to, stat, start, end], invocation, "scalar");
}

/**
 * Why the sum changed.
 * @param {Cell[][]} before
 * @param {Cell[][]} after
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function CHANGE_DRIVERS(before, after, invocation) {
  return call("CHANGE_DRIVERS", [before, after], invocation, "matrix");
}

/**
 * Compare rates.
 * @param {Cell[][]} effects
 * @param {Cell[][]} causes
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function COMPARE_RATES(effects, causes, invocation) {
  return call("COMPARE_RATES", [effects, causes], invocation, "matrix");
}

/**
 * Upper bound of a conversion rate.
 * @param {Cell} effect
 * @param {Cell} cause
 * @param {Cell | null | undefined} conf
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function CONVERSION_HIGH(effect, cause, conf, invocation) {
  return call("CONVERSION_HIGH", [effect, cause, conf], invocation, "scalar");
}

/**
 * Lower bound of a conversion rate.
 * @param {Cell} effect
 * @param {Cell} cause
 * @param {Cell | null | undefined} conf
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function CONVERSION_LOW(effect, cause, conf, invocation) {
  return call("CONVERSION_LOW", [effect, cause, conf], invocation, "scalar");
}

/**
 * Conversion rate.
 * @param {Cell} effect
 * @param {Cell} cause
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function CONVERSION_RATE(effect, cause, invocation) {
  return call("CONVERSION_RATE", [effect, cause], invocation, "scalar");
}

/**
 * Convert money.
 * @param {Cell[][]} amount
 * @param {Cell[][]} currency
 * @param {Cell[][]} date
 * @param {Cell[][]} fx
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function CONVERT_MONEY(amount, currency, date, fx, invocation) {
  return call("CONVERT_MONEY", [amount, currency, date, fx], invocation, "matrix");
}

/**
 * Coverage of roles.
 * @param {Cell[][]} levels
 * @param {Cell[][] | null | undefined} weights
 * @param {Cell | null | undefined} threshold
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function COVERAGE_RATE(levels, weights, threshold, invocation) {
  return call("COVERAGE_RATE", [levels, weights, threshold], invocation, "scalar");
}

/**
 * Problems of a table.
 * @param {Cell[][]} table
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function DATA_QUALITY(table, invocation) {
  return call("DATA_QUALITY", [table], invocation, "matrix");
}

/**
 * Data-quality score.
 * @param {Cell[][]} table
 * @param {Cell | null | undefined} manager
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function DATA_QUALITY_SCORE(table, manager, invocation) {
  return call("DATA_QUALITY_SCORE", [table, manager], invocation, "scalar");
}

/**
 * The day's report.
 * @param {Cell[][]} invoices
 * @param {Cell[][]} payments
 * @param {Cell} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function DAY_REPORT(invoices, payments, asof, invocation) {
  return call("DAY_REPORT", [invoices, payments, asof], invocation, "matrix");
}

/**
 * Direction matrix.
 * @param {Cell[][]} deals
 * @param {Cell[][]} lines
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function DIRECTION_MATRIX(deals, lines, invocation) {
  return call("DIRECTION_MATRIX", [deals, lines], invocation, "matrix");
}

/**
 * What a figure means.
 * @param {Cell} name
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function EXPLAIN_METRIC(name, invocation) {
  return call("EXPLAIN_METRIC", [name], invocation, "scalar");
}

/**
 * Forecast checked against the past.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function FORECAST_BACKTEST(deals, stages, asof, invocation) {
  return call("FORECAST_BACKTEST", [deals, stages, asof], invocation, "matrix");
}

/**
 * Funnel conversion.
 * @param {Cell[][]} counts
 * @param {Cell | null | undefined} mode
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function FUNNEL_CONVERSION(counts, mode, invocation) {
  return call("FUNNEL_CONVERSION", [counts, mode], invocation, "matrix");
}

/**
 * Funnel losses.
 * @param {Cell[][]} counts
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function FUNNEL_LOSSES(counts, invocation) {
  return call("FUNNEL_LOSSES", [counts], invocation, "matrix");
}

/**
 * Funnel table.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell | null | undefined} from_
 * @param {Cell | null | undefined} to
 * @param {Cell | null | undefined} mode
 * @param {Cell | null | undefined} slice
 * @param {Cell | null | undefined} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function FUNNEL_TABLE(deals, stages, from_, to, mode, slice, asof, invocation) {
  return call("FUNNEL_TABLE", [deals, stages, from_, to, mode, slice, asof], invocation, "matrix");
}

/**
 * Close to payment.
 * @param {Cell[][]} deals
 * @param {Cell[][]} invoices
 * @param {Cell[][]} payments
 * @param {Cell[][]} stages
 * @param {Cell} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function HOT_CLIENTS(deals, invoices, payments, stages, asof, invocation) {
  return call("HOT_CLIENTS", [deals, invoices, payments, stages, asof], invocation, "matrix");
}

/**
 * Invoiced.
 * @param {Cell[][]} invoices
 * @param {Cell} from_
 * @param {Cell} to
 * @param {Cell | null | undefined} manager
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function INVOICED_TOTAL(invoices, from_, to, manager, invocation) {
  return call("INVOICED_TOTAL", [invoices, from_, to, manager], invocation, "scalar");
}

/**
 * Loss reasons by stage.
 * @param {Cell[][]} deals
 * @param {Cell | null | undefined} from_
 * @param {Cell | null | undefined} to
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function LOSS_REASONS(deals, from_, to, invocation) {
  return call("LOSS_REASONS", [deals, from_, to], invocation, "matrix");
}

/**
 * Next purchase date.
 * @param {Cell[][]} dates
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function NEXT_PURCHASE_DATE(dates, invocation) {
  return call("NEXT_PURCHASE_DATE", [dates], invocation, "scalar");
}

/**
 * Planned payments.
 * @param {Cell[][]} invoices
 * @param {Cell[][]} payments
 * @param {Cell} asof
 * @param {Cell | null | undefined} days
 * @param {Cell | null | undefined} manager
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function PAYMENTS_PLANNED(invoices, payments, asof, days, manager, invocation) {
  return call("PAYMENTS_PLANNED", [invoices, payments, asof, days, manager], invocation, "scalar");
}

/**
 * Payments received.
 * @param {Cell[][]} payments
 * @param {Cell} date
 * @param {Cell | null | undefined} to
 * @param {Cell | null | undefined} manager
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function PAYMENTS_RECEIVED(payments, date, to, manager, invocation) {
  return call("PAYMENTS_RECEIVED", [payments, date, to, manager], invocation, "scalar");
}

/**
 * Pipeline by client.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function PIPELINE_BY_CLIENT(deals, stages, asof, invocation) {
  return call("PIPELINE_BY_CLIENT", [deals, stages, asof], invocation, "matrix");
}

/**
 * Pipeline by month.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function PIPELINE_BY_MONTH(deals, stages, asof, invocation) {
  return call("PIPELINE_BY_MONTH", [deals, stages, asof], invocation, "matrix");
}

/**
 * Pipeline by stage.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function PIPELINE_BY_STAGE(deals, stages, asof, invocation) {
  return call("PIPELINE_BY_STAGE", [deals, stages, asof], invocation, "matrix");
}

/**
 * Gap to plan.
 * @param {Cell} fact
 * @param {Cell} plan
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function PLAN_GAP(fact, plan, invocation) {
  return call("PLAN_GAP", [fact, plan], invocation, "scalar");
}

/**
 * Popular bundles.
 * @param {Cell[][]} baskets
 * @param {Cell[][]} items
 * @param {Cell | null | undefined} min_count
 * @param {Cell | null | undefined} max_size
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function PRODUCT_BUNDLES(baskets, items, min_count, max_size, invocation) {
  return call("PRODUCT_BUNDLES", [baskets, items, min_count, max_size], invocation, "matrix");
}

/**
 * Product ranking.
 * @param {Cell[][]} lines
 * @param {Cell | null | undefined} by
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function PRODUCT_RANKING(lines, by, invocation) {
  return call("PRODUCT_RANKING", [lines, by], invocation, "matrix");
}

/**
 * Ratio chain.
 * @param {Cell[][]} daily_metrics
 * @param {Cell | null | undefined} from_
 * @param {Cell | null | undefined} to
 * @param {Cell | null | undefined} by
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function RATIO_CHAIN(daily_metrics, from_, to, by, invocation) {
  return call("RATIO_CHAIN", [daily_metrics, from_, to, by], invocation, "matrix");
}

/**
 * Receivables.
 * @param {Cell[][]} invoices
 * @param {Cell[][]} payments
 * @param {Cell} asof
 * @param {Cell | null | undefined} manager
 * @param {Cell | null | undefined} min_days
 * @param {Cell | null | undefined} max_days
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function RECEIVABLES_TOTAL(invoices, payments, asof, manager, min_days, max_days, invocation) {
  return call("RECEIVABLES_TOTAL", [invoices, payments, asof, manager, min_days, max_days], invocation, "scalar");
}

/**
 * Relation matrix.
 * @param {Cell[][]} stakeholders
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function RELATION_MATRIX(stakeholders, invocation) {
  return call("RELATION_MATRIX", [stakeholders], invocation, "matrix");
}

/**
 * Run rate.
 * @param {Cell} fact
 * @param {Cell} asof
 * @param {Cell[][] | null | undefined} holidays
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function RUN_RATE(fact, asof, holidays, invocation) {
  return call("RUN_RATE", [fact, asof, holidays], invocation, "scalar");
}

/**
 * Sales forecast.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell} asof
 * @param {Cell | null | undefined} periods
 * @param {Cell | null | undefined} conf
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function SALES_FORECAST(deals, stages, asof, periods, conf, invocation) {
  return call("SALES_FORECAST", [deals, stages, asof, periods, conf], invocation, "matrix");
}

/**
 * Sales velocity.
 * @param {Cell} open_n
 * @param {Cell} win_rate
 * @param {Cell} avg_amount
 * @param {Cell} cycle_days
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function SALES_VELOCITY(open_n, win_rate, avg_amount, cycle_days, invocation) {
  return call("SALES_VELOCITY", [open_n, win_rate, avg_amount, cycle_days], invocation, "scalar");
}

/**
 * Days at a stage.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell} stage
 * @param {Cell | null | undefined} stat
 * @param {Cell | null | undefined} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function STAGE_DAYS(deals, stages, stage, stat, asof, invocation) {
  return call("STAGE_DAYS", [deals, stages, stage, stat, asof], invocation, "scalar");
}

/**
 * Stage durations.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell | null | undefined} asof
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function STAGE_DURATIONS(deals, stages, asof, invocation) {
  return call("STAGE_DURATIONS", [deals, stages, asof], invocation, "matrix");
}

/**
 * Units per result.
 * @param {Cell} cause
 * @param {Cell} effect
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function UNITS_PER_RESULT(cause, effect, invocation) {
  return call("UNITS_PER_RESULT", [cause, effect], invocation, "scalar");
}

/**
 * Weighted pipeline.
 * @param {Cell[][]} deals
 * @param {Cell[][]} stages
 * @param {Cell | null | undefined} asof
 * @param {Cell | null | undefined} from_
 * @param {Cell | null | undefined} to
 * @param {Cell | null | undefined} manager
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function WEIGHTED_PIPELINE(deals, stages, asof, from_, to, manager, invocation) {
  return call("WEIGHTED_PIPELINE", [deals, stages, asof, from_, to, manager], invocation, "scalar");
}

/**
 * Win rate.
 * @param {Cell[][]} deals
 * @param {Cell | null | undefined} from_
 * @param {Cell | null | undefined} to
 * @param {Cell | null | undefined} manager
 * @param {Invocation} invocation
 * @returns {Promise<Cell>}
 */
export function WIN_RATE(deals, from_, to, manager, invocation) {
  return call("WIN_RATE", [deals, from_, to, manager], invocation, "scalar");
}

/**
 * XYZ class.
 * @param {Cell[][]} clients
 * @param {Cell[][]} dates
 * @param {Cell | null | undefined} asof
 * @param {Cell | null | undefined} theta
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function XYZ_CLASS(clients, dates, asof, theta, invocation) {
  return call("XYZ_CLASS", [clients, dates, asof, theta], invocation, "matrix");
}

/**
 * XYZ by variation.
 * @param {Cell[][]} table
 * @param {Cell | null | undefined} x
 * @param {Cell | null | undefined} y
 * @param {Invocation} invocation
 * @returns {Promise<Cell[][]>}
 */
export function XYZ_CV(table, x, y, invocation) {
  return call("XYZ_CV", [table, x, y], invocation, "matrix");
}

const all = {
  "ABC.CLASS": ABC_CLASS,
  "ABC.XYZ.MATRIX": ABC_XYZ_MATRIX,
  "ABC.XYZ.MOVES": ABC_XYZ_MOVES,
  "AGING.TABLE": AGING_TABLE,
  "ALSO.BOUGHT": ALSO_BOUGHT,
  "AVG.DEAL.DAYS": AVG_DEAL_DAYS,
  "CHANGE.DRIVERS": CHANGE_DRIVERS,
  "COMPARE.RATES": COMPARE_RATES,
  "CONVERSION.HIGH": CONVERSION_HIGH,
  "CONVERSION.LOW": CONVERSION_LOW,
  "CONVERSION.RATE": CONVERSION_RATE,
  "CONVERT.MONEY": CONVERT_MONEY,
  "COVERAGE.RATE": COVERAGE_RATE,
  "DATA.QUALITY": DATA_QUALITY,
  "DATA.QUALITY.SCORE": DATA_QUALITY_SCORE,
  "DAY.REPORT": DAY_REPORT,
  "DIRECTION.MATRIX": DIRECTION_MATRIX,
  "EXPLAIN.METRIC": EXPLAIN_METRIC,
  "FORECAST.BACKTEST": FORECAST_BACKTEST,
  "FUNNEL.CONVERSION": FUNNEL_CONVERSION,
  "FUNNEL.LOSSES": FUNNEL_LOSSES,
  "FUNNEL.TABLE": FUNNEL_TABLE,
  "HOT.CLIENTS": HOT_CLIENTS,
  "INVOICED.TOTAL": INVOICED_TOTAL,
  "LOSS.REASONS": LOSS_REASONS,
  "NEXT.PURCHASE.DATE": NEXT_PURCHASE_DATE,
  "PAYMENTS.PLANNED": PAYMENTS_PLANNED,
  "PAYMENTS.RECEIVED": PAYMENTS_RECEIVED,
  "PIPELINE.BY.CLIENT": PIPELINE_BY_CLIENT,
  "PIPELINE.BY.MONTH": PIPELINE_BY_MONTH,
  "PIPELINE.BY.STAGE": PIPELINE_BY_STAGE,
  "PLAN.GAP": PLAN_GAP,
  "PRODUCT.BUNDLES": PRODUCT_BUNDLES,
  "PRODUCT.RANKING": PRODUCT_RANKING,
  "RATIO.CHAIN": RATIO_CHAIN,
  "RECEIVABLES.TOTAL": RECEIVABLES_TOTAL,
  "RELATION.MATRIX": RELATION_MATRIX,
  "RUN.RATE": RUN_RATE,
  "SALES.FORECAST": SALES_FORECAST,
  "SALES.VELOCITY": SALES_VELOCITY,
  "STAGE.DAYS": STAGE_DAYS,
  "STAGE.DURATIONS": STAGE_DURATIONS,
  "UNITS.PER.RESULT": UNITS_PER_RESULT,
  "WEIGHTED.PIPELINE": WEIGHTED_PIPELINE,
  "WIN.RATE": WIN_RATE,
  "XYZ.CLASS": XYZ_CLASS,
  "XYZ.CV": XYZ_CV,
};

// Outside Excel (tests) there is nothing to associate with.
if (typeof CustomFunctions !== "undefined") CustomFunctions.associate(all);
