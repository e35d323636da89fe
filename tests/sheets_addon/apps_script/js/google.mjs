// Google as the project sees it, by hand: strict where Google is, and its UrlFetchApp really asks the service.
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { fetching } from "./fetching.mjs";

export const { PROJECT: project = "", SERVICE: service = "", KEY: key = "", SAMPLE: sample = "" } = process.env;
export const ADDRESS = "https://sales.example";
const KNOWN = new Set(["url", "method", "headers", "contentType", "payload", "muteHttpExceptions", "followRedirects"]);
const exchange = fetching();

/**
 * A spreadsheet with the project in it. `fetches`: every call of UrlFetchApp, the requests in it; `replies`: answers that
 * are given in the place of the service's; `slow`: milliseconds that a call of UrlFetchApp takes.
 */
export function opened({ locale = "ru_RU", reader = "ru", zone = "Europe/Moscow", id = "here", tabs = [], kept = {} } = {}) {
  const world = { fetches: [], replies: [], slow: 0, skew: 0, slept: [], properties: {}, cache: new Map(), menu: [], shown: null, active: null };
  Object.assign(world.properties, { "planerka.service": ADDRESS, "planerka.key": key }, kept);
  const manifest = JSON.parse(readFileSync(join(project, "appsscript.json"), "utf8"));
  const context = vm.createContext({
    UrlFetchApp: { fetchAll: (requests) => fetchAll(world, manifest, requests) },
    CacheService: { getDocumentCache: () => cache(world) },
    PropertiesService: { getDocumentProperties: () => properties(world) },
    Utilities: utilities(world),
    Session: { getActiveUserLocale: () => reader },
    SpreadsheetApp: spreadsheet(world, { locale, zone, id, tabs }),
    HtmlService: { createTemplateFromFile: (name) => template(name) },
  });
  vm.runInContext(readFileSync(join(project, "Code.gs"), "utf8"), context, { filename: "Code.gs" });
  vm.runInContext("Date", context).now = () => Date.now() + world.skew;
  /** As google.script.run does: public functions only, plain arguments and answers only. */
  world.run = (name, ...args) => {
    if (name.endsWith("_")) throw new Error(`${name} is private`);
    const found = vm.runInContext(`typeof ${name} === "function" ? ${name} : null`, context);
    if (!found) throw new Error(`no function ${name}`);
    return plain(found(...plain(args)));
  };
  /** As a cell does. */
  world.cell = (name, ...args) => vm.runInContext(name, context)(...args);
  world.context = context;
  return world;
}

const plain = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function fetchAll(world, manifest, requests) {
  world.fetches.push(requests);
  world.skew += world.slow;
  const sent = requests.map((request) => {
    const strange = Object.keys(request).filter((name) => !KNOWN.has(name));
    if (strange.length) throw new Error(`Invalid argument: ${strange}`);
    if (!manifest.urlFetchWhitelist.some((prefix) => request.url.startsWith(prefix))) {
      throw new Error(`UrlFetch calls to ${request.url} are not permitted by your admin`);
    }
    if (!request.muteHttpExceptions || request.followRedirects !== false) throw new Error("throws, or follows");
    return request;
  });
  const given = world.replies.length ? world.replies.shift() : null;
  const answers = given ?? exchange(sent.map((one) => ({
    url: one.url.replace(ADDRESS, service),
    method: one.method.toUpperCase(),
    headers: { ...one.headers, ...(one.contentType ? { "Content-Type": one.contentType } : {}) },
    body: one.payload,
  })));
  if (given instanceof Error) throw given;
  return sent.map((_, i) => response(answers[i % answers.length]));
}

function response({ broken, status, headers = {}, text = "" }) {
  if (broken) throw new Error(`Address unavailable: ${broken}`);
  return { getResponseCode: () => status, getHeaders: () => headers, getContentText: () => text };
}

