// The address and the key of the service: kept as properties of this document, of no other.
// @ts-check

/**
 * @typedef {object} Settings
 * @property {string} service Without a slash at the end; "" where there is none.
 * @property {string} key
 * @property {Language} language Of sentences in cells.
 * @property {string} stamp Another one each time they are saved: what was remembered before is not asked for again.
 */

const KEPT_ = { service: "planerka.service", key: "planerka.key", language: "planerka.language", stamp: "planerka.stamp" };

/** Written into the project by `python -m sheets_addon.apps_script --out … --url …`. */
const DEPLOYED_ = "https://planerka.example.com";

/** @returns {Settings} */
function settings_() {
  const kept = PropertiesService.getDocumentProperties().getProperties();
  const language = kept[KEPT_.language] || SpreadsheetApp.getActive().getSpreadsheetLocale();
  return {
    service: kept[KEPT_.service] || deployed_(),
    key: kept[KEPT_.key] || "",
    language: language.toLowerCase().startsWith("ru") ? "ru" : "en",
    stamp: kept[KEPT_.stamp] || "",
  };
}

/** Where the project was made for, unless nobody has said. */
function deployed_() {
  return new RegExp("//planerka\\.example\\.").test(DEPLOYED_) ? "" : DEPLOYED_;
}

/**
 * @param {Settings} settings
 */
function keep_(settings) {
  PropertiesService.getDocumentProperties().setProperties({
    [KEPT_.service]: settings.service,
    [KEPT_.key]: settings.key,
    [KEPT_.language]: settings.language,
    [KEPT_.stamp]: settings.stamp,
  });
}

/**
 * The address without its tail; "" where a key must not be sent to it.
 * @param {string} typed
 * @returns {string}
 */
function address_(typed) {
  const found = /^https:\/\/([\w.-]+|\[[0-9a-f:]+\])(:\d+)?(?=\/|$)/i.exec(typed.trim());
  return found ? found[0].toLowerCase() : "";
}
