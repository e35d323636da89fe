// The server side of the sidebar, as google.script.run calls it, against the running service.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ADDRESS, key, opened } from "./google.mjs";

const { FUNCTIONS: forFunctions, BOOKS: forBooks, BOOK: book } = process.env;
const connect = (id) => `${ADDRESS}/connect?url=${encodeURIComponent(`https://docs.google.com/spreadsheets/d/${id}/edit`)}`;
const HERE = { id: process.env.SPREADSHEET };

test("the menu, in the reader's language, leads to functions that are there", () => {
  const world = opened();
  world.run("onOpen");
  assert.equal(world.title, "Планёрка");
  assert.deepEqual(world.menu.map(([label]) => label), ["Обновить отчёты", "Проблемы", "Шаблоны", "Настройки", "Боковая панель"]);
  assert.equal(world.fetches.length, 0); // before anybody has permitted anything
  for (const [, name] of world.menu) {
    world.shown = null;
    world.run(name);
    assert.equal(world.shown.title, "Планёрка");
  }
  const english = opened({ reader: "en_US" });
  english.run("onInstall");
  assert.deepEqual(english.menu.map(([label]) => label), ["Refresh reports", "Problems", "Templates", "Settings", "Sidebar"]);
  for (const view of ["refresh", "problems", "tabs", "settings", "state"]) {
    const name = `planerkaOpen${{ state: "Sidebar" }[view] ?? view[0].toUpperCase() + view.slice(1)}`;
    english.run(name);
    assert.match(english.shown.content, new RegExp(`<body data-view="${view}">`));
    assert.match(english.shown.content, /<html lang="en">/);
  }
});

test("every word is there in both languages, and in the page without an end of the script", () => {
  const { wordsOf_, say_ } = opened().context;
  const [ru, en] = [wordsOf_("ru"), wordsOf_("en")].map((all) => ({ ...all }));
  for (const [word, said] of Object.entries(ru)) {
    assert.match(said, /[а-яё]/i, word);
    assert.doesNotMatch(en[word], /[а-яё]/i, word);
    assert.deepEqual(said.match(/\{\w+\}/g)?.sort(), en[word].match(/\{\w+\}/g)?.sort(), word);
    assert.doesNotMatch(said.replace(/API|planerka template|urlFetchWhitelist|Google|https:\/\/|\{\w+\}/g, ""), /[a-z]{2}/i, word);
  }
  assert.equal(say_("broken", "en", { status: 500 }), "The service answered with an error (500). Try again later.");
});

test("the state of this spreadsheet", () => {
  const world = opened(HERE);
  const { connected, standing, page } = world.run("planerkaState");
  assert.equal(connected, true);
  assert.equal(page, `${ADDRESS}/workbooks/${book}`);
  assert.equal(standing.title, "Отдел продаж");
  assert.equal(standing.state, "good");
  assert.ok(standing.lines.length > 0 && standing.lines.every((line) => /[а-яё]/.test(line)));
  assert.ok(standing.problems > 0);
  const english = opened({ ...HERE, reader: "en" }).run("planerkaState");
  assert.ok(english.standing.lines.some((line) => /^[ -~–—“”’]+$/.test(line)));
});

test("a spreadsheet that is not connected, or not for this key, leads to the page that connects", () => {
  const foreign = opened({ ...HERE, kept: { "planerka.key": process.env.OTHER } });
  for (const [world, id] of [[opened({ id: "unknown" }), "unknown"], [foreign, HERE.id]]) {
    const none = { connected: false, connect: connect(id) };
    assert.deepEqual(world.run("planerkaState"), none);
    assert.deepEqual(world.run("planerkaProblems"), none);
    assert.deepEqual(world.run("planerkaRefresh", "wish-1"), none);
    assert.ok(world.fetches.flat().every((request) => request.method === "get"));
  }
});

test("its number in the service is asked for once, and again when it is gone", () => {
  const world = opened(HERE);
  world.run("planerkaState");
  world.run("planerkaState");
  const asked = () => world.fetches.flat().map(({ url }) => new URL(url).pathname);
  assert.deepEqual(asked(), ["/v1/workbooks", `/v1/workbooks/${book}`, `/v1/workbooks/${book}`]);
  world.replies.push([{ status: 404, text: '{"detail":"Такого здесь нет."}' }]);
  assert.equal(world.run("planerkaState").connected, false);
  assert.equal(world.run("planerkaState").connected, true);
  assert.equal(asked().filter((path) => path === "/v1/workbooks").length, 2);
});

test("it is found on any page of the list", () => {
  const world = opened({ id: "far" });
  const page = (workbooks, next) => [{ status: 200, text: JSON.stringify({ workbooks, next }) }];
  world.replies.push(page([{ id: 1, spreadsheet: "other" }], "1"), page([{ id: 7, spreadsheet: "far" }], null), [{ status: 200, text: "{}" }]);
  assert.equal(world.run("planerkaState").page, `${ADDRESS}/workbooks/7`);
  assert.match(world.fetches[1][0].url, /\/v1\/workbooks\?limit=100&cursor=1$/);
});

