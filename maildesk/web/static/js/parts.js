// While one edits a draft by its parts, both sides are drawn again a moment after each change.

const PAUSE = 250;

export function parts(page) {
  const form = page.querySelector("form[data-preview]");
  if (!form) return;
  for (const button of form.querySelectorAll("[data-hide-with-script]")) button.hidden = true;
  const sides = form.querySelector("#sides");
  let timer = 0;
  let asked = 0;
  const draw = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form), redirect: "error" });
      const text = await answer.text();
      if (mine !== asked || !(answer.ok || answer.status === 422)) return;
      if (answer.ok) sides.innerHTML = text;
      else wrong(sides, text);
    } catch {
      // Offline: what is typed is kept, and saving will tell.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE);
  });
}

function wrong(sides, text) {
  sides.querySelector(":scope > [role=alert]")?.remove();
  sides.insertAdjacentHTML("beforeend", text);
}
