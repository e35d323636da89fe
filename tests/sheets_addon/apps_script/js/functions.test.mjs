// Custom functions, as cells call them, against the running service.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { midnight, moment, opened, sample, wall } from "./google.mjs";

const { functions, called } = JSON.parse(readFileSync(sample, "utf8"));
const ZONE = "Europe/Moscow";
const failing = (status, headers = {}, text = "") => [{ status, headers, text }];
const thrown = (call) => {
  try {
    call();
  } catch (error) {
    return error.message;
  }
  throw new Error("it did not throw");
};
/** Values of the other realm as ours. */
const plain = (value) => JSON.parse(JSON.stringify(value));

test("every worked example gives the declared value", () => {
  const world = opened();
  let days = 0;
  for (const { name, args, value, dates } of called) {
    const got = world.cell(name, ...args);
    const rows = Array.isArray(got) ? Array.from(got, (row) => Array.from(row)) : [[got]];
    const seen = rows.map((row) => row.map((cell) => {
      if (Object.prototype.toString.call(cell) !== "[object Date]") return cell;
      days += 1;
      assert.match(wall(cell, ZONE), /T00:00:00$/);
      return wall(cell, ZONE).slice(0, 10);
    }));
    const wanted = Array.isArray(value) ? value : [[value]];
    assert.deepEqual(seen, wanted, name);
    for (const column of dates) assert.ok(rows.slice(1).every((row) => typeof row[column] !== "string"), name);
  }
  assert.ok(days > 0);
  assert.deepEqual(new Set(called.map((one) => one.name)), new Set(functions));
  assert.equal(world.fetches.flat().length, world.fetches.length);
});

