// The sidebar as a page of its own: google.script.run leads to the project, which asks the running service.
// The first line on stdout is the address. `/?view=…&do=…` shows it and does what a person would; `/world` is Google's side.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { opened } from "./google.mjs";

const world = opened(JSON.parse(process.env.WORLD ?? "{}"));
const OPENS = { state: "Sidebar", refresh: "Refresh", problems: "Problems", tabs: "Tabs", settings: "Settings" };

/** What Google gives to the page. Runs in the page. */
function client() {
  const call = (name, args, ok, failed) =>
    fetch("/run", { method: "POST", body: JSON.stringify([name, args]) })
      .then((answer) => answer.json())
      .then(({ answer, thrown }) => (thrown ? failed(Object.assign(new Error(), { message: thrown })) : ok(answer)));
  const runner = (ok, failed) =>
    new Proxy({}, {
      get: (_, name) => {
        if (name === "withSuccessHandler") return (handler) => runner(handler, failed);
        if (name === "withFailureHandler") return (handler) => runner(ok, handler);
        return (...args) => void call(name, args, ok, failed);
      },
    });
  window.google = { script: { run: runner(() => {}, (error) => { throw error; }) } };
}

/** Steps of a person: `fill #key=…`, `click #save`, `see text`. Runs in the page, which is marked when they are done. */
async function person(steps) {
  const find = async (what) => {
    for (;;) {
      const found = what();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  for (const step of steps) {
    const [, verb, rest] = /^(\w+) (.*)$/.exec(step);
    const [selector, value] = rest.split("=");
    const ready = () => [...document.querySelectorAll(selector)].find((one) => !one.matches(":disabled") && one.offsetParent);
    if (verb === "fill") (await find(ready)).value = value;
    if (verb === "click") (await find(ready)).click();
    if (verb === "see") await find(() => document.body.innerText.includes(rest));
  }
  document.documentElement.dataset.done = "yes";
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  const answer = (type, body) => {
    response.setHeader("Content-Type", `${type}; charset=utf-8`);
    response.end(body);
  };
  if (pathname === "/run") {
    const [name, args] = JSON.parse(await text(request));
    try {
      answer("application/json", JSON.stringify({ answer: world.run(name, ...args) ?? null }));
    } catch (error) {
      answer("application/json", JSON.stringify({ thrown: error.message }));
    }
  } else if (pathname === "/world") {
    const { active, shown, menu, properties } = world;
    const asked = world.fetches.flat().map(({ method, url }) => `${method} ${new URL(url).pathname}`);
    answer("application/json", JSON.stringify({ active, title: shown?.title, menu, properties, asked }));
  } else if (pathname === "/frame") {
    const address = `/?${searchParams}`.replaceAll("&", "&amp;");
    answer("text/html", `<body style="margin:0"><iframe src="${address}" style="border:0;width:300px;height:100vh">`);
  } else if (pathname === "/") {
    world.run(`planerkaOpen${OPENS[searchParams.get("view")]}`);
    const steps = JSON.stringify(searchParams.getAll("do"));
    const before = `<script>(${client})()</script>`;
    const after = `<script>(${person})(${steps})</script>`;
    answer("text/html", world.shown.content.replace("<head>", `<head>${before}`).replace("</body>", `${after}</body>`));
  } else {
    response.statusCode = 404;
    response.end();
  }
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
