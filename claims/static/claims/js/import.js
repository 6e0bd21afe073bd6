// Import: files and folders may also be dropped, the chosen ones are listed, and what is too much is said before it is
// sent. Without this the plain file field does the same, and the server says it.

const drop = document.querySelector("[data-drop]");
const input = drop.querySelector("input[type=file]");
const list = drop.querySelector("[data-drop-files]");
const SHOWN = 20;

drop.querySelector("[data-drop-hint]").hidden = false;

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function tooMuch(files, bytes) {
  const { mostFiles, mostBytes } = input.dataset;
  if (files.length > mostFiles) return `These are ${files.length} files; ${mostFiles} at once may be, or one zip archive.`;
  if (bytes > mostBytes) return `These have ${size(bytes)} together; ${size(mostBytes)} at once may be.`;
  return "";
}

function show() {
  const files = [...input.files];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const lines = files.slice(0, SHOWN).map((file) => `${file.name}, ${size(file.size)}`);
  if (files.length > SHOWN) lines.push(`and ${files.length - SHOWN} more, ${size(bytes)} together`);
  list.replaceChildren(
    ...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })),
  );
  list.hidden = lines.length === 0;
  const fault = tooMuch(files, bytes);
  input.setCustomValidity(fault);
  if (fault) input.reportValidity();
}

// A folder that is dropped has no content of its own: every file below it is taken in its place.
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)); // a hundred at a time
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesOf(one)));
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  if (!entries.some((entry) => entry?.isDirectory)) return transfer.files;
  const carried = new DataTransfer();
  for (const entry of entries.filter(Boolean)) {
    for (const file of await filesOf(entry)) carried.items.add(file);
  }
  return carried.files;
}

input.addEventListener("change", show);
for (const type of ["dragenter", "dragover"]) {
  drop.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.add("drop--over");
  });
}
for (const type of ["dragleave", "drop"]) {
  drop.addEventListener(type, () => drop.classList.remove("drop--over"));
}
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  input.files = await dropped(event.dataTransfer);
  show();
});

// Sending may take a while: once is enough, and it is said. `novalidate` leaves the words of a refusal to us.
input.form.addEventListener("submit", (event) => {
  if (!input.checkValidity()) {
    event.preventDefault();
    input.reportValidity();
    return;
  }
  const button = input.form.querySelector(".button--primary");
  button.disabled = true;
  if (input.files.length) button.querySelector("span").textContent = "Sending …";
});
addEventListener("pageshow", () => {
  const button = input.form.querySelector(".button--primary");
  button.disabled = false;
  button.querySelector("span").textContent = "Import";
});
