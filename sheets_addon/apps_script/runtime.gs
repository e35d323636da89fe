// Behind every custom function: one request for a range, what was asked before is remembered.
// @ts-check

/** @typedef {{height: number, width: number}} Shape */

/**
 * The value of a function: a cell, or rows of cells. Throws an Error that the cell shows.
 *
 * Where the function gives one cell and ranges stand in the place of single cells (`=CONVERSION_RATE(B2:B300; C2:C300)`),
 * it is called for every cell of them, all in one go.
 * @param {string} name
 * @param {(Cell | Cell[][])[]} args
 * @param {number[]} single The arguments that are one cell, if the function gives one cell.
 */
function call_(name, args, single) {
  const began = Date.now();
  const settings = settings_();
  const zone = SpreadsheetApp.getActive().getSpreadsheetTimeZone();
  const given = plainArguments_(args, zone);
  try {
    const shape = shape_(given, single, settings.language);
    if (!shape) return shown_(/** @type {Answer} */ (answers_([body_(name, given)], settings, began)[0]), zone);
    return each_(name, given, single, shape, settings, zone, began);
  } catch (error) {
    if (error instanceof ServiceError_) throw new Error(`#N/A: ${error.message}`);
    throw error;
  }
}

/**
 * @param {string} name
 * @param {(Plain | Plain[][])[]} args
 */
function body_(name, args) {
  return JSON.stringify({ name, args });
}

/**
 * Of the ranges that stand for single cells; null where there are none.
 * @param {(Plain | Plain[][])[]} given
 * @param {number[]} single
 * @param {Language} language
 * @returns {Shape | null}
 */
function shape_(given, single, language) {
  const ranges = single.map((i) => given[i]).filter(isRange_);
  if (!ranges.length) return null;
  const sizes = [...new Set(ranges.map((rows) => `${rows.length}×${rows[0]?.length}`))];
  if (sizes.length > 1) throw new Error(`#VALUE!: ${say_("shapes", language, { sizes: sizes.join(", ") })}`);
  const [rows] = /** @type {[Plain[][]]} */ (ranges);
  return { height: rows.length, width: rows[0]?.length ?? 0 };
}

/**
 * @param {Plain | Plain[][] | undefined} arg
 * @returns {arg is Plain[][]}
 */
function isRange_(arg) {
  return Array.isArray(arg) && size_(arg) > 1;
}

/**
 * A call for each cell of the shape. One that has no value shows its code and sentence as a text; blank rows stay blank.
 * @param {string} name
 * @param {(Plain | Plain[][])[]} given
 * @param {number[]} single
 * @param {Shape} shape
 * @param {Settings} settings
 * @param {string} zone
 * @param {number} began
 */
function each_(name, given, single, shape, settings, zone, began) {
  const mapped = single.filter((i) => isRange_(given[i]));
  /** @type {(string | null)[][]} */
  const asked = Array.from({ length: shape.height }, (_, r) =>
    Array.from({ length: shape.width }, (_, c) => {
      const one = given.map((arg, i) => (mapped.includes(i) ? /** @type {Plain[][]} */ (arg)[r]?.[c] ?? null : arg));
      return mapped.every((i) => one[i] === null) ? null : body_(name, one);
    }),
  );
  const bodies = [...new Set(asked.flat())].filter((body) => body !== null);
  const answers = answers_(bodies, settings, began);
  const by = new Map(bodies.map((body, i) => [body, /** @type {Answer} */ (answers[i])]));
  return asked.map((row) =>
    row.map((body) => {
      const answer = body === null ? null : by.get(body);
      if (!answer) return null;
      return answer.error ? failed_(answer.error) : shown_(answer, zone);
    }),
  );
}

/**
 * The answers to calls, in their order: from what is remembered, the rest in one go.
 * @param {string[]} bodies
 * @param {Settings} settings
 * @param {number} began
 * @returns {Answer[]}
 */
function answers_(bodies, settings, began) {
  const cache = CacheService.getDocumentCache();
  const keys = bodies.map((body) => key_(body, settings));
  const kept = cache && bodies.length ? cache.getAll(keys) : {};
  const open = bodies.filter((_, i) => !((keys[i] ?? "") in kept));
  const fresh = fetched_(open, settings, began);
  /** @type {Record<string, string>} */
  const news = {};
  const answers = bodies.map((body, i) => {
    const key = /** @type {string} */ (keys[i]);
    if (key in kept) return JSON.parse(kept[key]);
    const answer = /** @type {Answer} */ (fresh.get(body));
    const text = JSON.stringify(answer);
    // What the service may answer otherwise tomorrow is not remembered: a function that it does not know yet.
    if ((!answer.error || CODES_.includes(answer.error.code)) && bytes_(text) <= LIMITS_.bytes) news[key] = text;
    return answer;
  });
  if (cache && Object.keys(news).length) cache.putAll(news, LIMITS_.age);
  return answers;
}

/**
 * @param {string[]} bodies
 * @param {Settings} settings
 * @param {number} began
 * @returns {Map<string, Answer>}
 */
function fetched_(bodies, settings, began) {
  const { language } = settings;
  if (!bodies.length) return new Map();
  const parts = parted_(bodies);
  if (parts.length > LIMITS_.requests) {
    const most = LIMITS_.requests * LIMITS_.calls;
    throw new ServiceError_(say_("tooMuch", language, { n: bodies.length, most }));
  }
  const questions = parts.map((part) => ({
    path: "/v1/functions:batch",
    method: /** @type {const} */ ("post"),
    body: `{"calls":[${part.join(",")}],"language":"${language}","header":"titles"}`,
  }));
  const replies = ask_(questions, settings, language, began);
  return new Map(
    parts.flatMap((part, n) => {
      const results = replies[n]?.results;
      if (!Array.isArray(results) || results.length !== part.length) {
        throw new ServiceError_(say_("broken", language, { status: 200 }));
      }
      return part.map((body, i) => /** @type {[string, Answer]} */ ([body, results[i]]));
    }),
  );
}

/**
 * As few requests as the service's limits allow; one larger call goes alone.
 * @param {string[]} bodies
 */
function parted_(bodies) {
  /** @type {string[][]} */
  const parts = [];
  /** @type {string[]} */
  let part = [];
  let characters = 0;
  for (const body of bodies) {
    if (!part.length || characters + body.length > LIMITS_.characters || part.length >= LIMITS_.calls) {
      part = [];
      characters = 0;
      parts.push(part);
    }
    part.push(body);
    characters += body.length;
  }
  return parts;
}

/**
 * A question without its cells: what is remembered cannot be read back from the key.
 * @param {string} body
 * @param {Settings} settings
 */
function key_(body, settings) {
  const text = [settings.service, settings.stamp, settings.language, body].join("\n");
  const digest = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8);
  return Utilities.base64EncodeWebSafe(digest);
}

/**
 * How long a text is in UTF-8.
 * @param {string} text
 */
function bytes_(text) {
  let n = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) n += code >= 0xd800 && code <= 0xdfff ? 1 : 2;
    else if (code > 0x7f) n += 1;
  }
  return n;
}