function cache(world) {
  const checked = (key) => {
    if (typeof key !== "string" || key.length > 250) throw new Error(`Argument too large: key`);
    return key;
  };
  const made = {
    getAll: (keys) => Object.fromEntries(keys.map(checked).filter((one) => world.cache.has(one)).map((one) => [one, world.cache.get(one)])),
    get: (name) => world.cache.get(checked(name)) ?? null,
    put: (name, value, seconds) => made.putAll({ [name]: value }, seconds),
    remove: (name) => void world.cache.delete(checked(name)),
    putAll: (values, seconds) => {
      if (!(seconds > 0 && seconds <= 21_600)) throw new Error("Invalid argument: expirationInSeconds");
      for (const [name, value] of Object.entries(values)) {
        if (Buffer.byteLength(value) > 100 * 1024) throw new Error("Argument too large: value");
        world.cache.set(checked(name), value);
      }
    },
  };
  return made;
}

function properties(world) {
  return {
    getProperties: () => ({ ...world.properties }),
    setProperties: (values) => {
      for (const value of Object.values(values)) if (typeof value !== "string") throw new Error("Invalid argument: value");
      Object.assign(world.properties, values);
    },
  };
}

function utilities(world) {
  return {
    Charset: { UTF_8: "utf8" },
    DigestAlgorithm: { SHA_256: "sha256" },
    computeDigest: (algorithm, text, charset) => [...new Int8Array(createHash(algorithm).update(text, charset).digest())],
    base64EncodeWebSafe: (bytes) => Buffer.from(bytes).toString("base64").replaceAll("+", "-").replaceAll("/", "_"),
    getUuid: randomUUID,
    sleep: (ms) => {
      world.slept.push(ms);
      world.skew += ms;
    },
    formatDate: (moment, zone, format) => {
      if (format !== "yyyy-MM-dd'T'HH:mm:ss") throw new Error(format);
      return wall(moment, zone);
    },
    parseDate: (text, zone, format) => {
      if (format !== "yyyy-MM-dd") throw new Error(format);
      return midnight(text, zone);
    },
  };
}

/** The clock on the wall of a zone, ISO. */
export function wall(moment, timeZone) {
  const how = { timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" };
  const part = Object.fromEntries(new Intl.DateTimeFormat("en", how).formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${part.year.padStart(4, "0")}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`;
}

/** A moment as Sheets makes a cell's Date of it: that wall clock in the zone of the spreadsheet. */
export function moment(text, zone) {
  const aimed = Date.parse(`${text}Z`);
  let found = aimed;
  for (let i = 0; i < 3; i += 1) found += aimed - Date.parse(`${wall(new Date(found), zone)}Z`);
  return new Date(found);
}

export const midnight = (day, zone) => moment(`${day}T00:00:00`, zone);

function spreadsheet(world, { locale, zone, id, tabs }) {
  const range = (tab, cell) => ({ tab: tab.title, cell });
  const sheet = (tab) => ({
    getName: () => tab.title,
    getMaxRows: () => tab.rows ?? 1000,
    getMaxColumns: () => tab.columns ?? 26,
    getRange: (cell) => range(tab, cell),
  });
  return {
    getActive: () => ({
      getId: () => id,
      getSpreadsheetLocale: () => locale,
      getSpreadsheetTimeZone: () => zone,
      getSheets: () => tabs.map(sheet),
      getSheetByName: (title) => tabs.filter((tab) => tab.title === title).map(sheet)[0] ?? null,
    }),
    setActiveRange: (selected) => (world.active = selected),
    getUi: () => ({ createMenu: (title) => menu(world, title), showSidebar: (page) => (world.shown = page) }),
  };
}

function menu(world, title) {
  const made = { addItem: (label, name) => (world.menu.push([label, name]), made), addSeparator: () => made, addToUi: () => (world.title = title) };
  return made;
}

/** `<?= ?>` escapes as HTML, `<?!= ?>` does not; nothing else stands in our page. */
function template(name) {
  const source = readFileSync(join(project, `${name}.html`), "utf8");
  const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const made = {};
  made.evaluate = () => {
    const content = source.replace(/<\?(!?)=\s*(\w+)\s*\?>/g, (_, raw, key) => (raw ? String(made[key]) : escaped(made[key])));
    if (content.includes("<?")) throw new Error("a scriptlet is left");
    const page = { content, setTitle: (title) => Object.assign(page, { title }) };
    return page;
  };
  return made;
}
