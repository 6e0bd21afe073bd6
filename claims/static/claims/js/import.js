// Import: files may also be dropped, and the chosen ones are listed. Without this the plain file field does the same.

const drop = document.querySelector("[data-drop]");
const input = drop.querySelector("input[type=file]");
const list = drop.querySelector("[data-drop-files]");

drop.querySelector("[data-drop-hint]").hidden = false;

function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function show() {
  const lines = [...input.files].map((file) => {
    const line = document.createElement("li");
    line.textContent = `${file.name}, ${size(file.size)}`;
    return line;
  });
  list.replaceChildren(...lines);
  list.hidden = lines.length === 0;
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
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  input.files = event.dataTransfer.files;
  show();
});
