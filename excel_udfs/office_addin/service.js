// Requests to the service, and what goes wrong with them, in words.
// @ts-check
import { say } from "./words.js";

/** @typedef {import("./words.js").Language} Language */
/** @typedef {import("./settings.js").Settings} Settings */

/** What a person reads; `again` in seconds where the next try may succeed by itself. */
export class ServiceError extends Error {
  /**
   * @param {string} message
   * @param {number | null} [again]
   */
  constructor(message, again = null) {
    super(message);
    this.again = again;
  }
}

/**
 * Post JSON (a value, or its text) to the service and give its answer. Throws ServiceError, or AbortError where `signal` ended it.
 * @param {Settings} settings
 * @param {string} path
 * @param {unknown} body
 * @param {{language: Language, fetch?: typeof fetch, signal?: AbortSignal}} how
 * @returns {Promise<any>}
 */
export async function post(settings, path, body, how) {
  const { language } = how;
  if (!settings.key) throw new ServiceError(say("noKey", language));
  /** @type {Response} */
  let response;
  try {
    response = await (how.fetch ?? fetch)(settings.service + path, {
      method: "POST",
      headers: {
        "Authorization": `Bearer ${settings.key}`,
        "Content-Type": "application/json",
        "Accept-Language": language,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
      credentials: "omit",
      signal: how.signal ?? null,
    });
  } catch (error) {
    if (how.signal?.aborted) throw error;
    throw new ServiceError(say("offline", language, { service: settings.service }), 1);
  }
  if (response.ok) return response.json();
  throw await refusal(response, language);
}

/**
 * @param {Response} response
 * @param {Language} language
 */
async function refusal(response, language) {
  const { status } = response;
  if (status === 401 || status === 403) return new ServiceError(say("unauthorized", language));
  if (status === 413) return new ServiceError(say("tooLarge", language));
  if (status === 429 || status === 503) {
    const seconds = Math.max(1, Number(response.headers.get("Retry-After")) || 2);
    return new ServiceError(say("tooMany", language, { seconds }), seconds);
  }
  const said = await response.json().catch(() => null); // application/problem+json
  if (status < 500 && said?.detail) return new ServiceError(said.detail);
  return new ServiceError(say("broken", language, { status }), status === 502 || status === 504 ? 2 : null);
}
