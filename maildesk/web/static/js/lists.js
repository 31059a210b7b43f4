// Walking a list: j and k move the focus (Enter is the link's own), x ticks the row.

export function lists(page) {
  const rows = [...page.querySelectorAll("[data-row]")];
  if (rows.length) walk(page, rows);
  const all = page.querySelector("[data-choose-all]");
  all?.addEventListener("change", () => {
    for (const box of page.querySelectorAll("input[name=chosen]")) box.checked = all.checked;
  });
  for (const form of page.querySelectorAll("[data-submit-on-change]")) {
    form.addEventListener("change", () => form.requestSubmit());
    for (const button of form.querySelectorAll("[data-hide-with-script]")) button.hidden = true;
  }
}

function walk(page, rows) {
  let at = rows.findIndex((row) => row.hasAttribute("aria-current"));
  rows[at]?.scrollIntoView({ block: "nearest" });
  page.addEventListener("focusin", (event) => {
    const index = rows.indexOf(event.target);
    if (index >= 0) at = index;
  });
  page.addEventListener("keydown", (event) => {
    if (page.body.dataset.letterKeys === "off" || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("textarea, select, input:not([type=checkbox])") || page.querySelector("dialog[open]")) return;
    if (event.key === "j" || event.key === "k") {
      at = Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), rows.length - 1);
      rows[at].focus();
      event.preventDefault();
    } else if (event.key === "x" && rows[at] === page.activeElement) {
      const box = rows[at].parentElement.querySelector("input[name=chosen]");
      if (box) box.checked = !box.checked, event.preventDefault();
    }
  });
}
