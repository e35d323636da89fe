// Every call of standard input through functions.js as Excel makes them, all at once; what each cell gets, as JSON.
import { text } from "node:stream/consumers";

const [, , service, key] = process.argv;
const stored = new Map([["planerka.key", key], ["planerka.service", service]]);

// Members are their own names here: which one a code becomes is what is looked at.
globalThis.CustomFunctions = {
  Error: class extends Error {
    constructor(code, message) {
      super(message ?? "");
      this.code = code;
    }
  },
  ErrorCode: new Proxy({}, { get: (_, member) => member }),
  associate() {},
};
globalThis.OfficeRuntime = { storage: { getItem: async (name) => stored.get(name) ?? null } };
globalThis.Office = { context: { displayLanguage: "ru-RU" } };

const functions = await import(new URL("../../excel_udfs/office_addin/functions.js", import.meta.url));
const calls = JSON.parse(await text(process.stdin));
const failed = (error) => {
  if (!(error instanceof CustomFunctions.Error)) throw error;
  return { member: error.code, message: error.message };
};
const got = calls.map(([name, args]) => functions[name](...args, {}).then((value) => ({ value }), failed));
process.stdout.write(JSON.stringify(await Promise.all(got)));
