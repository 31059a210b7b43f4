// Keys: each letter presses the visible button that carries it (data-key), `g` then a letter goes to a place (data-go).
// Off in text fields, while an input method composes, with Ctrl, Alt or Meta, and by the person's own switch (WCAG 2.1.4).

const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
let going = 0;

export function keys(page) {
  page.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") return leave(page, event);
    if (event.target.closest(TYPING)) return sendByKey(event);
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (page.querySelector("dialog[open]")) return;
    if (page.body.dataset.letterKeys === "off") return;
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const done = Date.now() - going < 1200 ? go(page, pressed) : press(page, pressed);
    going = pressed === "g" && !done ? Date.now() : 0;
    if (done) event.preventDefault();
  });
  page.addEventListener("click", (event) => {
    if (event.target.closest('[data-key="?"]')) page.getElementById("keys").showModal();
    const open = [...page.querySelectorAll("details.menu[open], details.act[open]")];
    for (const menu of open) if (!menu.contains(event.target)) menu.open = false;
  });
}

function press(page, letter) {
  const shown = [...page.querySelectorAll(`[data-key="${CSS.escape(letter)}"]`)].filter(seen);
  const row = page.activeElement?.closest(".row");
  const here = shown.find((one) => row?.contains(one)) ?? shown.find((one) => one.closest("details[open], .here")) ?? shown.at(-1) ?? (letter === "?" && page.querySelector('[data-key="?"]'));
  if (!here) return false;
  if (here.matches("input, textarea, select")) here.focus(), here.select?.();
  else here.click();
  if (here.matches("summary")) first(here.parentElement);
  return true;
}

function go(page, letter) {
  const link = page.querySelector(`[data-go="${CSS.escape(letter)}"]`);
  if (link) location.assign(link.href);
  return Boolean(link);
}

// Escape: out of a field first, then the open panel closes and its button has the focus again.
function leave(page, event) {
  const panel = [...page.querySelectorAll("details.menu[open], details.act[open], details.why[open]")].at(-1);
  if (panel) {
    panel.open = false;
    panel.querySelector("summary").focus();
  } else if (event.target.closest(TYPING)) event.target.blur();
}

// Ctrl+Enter sends the form one types in.
function sendByKey(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const form = event.target.form;
  form?.requestSubmit([...form.elements].find((one) => one.matches("button.primary")));
}

// At once: whoever types on must not press keys in between.
function first(panel) {
  if (panel.open) panel.querySelector("textarea, select, input:not([type=hidden]), button:not(summary)")?.focus();
}

function seen(element) {
  return !element.disabled && element.checkVisibility({ visibilityProperty: true });
}
