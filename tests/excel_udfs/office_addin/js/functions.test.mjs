// functions.js against the running service.
import assert from "node:assert/strict";
import test from "node:test";
import { key, load, service, settings } from "./setting.mjs";

const functions = await load("functions.js");
const { createRuntime } = await load("runtime.js");
const counted = async () => (await fetch(`${service}/counted`)).json();
const STEPS = [[200], [50], [30], [25], [25]];

test("every function is associated under its id", () => {
  const named = Object.keys(functions).map((name) => name.replaceAll("_", "."));
  assert.deepEqual(Object.keys(CustomFunctions.associated).sort(), named.sort());
});

test("300 cells ask three times, and not again", async () => {
  const before = await counted();
  const cells = Array.from({ length: 300 }, (_, i) => functions.PLAN_GAP(i, 1000, {}));
  assert.deepEqual(await Promise.all(cells), Array.from({ length: 300 }, (_, i) => 1000 - i));
  assert.equal((await counted()) - before, 3);
  await Promise.all(Array.from({ length: 300 }, (_, i) => functions.PLAN_GAP(i, 1000, {})));
  assert.equal((await counted()) - before, 3);
});

test("a range, a column, a default", async () => {
  assert.equal((await functions.FUNNEL_CONVERSION(STEPS, undefined, {}))[0][0], 0.125);
  const steps = await functions.FUNNEL_CONVERSION([...STEPS, [""], [""]], "steps", {});
  assert.deepEqual(steps.slice(0, 3), [[""], [0.25], [0.6]]);
});

test("the worked examples of every function", async () => {
  const { functions: all } = await (await fetch(`${service}/v1/functions`, { headers: { Authorization: `Bearer ${key}` } })).json();
  for (const { name, args: declared, examples } of all) {
    for (const { args, value } of examples) {
      // Excel gives a range as rows
      const given = declared.map((_, i) => (Array.isArray(args[i]) ? args[i].map((row) => (Array.isArray(row) ? row : [row])) : args[i]));
      const got = await functions[name](...given, {}).catch((error) => (error.code ? error.code : assert.fail(error)));
      same(got, value, name);
    }
  }
});

const EPOCH = Date.UTC(1899, 11, 30);
const DAY = /^\d{4}-\d\d-\d\d$/;
function same(got, wanted, name) {
  if (Array.isArray(wanted)) {
    assert.equal(got.length, wanted.length, name);
    // a table's header row is in the words of the input here, in ids there
    const from = name && typeof wanted[0]?.[0] === "string" && wanted[0].length > 1 ? 1 : 0;
    for (let r = from; r < wanted.length; r += 1) wanted[r].forEach((cell, c) => same(got[r][c], cell, ""));
  } else if (Array.isArray(got)) same(got[0][0], wanted, "");
  else if (wanted === null) assert.equal(got, "");
  else if (typeof wanted === "string" && DAY.test(wanted)) assert.equal(got, (Date.parse(wanted) - EPOCH) / 86_400_000);
  else if (typeof wanted === "number" && typeof got === "number") assert.ok(Math.abs(got - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted)));
  else assert.equal(got, wanted);
}

