// The task pane's work on an open workbook, with the running service.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { book, grid, picture, request, sheet } from "./excel.mjs";
import { load, modules, sample, settings } from "./setting.mjs";

const { refreshBook } = await load("taskpane.js");
const { look, readSheets, writeReports, MARK } = await load("book.js");
const DEALS = [
  ["Сделка", "Клиент", "Менеджер", "Сумма", "Создана", "Этап", "Статус", "Закрыта"],
  ["1", "=HYPERLINK(1)", "Иванов", 100000, 46082, "КП", "выиграна", 46100],
  ["2", "007", "Петров", 250000, 46085, "КП", "открыта", ""],
  ["3", "Ромашка", "Иванов", 90000, 46086, "Заявка", "проиграна", 46101],
];
const STAGES = [["Порядок", "Этап", "Вид"], [1, "Заявка", "в работе"], [2, "КП", "в работе"], [3, "Оплата", "выигран"]];
const INVOICES = [["Номер", "Клиент", "Менеджер", "Сумма", "Выставлен", "Срок"], ["С-1", "Ромашка", "Иванов", 5000, 46090, "не дата"]];
const people = () => [sheet("Сделки", DEALS), sheet("Этапы", STAGES), sheet("Счета", INVOICES), sheet("Мои заметки", [["секрет"]])];
const how = { asof: "2026-03-31", slot: "evening", language: "ru" };
const refresh = (state, more = {}) => refreshBook(request(state), settings, { ...how, ...more });
const ours = (state) => state.sheets.filter((one) => one.properties.has(MARK));
const figures = (state) => ours(state).map((one) => [one.name, grid(one).map((row, i) => (i === 1 ? "stamp" : row))]);
const pictures = (state) => state.sheets.map((one) => `${one.name}: ${createHash("md5").update(picture(one)).digest("hex")}`);
const fails = (promise) => promise.then(() => assert.fail("no error"), (error) => error.message);

test("reports come, people's tabs stay", async () => {
  const state = book(people());
  const before = pictures(state);
  const said = await refresh(state);
  assert.deepEqual(pictures(state).slice(0, 4), before);
  assert.ok(ours(state).length >= 5);
  assert.match(said[0], new RegExp(`отчётов — ${ours(state).length}`));
  assert.match(said[1], /Все они — на вкладке «Ревизия»/);
  assert.ok(ours(state).every((one) => one.visibility === "Visible" && one.cells.size > 3));
  assert.ok(ours(state).some((one) => one.charts.length));
  assert.match(said.join(" "), /с ошибками/);
  const texts = ours(state).flatMap((one) => grid(one).flat());
  assert.ok(texts.includes("007") && texts.includes("=HYPERLINK(1)"), "texts stay texts");
});

test("only the cells of input tabs leave the computer", async () => {
  const sent = [];
  const fetching = (url, init) => (sent.push(init.body), fetch(url, init));
  await refresh(book(people()), { fetch: fetching });
  assert.ok(!sent.join("").includes("секрет"));
});

test("a second refresh is in place: the same sheets, nothing left over", async () => {
  const state = book(people());
  await refresh(state);
  const [ids, first] = [state.sheets.map(({ id }) => id), figures(state)];
  await refresh(state);
  assert.deepEqual(state.sheets.map(({ id }) => id), ids);
  assert.deepEqual(figures(state), first);
  const names = ours(state).map((one) => one.charts.map(({ name }) => name));
  assert.ok(names.every((all) => new Set(all).size === all.length));
});

test("what a person typed over a report heals; what stands beside it stays, and so does his chart", async () => {
  const state = book(people());
  await refresh(state);
  const first = figures(state);
  const one = ours(state)[0];
  one.cells.set("2,0", { value: "мимо" });
  one.cells.set("3,99", { value: "моя заметка" });
  one.charts.push({ name: "Мой график", type: "Line" });
  await refresh(state);
  assert.equal(one.cells.get("3,99").value, "моя заметка");
  assert.ok(one.charts.some(({ name }) => name === "Мой график"));
  one.cells.delete("3,99");
  assert.deepEqual(figures(state), first);
});

