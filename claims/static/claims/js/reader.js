// The article and its cards: what is pointed at on one side lights up on the other, and decisions show in the text.

import { goTo } from "./cards.js";

function wordsOf(card) {
  return document.querySelectorAll(`.words[data-statement="${card.id.replace("statement-", "")}"]`);
}

function light(card, on) {
  for (const words of wordsOf(card)) words.toggleAttribute("data-current", on);
}

for (const [type, on] of [["focusin", true], ["focusout", false], ["mouseover", true], ["mouseout", false]]) {
  document.addEventListener(type, (event) => {
    const card = event.target.closest?.("[data-card]");
    if (card) light(card, on);
  });
}

// A link to a card also gives it the focus, so that its keys work at once.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".words > a");
  if (!link) return;
  const card = document.getElementById(link.hash.slice(1));
  if (!card) return;
  event.preventDefault();
  history.replaceState(null, "", link.hash);
  goTo(card);
});

// An action answers with a fresh card; the words in the text take its state over.
document.addEventListener("htmx:afterSettle", () => {
  for (const card of document.querySelectorAll("[data-card]")) {
    for (const words of wordsOf(card)) words.dataset.state = card.dataset.state;
  }
});
