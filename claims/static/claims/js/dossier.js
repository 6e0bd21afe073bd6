// A commitment's page: evidence is worked through card by card without anything moving, and the ruling form asks in
// which way a promise was broken only of a broken one.

import "./cards.js";

// A card comes back in its own place. What changed above it must not push it away from under the pointer.
let decided = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  const card = event.detail.target;
  const inHand = card?.matches("[data-walk] [data-card]") && card.contains(document.activeElement);
  decided = inHand ? { id: card.id, byKeyboard: document.activeElement.matches(":focus-visible") } : null;
});
document.addEventListener("htmx:beforeSwap", () => {
  if (decided) decided.top = document.getElementById(decided.id).getBoundingClientRect().top;
});
document.addEventListener("htmx:afterSwap", () => {
  const card = decided && document.getElementById(decided.id);
  if (card) scrollBy({ top: card.getBoundingClientRect().top - decided.top, behavior: "instant" });
});

// Then the focus goes on to the next card, where the next decision waits.
document.addEventListener("htmx:afterSettle", () => {
  const card = decided && document.getElementById(decided.id);
  if (!card) return;
  const { byKeyboard } = decided;
  decided = null;
  const cards = [...card.closest("[data-walk]").querySelectorAll("[data-card]")];
  const next = cards.slice(cards.indexOf(card) + 1).find((one) => one.getClientRects().length);
  const button = next?.querySelector("button") ?? card;
  button.focus({ preventScroll: true });
  if (byKeyboard) button.scrollIntoView({ block: "nearest" });
});

function askIfBroken() {
  const reason = document.querySelector("[data-if-broken]");
  if (!reason) return;
  const isBroken = reason.closest("form").elements.status.value === "broken";
  reason.hidden = !isBroken;
  if (!isBroken) reason.querySelector("select").value = "";
}

document.addEventListener("change", (event) => {
  if (event.target.closest("form")?.querySelector("[data-if-broken]")) askIfBroken();
});
document.addEventListener("htmx:afterSettle", askIfBroken);
askIfBroken();
