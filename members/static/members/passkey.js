// Makes or uses a passkey: reads the question from the form, asks the browser, and posts its answer in the
// hidden field "kunci". Where the browser cannot, its button stays hidden; codes work without this file.
const form = document.querySelector("form[data-passkey]");

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function question(options) {
  const opened = { ...options, challenge: bytes(options.challenge) };
  if (options.user) opened.user = { ...options.user, id: bytes(options.user.id) };
  for (const name of ["excludeCredentials", "allowCredentials"]) {
    if (options[name]) opened[name] = options[name].map((key) => ({ ...key, id: bytes(key.id) }));
  }
  return opened;
}

function answer(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = {};
  for (const part of parts) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  const results = credential.getClientExtensionResults();
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
           clientExtensionResults: results };
}

function tell(words) {
  const line = form.querySelector("[data-passkey-told]") ?? document.createElement("p");
  line.className = "alert alert-danger";
  line.dataset.passkeyTold = "";
  line.setAttribute("role", "alert");
  line.textContent = words;
  form.prepend(line);
}

async function start() {
  const publicKey = question(JSON.parse(form.dataset.options));
  try {
    const made = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.kunci.value = JSON.stringify(answer(made));
  } catch {
    tell(form.dataset.failed);
    return;
  }
  form.submit();
}

// A passkey belongs to a name: on a bare number such as 127.0.0.1 browsers make none.
const isNamed = !/^[\d.]+$|^\[/.test(location.hostname);
if (form && window.PublicKeyCredential && isSecureContext && isNamed) {
  document.querySelector("[data-passkey-without]")?.remove();
  form.querySelector("[data-passkey-part]").hidden = false;
  form.querySelector("[data-passkey-start]").addEventListener("click", start);
}
