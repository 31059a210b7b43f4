// A button that copies a field's text. Without scripts it is not there, and the field can be selected by hand.

export function copy(page) {
  if (!navigator.clipboard) return;
  for (const button of page.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const label = button.querySelector("span") ?? button;
    const before = label.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(page.getElementById(button.dataset.copy).value);
      label.textContent = button.dataset.copied;
      setTimeout(() => { label.textContent = before; }, 2000);
    });
  }
}
