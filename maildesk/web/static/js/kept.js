// Typed text is kept in the browser until it was taken: through navigation, a lost connection, the end of a session.
// A form that holds such text carries data-keep="name". What was sent is forgotten only when the next page says that it was done.

const PREFIX = "maildesk:";
const SENT = "maildesk-sent";

export function kept(page) {
  const sent = sessionStorage.getItem(SENT);
  if (sent && page.querySelector("[data-toast]")) localStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
  for (const form of page.querySelectorAll("form[data-keep]")) keep(form, PREFIX + form.dataset.keep);
}

function keep(form, name) {
  const fields = () => [...form.elements].filter((f) => f.matches("textarea, input[type=text]") && f.name);
  const before = read(name);
  for (const field of fields()) {
    const text = before[field.name];
    if (text !== undefined && field.value === field.defaultValue && text !== field.value) {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      for (let fold = field.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
        if (!fold.classList.contains("act")) fold.open = true;
      }
    }
  }
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, name));
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields().filter((f) => f.value !== f.defaultValue).map((f) => [f.name, f.value]));
    if (Object.keys(typed).length) localStorage.setItem(name, JSON.stringify(typed));
    else localStorage.removeItem(name);
  });
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "{}");
  } catch {
    return {};
  }
}
