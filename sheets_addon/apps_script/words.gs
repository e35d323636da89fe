// Every sentence that a person reads in the add-in, in both languages.
// @ts-check

/** @typedef {"ru" | "en"} Language */

/** @type {Record<string, [string, string]>} */
const WORDS_ = {
  title: ["Планёрка", "Planerka"],
  menuRefresh: ["Обновить отчёты", "Refresh reports"],
  menuProblems: ["Проблемы", "Problems"],
  menuTabs: ["Шаблоны", "Templates"],
  menuSettings: ["Настройки", "Settings"],
  menuSidebar: ["Боковая панель", "Sidebar"],

  reports: ["Отчёты", "Reports"],
  refresh: ["Обновить отчёты", "Refresh reports"],
  open: ["Открыть страницу таблицы", "Open the spreadsheet’s page"],
  loading: ["Спрашиваю службу…", "Asking the service…"],
  asked: ["Обновление запрошено.", "The refresh has been asked for."],
  running: ["Идёт обновление", "Refreshing"],
  stepLook: ["смотрю, что изменилось", "looking at what has changed"],
  stepRead: ["читаю вкладки", "reading the tabs"],
  stepCompute: ["считаю отчёты", "computing the reports"],
  stepWrite: ["записываю отчёты", "writing the reports"],
  problems: ["Проблемы", "Problems"],
  noProblems: ["Замечаний к данным нет.", "There are no problems in the data."],
  someProblems: ["Показаны первые {shown} из {total}.", "The first {shown} of {total} are shown."],
  allProblems: ["Все — на странице службы.", "All of them are on the service’s page."],
  error: ["Ошибка", "Error"],
  warning: ["Предупреждение", "Warning"],
  info: ["Заметка", "Note"],
  noTab: ["Вкладки «{tab}» больше нет: её переименовали или удалили.", "There is no tab “{tab}” any more: it was renamed or deleted."],
  noCell: ["Ячейки {cell} на вкладке «{tab}» больше нет.", "There is no cell {cell} on the tab “{tab}” any more."],

  tabs: ["Шаблоны", "Templates"],
  tabsHelp: [
    "Планёрка читает вкладки, которые заполняют люди, и узнаёт их по названию. Остальных она не касается.",
    "Planerka reads the tabs that people fill and knows them by their names. It leaves all others alone.",
  ],
  tabsFound: ["Здесь узнаны:", "Known here:"],
  tabsNone: ["Здесь таких вкладок пока нет.", "There are no such tabs here yet."],
  tabsMake: [
    "Пока таблица не подключена, недостающие вкладки создаст страница подключения. Позже скопируйте их из шаблона: его даёт команда planerka template.",
    "While the spreadsheet is not connected, the page that connects it makes the missing tabs. Later copy them from the template, which the command planerka template gives.",
  ],
  connect: ["Подключить таблицу", "Connect the spreadsheet"],
  notConnected: [
    "Эта таблица ещё не подключена к службе, или ключ её не открывает.",
    "This spreadsheet is not connected to the service yet, or the key does not open it.",
  ],

  settings: ["Настройки", "Settings"],
  service: ["Адрес службы", "Service address"],
  serviceHelp: ["Начинается с https://. Его знает тот, кто ведёт службу.", "It begins with https://. Whoever runs the service knows it."],
  key: ["Ключ API", "API key"],
  keyHelp: [
    "Хранится в этой таблице; его прочтёт всякий, кто может её редактировать. Нужен ключ для функций и одной этой таблицы.",
    "It is kept in this spreadsheet; whoever may edit it can read it. Take a key for functions and this one spreadsheet.",
  ],
  keyKept: ["Ключ сохранён. Пустое поле его оставит.", "A key is kept. A blank field leaves it."],
  cellLanguage: ["Язык пояснений к ошибкам в ячейках", "Language of the error sentences in cells"],
  ru: ["русский", "Russian"],
  en: ["английский", "English"],
  save: ["Сохранить и проверить", "Save and check"],
  saved: ["Сохранено. Служба отвечает, ключ подходит.", "Saved. The service answers and takes the key."],
  savedFunctions: [
    "Сохранено. Функции работают; таблица этим ключом не открывается.",
    "Saved. The functions work; the key does not open this spreadsheet.",
  ],
  savedReports: [
    "Сохранено. Таблица открывается; для функций у ключа нет права.",
    "Saved. The spreadsheet opens; the key may not call functions.",
  ],
  recalculate: [
    "Ячейки с ошибкой пересчитаются, когда изменится их диапазон.",
    "Cells with an error are computed again when their range changes.",
  ],

  noService: [
    "Не указан адрес службы: меню «Планёрка» → «Настройки».",
    "There is no service address: menu “Planerka” → “Settings”.",
  ],
  noKey: ["Нет ключа службы: меню «Планёрка» → «Настройки».", "There is no key of the service: menu “Planerka” → “Settings”."],
  badAddress: ["Адрес службы должен начинаться с https://", "The service address has to begin with https://"],
  otherHost: [
    "Ключ и адрес меняют вместе: вставьте ключ новой службы.",
    "A key belongs to its address: paste the key of the new service.",
  ],
  offline: [
    "Служба {service} недоступна из Google: {reason} Проверьте адрес и то, что он есть в urlFetchWhitelist.",
    "Google cannot reach the service {service}: {reason} Check the address, and that urlFetchWhitelist has it.",
  ],
  redirected: [
    "По адресу {service} другая страница, а не служба. Проверьте адрес.",
    "There is another page at {service}, not the service. Check the address.",
  ],
  unauthorized: [
    "Служба не приняла ключ. Вставьте новый: меню «Планёрка» → «Настройки».",
    "The service does not take the key. Paste a new one: menu “Planerka” → “Settings”.",
  ],
  forbidden: ["У ключа нет на это права. Нужен другой ключ.", "The key may not do this. Another key is needed."],
  tooLarge: [
    "Данных больше, чем служба принимает за один раз. Сократите диапазон.",
    "This is more data than the service takes at once. Make the range smaller.",
  ],
  tooMany: ["Слишком много запросов. Повторите через {seconds} с.", "Too many requests. Try again in {seconds} s."],
  broken: ["Служба ответила ошибкой ({status}). Повторите позже.", "The service answered with an error ({status}). Try again later."],
  shapes: ["Диапазоны разного размера: {sizes}.", "The ranges differ in size: {sizes}."],
  tooMuch: [
    "Слишком много ячеек сразу: {n}, а можно {most}. Разделите диапазон.",
    "Too many cells at once: {n}, the most is {most}. Divide the range.",
  ],
};

/**
 * A sentence in the reader's language.
 * @param {string} word
 * @param {Language} language
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
function say_(word, language, values = {}) {
  const both = WORDS_[word];
  if (!both) throw new Error(`no words for ${word}`);
  return both[language === "ru" ? 0 : 1].replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * All words of one language, for the sidebar.
 * @param {Language} language
 * @returns {Record<string, string>}
 */
function wordsOf_(language) {
  return Object.fromEntries(Object.entries(WORDS_).map(([word, both]) => [word, both[language === "ru" ? 0 : 1]]));
}

/** @returns {Language} Of whoever looks at menus and the sidebar. */
function readersLanguage_() {
  return Session.getActiveUserLocale().toLowerCase().startsWith("ru") ? "ru" : "en";
}
