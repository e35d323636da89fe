// Buttons that copy what stands in a field. Without this file they stay hidden, and the text can be copied by hand.
"use strict";

function show() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  if (navigator.clipboard && window.isSecureContext) await navigator.clipboard.writeText(field.value);
  else document.execCommand("copy"); // a page served without HTTPS has no clipboard of its own
  const was = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = was; }, 2000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
document.addEventListener("htmx:afterSettle", show); // a part of the page is new
show();
