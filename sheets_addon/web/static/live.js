// The live parts: whoever comes back to a page sees how its workbook stands now. Without this file nothing else breaks.
"use strict";

const MINUTE = 60_000;
let looked = Date.now();

// Not while nobody looks: a page left open over night asks nothing.
function look() {
  if (document.hidden) return;
  looked = Date.now();
  document.body.dispatchEvent(new Event("looked"));
}

document.addEventListener("visibilitychange", () => { if (Date.now() - looked > 5_000) look(); });
setInterval(look, MINUTE);

// A dialog is opened by the button that names it; <dialog> itself closes by its form.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
});

// On a narrow screen the menu of a workbook folds under a button.
function fold() {
  const menu = document.getElementById("menu");
  if (!menu || menu.classList.contains("folds")) return;
  menu.classList.add("folds");
  const button = menu.querySelector(".menu-button");
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
  });
}

fold();
document.addEventListener("htmx:afterSettle", fold);
