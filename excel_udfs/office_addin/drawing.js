// One report on one sheet: commands are queued here, whoever calls sends them.
// @ts-check

/** Rows and columns count from 0, ends are excluded. @typedef {[number, number, number, number]} Box top, left, bottom, right */
/**
 * @typedef {object} Look
 * @property {{name?: string, size?: number, bold?: boolean, italic?: boolean, color?: string}} [font]
 * @property {string} [fill]
 * @property {"Left" | "Center" | "Right"} [align]
 * @property {number} [indent]
 * @property {boolean} [wrap]
 * @property {string} [number]
 * @property {boolean} [middle]
 * @property {{top?: string, bottom?: string}} [borders]
 */
/**
 * @typedef {object} ChartSpec
 * @property {"column" | "stacked" | "bar" | "line"} kind
 * @property {string} title
 * @property {number} head
 * @property {number} n
 * @property {number} category
 * @property {{column: number, line: boolean, colour: string, second: boolean}[]} series
 * @property {boolean} labels
 * @property {boolean} from_zero
 * @property {string} number
 * @property {number} top
 * @property {number} column
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */
/**
 * @typedef {object} Tab A report as `POST /v1/refresh` gives it; sizes in pixels.
 * @property {string} id
 * @property {string} title
 * @property {string} name
 * @property {boolean} has_data
 * @property {string} colour
 * @property {number} height
 * @property {number} width
 * @property {(string | number | null)[][]} rows
 * @property {[number, number, number, number, Look][]} looks
 * @property {Box[]} merges
 * @property {number[]} widths
 * @property {[number, number, number][]} heights
 * @property {[number, number][]} fitted
 * @property {[number, number, number][]} row_groups
 * @property {[number, number, number][]} column_groups
 * @property {[number, number]} frozen
 * @property {Box | null} filter
 * @property {Box[]} attained
 * @property {Box[][]} heated
 * @property {[number, number, string][]} notes
 * @property {[number, number, string, string][]} links
 * @property {ChartSpec[]} charts
 */
/** @typedef {{verdicts: {from: number | null, ink: string, ground: string}[], blank: string, heat: string[]}} Colours */

const POINT = 0.75; // of a pixel
const ROW_PX = 21;
const NOTE = 255; // characters of a prompt
/** Cells of a request: Excel in the browser takes 5 MB at once. */
export const CELLS = 20_000;
/** Our charts are known by their names, so that people's on the same tab stay. */
export const CHART = "planerka.";

/**
 * @param {Excel.Worksheet} sheet
 * @param {Box} box
 */
export function cells(sheet, [top, left, bottom, right]) {
  return sheet.getRangeByIndexes(top, left, bottom - top, right - left);
}

/**
 * A text stays a text, whatever it looks like; the apostrophe is Excel's own mark of that and is not shown.
 * @param {string | number | null | undefined} value
 */
export function typed(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? `'${value}` : value;
}

/**
 * The values and looks of a tab, on an empty sheet; sent in parts if they are many.
 * @param {Excel.RequestContext} context
 * @param {Excel.Worksheet} sheet
 * @param {Tab} tab
 */
export async function ink(context, sheet, tab) {
  const width = Math.max(tab.width, ...tab.rows.map((row) => row.length));
  const step = Math.max(1, Math.floor(CELLS / width));
  for (let top = 0; top < tab.height; top += step) {
    const rows = tab.rows.slice(top, top + step);
    cells(sheet, [top, 0, top + rows.length, width]).values = rows.map((row) =>
      Array.from({ length: width }, (_, i) => typed(row[i])),
    );
    if (tab.height > step) await context.sync();
  }
  for (const [top, left, bottom, right, look] of tab.looks) dress(cells(sheet, [top, left, bottom, right]), look);
  for (const box of tab.merges) cells(sheet, box).merge(false);
  await context.sync();
}

/**
 * @param {Excel.Range} range
 * @param {Look} look
 */
