// The open workbook: its people's tabs are read, our tabs are written, all or none.
// @ts-check
import { CELLS, CHART, cells, fit, group, ink } from "./drawing.js";
import { say } from "./words.js";

/** @typedef {import("./drawing.js").Tab} Tab */
/** @typedef {import("./drawing.js").Colours} Colours */
/** @typedef {import("./words.js").Language} Language */
/** @typedef {string | number | boolean} Value */
/** @typedef {{title: string, rows: Value[][]}} Sheet */
/** What stands on a tab of ours beside its cells, and who it is. */
/** @typedef {{report: string, id: string, title: string, height: number, width: number} & Pick<Tab, "row_groups" | "column_groups">} Mark */
/** @typedef {{sheet: Excel.Worksheet, mark: Mark, charts: string[], locked: boolean, filtered: boolean}} Ours */
/** @typedef {{ours: Map<string, Ours>, people: Excel.Worksheet[], left: Excel.Worksheet[], locked: boolean}} Look */
/** @typedef {{tab: Tab, title: string, owned: Ours | null, staged: Excel.Worksheet}} Plan */

export const MARK = "planerka.report";
const STAGING = "staging";
const LONGEST = 31;

/** What stops a write, in words; nothing is changed then unless it says so. */
export class BookError extends Error {}

/**
 * Which sheets are ours, which are people's, which were left by a write that broke off.
 * A copy that a person made of our tab carries our mark, but neither its id nor its title: it is the person's.
 * @param {Excel.RequestContext} context
 * @returns {Promise<Look>}
 */
export async function look(context) {
  const { worksheets, protection } = context.workbook;
  worksheets.load("items/id,items/name");
  protection.load("protected");
  await context.sync();
  const seen = worksheets.items.map((sheet) => {
    const property = sheet.customProperties.getItemOrNullObject(MARK);
    property.load("value");
    sheet.charts.load("items/name");
    sheet.protection.load("protected");
    sheet.autoFilter.load("enabled");
    return { sheet, property };
  });
  await context.sync();
  /** @type {Look} */
  const found = { ours: new Map(), people: [], left: [], locked: protection.protected };
  const marked = seen.map(({ sheet, property }) => ({ sheet, mark: property.isNullObject ? null : read(property.value) }));
  for (const { sheet, mark } of marked) {
    const twins = marked.filter((one) => one.mark?.report === mark?.report && one.mark?.id === one.sheet.id);
    const is_ours = mark && (mark.id === sheet.id || (!twins.length && mark.title === sheet.name));
    if (!is_ours || found.ours.has(mark.report)) found.people.push(sheet);
    else if (mark.report === STAGING) found.left.push(sheet);
    else {
      const charts = sheet.charts.items.map((chart) => chart.name).filter((name) => name.startsWith(CHART));
      found.ours.set(mark.report, { sheet, mark, charts, locked: sheet.protection.protected, filtered: sheet.autoFilter.enabled });
    }
  }
  return found;
}

/**
 * @param {unknown} value
 * @returns {Mark | null}
 */
function read(value) {
  try {
    return JSON.parse(String(value));
  } catch {
    return null; // not written by us
  }
}

/**
 * The cells of these sheets, every one at its place, and what the workbook says of itself.
 * @param {Excel.RequestContext} context
 * @param {Excel.Worksheet[]} sheets
 */
export async function readSheets(context, sheets) {
  const { workbook, application } = context;
  const second = workbook.functions.date(1904, 1, 2); // day 1 where days are counted from 1904, else day 1463
  second.load("value");
  application.cultureInfo.load("name");
  const used = sheets.map((sheet) => sheet.getUsedRangeOrNullObject(true));
  for (const range of used) range.load("rowIndex,columnIndex,rowCount,columnCount");
  await context.sync();
  /** @type {Sheet[]} */
  const made = [];
  for (const [i, sheet] of sheets.entries()) {
    const range = used[i];
    made.push({ title: sheet.name, rows: !range || range.isNullObject ? [] : await rowsOf(context, sheet, range) });
  }
  return { sheets: made, date1904: second.value === 1, locale: application.cultureInfo.name };
}

