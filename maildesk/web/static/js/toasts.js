// Messages go by themselves, except while one points at them or they have the focus. A window for undoing counts down.

export function toasts(page) {
  for (const toast of page.querySelectorAll(".toast")) {
    toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
    if ("toast" in toast.dataset) fade(toast, Number(toast.dataset.seconds));
  }
}

function fade(toast, seconds) {
  const undo = toast.querySelector(".undo");
  const left = undo && seconds > 8 ? undo.appendChild(Object.assign(document.createElement("span"), { className: "num" })) : null;
  const ends = Date.now() + seconds * 1000;
  const timer = setInterval(() => {
    const now = Math.ceil((ends - Date.now()) / 1000);
    if (left) left.textContent = Math.max(now, 0);
    if (now > 0 || toast.matches(":hover, :focus-within")) return;
    clearInterval(timer);
    toast.remove();
  }, 250);
}
