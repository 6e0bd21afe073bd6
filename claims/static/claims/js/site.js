// What every page needs beside htmx: a failed request is said in words, and the keyboard keeps its place after a swap.

const messages = document.getElementById("messages");

const WORDS = {
  403: "You may not do that.",
  404: "That does not exist any more. Reload the page to see how things stand.",
};

function say(text) {
  const line = document.createElement("p");
  line.className = "message message--error";
  line.textContent = text;
  messages.replaceChildren(line);
}

document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  const plain = event.detail.xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  const inWords = status === 403 && plain ? responseText : WORDS[status]; // a page that is out of date says so itself
  say(inWords ?? "Something went wrong on our side. Nothing was changed.");
});
document.addEventListener("htmx:sendError", () => say("The site does not answer. Check your connection and try again."));

// A message goes when it is dismissed, and one that only confirms goes by itself: the page shows what it said anyway.
const READ_WITHIN = 8000;

function expire() {
  for (const message of messages.querySelectorAll(".message--success")) setTimeout(() => message.remove(), READ_WITHIN);
}

document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest(".message").remove());
document.addEventListener("htmx:oobAfterSwap", expire);
expire();

// The button that was pressed is often gone from the fresh fragment. Focus then moves to the fragment itself.
let heldFocus = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  const target = event.detail.target;
  heldFocus = target?.contains(document.activeElement) ? target.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (!heldFocus || (document.activeElement && document.activeElement !== document.body)) return;
  const fragment = document.getElementById(heldFocus);
  heldFocus = null;
  const first = fragment?.querySelector("[autofocus]") ?? fragment;
  if (!first) return;
  if (first === fragment && !fragment.hasAttribute("tabindex")) fragment.setAttribute("tabindex", "-1");
  first.focus({ preventScroll: true });
});

// What the reader unfolded stays unfolded when its section comes back afresh. Forms close, because they were sent.
let unfolded = [];

document.addEventListener("htmx:beforeSwap", () => {
  unfolded = [...document.querySelectorAll("details[id][open]")].map((one) => one.id);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
});

// On a narrow screen the navigation scrolls sideways: the page's own entry should be in sight.
document.querySelector(".masthead__nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// An open menu closes on Escape and when one clicks elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