test("a report without data keeps its tab, emptied; it gets none of its own", async () => {
  const state = book(people());
  await refresh(state);
  const n = state.sheets.length;
  state.sheets = state.sheets.filter(({ name }) => name !== "Сделки" && name !== "Этапы");
  await refresh(state);
  assert.equal(state.sheets.length, n - 2);
  assert.ok(ours(state).some((one) => grid(one).flat().some((cell) => String(cell).startsWith("Сейчас для этого отчёта нет данных"))));
});

test("a person's tab of our name is kept", async () => {
  const probe = book(people());
  await refresh(probe);
  const name = ours(probe)[0].name;
  const state = book([...people(), sheet(name.toUpperCase(), [["моё"]])]);
  const before = picture(state.sheets[4]);
  const said = await refresh(state);
  assert.equal(picture(state.sheets[4]), before);
  assert.ok(state.sheets.some((one) => one.name === `${name} 2`));
  assert.ok(said.some((sentence) => sentence.includes(`«${name} 2»`)));
});

test("a renamed tab of ours is found; a copy of it is the person's", async () => {
  const state = book(people());
  await refresh(state);
  const one = ours(state)[0];
  one.name = "Как я назвал";
  const copy = { ...sheet("Копия"), cells: new Map(one.cells), properties: new Map(one.properties) };
  state.sheets.push(copy);
  const before = picture(copy);
  const n = state.sheets.length;
  await refresh(state);
  assert.equal(state.sheets.length, n);
  assert.equal(one.name, "Как я назвал");
  assert.equal(picture(copy), before);
});

test("all or none: wherever it fails before the last request, the old reports are whole", async () => {
  const state = book(people());
  await refresh(state);
  state.sheets[0].cells.set("1,3", { value: 777000 });
  let total = 0;
  {
    const copy = cloned(state);
    const start = copy.syncs;
    await refresh(copy);
    total = copy.syncs - start;
  }
  assert.ok(total > 5);
  for (let at = 1; at < total; at += 4) {
    const copy = cloned(state);
    const before = pictures(copy);
    const start = copy.syncs;
    let struck = false;
    copy.fail = ({ sync, command, of }) => (sync - start === at && command === Math.min(at % 3, of - 1) ? ((struck = true), "GeneralException") : null);
    const said = await refresh(copy).then(() => "", (error) => error.message);
    assert.equal(Boolean(said), struck, `at sync ${at} of ${total}: ${said}`);
    if (struck) assert.deepEqual(pictures(copy), before, `at sync ${at} of ${total}`);
  }
});

test("a last request that breaks is said so, and the next refresh puts it right", async () => {
  const state = book(people());
  await refresh(state);
  const good = figures(state);
  let armed = true;
  state.fail = ({ text, of }) => (armed && text === "copy" && of > 50 ? ((armed = false), "GeneralException") : null);
  assert.match(await fails(refresh(state)), /ещё раз/);
  await refresh(state);
  assert.deepEqual(figures(state), good);
  assert.ok(!state.sheets.some(({ name }) => name.startsWith("planerka")));
});

test("what was left by an Excel that was closed in the middle is cleaned up", async () => {
  const state = book(people());
  let dead = false;
  state.fail = ({ sync }) => ((dead ||= sync > 12), dead ? "GeneralException" : null);
  await fails(refresh(state));
  assert.ok(state.sheets.some(({ name }) => name.startsWith("planerka")));
  state.fail = () => null;
  await refresh(state);
  assert.ok(!state.sheets.some(({ name }) => name.startsWith("planerka")));
});

test("protected: a sentence, nothing changed", async () => {
  const state = book(people());
  await refresh(state);
  state.locked = true;
  let before = pictures(state);
  assert.match(await fails(refresh(state)), /Структура книги защищена/);
  state.locked = false;
  ours(state)[0].locked = true;
  before = pictures(state);
  assert.match(await fails(refresh(state)), /защищена/);
  assert.deepEqual(pictures(state), before);
});

