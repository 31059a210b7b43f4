// The bar of a batch that runs: its numbers move. When its state changes, a link offers the new page; nothing jumps under the eyes.

const EVERY = 4_000;

export function progress(page) {
  const bar = page.querySelector("[data-progress]");
  if (!bar) return;
  const look = async () => {
    if (page.hidden) return;
    try {
      const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" }, redirect: "error" });
      const told = await answer.json();
      bar.querySelector("progress").value = told.share;
      for (const place of bar.querySelectorAll("[data-told]")) place.textContent = told[place.dataset.told];
      bar.querySelector(".fresh").hidden = told.state === bar.dataset.state;
    } catch {
      // The next look tells.
    }
  };
  setInterval(look, EVERY);
}
