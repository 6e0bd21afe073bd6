// Keys for statement cards. They work only while a card has the focus, so that no single letter acts from elsewhere.
// J and K go to the next and the previous card; the other letters press the button that names them in data-key.
// Escape, also from inside a form, puts an open form away.

function cards() {
  const all = [...document.querySelectorAll("[data-card]")];
  return all.filter((card) => card.getClientRects().length); // not those that are folded away
}

function isTyping(element) {
  return element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
}

export function goTo(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-card]");
  if (card && event.key === "Escape") card.querySelector("[data-cancel]")?.click();
  if (!card || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    const all = cards();
    goTo(all[all.indexOf(card) + (key === "j" ? 1 : -1)]);
  } else if (/^[a-z]$/.test(key)) {
    card.querySelector(`[data-key="${key}"]`)?.click();
  } else {
    return;
  }
  event.preventDefault();
});
