// Ticking all at once. The box for it is hidden until this runs, because without it it would do nothing.

function offer() {
  document.querySelector("[data-all]")?.removeAttribute("hidden");
}

document.addEventListener("change", (event) => {
  const all = event.target;
  if (!all.closest("[data-all]")) return;
  for (const box of all.form.elements) {
    if (box.type === "checkbox" && box.name) box.checked = all.checked;
  }
});
document.addEventListener("htmx:afterSettle", offer);
offer();
