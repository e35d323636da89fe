// Every sentence that a person reads in the add-in, in both languages.
// @ts-check

/** @typedef {"ru" | "en"} Language */

const WORDS = {
  title: ["Планёрка", "Planerka"],
  key: ["Ключ API", "API key"],
  keyHelp: [
    "Ключ выдаёт тот, кто ведёт службу. Он хранится только в Excel на этом компьютере.",
    "The key comes from whoever runs the service. It is kept only in Excel on this computer.",
  ],
  service: ["Адрес службы", "Service address"],
  serviceHelp: [
    "Обычно менять не нужно: это адрес, откуда установлена надстройка.",
    "Usually there is nothing to change: it is the address that the add-in was installed from.",
  ],
  save: ["Сохранить и проверить", "Save and check"],
  refresh: ["Обновить отчёты", "Refresh reports"],
  asof: ["Дата отчёта (пусто — сегодня)", "Report date (blank: today)"],
  slot: ["Планёрка", "Meeting"],
  slot_morning: ["утро", "morning"],
  slot_11: ["11:00", "11:00"],
  slot_14: ["14:00", "14:00"],
  slot_16: ["16:00", "16:00"],
  slot_evening: ["вечер", "evening"],
  leaves: [
    "Службе отправляются только ячейки вкладок, которые заполняете для отчётов; она их не хранит.",
    "Only the cells of the tabs that you fill for the reports go to the service; it keeps none of them.",
  ],
  noKey: ["Вставьте ключ API.", "Paste the API key."],
  ready: ["Служба отвечает, ключ подходит.", "The service answers and takes the key."],
  checking: ["Проверяю…", "Checking…"],
  reading: ["Читаю вкладки…", "Reading the tabs…"],
  computing: ["Служба считает отчёты…", "The service computes the reports…"],
  writing: ["Записываю отчёты…", "Writing the reports…"],
  done: ["Готово: отчётов — {n}, на {asof}.", "Done: {n} reports, as of {asof}."],
  problems: [
    "Ячеек с ошибками: {errors}, с предупреждениями: {warnings}. Все они — на вкладке «{tab}».",
    "Cells with errors: {errors}, with warnings: {warnings}. All are on the tab “{tab}”.",
  ],
  failed: [
    "Не удалось посчитать: {names}. Остальные отчёты обновлены.",
    "These could not be computed: {names}. The other reports are refreshed.",
  ],
  taken: [
    "Вкладка «{title}» уже есть, и она ваша: отчёт стоит на вкладке «{ours}».",
    "There is a tab “{title}” already, and it is yours: the report stands on the tab “{ours}”.",
  ],
  nothing: [
    "В книге нет ни одной вкладки для отчётов: «Сделки», «Счета», «Метрика дня» и другие. Начните с шаблона.",
    "The workbook has no tab for the reports: “Deals”, “Invoices”, “Daily metrics” and others. Start from the template.",
  ],
  offline: [
    "Нет связи со службой {service}. Проверьте интернет и адрес.",
    "There is no connection to the service {service}. Check the network and the address.",
  ],
  unauthorized: [
    "Служба не приняла ключ. Вставьте новый в панели «Планёрка».",
    "The service does not take the key. Paste a new one in the Planerka pane.",
  ],
  tooMany: [
    "Слишком много запросов. Подождите {seconds} с и повторите.",
    "Too many requests. Wait {seconds} s and try again.",
  ],
  tooLarge: [
    "Данных больше, чем служба принимает за один раз. Сократите диапазон.",
    "This is more data than the service takes at once. Make the range smaller.",
  ],
  broken: [
    "Служба ответила ошибкой ({status}). Повторите позже.",
    "The service answered with an error ({status}). Try again later.",
  ],
  cancelled: ["Вычисление отменено.", "The calculation was cancelled."],
  badAddress: [
    "Адрес службы должен начинаться с https:// (для этого компьютера — http://localhost).",
    "The service address has to begin with https:// (on this computer: http://localhost).",
  ],
  locked: [
    "Структура книги защищена: листы не добавить. Снимите защиту (Рецензирование → Защитить книгу) и повторите.",
    "The structure of the workbook is protected: no sheet can be added. Unprotect it (Review → Protect Workbook).",
  ],
  protectedTab: [
    "Вкладка отчёта «{title}» защищена. Снимите защиту листа и повторите; прежние отчёты на месте.",
    "The report tab “{title}” is protected. Unprotect the sheet and try again; the old reports are kept.",
  ],
  editing: [
    "Excel занят: закончите правку ячейки (Enter или Esc) и повторите; прежние отчёты на месте.",
    "Excel is busy: end editing the cell (Enter or Esc) and try again; the old reports are kept.",
  ],
  notWritten: [
    "Отчёты не записаны: {reason}. Прежние отчёты на месте.",
    "The reports were not written: {reason}. The old reports are kept.",
  ],
  half: [
    "Запись прервалась на последнем шаге: {reason}. Нажмите «Обновить отчёты» ещё раз.",
    "The write broke off at its last step: {reason}. Press “Refresh reports” once more.",
  ],
  oldExcel: [
    "Эта версия Excel слишком старая для отчётов: нужна Excel 2021, Microsoft 365 или Excel в браузере.",
    "This version of Excel is too old for the reports: Excel 2021, Microsoft 365 or Excel in the browser is needed.",
  ],
};

/** @typedef {keyof typeof WORDS} Word */

/**
 * A sentence in the reader's language.
 * @param {Word} word
 * @param {Language} language
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(word, language, values = {}) {
  const [ru, en] = /** @type {[string, string]} */ (WORDS[word]);
  return (language === "ru" ? ru : en).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** The names of all sentences, for the tests. */
export const ALL = /** @type {Word[]} */ (Object.keys(WORDS));

/** @returns {Language} */
export function hostLanguage() {
  const shown = typeof Office !== "undefined" && Office.context ? Office.context.displayLanguage : "";
  const wanted = shown || (typeof navigator !== "undefined" ? navigator.language : "") || "ru";
  return wanted.toLowerCase().startsWith("ru") ? "ru" : "en";
}
