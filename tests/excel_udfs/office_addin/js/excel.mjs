// A workbook behind Office.js's rules: commands wait for sync, what was not loaded cannot be read, a command that
// fails leaves those before it done. Formats, charts and the like are written down, not drawn.

class RichError extends Error {
  constructor(code, message = code) {
    super(message);
    this.code = code;
  }
}

const blank = () => ({ value: "" });
let lastId = 0;

/** What a spreadsheet holds: `rows` of plain values. */
export function sheet(name, rows = [], more = {}) {
  const cells = new Map();
  rows.forEach((row, r) => row.forEach((value, c) => value !== "" && cells.set(`${r},${c}`, { value })));
  lastId += 1;
  return { id: `{${lastId}}`, name, visibility: "Visible", cells, properties: new Map(), charts: [], log: [], locked: false, ...more };
}

export function book(sheets, more = {}) {
  return { sheets, locked: false, culture: "ru-RU", date1904: false, syncs: 0, fail: () => null, ...more };
}

export function grid({ cells }) {
  const rows = [];
  for (const [at, { value }] of cells) {
    const [r, c] = at.split(",").map(Number);
    (rows[r] ??= [])[c] = value;
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (value) => value ?? ""));
}

/** Everything of a sheet that a person would miss. */
export const picture = (one) => JSON.stringify([one.name, one.visibility, [...one.cells], [...one.properties], one.charts, one.log]);

export function request(state) {
  const queue = [];
  const push = (run) => queue.push(run);
  const context = {
    async sync() {
      state.syncs += 1;
      const now = queue.splice(0);
      for (const [i, run] of now.entries()) {
        const code = state.fail({ sync: state.syncs, command: i, of: now.length, text: run.text ?? "" });
        if (code) throw new RichError(code);
        run();
      }
    },
    application: {
      cultureInfo: loadable(push, { name: () => state.culture }),
      suspendScreenUpdatingUntilNextSync() {},
      suspendApiCalculationUntilNextSync() {},
    },
  };
  const proxies = new Map();
  const proxy = (one) => {
    if (!proxies.has(one)) proxies.set(one, sheetProxy(push, state, one));
    return proxies.get(one);
  };
  context.workbook = {
    application: { calculate: (how) => push(() => (state.calculated = how)) },
    protection: loadable(push, { protected: () => state.locked }),
    functions: { date: () => loadable(push, { value: () => (state.date1904 ? 1 : 1463) }) },
    worksheets: Object.assign(loadable(push, { items: () => state.sheets.map(proxy) }, () => state.sheets.forEach((one) => proxy(one).fill())), {
      add(name) {
        const made = sheet(name);
        push(() => {
          rename(state, made, name);
          state.sheets.push(made);
        });
        return proxy(made);
      },
    }),
  };
  return context;
}

function rename(state, one, name) {
  if (!name || name.length > 31 || /[[\]:*?/\\]/.test(name)) throw new RichError("InvalidArgument", `bad name ${name}`);
  if (state.sheets.some((other) => other !== one && other.name.toLowerCase() === name.toLowerCase())) {
    throw new RichError("ItemAlreadyExists", `there is a sheet ${name}`);
  }
  one.name = name;
}

/** Properties that may be read only after load and sync. */
function loadable(push, getters, also = () => {}) {
  const values = {};
  const made = {
    load(names = "") {
      push(() => {
        for (const name of Object.keys(getters)) if (!names || String(names).includes(name)) values[name] = getters[name]();
        also();
      });
      return made;
    },
    fill(names = Object.keys(getters)) {
      for (const name of names) values[name] = getters[name]();
    },
  };
  for (const name of Object.keys(getters)) {
    Object.defineProperty(made, name, {
      configurable: true,
      get() {
        if (!(name in values)) throw new RichError("PropertyNotLoaded", `${name} was not loaded`);
        return values[name];
      },
    });
  }
  return made;
}

/** Whatever is set or called on it is written down at sync. */
function recorder(push, log, path, nouns = {}) {
  return new Proxy(function () {}, {
    get: (_, name) => nouns[name] ?? recorder(push, log, `${path}.${String(name)}`),
    set: (_, name, value) => {
      push(() => log.push([`${path}.${String(name)}`, value]));
      return true;
    },
    apply: (_, __, args) => {
      push(() => log.push([path, args.filter((arg) => typeof arg !== "function" && typeof arg !== "object")]));
      return recorder(push, log, `${path}()`);
    },
  });
}

