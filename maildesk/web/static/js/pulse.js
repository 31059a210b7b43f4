// Whether anything came since the page was drawn. Nothing moves under the eyes: a link offers the new rows.

const EVERY = 15_000;

export function pulse(page) {
  const link = page.querySelector("[data-pulse]");
  if (!link) return;
  let first = null;
  const look = async () => {
    if (page.hidden) return;
    try {
      const answer = await fetch(link.dataset.pulse, { headers: { Accept: "application/json" }, redirect: "error" });
      const now = await answer.json();
      first ??= now;
      const came = Math.max(now.newest - first.newest, 0);
      link.hidden = came === 0;
      link.querySelector("span").textContent = came;
    } catch {
      // The next look tells; the age of the last good fetch stands above.
    }
  };
  look();
  setInterval(look, EVERY);
}