test("Excel in the middle of an edit", async () => {
  const state = book(people());
  state.fail = ({ text }) => (text === "values" ? "InvalidOperationInCellEditMode" : null);
  assert.match(await fails(refresh(state)), /закончите правку/);
});

test("no input tab, a wrong key, no connection: sentences", async () => {
  assert.match(await fails(refresh(book([sheet("Лист1", [["x"]])]))), /нет ни одной вкладки/);
  const wrong = refreshBook(request(book(people())), { ...settings, key: "wrong" }, how);
  assert.match(await fails(wrong), /не приняла ключ/);
  const nowhere = refreshBook(request(book(people())), { ...settings, service: "http://127.0.0.1:9" }, how);
  assert.match(await fails(nowhere), /Нет связи/);
});

test("groups that a person took away are no failure", async () => {
  const state = book(people());
  await refresh(state);
  for (const one of ours(state)) {
    const mark = JSON.parse(one.properties.get(MARK));
    one.properties.set(MARK, JSON.stringify({ ...mark, row_groups: [[3, 4, 1]], column_groups: [] }));
    one.ungrouped = true;
  }
  await refresh(state);
});

test("a broken mark makes nobody's tab ours", async () => {
  const state = book([sheet("Сделки", DEALS), sheet("Чужая")]);
  state.sheets[1].properties.set(MARK, "{");
  const found = await look(request(state));
  assert.equal(found.ours.size, 0);
  assert.equal(found.people.length, 2);
});

test("English", async () => {
  const state = book(people(), { culture: "en-US" });
  const [said] = await refresh(state, { language: "en" });
  assert.match(said, /Done: \d+ reports/);
});

test("reading loads all that it reads (office-addin-mock)", async () => {
  const { OfficeMockObject } = createRequire(`${modules}/`)("office-addin-mock");
  const mocks = [];
  const mock = (data) => (mocks.push(new OfficeMockObject(data)), mocks.at(-1));
  const used = mock({ isNullObject: false, rowIndex: 1, columnIndex: 2, rowCount: 2, columnCount: 2 });
  const empty = mock({ isNullObject: true, rowIndex: 0, columnIndex: 0, rowCount: 0, columnCount: 0 });
  const values = mock({ values: [["Клиент", "Сумма"], ["Ромашка", 5]] });
  const culture = mock({ name: "ru-RU" });
  const day = mock({ value: 1463 });
  for (const one of [used, empty]) one.load("isNullObject"); // Office.js fills it with any sync, the mock does not
  const context = {
    workbook: { functions: { date: () => day } },
    application: { cultureInfo: culture },
    sync: () => Promise.all(mocks.map((one) => one.sync())),
  };
  const asked = [];
  const sheets = [
    { name: "Сделки", getUsedRangeOrNullObject: () => used, getRangeByIndexes: (...box) => (asked.push(box), values) },
    { name: "Счета", getUsedRangeOrNullObject: () => empty },
  ];
  assert.deepEqual(await readSheets(context, sheets), {
    sheets: [
      { title: "Сделки", rows: [[], ["", "", "Клиент", "Сумма"], ["", "", "Ромашка", 5]] },
      { title: "Счета", rows: [] },
    ],
    date1904: false,
    locale: "ru-RU",
  });
  assert.deepEqual(asked, [[1, 2, 2, 2]]);
});

test("a large tab is read and written in parts", async () => {
  const rows = Array.from({ length: 9000 }, (_, i) => [`К${i}`, "а", i, "б"]);
  const state = book([sheet("Сделки", rows)]);
  const context = request(state);
  const { people: [one] } = await look(context);
  assert.equal((await readSheets(context, [one])).sheets[0].rows.length, 9000);
  const tab = {
    id: "big", title: "Большой", name: "Большой", has_data: true, colour: "#000000", height: 9000, width: 4, rows, looks: [], merges: [],
    widths: [], heights: [], fitted: [], row_groups: [], column_groups: [], frozen: [2, 0], filter: null, attained: [], heated: [],
    notes: [], links: [], charts: [],
  };
  await writeReports(request(state), { tabs: [tab], colours: { verdicts: [], blank: "", heat: [] } }, "ru");
  assert.deepEqual(grid(state.sheets[1]), rows);
});

