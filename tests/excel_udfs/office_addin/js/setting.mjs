// What Excel gives to a page, and the service under test.
export const { SERVICE: service = "", KEY: key = "", MODULES: modules = "", SAMPLE: sample = "" } = process.env;

globalThis.CustomFunctions = {
  Error: class extends globalThis.Error {
    constructor(code, message) {
      super(message);
      Object.assign(this, { code, message });
    }
  },
  ErrorCode: { invalidValue: "#VALUE!", notAvailable: "#N/A", divisionByZero: "#DIV/0!", invalidNumber: "#NUM!" },
  associated: {},
  associate(all) {
    Object.assign(this.associated, all);
  },
};
const stored = new Map([["planerka.key", key], ["planerka.service", service]]);
globalThis.OfficeRuntime = {
  storage: { getItem: async (name) => stored.get(name) ?? null, setItem: async (name, value) => void stored.set(name, value) },
};
globalThis.Office = { context: { displayLanguage: "ru-RU" } };

const addin = new URL("../../../../excel_udfs/office_addin/", import.meta.url);
export const load = (name) => import(new URL(name, addin));
export const settings = { key, service };