function dress(range, look) {
  const { format } = range;
  if (look.font) format.font.set(look.font);
  if (look.fill) format.fill.color = look.fill;
  if (look.align) format.horizontalAlignment = look.align;
  if (look.indent) format.indentLevel = look.indent;
  if (look.wrap) format.wrapText = true;
  if (look.middle) format.verticalAlignment = "Center";
  if (look.number) range.numberFormat = /** @type {any} */ (look.number); // one for all cells
  for (const [side, color] of Object.entries(look.borders ?? {})) {
    const border = format.borders.getItem(side === "top" ? "EdgeTop" : "EdgeBottom");
    border.style = "Continuous";
    border.color = color;
    if (side === "bottom") {
      const inside = format.borders.getItem("InsideHorizontal");
      inside.style = "Continuous";
      inside.color = color;
    }
  }
}

/**
 * What belongs to the sheet and not to its cells: sizes, rules, links, groups, charts. Queued, not sent.
 * @param {Excel.Worksheet} sheet
 * @param {Tab} tab
 * @param {Colours} colours
 * @param {(name: string) => string} titleOf The title of the tab that a link names.
 */
export function fit(sheet, tab, colours, titleOf) {
  sheet.tabColor = tab.colour;
  sheet.showGridlines = false;
  tab.widths.forEach((px, i) => {
    cells(sheet, [0, i, 1, i + 1]).format.columnWidth = px * POINT;
  });
  for (const [start, end] of tab.fitted) if (end > start) cells(sheet, [start, 0, end, 1]).format.autofitRows();
  for (const [start, end, px] of tab.heights) {
    if (end > start && px !== ROW_PX) cells(sheet, [start, 0, end, 1]).format.rowHeight = px * POINT;
  }
  for (const box of tab.attained) verdicts(sheet, box, colours);
  for (const boxes of tab.heated) for (const box of boxes) shades(cells(sheet, box), colours.heat);
  for (const [row, column, text] of tab.notes) note(cells(sheet, [row, column, row + 1, column + 1]), text);
  for (const [row, column, name, cell] of tab.links) {
    const documentReference = `'${titleOf(name).replaceAll("'", "''")}'!${cell}`;
    cells(sheet, [row, column, row + 1, column + 1]).hyperlink = { documentReference };
  }
  freeze(sheet, tab.frozen);
  if (tab.filter) sheet.autoFilter.apply(cells(sheet, tab.filter));
  tab.charts.forEach((spec, i) => chart(sheet, tab, spec, `${CHART}${i + 1}`));
}

/**
 * Groups, the outer ones first, then all of them closed.
 * @param {Excel.Worksheet} sheet
 * @param {Pick<Tab, "row_groups" | "column_groups">} tab
 */
export function group(sheet, { row_groups, column_groups }) {
  const outer = [...row_groups].sort((a, b) => a[2] - b[2]);
  for (const [start, end] of outer) cells(sheet, [start, 0, end, 1]).group("ByRows");
  for (const [start, end] of column_groups) cells(sheet, [0, start, 1, end]).group("ByColumns");
  if (row_groups.length || column_groups.length) sheet.showOutlineLevels(1, 1);
}

/**
 * Only one of the rules ever holds, so their order is of no matter; a text or a blank is never red.
 * @param {Excel.Worksheet} sheet
 * @param {Box} box
 * @param {Colours} colours
 */
function verdicts(sheet, box, { verdicts: all, blank }) {
  const cell = `${letters(box[1])}${box[0] + 1}`;
  all.forEach(({ from, ink: color, ground }, i) => {
    const above = all[i - 1]?.from ?? null;
    const tests = [`ISNUMBER(${cell})`];
    if (from !== null) tests.push(`${cell}>=${from}`);
    if (above !== null) tests.push(`${cell}<${above}`);
    const { rule, format } = cells(sheet, box).conditionalFormats.add("Custom").custom;
    rule.formula = `=AND(${tests.join(",")})`;
    format.font.color = color;
    format.fill.color = ground;
  });
  const { rule, format } = cells(sheet, box).conditionalFormats.add("Custom").custom;
  rule.formula = `=ISBLANK(${cell})`;
  format.fill.color = blank;
}

