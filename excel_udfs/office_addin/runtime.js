// Behind every custom function: calls are gathered into requests, asked once, remembered, cancelled.
// @ts-check
import { ServiceError, post } from "./service.js";
import { hostStorage, load } from "./settings.js";
import { hostLanguage, say } from "./words.js";

/** @typedef {string | number | boolean | null | undefined} Plain */
/** @typedef {Plain | {type: string, basicValue?: Plain, numberFormat?: string}} Cell */
/** @typedef {{onCanceled?: () => void}} Invocation */
/** @typedef {{value?: any, dates?: number[], error?: {code: string, message: string}}} Answer */
/** @typedef {{answer: Answer, size: number, until: number}} Kept */
/**
 * @typedef {object} Entry One question; several cells may wait for its answer.
 * @property {string} key
 * @property {string} body
 * @property {{resolve: (answer: Answer) => void, reject: (error: Error) => void}[]} waiting
 * @property {Batch | null} batch
 */
/** @typedef {{entries: Entry[], stop: AbortController}} Batch */

export const LIMITS = {
  /** Calls of a request, and how long the first of them waits for others. */
  calls: 128,
  wait: 50,
  /** Characters of a request; one larger call goes alone. */
  characters: 6_000_000,
  /** What is remembered, and for how long. */
  answers: 2_000,
  remembered: 5_000_000,
  age: 10 * 60 * 1000,
  /** Requests under way at once, tries of each, and the longest wait for another try, in seconds. */
  requests: 4,
  tries: 3,
  patience: 20,
};

const CODES = /** @type {const} */ ({
  "#N/A": "notAvailable",
  "#VALUE!": "invalidValue",
  "#DIV/0!": "divisionByZero",
  "#NUM!": "invalidNumber",
});
const EPOCH = Date.UTC(1899, 11, 30);

/**
 * @typedef {object} Host What the runtime needs from outside; tests give their own.
 * @property {() => Promise<import("./settings.js").Settings>} settings
 * @property {() => import("./words.js").Language} language
 * @property {typeof fetch} [fetch]
 * @property {() => number} [now]
 * @property {(ms: number) => Promise<void>} [pause]
 * @property {() => boolean} [formats] Whether a cell may carry a number format.
 */

/**
 * A runtime with queue and memory of its own.
 * @param {Host} host
 */
