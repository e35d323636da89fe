// Every call of standard input as a cell of Google Sheets makes it; what the cell gets, as JSON.
import { text } from "node:stream/consumers";
import { midnight, opened, wall } from "../sheets_addon/apps_script/js/google.mjs";

const ZONE = "America/New_York"; // west of Greenwich: a day that is taken for its UTC day shows
const world = opened({ zone: ZONE });
const isDate = (cell) => Object.prototype.toString.call(cell) === "[object Date]";
const mapped = (arg, cell) => (Array.isArray(arg) ? Array.from(arg, (row) => Array.from(row, cell)) : cell(arg));
const given = (cell) => (cell?.day ? midnight(cell.day, ZONE) : cell);
const seen = (cell) => (isDate(cell) ? { day: wall(cell, ZONE) } : cell);

const got = JSON.parse(await text(process.stdin)).map(([name, args]) => {
  try {
    const value = mapped(world.cell(name, ...args.map((arg) => mapped(arg, given))), seen);
    return { value: Array.isArray(value) ? value : [[value]] };
  } catch (error) {
    return { thrown: error.message };
  }
});
process.stdout.write(JSON.stringify(got));
