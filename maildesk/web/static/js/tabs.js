// On a phone the three parts of a conversation are tabs. Without the script they stand below each other and the links jump.

export function tabs(page) {
  const bar = page.querySelector("[data-tabs]");
  if (!bar) return;
  const links = [...bar.querySelectorAll("a")];
  const show = (link) => {
    for (const each of links) {
      const mine = each === link;
      each.toggleAttribute("aria-current", false);
      if (mine) each.setAttribute("aria-current", "true");
      page.querySelector(each.hash).classList.toggle("shown", mine);
    }
  };
  show(links.find((link) => link.hasAttribute("aria-current")) ?? links[0]);
  bar.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    show(link);
    scrollTo(0, 0);
  });
}
