// The boxes of admin that suggest what fits ask by POST: what is typed there is often a name, and an
// address would carry it into logs. Django's own script asks by GET, which the portal refuses.

const jQuery = globalThis.django?.jQuery;

jQuery?.ajaxPrefilter((options) => {
  if (!options.url.endsWith("/autocomplete/")) return;
  options.type = "POST";
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  options.headers = { ...options.headers, "X-CSRFToken": token };
});
