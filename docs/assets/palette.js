// Dark or light by the reader's choice; without one, or without scripts, by what the system prefers. It runs before the
// page is drawn, so that nothing flashes.
(() => {
  "use strict";

  const NAME = "register-palette";
  const dark = document.getElementById("dark");
  const bySystem = dark.media;
  const system = matchMedia("(prefers-color-scheme: dark)");

  // A browser may refuse to keep anything; then the choice holds for this page.
  function kept() {
    try {
      return localStorage.getItem(NAME);
    } catch {
      return null;
    }
  }
  function keep(choice) {
    try {
      if (choice) localStorage.setItem(NAME, choice);
      else localStorage.removeItem(NAME);
    } catch {
      // nothing to do
    }
  }

  let choice = kept();
  const isDark = () => (choice ? choice === "dark" : system.matches);

  function show() {
    dark.media = { dark: "screen", light: "not all" }[choice] ?? bySystem;
    const button = document.getElementById("palette");
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-label", isDark() ? button.dataset.light : button.dataset.dark);
    button.title = button.getAttribute("aria-label");
  }

  function turn() {
    choice = isDark() ? "light" : "dark";
    if ((choice === "dark") === system.matches) choice = null; // what the system prefers is no choice
    keep(choice);
    show();
  }

  show();
  system.addEventListener("change", show);
  addEventListener("storage", (event) => {
    if (event.key !== NAME) return;
    choice = event.newValue;
    show();
  });
  document.addEventListener("DOMContentLoaded", () => {
    show();
    document.getElementById("palette")?.addEventListener("click", turn);
  });
})();
