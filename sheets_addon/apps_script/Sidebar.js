// The sidebar: asks the server side, shows what it says. Texts of people's are only ever set as text.
// @ts-check
(() => {
  /** @type {Record<string, string>} */
  const words = JSON.parse(byId("words").textContent ?? "{}");
  const VIEWS = ["state", "problems", "tabs", "settings"];
  /** Seconds between two looks: soon while a refresh is under way, rarely otherwise, never while nobody sees it. */
  const SOON = [2, 3, 4, 5];
  const RARELY = 60;
  /** Looks for a refresh that was asked for and has not begun. */
  const PATIENCE = 60;

  let view = "";
  let looks = 0;
  let waits = 0;
  let timer = 0;
  let turn = 0;

  /**
   * @param {string} id
   * @returns {any}
   */
  function byId(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
  }

  /**
   * @param {string} word
   * @param {Record<string, string | number>} [values]
   */
  function say(word, values = {}) {
    return (words[word] ?? "").replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /**
   * @param {string} sentence
   * @param {boolean} [isError]
   */
  function tell(sentence, isError = false) {
    byId("said").className = isError ? "error" : "";
    byId("said").textContent = sentence;
  }

  /**
   * A function of the server side; an answer that comes after its view was left is dropped.
   * @param {string} name
   * @param {unknown[]} args
   * @param {(answer: any) => void} then
   * @param {() => void} [otherwise]
   */
  function ask(name, args, then, otherwise = () => {}) {
    const mine = (turn += 1);
    /** @param {string} sentence */
    const failed = (sentence) => {
      tell(sentence, true);
      otherwise();
    };
    google.script.run
      .withSuccessHandler((/** @type {any} */ answer) => {
        if (mine !== turn) return;
        if (answer?.error) failed(answer.error);
        else then(answer);
      })
      .withFailureHandler((/** @type {Error} */ error) => {
        if (mine === turn) failed(error.message);
      })
      [name](...args);
  }

  /** @param {string} to */
  function show(to) {
    view = to;
    clearTimeout(timer);
    for (const name of VIEWS) byId(name).hidden = name !== to;
    for (const button of document.querySelectorAll("[data-to]")) {
      const { dataset } = /** @type {HTMLElement} */ (button);
      if (dataset.to === to) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
    byId("connect").hidden = true;
    tell(say("loading"));
    /** @type {Record<string, () => void>} */ ({ state: look, problems, tabs, settings })[to]?.();
  }

  /** @param {{connected?: boolean, connect?: string}} answer */
  function connectable(answer) {
    if (!answer.connect) return;
    byId("connect").href = answer.connect;
    byId("connect").hidden = false;
  }

  // the state -----------------------------------------------------------------------------------------

  function look() {
    ask("planerkaState", [], standing, () => later(RARELY));
  }

  /** @param {any} answer */
  function standing(answer) {
    tell("");
    if (!answer.connected) {
      byId("refresh").disabled = true;
      tell(say("notConnected"), true);
      connectable(answer);
      return;
    }
    const { standing: now, page } = answer;
    const under = now.state === "running";
    const waits_ = !under && Boolean(now.wanted_at);
    byId("name").textContent = now.title;
    byId("lines").replaceChildren(...now.lines.map((/** @type {string} */ line) => element("li", line)));
    byId("count").hidden = !now.problems;
    byId("count").textContent = `${say("problems")}: ${now.problems}`;
    byId("page").href = page;
    byId("page").hidden = false;
    byId("refresh").disabled = under || waits_;
    progress(under, waits_, now.progress);
    waits = waits_ ? waits + 1 : 0;
    if (!under && !waits_) looks = 0;
    later(under || (waits_ && waits < PATIENCE) ? (SOON[Math.min(looks++, SOON.length - 1)] ?? RARELY) : RARELY);
  }

  /**
   * @param {boolean} under
   * @param {boolean} isWaiting
   * @param {{step: string, done: number, of: number} | null} told
   */
  function progress(under, isWaiting, told) {
    byId("progress").hidden = !under && !isWaiting;
    const step = told ? say(`step${told.step[0]?.toUpperCase()}${told.step.slice(1)}`) : "";
    byId("step").textContent = under ? [say("running"), step].filter(Boolean).join(": ") : say("asked");
    const bar = byId("bar");
    if (told && told.of > 0) Object.assign(bar, { max: told.of, value: told.done });
    else bar.removeAttribute("value");
  }

  /** @param {number} seconds */
  function later(seconds) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (view === "state" && !document.hidden) look();
    }, seconds * 1000);
  }

  function refresh() {
    byId("refresh").disabled = true;
    tell(say("loading"));
    ask("planerkaRefresh", [crypto.randomUUID()], standing, () => (byId("refresh").disabled = false));
  }

  // the problems --------------------------------------------------------------------------------------

  function problems() {
    ask("planerkaProblems", [], (answer) => {
      tell("");
      if (answer.connected === false) {
        tell(say("notConnected"), true);
        connectable(answer);
        return;
      }
      byId("list").replaceChildren(...answer.items.map(problem));
      const more = byId("more");
      more.textContent = "";
      if (!answer.total) more.textContent = say("noProblems");
      if (answer.total > answer.items.length) {
        const link = Object.assign(element("a", say("allProblems")), { href: answer.page, rel: "noopener" });
        more.append(`${say("someProblems", { shown: answer.items.length, total: answer.total })} `, link);
      }
    });
  }

  /** @param {{severity: string, tab: string, cell: string, row: number, message: string}} one */
  function problem(one) {
    const item = element("li");
    item.className = one.severity;
    const where = [one.tab, one.cell].filter(Boolean).join("!");
    const link = Object.assign(element("button", where), { type: "button", className: "link" });
    link.addEventListener("click", () => {
      ask("planerkaShow", [one.tab, one.cell ?? ""], () => tell(""));
    });
    item.append(element("strong", one.message), link, element("small", say(one.severity)));
    return item;
  }

  // the tabs and the settings --------------------------------------------------------------------------

  function tabs() {
    ask("planerkaTabs", [], (answer) => {
      tell("");
      byId("found").textContent = say(answer.found.length ? "tabsFound" : "tabsNone");
      byId("titles").replaceChildren(...answer.found.map((/** @type {string} */ title) => element("li", title)));
      connectable(answer);
    });
  }

  function settings() {
    byId("fields").disabled = true;
    ask("planerkaSettings", [], (answer) => {
      tell("");
      fill(answer);
    });
  }

  /** @param {{service: string, language: string, hasKey: boolean}} kept */
  function fill(kept) {
    byId("service").value = kept.service;
    byId("cellLanguage").value = kept.language;
    byId("key").value = "";
    byId("keyKept").hidden = !kept.hasKey;
    byId("fields").disabled = false; // what is typed before the answer would be overwritten by it
  }

  /** @param {Event} event */
  function save(event) {
    event.preventDefault();
    tell(say("loading"));
    byId("fields").disabled = true;
    const given = { service: byId("service").value, key: byId("key").value, language: byId("cellLanguage").value };
    ask("planerkaSave", [given], (answer) => {
      fill(answer);
      tell(answer.said);
    }, () => (byId("fields").disabled = false));
  }

  /**
   * @param {string} tag
   * @param {string} [text]
   */
  function element(tag, text = "") {
    return Object.assign(document.createElement(tag), { textContent: text });
  }

  for (const one of document.querySelectorAll("[data-word]")) {
    one.textContent = say(/** @type {HTMLElement} */ (one).dataset.word ?? "");
  }
  byId("views").addEventListener("click", (/** @type {Event} */ event) => {
    const { to } = /** @type {HTMLElement} */ (event.target).dataset;
    if (to) show(to);
  });
  byId("refresh").addEventListener("click", refresh);
  byId("count").addEventListener("click", () => show("problems"));
  byId("form").addEventListener("submit", save);
  document.addEventListener("visibilitychange", () => {
    if (view === "state" && !document.hidden) look();
  });
  const wanted = document.body.dataset.view ?? "state";
  show(wanted === "refresh" ? "state" : wanted);
  if (wanted === "refresh") refresh();
})();