/**
 * @param {Excel.RequestContext} context
 * @param {Excel.Worksheet} sheet
 * @param {Excel.Range} used
 * @returns {Promise<Value[][]>}
 */
async function rowsOf(context, sheet, { rowIndex, columnIndex, rowCount, columnCount }) {
  /** @type {Value[][]} */
  const rows = Array.from({ length: rowIndex }, () => []);
  const step = Math.max(1, Math.floor(CELLS / columnCount));
  for (let top = 0; top < rowCount; top += step) {
    const bottom = Math.min(top + step, rowCount);
    const part = cells(sheet, [rowIndex + top, columnIndex, rowIndex + bottom, columnIndex + columnCount]);
    part.load("values");
    await context.sync();
    for (const row of part.values) rows.push([...Array(columnIndex).fill(""), ...row]);
  }
  return rows;
}

/**
 * Put the reports in the place of the last ones. First everything is written on hidden sheets; our tabs are changed
 * in one last request, in place, so that people's formulas that point at them keep working.
 * @param {Excel.RequestContext} context
 * @param {{tabs: Tab[], colours: Colours}} answer
 * @param {Language} language
 * @returns {Promise<{written: number, notices: string[]}>}
 */
export async function writeReports(context, answer, language) {
  const found = await look(context);
  const wanted = answer.tabs.filter((tab) => tab.has_data || found.ours.has(tab.id));
  if (found.locked) throw new BookError(say("locked", language));
  for (const { id } of wanted) {
    const owned = found.ours.get(id);
    if (owned?.locked) throw new BookError(say("protectedTab", language, { title: owned.sheet.name }));
  }
  for (const sheet of found.left) sheet.delete();
  /** @type {Plan[]} */
  const plans = [];
  /** @type {Set<string>} */
  const made = new Set();
  try {
    for (const tab of wanted) plans.push(await stage(context, tab, found, plans, made));
    await ungroup(context, plans);
  } catch (error) {
    await clean(context, made);
    throw new BookError(reason(error, "notWritten", language));
  }
  const titles = new Map(plans.map(({ tab, title }) => [tab.name, title]));
  try {
    context.application.suspendScreenUpdatingUntilNextSync();
    context.application.suspendApiCalculationUntilNextSync();
    for (const plan of plans) bring(plan, answer.colours, (name) => titles.get(name) ?? name);
    await context.sync();
  } catch (error) {
    await clean(context, made);
    throw new BookError(reason(error, "half", language));
  }
  const moved = plans.filter(({ tab, title, owned }) => !owned && title !== tab.title);
  const notices = moved.map(({ tab, title }) => say("taken", language, { title: tab.title, ours: title }));
  return { written: plans.length, notices };
}

/**
 * A report on a hidden sheet. Where there is no tab of it yet, that sheet will be the tab.
 * @param {Excel.RequestContext} context
 * @param {Tab} tab
 * @param {Look} found
 * @param {Plan[]} plans
 * @param {Set<string>} made The names of such sheets, none of which was taken.
 * @returns {Promise<Plan>}
 */
async function stage(context, tab, found, plans, made) {
  const taken = new Set([...found.people, ...[...found.ours.values()].map(({ sheet }) => sheet)].map(({ name }) => fold(name)));
  for (const { title } of plans) taken.add(fold(title));
  const owned = found.ours.get(tab.id) ?? null;
  const title = owned ? owned.sheet.name : free(tab.title, taken);
  const own = free(`planerka ${plans.length + 1}`, taken);
  made.add(own);
  const staged = context.workbook.worksheets.add(own);
  staged.customProperties.add(MARK, JSON.stringify({ report: STAGING, id: "", title: own })); // if Excel is closed now
  staged.visibility = "Hidden";
  staged.load("id");
  await ink(context, staged, tab);
  return { tab, title, owned, staged };
}

