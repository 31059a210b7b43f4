// Choosing begins another mail at once; and the buyer's mailbox is looked into every two seconds.

const EVERY = 2_000;

const choice = document.querySelector("[data-choose]");
choice.addEventListener("change", (event) => {
  if (event.target.name === "order") choice.elements.language.value = event.target.selectedOptions[0].dataset.language;
  choice.requestSubmit();
});
for (const spare of choice.querySelectorAll("[data-hide-with-script]")) spare.hidden = true;

const mailbox = document.querySelector("[data-mailbox]");
let shown = "";
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(mailbox.dataset.mailbox, { redirect: "error" });
    const mails = await answer.text();
    if (answer.ok && mails !== shown) {
      mailbox.innerHTML = mails;
      shown = mails;
    }
  } catch {
    // The demo was stopped, or the session ended: the page stays as it is.
  }
}, EVERY);