test("errors are those of cells, with a sentence where Excel shows one", async () => {
  const fails = async (promise) => promise.then(() => assert.fail("no error"), (error) => error);
  const zero = await fails(functions.CONVERSION_RATE(1, 0, {}));
  assert.equal(zero.code, "#DIV/0!");
  const wrong = await fails(functions.FUNNEL_CONVERSION([["x"], ["y"]], null, {}));
  assert.equal(wrong.code, "#VALUE!");
  assert.match(wrong.message, /[а-я]/);
  const cell = await fails(functions.PLAN_GAP({ type: "Error", basicType: "Error", basicValue: "#REF!" }, 1, {}));
  assert.match(cell.message, /#REF!/);
});

function runtimeOf(more = {}) {
  return createRuntime({ settings: async () => settings, language: () => "ru", pause: async () => {}, ...more });
}
const reply = (status, body = {}, headers = {}) => new Response(JSON.stringify(body), { status, headers });
const refused = (promise) => promise.then(() => assert.fail("no error"), (error) => error);

test("equal calls are asked once", async () => {
  const bodies = [];
  const { call } = runtimeOf({ fetch: async (_, { body }) => (bodies.push(JSON.parse(body)), reply(200, { results: [{ value: 7 }] })) });
  assert.deepEqual(await Promise.all([1, 2, 3].map(() => call("PLAN_GAP", [1, 8], {}, "scalar"))), [7, 7, 7]);
  assert.equal(bodies.length, 1);
  assert.equal(bodies[0].calls.length, 1);
});

test("a remembered answer grows old", async () => {
  let [n, now] = [0, 0];
  const { call, clear } = runtimeOf({ now: () => now, fetch: async () => ((n += 1), reply(200, { results: [{ value: n }] })) });
  const ask = () => call("PLAN_GAP", [1, 8], {}, "scalar");
  assert.equal(await ask(), 1);
  now += 9 * 60_000;
  assert.equal(await ask(), 1);
  now += 2 * 60_000;
  assert.equal(await ask(), 2);
  clear();
  assert.equal(await ask(), 3);
});

test("memory has its limits", async () => {
  let n = 0;
  const big = "x".repeat(900_000);
  const { call } = runtimeOf({ fetch: async (_, { body }) => ((n += 1), reply(200, { results: JSON.parse(body).calls.map(() => ({ value: big })) })) });
  for (let i = 0; i < 8; i += 1) await call("PLAN_GAP", [i, 8], {}, "scalar");
  await call("PLAN_GAP", [7, 8], {}, "scalar");
  assert.equal(n, 8);
  await call("PLAN_GAP", [0, 8], {}, "scalar");
  assert.equal(n, 9);
});

test("a cancelled call is not sent, a cancelled request is broken off", async () => {
  let sent = 0;
  let broken = false;
  const fetch = (_, { signal }) => new Promise((resolve, reject) => {
    sent += 1;
    signal.addEventListener("abort", () => ((broken = true), reject(new DOMException("", "AbortError"))));
  });
  const { call } = runtimeOf({ fetch });
  const early = {};
  const first = refused(call("PLAN_GAP", [1, 2], early, "scalar"));
  early.onCanceled();
  assert.equal((await first).code, "#N/A");
  await new Promise((resolve) => setTimeout(resolve, 80));
  assert.equal(sent, 0);
  const late = {};
  const second = refused(call("PLAN_GAP", [1, 2], late, "scalar"));
  await new Promise((resolve) => setTimeout(resolve, 80));
  assert.equal(sent, 1);
  late.onCanceled();
  await second;
  assert.ok(broken);
});

test("what goes wrong on the way is said in words, and asked again where that helps", async () => {
  const said = async (fetch, more = {}) => (await refused(runtimeOf({ fetch, ...more }).call("PLAN_GAP", [1, 2], {}, "scalar"))).message;
  assert.match(await said(async () => { throw new TypeError("fetch failed"); }), /Нет связи/);
  assert.match(await said(async () => reply(401)), /не приняла ключ/);
  assert.match(await said(async () => reply(413)), /больше, чем/);
  assert.match(await said(async () => reply(500)), /500/);
  assert.match(await said(async () => reply(400, { detail: "Лишнее поле" })), /Лишнее поле/);
  assert.match(await said(async () => reply(429, {}, { "Retry-After": "60" })), /Подождите 60/);
  assert.match(await said(async () => assert.fail(), { settings: async () => ({ key: "", service }) }), /Вставьте ключ/);
  let n = 0;
  const twice = runtimeOf({ fetch: async () => ((n += 1), n < 3 ? reply(429, {}, { "Retry-After": "1" }) : reply(200, { results: [{ value: 5 }] })) });
  assert.equal(await twice.call("PLAN_GAP", [1, 2], {}, "scalar"), 5);
});

test("a wrong key against the real service", async () => {
  const { call } = runtimeOf({ settings: async () => ({ key: "wrong", service }) });
  assert.match((await refused(call("PLAN_GAP", [1, 2], {}, "scalar"))).message, /не приняла ключ/);
});

test("days come as days where cells can show them", async () => {
  const fetch = async () => reply(200, { results: [{ value: [["a", "2026-03-31"]], dates: [1] }] });
  assert.deepEqual(await runtimeOf({ fetch }).call("X", [1], {}, "matrix"), [["a", 46112]]);
  const [[, day]] = await runtimeOf({ fetch, formats: () => true }).call("X", [1], {}, "matrix");
  assert.deepEqual(day, { type: "FormattedNumber", basicValue: 46112, numberFormat: "dd.mm.yyyy" });
});

test("blank tails go, but columns stay side by side", async () => {
  let sent;
  const fetch = async (_, { body }) => ((sent = JSON.parse(body).calls[0].args), reply(200, { results: [{ value: 1 }] }));
  await runtimeOf({ fetch }).call("X", [[["a"], ["b"], [""], [""]], [[1], [""], [""], [""]], [[5], [""]]], {}, "matrix");
  assert.deepEqual(sent, [[["a"], ["b"]], [[1], [null]], [[5]]]);
  await runtimeOf({ fetch }).call("X", [[[1, 2, 3]], [["a"], ["b"], [""]]], {}, "matrix");
  assert.deepEqual(sent, [[[1, 2, 3]], [["a"], ["b"], [null]]]);
});
