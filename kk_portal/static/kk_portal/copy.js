// button[data-copy] puts its text on the clipboard and says so. It is hidden in the page and shown here,
// where the browser has a clipboard for us (only over HTTPS); the text stands beside it in any case.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      button.hidden = true;  // the browser refuses: it is marked and copied by hand
      return;
    }
    button.querySelector("[aria-live]").textContent = button.dataset.copied;
  });
}
