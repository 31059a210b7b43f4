// The bars of batches that run or are being prepared: their numbers move. When a state changes, a link offers the new page; nothing
// jumps under the eyes.

const EVERY = 4_000;

export function progress(page) {
  for (const bar of page.querySelectorAll("[data-progress]")) setInterval(() => look(page, bar), EVERY);
}

async function look(page, bar) {
  if (page.hidden) return;
  try {
    const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" }, redirect: "error" });
    const told = await answer.json();
    bar.querySelector("progress").value = told.share;
    for (const place of bar.querySelectorAll("[data-told]")) place.textContent = told[place.dataset.told] ?? place.textContent;
    bar.querySelector(".fresh").hidden = told.state === bar.dataset.state;
  } catch {
    // The next look tells.
  }
}
