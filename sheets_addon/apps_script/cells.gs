// Cells as Google hands them over, as the service takes them, and back.
// @ts-check

/** @typedef {string | number | boolean | null} Plain */
/** @typedef {any} Cell A number, text, yes/no, Date, "" of a blank one; undefined of an argument left out. */
/** @typedef {{value?: any, dates?: number[], error?: {code: string, message: string}}} Answer */

const DAY_ = 86400000;
const EPOCH_ = Date.UTC(1899, 11, 30);

/**
 * Arguments as JSON has them, without the blank rows at the end: people give whole columns. Ranges of as many cells may
 * be read side by side: they are cut alike, and not at all where one lies along a row and the other down a column.
 * @param {(Cell | Cell[][])[]} args
 * @param {string} zone The spreadsheet's time zone.
 * @returns {(Plain | Plain[][])[]}
 */
function plainArguments_(args, zone) {
  const plain = plainCell_(zone);
  /** @type {Map<number, {height: number, end: number}>} */
  const ends = new Map();
  for (const arg of args) {
    if (!Array.isArray(arg)) continue;
    let end = arg.length;
    while (end > 1 && arg[end - 1].every(isBlank_)) end -= 1;
    const alike = ends.get(size_(arg));
    if (alike) alike.end = alike.height === arg.length ? Math.max(end, alike.end) : Infinity;
    else ends.set(size_(arg), { height: arg.length, end });
  }
  return args.map((arg) =>
    Array.isArray(arg) ? arg.slice(0, ends.get(size_(arg))?.end).map((row) => row.map(plain)) : plain(arg),
  );
}

/** @param {Cell[][]} rows */
function size_(rows) {
  return rows.length * (rows[0]?.length ?? 0);
}

/** @param {Cell} cell */
function isBlank_(cell) {
  return cell === "" || cell === null || cell === undefined;
}

/**
 * A text stays a text, «007» and «1234,5» too; a day is its ISO text, a time of day or a duration the part of a day.
 * @param {string} zone
 * @returns {(cell: Cell) => Plain}
 */
function plainCell_(zone) {
  /** @type {Map<number, Plain>} */
  const days = new Map(); // asking Google for the day of a moment is slow, and days repeat
  return (cell) => {
    if (isBlank_(cell)) return null;
    if (typeof cell === "string" || typeof cell === "boolean") return cell;
    if (typeof cell === "number") return Number.isFinite(cell) ? cell : "#NUM!";
    if (Object.prototype.toString.call(cell) !== "[object Date]") return "#VALUE!"; // a picture, a chip
    const moment = cell.getTime();
    const known = days.get(moment);
    if (known !== undefined) return known;
    const made = day_(cell, zone);
    days.set(moment, made);
    return made;
  };
}

/**
 * @param {Date} moment
 * @param {string} zone
 * @returns {Plain}
 */
function day_(moment, zone) {
  const wall = Utilities.formatDate(moment, zone, "yyyy-MM-dd'T'HH:mm:ss");
  const days = (Date.parse(wall + "Z") - EPOCH_) / DAY_;
  return days < 366 ? days : wall.slice(0, 10);
}

/**
 * What the cell, or the cells from it on, shall show. Throws an Error whose text begins with the code.
 * @param {Answer} answer
 * @param {string} zone
 */
function shown_(answer, zone) {
  if (answer.error) throw new Error(failed_(answer.error));
  const dates = new Set(answer.dates ?? []);
  if (!Array.isArray(answer.value)) return shownCell_(answer.value, dates.has(0), zone);
  return answer.value.map((/** @type {Plain[]} */ row) => row.map((cell, i) => shownCell_(cell, dates.has(i), zone)));
}

/**
 * @param {{code: string, message: string}} error
 */
function failed_(error) {
  return `${CODES_.includes(error.code) ? error.code : "#VALUE!"}: ${error.message}`;
}

/**
 * A day becomes a day of the spreadsheet; nothing, a blank cell.
 * @param {Plain} cell
 * @param {boolean} isDay
 * @param {string} zone
 */
function shownCell_(cell, isDay, zone) {
  if (!isDay || typeof cell !== "string" || !/^\d{4}-\d\d-\d\d$/.test(cell)) return cell;
  return Utilities.parseDate(cell, zone, "yyyy-MM-dd");
}