export function createRuntime(host) {
  const now = host.now ?? Date.now;
  const pause = host.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  /** @type {Map<string, Kept>} */
  const memory = new Map();
  /** @type {Map<string, Entry>} */
  const asked = new Map();
  /** @type {Entry[]} */
  let queue = [];
  /** @type {ReturnType<typeof setTimeout> | null} */
  let timer = null;
  let size = 0;
  let queued = 0;
  let running = 0;

  /**
   * The value of a function, as Excel takes it. Rejects with CustomFunctions.Error.
   * @param {string} name
   * @param {(Cell | Cell[][])[]} args
   * @param {Invocation} invocation
   * @param {"scalar" | "matrix"} shape
   * @returns {Promise<any>}
   */
  async function call(name, args, invocation, shape) {
    const body = JSON.stringify({ name, args: plainArguments(args) });
    const key = digest(host.language() + body);
    try {
      return shown(recall(key) ?? (await ask(key, body, invocation)), shape, host.formats?.() ?? false);
    } catch (error) {
      if (error instanceof ServiceError) throw cellError("#N/A", error.message);
      throw error;
    }
  }

  /** @param {string} key */
  function recall(key) {
    const kept = memory.get(key);
    if (!kept) return undefined;
    forget(key);
    if (kept.until <= now()) return undefined;
    remember(key, kept); // the last one used is the last one to be forgotten
    return kept.answer;
  }

  /** @param {string} key */
  function forget(key) {
    size -= memory.get(key)?.size ?? 0;
    memory.delete(key);
  }

  /**
   * @param {string} key
   * @param {Kept} kept
   */
  function remember(key, kept) {
    if (kept.size > LIMITS.remembered / 4) return;
    memory.set(key, kept);
    size += kept.size;
    for (const oldest of memory.keys()) {
      if (memory.size <= LIMITS.answers && size <= LIMITS.remembered) break;
      forget(oldest);
    }
  }

  /**
   * @param {string} key
   * @param {string} body
   * @param {Invocation} invocation
   * @returns {Promise<Answer>}
   */
  function ask(key, body, invocation) {
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      const known = asked.get(key);
      known?.waiting.push(waiter);
      const entry = known ?? enqueue(key, body, waiter);
      invocation.onCanceled = () => {
        entry.waiting = entry.waiting.filter((one) => one !== waiter);
        reject(cellError("#N/A", say("cancelled", host.language())));
        if (!entry.waiting.length) drop(entry);
      };
    });
  }

  /**
   * @param {string} key
   * @param {string} body
   * @param {Entry["waiting"][number]} waiter
   */
  function enqueue(key, body, waiter) {
    /** @type {Entry} */
    const entry = { key, body, waiting: [waiter], batch: null };
    if (queue.length && queued + body.length > LIMITS.characters) flush();
    asked.set(key, entry);
    queue.push(entry);
    queued += body.length;
    if (queue.length >= LIMITS.calls || queued >= LIMITS.characters) flush();
    else timer ??= setTimeout(flush, LIMITS.wait);
    return entry;
  }

  /**
   * Nobody waits for it any more: it is not sent; a request of such calls alone is broken off.
   * @param {Entry} entry
   */
  function drop(entry) {
    if (asked.get(entry.key) === entry) asked.delete(entry.key);
    if (!entry.batch && queue.includes(entry)) {
      queue = queue.filter((one) => one !== entry);
      queued -= entry.body.length;
    }
    if (entry.batch?.entries.every((one) => !one.waiting.length)) entry.batch.stop.abort();
  }

  /** @type {Batch[]} */
  const batches = [];

  function flush() {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!queue.length) return;
    /** @type {Batch} */
    const batch = { entries: queue, stop: new AbortController() };
    for (const entry of queue) entry.batch = batch;
    queue = [];
    queued = 0;
    batches.push(batch);
    next();
  }

  function next() {
    while (running < LIMITS.requests && batches.length) {
      const batch = /** @type {Batch} */ (batches.shift());
      running += 1;
      void send(batch).finally(() => {
        running -= 1;
        next();
      });
    }
  }

  /** @param {Batch} batch */
  async function send(batch) {
    const entries = batch.entries.filter((entry) => entry.waiting.length);
    if (!entries.length) return;
    try {
      const results = await answers(entries, batch.stop.signal);
      entries.forEach((entry, i) => settle(entry, /** @type {Answer} */ (results[i])));
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      for (const entry of entries) {
        if (asked.get(entry.key) === entry) asked.delete(entry.key);
        for (const { reject } of entry.waiting) reject(reason);
      }
    }
  }

  /**
   * @param {Entry} entry
   * @param {Answer} answer
   */
  function settle(entry, answer) {
    if (asked.get(entry.key) === entry) asked.delete(entry.key);
    remember(entry.key, { answer, size: JSON.stringify(answer).length, until: now() + LIMITS.age });
    for (const { resolve } of entry.waiting) resolve(answer);
  }

  /**
   * @param {Entry[]} entries
   * @param {AbortSignal} signal
   * @returns {Promise<Answer[]>}
   */
  async function answers(entries, signal) {
    const language = host.language();
    const calls = entries.map((entry) => entry.body).join(",");
    const body = `{"calls":[${calls}],"language":"${language}","header":"titles"}`;
    for (let n = 1; ; n += 1) {
      try {
        const how = host.fetch ? { language, fetch: host.fetch, signal } : { language, signal };
        const { results } = await post(await host.settings(), "/v1/functions:batch", body, how);
        if (!Array.isArray(results) || results.length !== entries.length) {
          throw new ServiceError(say("broken", language, { status: 200 }));
        }
        return results;
      } catch (error) {
        const again = error instanceof ServiceError ? error.again : null;
        if (again === null || again > LIMITS.patience || n >= LIMITS.tries) throw error;
        await pause(again * n * 1000);
      }
    }
  }

  /** What was remembered may be of another key or service. */
  function clear() {
    memory.clear();
    size = 0;
  }

  return { call, clear };
}

