// The key and the address of the service: kept by Excel on this computer, for every workbook.
// @ts-check

const KEY = "planerka.key";
const SERVICE = "planerka.service";

/**
 * @typedef {object} Storage
 * @property {(name: string) => Promise<string | null>} getItem
 * @property {(name: string, value: string) => Promise<void>} setItem
 */

/** @typedef {{key: string, service: string}} Settings */

/** @returns {Storage} Excel's own storage; the browser's where the page is open outside Excel. */
export function hostStorage() {
  if (typeof OfficeRuntime !== "undefined" && OfficeRuntime.storage) return OfficeRuntime.storage;
  return {
    getItem: async (name) => localStorage.getItem(name),
    setItem: async (name, value) => localStorage.setItem(name, value),
  };
}

/** @returns {string} Where this page was served from. */
export function origin() {
  return typeof location === "undefined" ? "" : location.origin;
}

/**
 * @param {Storage} storage
 * @returns {Promise<Settings>}
 */
export async function load(storage) {
  const [key, service] = [await storage.getItem(KEY), await storage.getItem(SERVICE)];
  return { key: key || "", service: service || origin() };
}

/**
 * @param {Storage} storage
 * @param {Settings} settings
 */
export async function save(storage, settings) {
  await storage.setItem(KEY, settings.key.trim());
  await storage.setItem(SERVICE, settings.service === origin() ? "" : settings.service);
}

/**
 * The address without its tail, or null where a key must not be sent to it.
 * @param {string} typed
 * @returns {string | null}
 */
export function address(typed) {
  let url;
  try {
    url = new URL(typed.trim());
  } catch {
    return null;
  }
  const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && local) ? url.origin : null;
}
