// What the sidebar asks of the server side. Whatever comes back is plain; a key never does.
// @ts-check

/** @typedef {{error: string}} Failed */

/** So many problems the sidebar lists. */
const SHOWN_ = 100;

/** How this spreadsheet stands with the service. */
function planerkaState() {
  return told_((settings, language) => state_(settings, language));
}

/**
 * Ask for a refresh; the same wish sent twice is one.
 * @param {string} wish
 */
function planerkaRefresh(wish) {
  return told_((settings, language) =>
    ofWorkbook_(settings, language, (id) => {
      const question = { method: /** @type {const} */ ("post"), headers: { "Idempotency-Key": wish } };
      ask_([{ path: `/v1/workbooks/${id}/sync`, ...question }], settings, language);
      return state_(settings, language);
    }),
  );
}

/** The problems of the last refresh, the worst first. */
function planerkaProblems() {
  return told_((settings, language) =>
    ofWorkbook_(settings, language, (id) => {
      const path = `/v1/workbooks/${id}/problems`;
      const asked = ["error", "warning", "info"].map((severity) => ({ path: `${path}?severity=${severity}&limit=${SHOWN_}` }));
      const answers = ask_(asked, settings, language);
      return {
        connected: true,
        items: answers.flatMap((answer) => answer.problems).slice(0, SHOWN_),
        total: answers.reduce((sum, answer) => sum + answer.total, 0),
        page: `${settings.service}/workbooks/${id}/problems`,
      };
    }),
  );
}

/**
 * Select a cell.
 * @param {string} tab
 * @param {string} cell
 * @returns {Failed | {}}
 */
function planerkaShow(tab, cell) {
  const language = readersLanguage_();
  const sheet = SpreadsheetApp.getActive().getSheetByName(tab);
  if (!sheet) return { error: say_("noTab", language, { tab }) };
  const [, letters = "", row = ""] = /^([A-Z]{1,3})([1-9]\d{0,7})$/.exec(cell) ?? [];
  const column = [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
  if (cell && !(row && Number(row) <= sheet.getMaxRows() && column <= sheet.getMaxColumns())) {
    return { error: say_("noCell", language, { tab, cell }) };
  }
  SpreadsheetApp.setActiveRange(sheet.getRange(cell || "A1"));
  return {};
}

/** Which tabs of this spreadsheet the service reads. */
function planerkaTabs() {
  return told_((settings, language) => {
    const titles = SpreadsheetApp.getActive().getSheets().map((sheet) => sheet.getName());
    const body = JSON.stringify({ titles, language });
    const [{ wanted }] = ask_([{ path: "/v1/refresh:tabs", method: "post", body }], settings, language);
    return { found: wanted, connect: connectPage_(settings) };
  });
}

/** What may be seen of the settings. */
function planerkaSettings() {
  const { service, key, language } = settings_();
  return { service, language, hasKey: key !== "" };
}

/**
 * Keep the settings and try them.
 * @param {{service: string, key: string, language: Language}} given A blank key leaves the one that is kept.
 */
function planerkaSave(given) {
  const reader = readersLanguage_();
  const before = settings_();
  const service = address_(given.service);
  const key = given.key.trim();
  if (!service) return { error: say_("badAddress", reader) };
  if (!key && !before.key) return { error: say_("noKey", reader) };
  if (!key && service !== before.service) return { error: say_("otherHost", reader) };
  keep_({ service, key: key || before.key, language: given.language === "ru" ? "ru" : "en", stamp: Utilities.getUuid() });
  return told_((settings, language) => ({ said: tried_(settings, language), ...planerkaSettings() }));
}

/**
 * What the key is good for, in a sentence. Throws where it is good for nothing.
 * @param {Settings} settings
 * @param {Language} language
 */
function tried_(settings, language) {
  const calls = permitted_(() => ask_([{ path: "/v1/functions:batch", method: "post", body: '{"calls":[]}' }], settings, language));
  const sees = permitted_(() => workbookId_(settings, language)) !== null;
  if (!calls && !sees) throw new ServiceError_(say_("forbidden", language), null, 403);
  return say_(calls ? (sees ? "saved" : "savedFunctions") : "savedReports", language);
}

/**
 * What `ask` gives; null where the key may not do it.
 * @template T
 * @param {() => T} ask
 */
function permitted_(ask) {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ServiceError_ && error.status === 403) return null;
    throw error;
  }
}

/**
 * @param {Settings} settings
 * @param {Language} language
 */
function state_(settings, language) {
  return ofWorkbook_(settings, language, (id) => {
    const [standing] = ask_([{ path: `/v1/workbooks/${id}` }], settings, language);
    return { connected: true, standing, page: `${settings.service}/workbooks/${id}` };
  });
}

/**
 * What `answer` gives for this spreadsheet's number in the service; which page connects it, where it has none.
 * @template T
 * @param {Settings} settings
 * @param {Language} language
 * @param {(id: number) => T} answer
 */
function ofWorkbook_(settings, language, answer) {
  const none = { connected: false, connect: connectPage_(settings) };
  const id = workbookId_(settings, language);
  if (id === null) return none;
  try {
    return answer(id);
  } catch (error) {
    if (!(error instanceof ServiceError_) || error.status !== 404) throw error;
    CacheService.getDocumentCache()?.remove(idKey_(settings)); // disconnected, or another number by now
    return none;
  }
}

/**
 * The page that connects this spreadsheet.
 * @param {Settings} settings
 */
function connectPage_(settings) {
  const here = `https://docs.google.com/spreadsheets/d/${SpreadsheetApp.getActive().getId()}/edit`;
  return `${settings.service}/connect?url=${encodeURIComponent(here)}`;
}

/**
 * The service's number of this spreadsheet, remembered; null where it is not connected, or not for this key.
 * @param {Settings} settings
 * @param {Language} language
 * @returns {number | null}
 */
function workbookId_(settings, language) {
  const cache = CacheService.getDocumentCache();
  const kept = cache?.get(idKey_(settings));
  if (kept) return Number(kept);
  const here = SpreadsheetApp.getActive().getId();
  for (let cursor = ""; ; ) {
    const [answer] = ask_([{ path: `/v1/workbooks?limit=100${cursor}` }], settings, language);
    const found = answer.workbooks.find((/** @type {{spreadsheet: string}} */ one) => one.spreadsheet === here);
    if (found) cache?.put(idKey_(settings), String(found.id), LIMITS_.age);
    if (found || !answer.next) return found ? found.id : null;
    cursor = `&cursor=${encodeURIComponent(answer.next)}`;
  }
}

/** @param {Settings} settings */
function idKey_(settings) {
  return key_("workbook", settings);
}

/**
 * What `answer` gives; what the service refuses, as a sentence.
 * @template T
 * @param {(settings: Settings, language: Language) => T} answer
 * @returns {T | Failed}
 */
function told_(answer) {
  try {
    return answer(settings_(), readersLanguage_());
  } catch (error) {
    if (error instanceof ServiceError_) return { error: error.message };
    throw error;
  }
}
