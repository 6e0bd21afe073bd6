// The review queue: ticking all at once. The box is hidden until this runs, because without it it would do nothing.

import "./cards.js";

function boxes() {
  return document.querySelectorAll("[name=statement][form=accept-many]");
}

function offer() {
  document.querySelector("[data-all]")?.removeAttribute("hidden");
}

document.addEventListener("change", (event) => {
  if (!event.target.closest("[data-all]")) return;
  for (const box of boxes()) box.checked = event.target.checked;
});
document.addEventListener("htmx:afterSettle", offer);
offer();
