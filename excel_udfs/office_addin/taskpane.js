// The task pane: the key, the service, «Обновить отчёты».
// @ts-check
import "./functions.js";
import { BookError, look, readSheets, writeReports } from "./book.js";
import { runtime } from "./runtime.js";
import { ServiceError, post } from "./service.js";
import { address, hostStorage, load, save } from "./settings.js";
import { hostLanguage, say } from "./words.js";

/** @typedef {import("./words.js").Language} Language */
/** @typedef {import("./words.js").Word} Word */
/** @typedef {import("./settings.js").Settings} Settings */

/**
 * Read the input tabs, have the service compute, write the reports.
 * @param {Excel.RequestContext} context
 * @param {Settings} settings
 * @param {{asof?: string, slot?: string, language: Language, fetch?: typeof fetch, tell?: (word: Word) => void}} how
 * @returns {Promise<string[]>} Sentences for the person.
 */
export async function refreshBook(context, settings, { asof, slot, language, tell = () => {}, ...how }) {
  tell("reading");
  const send = (/** @type {string} */ path, /** @type {object} */ body) => post(settings, path, body, { ...how, language });
  const { people } = await look(context);
  const titles = people.map((sheet) => sheet.name);
  const { wanted } = await send("/v1/refresh:tabs", { titles });
  if (!wanted.length) throw new BookError(say("nothing", language));
  const cells = await readSheets(context, people.filter((sheet) => wanted.includes(sheet.name)));
  tell("computing");
  const { locale, ...book } = cells;
  const asked = { ...book, people: titles, ...(locale ? { locale } : {}), ...(asof ? { asof } : {}), ...(slot ? { slot } : {}) };
  const answer = await send("/v1/refresh", asked);
  tell("writing");
  const { written, notices } = await writeReports(context, answer, language);
  const { error: errors, warning: warnings } = answer.problems;
  const { title: tab } = answer.tabs.find((/** @type {import("./drawing.js").Tab} */ { id }) => id === "data_quality");
  return [
    say("done", language, { n: written, asof: day(answer.asof, language) }),
    ...(errors || warnings ? [say("problems", language, { errors, warnings, tab })] : []),
    ...(answer.failed.length ? [say("failed", language, { names: answer.failed.join(", ") })] : []),
    ...notices,
  ];
}

/**
 * @param {string} iso
 * @param {Language} language
 */
function day(iso, language) {
  return language === "ru" ? iso.split("-").reverse().join(".") : iso;
}

/**
 * Ask the service whether it takes the key.
 * @param {Settings} settings
 * @param {{language: Language, fetch?: typeof fetch}} how
 */
export async function check(settings, how) {
  await post(settings, "/v1/refresh:tabs", { titles: [] }, how);
}

/**
 * Cells that failed for want of a key ask again.
 * @param {Excel.RequestContext} context
 */
async function recalculate(context) {
  context.workbook.application.calculate("Full");
  await context.sync();
}

/** Bring the page to life. */
export async function start() {
  const language = hostLanguage();
  const storage = hostStorage();
  document.documentElement.lang = language;
  document.title = say("title", language);
  for (const one of document.querySelectorAll("[data-word]")) {
    one.textContent = say(/** @type {Word} */ (one.getAttribute("data-word")), language);
  }
  const settings = await load(storage);
  field("key").value = settings.key;
  field("service").value = settings.service;
  show([say(settings.key ? "checking" : "noKey", language)]);
  if (settings.key) await guarded(() => check(settings, { language }).then(() => [say("ready", language)]));
  form("settings", async () => {
    const service = address(field("service").value);
    if (!service) throw new BookError(say("badAddress", language));
    const given = { key: field("key").value.trim(), service };
    await save(storage, given);
    runtime.clear();
    await check(given, { language });
    if (typeof Excel !== "undefined") await Excel.run(recalculate);
    return [say("ready", language)];
  });
  form("reports", async () => {
    if (!Office.context.requirements?.isSetSupported("ExcelApi", "1.12")) throw new BookError(say("oldExcel", language));
    const tell = (/** @type {Word} */ word) => show([say(word, language)]);
    const how = { asof: field("asof").value, slot: field("slot").value, language, tell };
    const now = await load(storage);
    return Excel.run((context) => refreshBook(context, now, how));
  });
}

/**
 * @param {string} id
 * @returns {HTMLInputElement}
 */
function field(id) {
  return /** @type {HTMLInputElement} */ (document.getElementById(id));
}

/**
 * @param {string} id
 * @param {() => Promise<string[]>} run
 */
function form(id, run) {
  field(id).addEventListener("submit", (event) => {
    event.preventDefault();
    void guarded(run);
  });
}

/**
 * One thing at a time; what a person can do something about is said, the rest goes to the console too.
 * @param {() => Promise<string[]>} run
 */
async function guarded(run) {
  const buttons = [...document.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  try {
    show(await run());
  } catch (error) {
    if (!(error instanceof BookError || error instanceof ServiceError)) console.error(error);
    show([error instanceof Error ? error.message : String(error)], true);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

/**
 * @param {string[]} sentences
 * @param {boolean} [is_error]
 */
function show(sentences, is_error = false) {
  const state = field("state");
  state.classList.toggle("error", is_error);
  state.replaceChildren(
    ...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })),
  );
}

if (typeof Office !== "undefined" && typeof document !== "undefined") void Office.onReady().then(start);
else if (typeof document !== "undefined") void start();
