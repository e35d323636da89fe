// The agenda: copy its text for a chat, print its page. Without this file the text can be marked and copied by hand.
"use strict";

function copied(button) {
  const was = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = was; }, 2000);
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  if (navigator.clipboard && window.isSecureContext) await navigator.clipboard.writeText(field.value);
  else document.execCommand("copy"); // a page served without HTTPS has no clipboard of its own
  copied(button);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