test("the problems, the worst first, with the cell of each", () => {
  const { items, total, page } = opened(HERE).run("planerkaProblems");
  assert.deepEqual([total, items.length], [130, 100]);
  assert.deepEqual(items.slice(0, 3).map((one) => one.severity), ["error", "error", "warning"]);
  assert.equal(page, `${ADDRESS}/workbooks/${book}/problems`);
  for (const one of items) {
    assert.match(one.severity, /^(error|warning|info)$/);
    assert.match(one.cell ?? "", /^([A-Z]+[0-9]+)?$/);
    assert.ok(one.tab && one.message);
  }
});

test("a wish for a refresh is one run, however often it is sent", () => {
  const world = opened(HERE);
  for (let i = 0; i < 3; i += 1) {
    const { standing } = world.run("planerkaRefresh", "wish-of-this-click");
    assert.ok(standing.wanted_at);
  }
  const sent = world.fetches.flat().filter((request) => request.method === "post");
  assert.deepEqual(new Set(sent.map((request) => request.headers["Idempotency-Key"])), new Set(["wish-of-this-click"]));
  assert.ok(sent.every((request) => request.url === `${ADDRESS}/v1/workbooks/${book}/sync`));
});

test("a problem's link selects the very cell; a tab or a cell that is gone is said", () => {
  const world = opened({ ...HERE, tabs: [{ title: "Сделки", rows: 100, columns: 28 }] });
  assert.deepEqual(world.run("planerkaShow", "Сделки", "AB17"), {});
  assert.deepEqual(world.active, { tab: "Сделки", cell: "AB17" });
  assert.deepEqual(world.run("planerkaShow", "Сделки", ""), {});
  assert.deepEqual(world.active, { tab: "Сделки", cell: "A1" });
  assert.match(world.run("planerkaShow", "Счета", "A1").error, /^Вкладки «Счета» больше нет/);
  for (const cell of ["A101", "AC1", "=X", "A0", "A1:B2"]) {
    assert.match(world.run("planerkaShow", "Сделки", cell).error, /больше нет/, cell);
  }
});

test("which tabs are the service's", () => {
  const tabs = ["Сделки", "Сделки Иванова", "Заметки", "Отчёт"].map((title) => ({ title }));
  const told = opened({ ...HERE, tabs }).run("planerkaTabs");
  assert.deepEqual(told, { found: ["Сделки", "Сделки Иванова"], connect: connect(HERE.id) });
});

test("settings are kept and tried; the key never comes back", () => {
  const world = opened({ ...HERE, kept: { "planerka.key": "", "planerka.service": "" } });
  assert.deepEqual(world.run("planerkaSettings"), { service: ADDRESS, language: "ru", hasKey: false });
  const given = { service: `${ADDRESS.toUpperCase().replace("HTTPS", "https")}/connect?x`, key: ` ${key} `, language: "en" };
  const said = world.run("planerkaSave", given);
  assert.deepEqual(said, { said: "Сохранено. Служба отвечает, ключ подходит.", service: ADDRESS, language: "en", hasKey: true });
  assert.doesNotMatch(JSON.stringify([said, world.run("planerkaSettings"), world.run("planerkaState")]), /plk_/);
  const { "planerka.stamp": stamp } = world.properties;
  world.run("planerkaSave", { ...given, key: "" });
  assert.notEqual(world.properties["planerka.stamp"], stamp);
  assert.equal(world.properties["planerka.key"], key);
});

test("what a key is for is said", () => {
  const saved = (given) => opened(HERE).run("planerkaSave", { service: ADDRESS, key: given, language: "ru" });
  assert.match(saved(forFunctions).said, /Функции работают; таблица этим ключом не открывается/);
  assert.match(saved(forBooks).said, /для функций у ключа нет права/);
  assert.match(saved("plk_00000000_wrong").error, /не приняла ключ/);
});

test("an address that a key must not go to is not kept", () => {
  const world = opened(HERE);
  const before = { ...world.properties };
  for (const service of ["http://sales.example", "sales.example", "https://a@b.example", "javascript:alert(1)", "https://", ""]) {
    assert.match(world.run("planerkaSave", { service, key, language: "ru" }).error, /https:\/\//, service);
  }
  assert.match(world.run("planerkaSave", { service: "https://other.example", key: "", language: "ru" }).error, /вместе/);
  assert.deepEqual(world.properties, before);
  const none = opened({ kept: { "planerka.key": "" } });
  assert.match(none.run("planerkaSave", { service: ADDRESS, key: " ", language: "ru" }).error, /Нет ключа/);
});

test("a service that refuses is told as a sentence, our own mistake is not", () => {
  const world = opened(HERE);
  world.replies.push([{ status: 500 }]);
  assert.deepEqual(world.run("planerkaState"), { error: "Служба ответила ошибкой (500). Повторите позже." });
  world.context.SpreadsheetApp.getActive = () => null;
  assert.throws(() => world.run("planerkaState"), /null/);
});

test("nothing private can be asked for", () => {
  assert.throws(() => opened().run("settings_"), /private/);
});