function sheetProxy(push, state, one) {
  const command = (text, run) => push(Object.assign(run, { text }));
  const made = loadable(push, { id: () => one.id, name: () => one.name });
  const name = Object.getOwnPropertyDescriptor(made, "name");
  Object.defineProperties(made, {
    name: { get: name.get, set: (value) => command("name", () => rename(state, one, value)) },
    visibility: { set: (value) => command("visibility", () => (one.visibility = value)) },
    tabColor: { set: (value) => command("tabColor", () => (one.colour = value)) },
    showGridlines: { set: () => {} },
  });
  return Object.assign(made, {
    delete: () => command("delete", () => state.sheets.splice(state.sheets.indexOf(one), 1)),
    protection: loadable(push, { protected: () => one.locked }),
    customProperties: {
      add: (key, value) => command("mark", () => one.properties.set(key, value)),
      getItemOrNullObject: (key) =>
        loadable(push, { isNullObject: () => !one.properties.has(key), value: () => one.properties.get(key) }, function () {}) &&
        nullable(push, () => one.properties.has(key), { value: () => one.properties.get(key) }),
    },
    charts: Object.assign(loadable(push, { items: () => one.charts.map((chart) => ({ name: chart.name })) }), {
      add(type) {
        const chart = { name: "", type };
        command("chart", () => one.charts.push(chart));
        const log = [];
        chart.log = log;
        const proxy = recorder(push, log, "chart");
        return new Proxy(proxy, {
          set: (_, key, value) => {
            command("chart", () => (key === "name" ? (chart.name = value) : log.push([key, value])));
            return true;
          },
        });
      },
      getItem: (name_) => ({
        delete: () =>
          command("chart away", () => {
            const i = one.charts.findIndex((chart) => chart.name === name_);
            if (i < 0) throw new RichError("ItemNotFound");
            one.charts.splice(i, 1);
          }),
      }),
    }),
    getRangeByIndexes: (...box) => rangeProxy(push, command, one, box),
    getUsedRangeOrNullObject: () => {
      const used = () => {
        const at = [...one.cells.keys()].map((key) => key.split(",").map(Number));
        const [rows, columns] = [at.map(([r]) => r), at.map(([, c]) => c)];
        return [Math.min(...rows), Math.min(...columns), Math.max(...rows), Math.max(...columns)];
      };
      return nullable(push, () => one.cells.size > 0, {
        rowIndex: () => used()[0],
        columnIndex: () => used()[1],
        rowCount: () => used()[2] - used()[0] + 1,
        columnCount: () => used()[3] - used()[1] + 1,
      });
    },
    freezePanes: recorder(push, one.log, "freeze"),
    autoFilter: Object.assign(loadable(push, { enabled: () => Boolean(one.filter) }), {
      apply: ({ box }) => command("filter", () => (one.filter = box)),
      remove: () =>
        command("filter away", () => {
          if (!one.filter) throw new RichError("ItemNotFound", "no filter");
          one.filter = null;
        }),
    }),
    showOutlineLevels: () => command("outline", () => one.log.push(["outline", []])),
  });
}

function nullable(push, is_there, getters) {
  const guarded = Object.fromEntries(Object.entries(getters).map(([name, get]) => [name, () => (is_there() ? get() : undefined)]));
  const made = loadable(push, { ...guarded, isNullObject: () => !is_there() });
  const load = made.load;
  made.load = (names) => load(`${names},isNullObject`);
  return made;
}

function rangeProxy(push, command, one, [top, left, height, width]) {
  if (!(height > 0 && width > 0 && top >= 0 && left >= 0)) throw new RichError("InvalidArgument", "no such range");
  const each = function* () {
    for (let r = top; r < top + height; r += 1) for (let c = left; c < left + width; c += 1) yield `${r},${c}`;
  };
  const own = loadable(push, {
    values: () =>
      Array.from({ length: height }, (_, r) => Array.from({ length: width }, (_, c) => (one.cells.get(`${top + r},${left + c}`) ?? blank()).value)),
  });
  const put = (rows) => {
    if (rows.length !== height || rows.some((row) => row.length !== width)) throw new RichError("InvalidArgument", "shape");
    rows.forEach((row, r) => row.forEach((value, c) => enter(one, `${top + r},${left + c}`, value)));
  };
  const log = recorder(push, one.log, `${top},${left},${height},${width}`);
  const verbs = {
    load: own.load,
    one,
    box: [top, left, height, width],
    merge: () => command("merge", () => one.log.push(["merge", [top, left, height, width]])),
    unmerge: () => command("unmerge", () => {}),
    clear: () => command("clear", () => { for (const at of each()) one.cells.delete(at); one.log.length = 0; }),
    copyFrom: (source) =>
      command("copy", () => {
        const [fromTop, fromLeft] = source.box;
        for (const at of each()) {
          const [r, c] = at.split(",").map(Number);
          const found = source.one.cells.get(`${r - top + fromTop},${c - left + fromLeft}`);
          if (found) one.cells.set(at, { ...found });
          else one.cells.delete(at);
        }
        one.log.push(...source.one.log);
      }),
    group: (by) => command("group", () => one.log.push(["group", [by, top, left, height, width]])),
    ungroup: () =>
      command("ungroup", () => {
        if (one.ungrouped) throw new RichError("InvalidArgument", "not grouped");
        one.log.push(["ungroup", []]);
      }),
  };
  return new Proxy(log, {
    get: (_, name) => (name === "values" ? own.values : (verbs[name] ?? log[name])),
    set: (_, name, value) => {
      if (name === "values") command("values", () => put(value));
      else if (name === "hyperlink") command("link", () => one.log.push(["link", [top, left, value.documentReference]]));
      else log[name] = value;
      return true;
    },
  });
}

/** As if it were typed: an apostrophe makes a text, an equals sign a formula. */
function enter(one, at, value) {
  if (value === "") one.cells.delete(at);
  else if (typeof value !== "string") one.cells.set(at, { value });
  else if (value.startsWith("'")) one.cells.set(at, { value: value.slice(1) });
  else throw new RichError("Parsed", `“${value}” would be parsed`);
}
