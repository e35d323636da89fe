// Tables: rows that open and close, detail columns behind a button. Without this file everything is simply open.
"use strict";

const level = (row) => Number(row.dataset.level || 0);

function below(row) {
  const rows = [];
  for (let next = row.nextElementSibling; next && level(next) > level(row); next = next.nextElementSibling) rows.push(next);
  return rows;
}

function open(row, button, words) {
  for (const child of below(row)) child.hidden = level(child) > level(row) + 1 || !isOpenAbove(child, row);
  button.textContent = "▾";
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-label", words.collapse);
}

const isOpenAbove = (child, row) => level(child) === level(row) + 1;

function close(row, button, words) {
  for (const child of below(row)) {
    child.hidden = true;
    const inner = child.querySelector("button.opener");
    if (inner) mark(inner, words);
  }
  mark(button, words);
}

function mark(button, words) {
  button.textContent = "▸";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", words.expand);
}

function collapsible(table) {
  const words = table.dataset;
  for (const row of table.querySelectorAll("tr[data-opens]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "opener";
    row.cells[0].prepend(button);
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      (isOpen ? close : open)(row, button, words);
    });
    close(row, button, words);
  }
}

function shortened(table) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "details";
  const show = (isShort) => {
    table.classList.toggle("short", isShort);
    button.setAttribute("aria-pressed", String(!isShort));
    button.textContent = `${isShort ? "+" : "−"} ${table.dataset.details}`;
    opened[isShort ? "delete" : "add"](table.dataset.block);
  };
  button.addEventListener("click", () => show(!table.classList.contains("short")));
  table.parentElement.before(button);
  show(!opened.has(table.dataset.block));
}

const opened = new Set(); // blocks whose details somebody has opened: they stay open when the report is renewed

function dress() {
  for (const table of document.querySelectorAll("table[data-block]:not([data-dressed])")) {
    table.dataset.dressed = "";
    collapsible(table);
    if (table.classList.contains("has-detail")) shortened(table);
  }
}

document.querySelector(".menu [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
dress();
document.addEventListener("htmx:afterSettle", dress);
