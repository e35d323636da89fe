// Requests to the service: all of them at once, within the time that Google gives, and what goes wrong in words.
// @ts-check

/** @typedef {{path: string, method?: "get" | "post", body?: string, headers?: Record<string, string>}} Question */
/** @typedef {{failure: ServiceError_ | null, body: any}} Reply */

const LIMITS_ = {
  /** Milliseconds: Google ends a custom function after 30 s, and a request cannot be broken off. */
  time: 25000,
  tries: 3,
  /** Calls of a request, its characters, and the requests of one cell. */
  calls: 128,
  characters: 6000000,
  requests: 16,
  /** Seconds that an answer is remembered (Google's most), bytes of one. */
  age: 21600,
  bytes: 100000,
};

/** What a person reads; `again` in seconds where the next try may succeed by itself. */
class ServiceError_ extends Error {
  /**
   * @param {string} message
   * @param {number | null} [again]
   * @param {number} [status]
   */
  constructor(message, again = null, status = 0) {
    super(message);
    this.again = again;
    this.status = status;
  }
}

/**
 * The answers to all questions, in their order. Throws ServiceError_.
 * @param {Question[]} questions
 * @param {Settings} settings
 * @param {Language} language
 * @param {number} [began] When Google's clock began to run.
 * @returns {any[]}
 */
function ask_(questions, settings, language, began = Date.now()) {
  if (!settings.service) throw new ServiceError_(say_("noService", language));
  if (!settings.key) throw new ServiceError_(say_("noKey", language));
  /** @type {any[]} */
  const answers = questions.map(() => null);
  let open = questions.map((_, i) => i);
  for (let n = 1; ; n += 1) {
    const sent = Date.now();
    const replies = send_(open.map((i) => /** @type {Question} */ (questions[i])), settings, language);
    const lasted = Date.now() - sent;
    /** @type {ServiceError_ | null} */
    let failure = null;
    open = open.filter((i, k) => {
      const reply = /** @type {Reply} */ (replies[k]);
      answers[i] = reply.body;
      if (reply.failure && (!failure || (reply.failure.again ?? Infinity) > (failure.again ?? Infinity))) failure = reply.failure;
      return reply.failure !== null;
    });
    const worst = /** @type {ServiceError_ | null} */ (failure);
    if (!worst) return answers;
    const wait = (worst.again ?? Infinity) * 1000;
    if (n >= LIMITS_.tries || Date.now() - began + wait + lasted > LIMITS_.time) throw worst;
    Utilities.sleep(wait);
  }
}

/**
 * @param {Question[]} questions
 * @param {Settings} settings
 * @param {Language} language
 * @returns {Reply[]}
 */
function send_(questions, settings, language) {
  const requests = questions.map((question) => request_(question, settings, language));
  try {
    return UrlFetchApp.fetchAll(requests).map((response) => reply_(response, settings, language));
  } catch (error) {
    // Google throws where it has no answer at all: no such host, no connection, a spent quota, an address not allowed.
    const reason = String(/** @type {Error} */ (error).message ?? error).replace(/[.\s]*$/, ".");
    const failure = new ServiceError_(say_("offline", language, { service: settings.service, reason }), 1);
    return questions.map(() => ({ failure, body: null }));
  }
}

/**
 * @param {Question} question
 * @param {Settings} settings
 * @param {Language} language
 * @returns {GoogleAppsScript.URL_Fetch.URLFetchRequest}
 */
function request_(question, settings, language) {
  /** @type {GoogleAppsScript.URL_Fetch.URLFetchRequest} */
  const made = {
    url: settings.service + question.path,
    method: question.method ?? "get",
    headers: { "Authorization": `Bearer ${settings.key}`, "Accept-Language": language, ...question.headers },
    muteHttpExceptions: true,
    followRedirects: false, // the key is for this address alone
  };
  if (question.body === undefined) return made;
  return { ...made, contentType: "application/json", payload: question.body };
}

/**
 * @param {GoogleAppsScript.URL_Fetch.HTTPResponse} response
 * @param {Settings} settings
 * @param {Language} language
 * @returns {Reply}
 */
function reply_(response, settings, language) {
  const status = response.getResponseCode();
  const body = parsed_(response.getContentText("UTF-8"));
  if (status >= 200 && status < 300 && body !== undefined) return { failure: null, body };
  return { failure: refusal_(status, body, response.getHeaders(), settings, language), body: null };
}

/**
 * @param {number} status
 * @param {any} body
 * @param {Record<string, any>} headers
 * @param {Settings} settings
 * @param {Language} language
 */
function refusal_(status, body, headers, settings, language) {
  const { service } = settings;
  if (status === 401) return new ServiceError_(say_("unauthorized", language), null, status);
  if (status === 403) return new ServiceError_(say_("forbidden", language), null, status);
  if (status === 413) return new ServiceError_(say_("tooLarge", language), null, status);
  if (status === 429 || status === 503) {
    const name = Object.keys(headers).find((one) => one.toLowerCase() === "retry-after");
    const seconds = Math.max(1, Math.ceil(Number(name && headers[name])) || 2);
    return new ServiceError_(say_("tooMany", language, { seconds }), seconds, status);
  }
  if (status >= 400 && status < 500 && body?.detail) return new ServiceError_(String(body.detail), null, status);
  if (status < 500 && (status < 400 || body === undefined)) return new ServiceError_(say_("redirected", language, { service }), null, status);
  return new ServiceError_(say_("broken", language, { status }), status === 502 || status === 504 ? 2 : null, status);
}

/**
 * @param {string} text
 * @returns {any} undefined where it is no JSON.
 */
function parsed_(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