/**
 * 0 is A, 26 is AA.
 * @param {number} column
 * @returns {string}
 */
export function letters(column) {
  const rest = Math.floor(column / 26);
  return (rest ? letters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

/**
 * @param {Excel.Range} range
 * @param {string[]} heat
 */
function shades(range, [low = "#FFFFFF", high = "#8FBBE8"]) {
  range.conditionalFormats.add("ColorScale").colorScale.criteria = {
    minimum: { type: "Number", formula: "0", color: low },
    maximum: { type: "HighestValue", color: high },
  };
}

/**
 * Shown when the cell is chosen.
 * @param {Excel.Range} range
 * @param {string} text
 */
function note(range, text) {
  const message = text.length > NOTE ? `${text.slice(0, NOTE - 1)}…` : text;
  range.dataValidation.prompt = { showPrompt: true, title: "", message };
}

/**
 * @param {Excel.Worksheet} sheet
 * @param {[number, number]} frozen
 */
function freeze(sheet, [rows, columns]) {
  if (columns) sheet.freezePanes.freezeAt(cells(sheet, [0, 0, rows, columns]));
  else sheet.freezePanes.freezeRows(rows);
}

const TYPES = /** @type {const} */ ({
  column: "ColumnClustered",
  stacked: "ColumnStacked",
  bar: "BarClustered",
  line: "LineMarkers",
});

/**
 * @param {Excel.Worksheet} sheet
 * @param {Tab} tab
 * @param {ChartSpec} spec
 * @param {string} name
 */
function chart(sheet, tab, spec, name) {
  const column = (/** @type {number} */ i, from = spec.head + 1) => cells(sheet, [from, i, spec.head + 1 + spec.n, i + 1]);
  const [first, ...others] = spec.series;
  if (!first) return;
  const made = sheet.charts.add(TYPES[spec.kind], column(first.column, spec.head), "Columns");
  made.name = name;
  made.title.text = spec.title;
  made.title.format.font.size = 11;
  made.legend.visible = others.length > 0;
  made.legend.position = "Bottom";
  const all = [made.series.getItemAt(0)];
  for (const { column: i } of others) {
    const one = made.series.add(String(tab.rows[spec.head]?.[i] ?? ""));
    one.setValues(column(i));
    all.push(one);
  }
  all.forEach((one, i) => series(one, spec.series[i] ?? first, spec, column(spec.category)));
  if (spec.from_zero) made.axes.valueAxis.minimum = 0;
  made.axes.valueAxis.numberFormat = spec.number;
  if (spec.kind === "bar") made.axes.categoryAxis.reversePlotOrder = true;
  const row = spec.top + Math.round(spec.y / ROW_PX);
  made.setPosition(cells(sheet, [row, spec.column, row + 1, spec.column + 1]));
  const [closed] = tab.column_groups[0] ?? [tab.widths.length];
  const open = tab.widths.slice(0, Math.min(spec.column, closed));
  made.left = (open.reduce((sum, px) => sum + px, 0) + spec.x) * POINT;
  made.width = spec.width * POINT;
  made.height = spec.height * POINT;
}

/**
 * @param {Excel.ChartSeries} one
 * @param {ChartSpec["series"][number]} what
 * @param {ChartSpec} spec
 * @param {Excel.Range} category
 */
function series(one, what, spec, category) {
  one.setXAxisValues(category);
  if (what.line) {
    if (spec.kind !== "line") one.chartType = "Line";
    one.format.line.color = what.colour;
  } else {
    one.format.fill.setSolidColor(what.colour);
    one.hasDataLabels = spec.labels;
  }
  if (what.second) one.axisGroup = "Secondary";
}