/**
 * Take away the groups of the last reports where they differ. A person may have done so before: that is no failure.
 * @param {Excel.RequestContext} context
 * @param {Plan[]} plans
 */
async function ungroup(context, plans) {
  for (const { tab, owned } of plans) {
    if (!owned || same(owned.mark, tab)) continue;
    const { row_groups, column_groups } = owned.mark;
    owned.sheet.showOutlineLevels(8, 8);
    await context.sync();
    for (const [start, end] of [...row_groups].sort((a, b) => b[2] - a[2])) {
      await tolerated(context, () => cells(owned.sheet, [start, 0, end, 1]).ungroup("ByRows"));
    }
    for (const [start, end] of column_groups) {
      await tolerated(context, () => cells(owned.sheet, [0, start, 1, end]).ungroup("ByColumns"));
    }
  }
}

/**
 * @param {Excel.RequestContext} context
 * @param {() => void} queue
 */
async function tolerated(context, queue) {
  try {
    queue();
    await context.sync();
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error; // only what Excel itself refuses
  }
}

/**
 * @param {Mark} mark
 * @param {Tab} tab
 */
function same(mark, tab) {
  const groups = (/** @type {Pick<Tab, "row_groups" | "column_groups">} */ one) => JSON.stringify([one.row_groups, one.column_groups]);
  return groups(mark) === groups(tab);
}

/**
 * The commands of the last request for one tab.
 * @param {Plan} plan
 * @param {Colours} colours
 * @param {(name: string) => string} titleOf
 */
function bring({ tab, title, owned, staged }, colours, titleOf) {
  const sheet = owned ? owned.sheet : staged;
  if (owned) {
    for (const name of owned.charts) sheet.charts.getItem(name).delete();
    if (owned.filtered) sheet.autoFilter.remove();
    const height = Math.max(owned.mark.height, tab.height);
    const width = Math.max(owned.mark.width, tab.width);
    const area = cells(sheet, [0, 0, height, width]);
    area.unmerge();
    area.clear("All");
    area.conditionalFormats.clearAll();
    area.dataValidation.clear();
    cells(sheet, [0, 0, tab.height, tab.width]).copyFrom(cells(staged, [0, 0, tab.height, tab.width]), "All");
  }
  fit(sheet, tab, colours, titleOf);
  if (!owned || !same(owned.mark, tab)) group(sheet, tab);
  const { height, width, row_groups, column_groups } = tab;
  const id = owned ? owned.sheet.id : staged.id;
  sheet.customProperties.add(MARK, JSON.stringify({ report: tab.id, id, title, height, width, row_groups, column_groups }));
  if (owned) staged.delete();
  else {
    sheet.name = title;
    sheet.visibility = "Visible";
  }
}

/**
 * Our hidden sheets leave the workbook.
 * @param {Excel.RequestContext} context
 * @param {Set<string>} made
 */
async function clean(context, made) {
  const found = await look(context).catch(() => null); // Excel does not answer at all: the next refresh cleans up
  if (!found) return;
  for (const sheet of [...found.left, ...found.people.filter(({ name }) => made.has(name))]) sheet.delete();
  await context.sync().catch(() => null);
}

/**
 * @param {unknown} error
 * @param {"notWritten" | "half"} word
 * @param {Language} language
 */
function reason(error, word, language) {
  const code = /** @type {{code?: string}} */ (error).code;
  if (code === "InvalidOperationInCellEditMode") return say("editing", language);
  return say(word, language, { reason: error instanceof Error ? error.message : String(error) });
}

/** @param {string} title */
function fold(title) {
  return title.toLowerCase();
}

/**
 * @param {string} wanted
 * @param {Set<string>} taken
 */
function free(wanted, taken) {
  let title = wanted.slice(0, LONGEST);
  for (let n = 2; taken.has(fold(title)); n += 1) title = `${wanted.slice(0, LONGEST - ` ${n}`.length)} ${n}`;
  taken.add(fold(title));
  return title;
}
