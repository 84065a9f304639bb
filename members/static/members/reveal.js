// Shows a typed password on request: on a small screen with wet fingers, seeing it saves three tries.
// Adds its button itself; without this file the field is a plain password field.
for (const field of document.querySelectorAll("input[type=password][data-reveal]")) {
  const line = document.createElement("label");
  line.className = "form-check reveal";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.className = "form-check-input";
  line.append(box, document.createTextNode(field.dataset.reveal));
  field.after(line);
  box.addEventListener("change", () => { field.type = box.checked ? "text" : "password"; });
  // Back to dots before it is sent, so that no browser keeps it as an ordinary word.
  field.form.addEventListener("submit", () => { field.type = "password"; box.checked = false; });
}