test("an error is thrown as its code and its sentence, in the language of cells", () => {
  assert.equal(thrown(() => opened().cell("CONVERSION_RATE", 5, 0)), "#DIV/0!: Делить не на что: причин 0.");
  const english = opened({ kept: { "planerka.language": "en" } });
  assert.match(thrown(() => english.cell("CONVERSION_RATE", 5, 0)), /^#DIV\/0!: [A-Z][^а-я]+$/);
  assert.match(thrown(() => opened({ locale: "en_GB" }).cell("ABC_CLASS")), /^#VALUE!: Missing: “Values” \(values\)/);
});

test("a range of 300 cells is one request, and asked again it is none", () => {
  const world = opened();
  const values = Array.from({ length: 300 }, (_, i) => [i + 1]);
  const got = plain(world.cell("ABC_CLASS", values));
  assert.equal(got.length, 300);
  assert.equal(world.fetches.flat().length, 1);
  assert.deepEqual(plain(world.cell("ABC_CLASS", values)), got);
  assert.equal(world.fetches.flat().length, 1);
});

test("ranges in the place of cells are asked all at once", () => {
  const world = opened();
  const effects = Array.from({ length: 300 }, (_, i) => [i % 7]);
  const causes = Array.from({ length: 300 }, () => [10]);
  const got = plain(world.cell("CONVERSION_RATE", effects, causes));
  assert.deepEqual(got, effects.map(([effect]) => [effect / 10]));
  assert.equal(world.fetches.length, 1);
  assert.equal(world.fetches[0].length, 1); // 300 cells, 7 different questions
  assert.equal(JSON.parse(world.fetches[0][0].payload).calls.length, 7);
  const different = Array.from({ length: 300 }, (_, i) => [i + 1]);
  world.cell("CONVERSION_RATE", different, 1000);
  assert.equal(world.fetches.length, 2); // beyond what a request takes they go beside each other
  assert.equal(world.fetches[1].length, 3);
});

test("a cell without a value says so in its place; blank rows stay blank; the end is cut", () => {
  const world = opened();
  const got = plain(world.cell("CONVERSION_RATE", [[5], [1], [""], [3], [""], [""]], [[10], [0], [""], [4], [""], [""]]));
  assert.deepEqual([got[0], got[2], got[3]], [[0.5], [null], [0.75]]);
  assert.match(got[1][0], /^#DIV\/0!: /);
  assert.equal(got.length, 4);
});

test("a table and a range of managers: one cell for each", () => {
  const world = opened();
  const payments = [["Дата", "Сумма", "Менеджер"], [midnight("2026-03-02", ZONE), 100, "Анна"], [midnight("2026-03-02", ZONE), 7, "Борис"]];
  const day = midnight("2026-03-02", ZONE);
  assert.deepEqual(plain(world.cell("PAYMENTS_RECEIVED", payments, day, "", [["Борис", "Анна"]])), [[7, 100]]);
  assert.equal(world.fetches.flat().length, 1);
});

test("ranges of different size are an error before anything is asked", () => {
  const world = opened();
  assert.equal(thrown(() => world.cell("CONVERSION_RATE", [[1], [2]], [[1, 2, 3]])), "#VALUE!: Диапазоны разного размера: 2×1, 1×3.");
  assert.equal(world.fetches.length, 0);
});

test("cells arrive as they are: days, times, texts, yes/no, blanks, errors", () => {
  for (const zone of [ZONE, "America/Los_Angeles", "Asia/Kathmandu", "UTC"]) {
    const world = opened({ zone });
    world.replies.push([{ status: 200, text: '{"results":[{"value":1}]}' }]);
    const row = [midnight("2026-03-31", zone), moment("2026-03-31T23:30:00", zone), moment("1899-12-30T18:00:00", zone), "007", "1234,5", true, "", 0, "#REF!", 1.5, {}];
    world.cell("DATA_QUALITY_SCORE", [row]);
    const [sent] = JSON.parse(world.fetches[0][0].payload).calls;
    assert.deepEqual(sent.args, [[["2026-03-31", "2026-03-31", 0.75, "007", "1234,5", true, null, 0, "#REF!", 1.5, "#VALUE!"]], null], zone);
  }
});

test("whole columns are cut, side by side alike", () => {
  const world = opened();
  world.replies.push([{ status: 200, text: '{"results":[{"value":[["A"]]}]}' }]);
  const column = (...cells) => Array.from({ length: 1000 }, (_, i) => [cells[i] ?? ""]);
  world.cell("XYZ_CLASS", column("Ромашка", "Лютик"), column("2026-01-01", "", "2026-01-03"));
  const [sent] = JSON.parse(world.fetches[0][0].payload).calls;
  assert.deepEqual(sent.args.slice(0, 2).map((rows) => rows.length), [3, 3]);
});

test("what was asked is remembered for six hours at most, never what is too large, nor across settings", () => {
  const world = opened();
  world.cell("CONVERSION_RATE", 1, 4);
  assert.equal(world.cache.size, 1);
  assert.doesNotMatch([...world.cache.keys()][0], /CONVERSION|plk_/);
  world.properties["planerka.stamp"] = "another";
  world.cell("CONVERSION_RATE", 1, 4);
  assert.equal(world.fetches.length, 2);
  const long = "я".repeat(50_001); // 100,002 bytes in UTF-8
  world.replies.push([{ status: 200, text: JSON.stringify({ results: [{ value: long }] }) }]);
  assert.equal(world.cell("EXPLAIN_METRIC", "x"), long);
  assert.equal(world.cache.size, 2);
  world.replies.push([{ status: 200, text: JSON.stringify({ results: [{ value: "я".repeat(49_000) }] }) }]);
  world.cell("EXPLAIN_METRIC", "y");
  assert.equal(world.cache.size, 3);
});

test("an error of core is remembered, a function that the service does not know is asked again", () => {
  const world = opened();
  thrown(() => world.cell("CONVERSION_RATE", 5, 0));
  thrown(() => world.cell("CONVERSION_RATE", 5, 0));
  assert.equal(world.fetches.length, 1);
  assert.match(thrown(() => world.context.call_("NO_SUCH", [1], [])), /^#VALUE!: .*NO_SUCH/);
  assert.match(thrown(() => world.context.call_("NO_SUCH", [1], [])), /^#VALUE!: /);
  assert.equal(world.fetches.length, 3);
});

test("without a key, with a wrong one, without an address: a sentence that says where to go", () => {
  const none = opened({ kept: { "planerka.key": "" } });
  assert.equal(thrown(() => none.cell("CONVERSION_RATE", 1, 2)), "#N/A: Нет ключа службы: меню «Планёрка» → «Настройки».");
  assert.equal(none.fetches.length, 0);
  const wrong = opened({ kept: { "planerka.key": "plk_00000000_wrong" } });
  assert.match(thrown(() => wrong.cell("CONVERSION_RATE", 1, 2)), /^#N\/A: Служба не приняла ключ\./);
  assert.equal(wrong.fetches.length, 1);
  const english = opened({ kept: { "planerka.key": "", "planerka.language": "en" } });
  assert.equal(thrown(() => english.cell("PLAN_GAP", 1, 2)), "#N/A: There is no key of the service: menu “Planerka” → “Settings”.");
});

test("the key goes to its own address only", () => {
  const world = opened();
  world.replies.push(failing(302, { Location: "https://elsewhere.example/" }));
  assert.match(thrown(() => world.cell("PLAN_GAP", 1, 2)), /^#N\/A: По адресу https:\/\/sales\.example другая страница/);
  assert.equal(world.fetches.length, 1);
  const other = opened({ kept: { "planerka.service": "https://not-listed.example" } });
  assert.match(thrown(() => other.cell("PLAN_GAP", 1, 2)), /urlFetchWhitelist/);
});

test("a service that asks to wait is asked again after as long as it says", () => {
  const world = opened();
  world.replies.push(failing(429, { "Retry-After": "7" }));
  assert.equal(world.cell("PLAN_GAP", 5, 4), -1);
  assert.deepEqual(world.slept, [7000]);
  assert.equal(world.fetches.length, 2);
});

test("there is no waiting beyond what Google gives", () => {
  const world = opened();
  world.replies.push(failing(503, { "retry-after": "40" }));
  assert.equal(thrown(() => world.cell("PLAN_GAP", 5, 4)), "#N/A: Слишком много запросов. Повторите через 40 с.");
  assert.deepEqual(world.slept, []);
  const slow = opened();
  slow.slow = 9_000; // 9 s + 2 s + 9 s would fit, and once more would not
  slow.replies.push(failing(502), failing(502), failing(502));
  assert.match(thrown(() => slow.cell("PLAN_GAP", 5, 4)), /ошибкой \(502\)/);
  assert.equal(slow.fetches.length, 2);
  assert.ok(slow.skew < 30_000);
});

test("nobody is asked for ever", () => {
  const world = opened();
  world.replies.push(...Array.from({ length: 9 }, () => failing(429, { "Retry-After": "1" })));
  thrown(() => world.cell("PLAN_GAP", 5, 4));
  assert.equal(world.fetches.length, 3);
});

test("of several requests only the failed one is sent again", () => {
  const world = opened();
  const different = Array.from({ length: 200 }, (_, i) => [i + 1]);
  const results = JSON.stringify({ results: Array.from({ length: 128 }, (_, i) => ({ value: (i + 1) / 1000 })) });
  world.replies.push([{ status: 200, text: results }, { status: 504 }]);
  const got = plain(world.cell("CONVERSION_RATE", different, 1000));
  assert.deepEqual(got, different.map(([one]) => [one / 1000]));
  assert.deepEqual(world.fetches.map((requests) => requests.length), [2, 1]);
});

test("no connection is tried again and then said", () => {
  const world = opened();
  const gone = new Error("DNS error: https://sales.example");
  world.replies.push(gone, gone, gone);
  const said = thrown(() => world.cell("PLAN_GAP", 5, 4));
  assert.match(said, /^#N\/A: Служба https:\/\/sales\.example недоступна из Google: DNS error/);
  assert.equal(world.fetches.length, 3);
});

test("an answer that is none of the service is said", () => {
  for (const text of ["<html>", "{}", '{"results":[]}']) {
    const world = opened();
    world.replies.push(failing(200, {}, text));
    assert.match(thrown(() => world.cell("PLAN_GAP", 5, 4)), /^#N\/A: (По адресу|Служба ответила ошибкой \(200\))/);
  }
});

test("too many cells for one go are not even begun", () => {
  const world = opened();
  const many = Array.from({ length: 2_100 }, (_, i) => [i + 1]);
  assert.match(thrown(() => world.cell("PLAN_GAP", many, 1)), /^#N\/A: Слишком много ячеек сразу: 2100, а можно 2048/);
  assert.equal(world.fetches.length, 0);
});

test("our own mistakes are not hidden behind a sentence", () => {
  const world = opened();
  assert.throws(() => world.context.say_("no such word", "ru"), /no words/);
});