/**
 * Without the blank rows at the end: people give whole columns. Ranges of as many cells may be read side by side: they
 * are cut alike, and not at all where one lies along a row and the other down a column.
 * @param {(Cell | Cell[][])[]} args
 */
function plainArguments(args) {
  /** @type {Map<number, {height: number, end: number}>} */
  const ends = new Map();
  for (const arg of args) {
    if (!Array.isArray(arg)) continue;
    let end = arg.length;
    while (end > 1 && arg[end - 1]?.every((cell) => cell === "" || cell === null || cell === undefined)) end -= 1;
    const alike = ends.get(cells(arg));
    if (alike) alike.end = alike.height === arg.length ? Math.max(end, alike.end) : Infinity;
    else ends.set(cells(arg), { height: arg.length, end });
  }
  return args.map((arg) =>
    Array.isArray(arg) ? arg.slice(0, ends.get(cells(arg))?.end).map((row) => row.map(plainCell)) : plainCell(arg),
  );
}

/** @param {Cell[][]} rows */
function cells(rows) {
  return rows.length * (rows[0]?.length ?? 0);
}

/**
 * A number with a format, an error, a picture … as the value that any Excel would show.
 * @param {Cell | Error} cell
 * @returns {Plain}
 */
function plainCell(cell) {
  if (cell === undefined || cell === "" || cell === null) return null;
  if (typeof cell !== "object") return cell;
  if ("basicValue" in cell) return cell.basicValue ?? null;
  return "code" in cell ? String(cell.code) : "#VALUE!";
}

/**
 * @param {Answer} answer
 * @param {"scalar" | "matrix"} shape
 * @param {boolean} formats
 */
function shown(answer, shape, formats) {
  if (answer.error) throw cellError(answer.error.code, answer.error.message);
  const dates = new Set(answer.dates ?? []);
  const value = answer.value;
  if (!Array.isArray(value)) {
    const one = cell(value, dates.has(0), formats);
    return shape === "matrix" ? [[one]] : one;
  }
  return value.map((row) => row.map((/** @type {Plain} */ one, /** @type {number} */ i) => cell(one, dates.has(i), formats)));
}

/**
 * A day is a serial number, in the look of a day where Excel can take that.
 * @param {Plain} value
 * @param {boolean} isDay
 * @param {boolean} formats
 */
function cell(value, isDay, formats) {
  if (value === null || value === undefined) return "";
  if (!isDay || typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  const serial = (Date.parse(value) - EPOCH) / 86_400_000;
  return formats ? { type: "FormattedNumber", basicValue: serial, numberFormat: "dd.mm.yyyy" } : serial;
}

/**
 * The error of a cell. Only #N/A and #VALUE! may carry a sentence.
 * @param {string} code
 * @param {string} message
 */
function cellError(code, message) {
  const known = CODES[/** @type {keyof typeof CODES} */ (code)] ?? "invalidValue";
  const said = known === "notAvailable" || known === "invalidValue" ? message : undefined;
  return new CustomFunctions.Error(CustomFunctions.ErrorCode[known], said);
}

/**
 * Two independent 53-bit hashes and the length: a question, without its cells.
 * @param {string} text
 */
function digest(text) {
  return `${hash(text, 1)}.${hash(text, 2)}.${text.length}`;
}

/**
 * cyrb53 (public domain).
 * @param {string} text
 * @param {number} seed
 */
function hash(text, seed) {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

function knowsFormats() {
  return typeof Office !== "undefined" && Boolean(Office.context?.requirements?.isSetSupported("ExcelApi", "1.16"));
}

/** The runtime of this Excel. */
export const runtime = createRuntime({
  settings: () => load(hostStorage()),
  language: hostLanguage,
  formats: knowsFormats,
});

export const { call } = runtime;
