// The menu «Планёрка», and the sidebar that every item of it opens.
// @ts-check

/** @typedef {"state" | "refresh" | "problems" | "tabs" | "settings"} View */

/** Google calls it when the spreadsheet is opened, before anybody has permitted anything: nothing is asked here. */
function onOpen() {
  const language = readersLanguage_();
  SpreadsheetApp.getUi()
    .createMenu(say_("title", language))
    .addItem(say_("menuRefresh", language), "planerkaOpenRefresh")
    .addItem(say_("menuProblems", language), "planerkaOpenProblems")
    .addItem(say_("menuTabs", language), "planerkaOpenTabs")
    .addSeparator()
    .addItem(say_("menuSettings", language), "planerkaOpenSettings")
    .addItem(say_("menuSidebar", language), "planerkaOpenSidebar")
    .addToUi();
}

/** Google calls it where the project is installed as an add-on. */
function onInstall() {
  onOpen();
}

function planerkaOpenRefresh() {
  openSidebar_("refresh");
}

function planerkaOpenProblems() {
  openSidebar_("problems");
}

function planerkaOpenTabs() {
  openSidebar_("tabs");
}

function planerkaOpenSettings() {
  openSidebar_("settings");
}

function planerkaOpenSidebar() {
  openSidebar_("state");
}

/** @param {View} view */
function openSidebar_(view) {
  const language = readersLanguage_();
  const page = HtmlService.createTemplateFromFile("Sidebar");
  const words = JSON.stringify(wordsOf_(language)).replace(/</g, "\\u003c"); // it stands within a script element
  Object.assign(page, { view, language, words });
  SpreadsheetApp.getUi().showSidebar(page.evaluate().setTitle(say_("title", language)));
}
