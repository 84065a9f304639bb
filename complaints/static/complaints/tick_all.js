// One tap ticks everybody of a list, or nobody: form[data-tick-all] names its lists of checkboxes.
// Adds its buttons itself; without this file each box is ticked alone.
function addButton(form, boxes) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm mb-2";
  const all = () => boxes.every((box) => box.checked);
  const tell = () => { button.textContent = all() ? form.dataset.none : form.dataset.all; };
  button.addEventListener("click", () => {
    const ticked = !all();
    for (const box of boxes) box.checked = ticked;
    boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
  });
  form.addEventListener("change", tell);
  addEventListener("pageshow", tell);  // Back brings the boxes as they were left
  boxes[0].closest(".form-check").before(button);
  tell();
}

for (const form of document.querySelectorAll("form[data-tick-all]")) {
  for (const name of form.dataset.tickAll.split(" ")) {
    const boxes = [...form.querySelectorAll(`input[type=checkbox][name="${name}"]`)];
    if (boxes.length > 1) addButton(form, boxes);
  }
}