test("colours of attainment: a text or a blank is neither red nor green", async () => {
  const { letters } = await load("drawing.js");
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
  const state = book([]);
  const verdicts = [{ from: 1, ink: "#1", ground: "#2" }, { from: 0.8, ink: "#3", ground: "#4" }, { from: null, ink: "#5", ground: "#6" }];
  const tab = {
    id: "x", title: "Х", name: "Х", has_data: true, colour: "#000000", height: 9, width: 30, rows: [["а"]], looks: [], merges: [],
    widths: [10], heights: [[0, 1, 40]], fitted: [], row_groups: [[2, 4, 1]], column_groups: [[3, 5, 1]], frozen: [2, 1],
    filter: [1, 0, 3, 2], attained: [[4, 27, 6, 28]], heated: [[[1, 1, 2, 2]]], notes: [[1, 1, "н".repeat(300)]],
    links: [[0, 0, "Х", "C17"], [1, 0, "Тест's", "A1"]], charts: [],
  };
  await writeReports(request(state), { tabs: [tab], colours: { verdicts, blank: "#7", heat: ["#8", "#9"] } }, "ru");
  const log = state.sheets[0].log;
  const formulas = log.filter(([path]) => path.endsWith("rule.formula")).map(([, value]) => value);
  assert.deepEqual(formulas, [
    "=AND(ISNUMBER(AB5),AB5>=1)", "=AND(ISNUMBER(AB5),AB5>=0.8,AB5<1)", "=AND(ISNUMBER(AB5),AB5<0.8)", "=ISBLANK(AB5)",
  ]);
  const links = log.filter(([path]) => path === "link").map(([, value]) => value[2]);
  assert.deepEqual(links, ["'Х'!C17", "'Тест''s'!A1"]);
  const [[, { message }]] = log.filter(([path]) => path.endsWith("prompt"));
  assert.equal(message.length, 255);
  assert.equal(log.filter(([path]) => path === "group").length, 2);
  for (const filter of [[1, 0, 2, 2], null, [1, 0, 2, 2]]) {
    state.sheets[0].filter = filter; // null: a person took it away
    await writeReports(request(state), { tabs: [tab], colours: { verdicts, blank: "#7", heat: ["#8", "#9"] } }, "ru");
    assert.deepEqual(state.sheets[0].filter, [1, 0, 2, 2]);
  }
});

test("the filled sample: every cell of every report arrives, charts read the cells they name", async () => {
  const given = JSON.parse(readFileSync(sample, "utf8"));
  const state = book(given.map(({ title, rows }) => sheet(title, rows)));
  let answer;
  const listening = async (url, init) => {
    const response = await fetch(url, init);
    if (url.endsWith("/v1/refresh")) answer = await response.clone().json();
    return response;
  };
  await refresh(state, { fetch: listening });
  const [tabs, first] = [answer.tabs.filter((tab) => tab.has_data), figures(state)];
  assert.ok(tabs.length > 20);
  assert.deepEqual(answer.failed, []);
  for (const tab of tabs) {
    const one = state.sheets.find(({ name }) => name === tab.title);
    const rows = tab.rows.map((row) => row.map((value) => value ?? ""));
    while (rows.length && !rows.at(-1).length) rows.pop();
    assert.deepEqual(grid(one), rows, tab.title);
    assert.deepEqual(one.charts.map(({ name }) => name), tab.charts.map((_, i) => `planerka.${i + 1}`));
    for (const [i, chart] of tab.charts.entries()) {
      const titles = one.charts[i].log.filter(([path]) => path === "chart.title.text").map(([, text]) => text);
      assert.deepEqual(titles, [chart.title]);
    }
  }
  assert.ok(tabs.reduce((n, { charts }) => n + charts.length, 0) > 8);
  await refresh(state);
  assert.deepEqual(figures(state), first);
});

function cloned(state) {
  const sheets = state.sheets.map((one) => ({
    ...one,
    cells: new Map(one.cells),
    properties: new Map(one.properties),
    charts: [...one.charts],
    log: [...one.log],
  }));
  return { ...state, sheets };
}
