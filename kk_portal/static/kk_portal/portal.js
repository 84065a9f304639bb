// What every page of the portal may need: leaving at once, sending a form only once, dependent fields,
// one question at a time.
// Each part works on plain HTML that also does its job without this file.

// Leaving at once ------------------------------------------------------------------------------
// <form data-leave="/resep/"> posts to the logout address. With script the page is blank before
// anything is sent, other tabs of the portal follow, and Back finds the login page.
const LEFT = "kk-left";
const leaveForm = document.querySelector("form[data-leave]");

function blank() {
  document.documentElement.hidden = true;
  document.title = leaveForm.dataset.title;
}

function leave() {
  blank();
  try { localStorage.setItem(LEFT, Date.now()); } catch { /* storage is switched off: leave all the same */ }
  navigator.sendBeacon(leaveForm.action, new FormData(leaveForm));
  location.replace(leaveForm.dataset.leave);
}

function watchLeaving() {
  let presses = [];
  leaveForm.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { presses = []; return; }
    presses = [...presses.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (presses.length === 3) leave();
  });
  addEventListener("storage", (event) => {
    if (event.key === LEFT && event.newValue) { blank(); location.replace(leaveForm.dataset.leave); }
  });
}

// The beacon may have been lost with the network: a page behind the login that opens after leaving
// leaves again. Any page without the button (the login page) ends that.
function rememberLeaving() {
  let left = null;
  try { left = localStorage.getItem(LEFT); } catch { return; }
  if (!left) return;
  if (leaveForm) leave();
  else localStorage.removeItem(LEFT);
}

if (leaveForm) watchLeaving();
rememberLeaving();

// Sending once ---------------------------------------------------------------------------------
// The second tap of a double tap is dropped; Back brings a form that can be sent again.
// A form whose answer is a file, so that the page stays, says data-again. Admin has its own ways.
function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[data-leave], [data-again]")) return;
  if (form.dataset.sending) { event.preventDefault(); return; }
  form.dataset.sending = "1";
  const button = event.submitter;
  if (!button) return;
  button.setAttribute("aria-disabled", "true");
  if (button.dataset.sending === undefined && !button.classList.contains("btn-primary")) return;
  button.dataset.label = button.innerHTML;
  button.setAttribute("aria-live", "polite");
  button.textContent = button.dataset.sending || document.body.dataset.sending;
}

function release() {
  for (const form of document.querySelectorAll("form[data-sending]")) delete form.dataset.sending;
  for (const button of document.querySelectorAll("[aria-disabled][type=submit], button[data-label]")) {
    button.removeAttribute("aria-disabled");
    if (button.dataset.label) button.innerHTML = button.dataset.label;
  }
}

if (document.body.dataset.sending) addEventListener("submit", sendOnce);
addEventListener("pageshow", (event) => { if (event.persisted) { release(); showDependents(); } });

// Dependent fields -----------------------------------------------------------------------------
// data-show-when="field=value|other" (several joined by "&") is hidden and its controls are
// disabled unless every named field holds one of its values; "field=" means empty, "field=*" filled,
// "field!=value" anything but that. complaints/forms/conditional.py reads the same words.
function valuesOf(form, name) {
  return [...form.elements]
    .filter((control) => control.name === name && !control.closest("[data-unmet]"))
    .filter((control) => !["radio", "checkbox"].includes(control.type) || control.checked)
    .flatMap((control) => (control.selectedOptions ? [...control.selectedOptions] : [control]))
    .map((control) => control.value);
}

function meets(form, condition) {
  const [name, wanted] = condition.split("=");
  if (name.endsWith("!")) return !meets(form, `${name.slice(0, -1)}=${wanted}`);
  const held = valuesOf(form, name).filter((value) => value !== "");
  if (wanted === "*") return held.length > 0;
  if (wanted === "") return held.length === 0;
  return wanted.split("|").some((value) => held.includes(value));
}

function toggle(part, shown) {
  part.toggleAttribute("data-unmet", !shown);
  const inTurn = part.classList.contains("step") && part.closest(".stepping");  // steps.js shows it
  if (!inTurn || !shown) part.hidden = !shown;
  for (const control of part.querySelectorAll("input, select, textarea, button")) {
    control.disabled = control.closest("[data-unmet]") !== null || control.hasAttribute("data-always-disabled");
  }
}

function showDependents() {
  const risen = [];
  for (const part of document.querySelectorAll("[data-show-when]")) {
    const form = part.closest("form");
    if (!form) continue;
    const shown = part.dataset.showWhen.split("&").every((condition) => meets(form, condition));
    if (shown === part.hasAttribute("data-unmet") || !part.dataset.judged) {
      toggle(part, shown);
      if (shown) risen.push(part);
    }
    part.dataset.judged = "1";
  }
  document.dispatchEvent(new Event("dependents"));
  return risen;
}

// What an answer brings up, emergency numbers or one more question, must not stay below the screen's edge.
function bringUp(parts) {
  const first = parts.find((part) => part.getClientRects().length);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  first?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

document.addEventListener("change", (event) => { if (event.target.form) bringUp(showDependents()); });
showDependents();

// After an error the summary is read first; messages need no more than being on the page.
document.querySelector(".error-summary")?.focus();

// From a page of refusal to the page before, where what was typed may still stand; else its own address.
for (const link of document.querySelectorAll("[data-page-before]")) {
  link.addEventListener("click", (event) => {
    if (!(globalThis.navigation?.canGoBack ?? history.length > 1)) return;
    event.preventDefault();
    history.back();
  });
}

// Printing: the browser's own menu does it too.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// One question at a time -------------------------------------------------------------------------
// The fieldsets .step of form[data-steps] are shown in turn.
// Without script all of them stand on the page. All of them are sent; those whose data-show-when
// does not hold are neither asked nor sent. The address never changes; Back goes one question back.
{
  const form = document.querySelector("form[data-steps]");
  const words = form?.dataset ?? {};
  let current = null;
  const leaving = document.querySelector("main > .back");  // would throw the answers away: only before the first
  let line, back, next;

  const asked = () => [...form.querySelectorAll(".step")].filter((step) => !step.hasAttribute("data-unmet"));
  const heading = (step) => step.querySelector("legend, h2") ?? step;

  function show(step, { focus = true } = {}) {
    current = step;
    const steps = asked();
    for (const each of form.querySelectorAll(".step")) each.hidden = each !== step;
    const place = steps.indexOf(step);
    line.querySelector("span").textContent = words.progress.replace("%1", place + 1).replace("%2", steps.length);
    Object.assign(line.querySelector("progress"), { value: place + 1, max: steps.length });
    const last = place === steps.length - 1;
    back.hidden = place === 0;
    if (leaving) leaving.hidden = place > 0;
    next.hidden = last;
    for (const part of form.querySelectorAll("[data-last]")) part.hidden = !last;
    if (!focus) return;
    heading(step).tabIndex = -1;
    heading(step).focus({ preventScroll: true });
    scrollTo(0, Math.max(0, line.getBoundingClientRect().top + scrollY - 90));
  }

  // The first control that the browser itself finds wanting gets the browser's words beside it.
  function complain(step) {
    step.querySelector(".step-problem")?.remove();
    const wanting = [...step.querySelectorAll("input, select, textarea")].find((control) => control.willValidate && !control.validity.valid);
    if (!wanting) return false;
    const message = document.createElement("p");
    message.className = "invalid-feedback step-problem";
    message.setAttribute("role", "alert");
    message.textContent = wanting.validity.valueMissing ? words.missing : wanting.validationMessage;
    heading(step).after(message);
    wanting.focus();
    heading(step).scrollIntoView({ block: "nearest" });  // focusing may have scrolled question and message away
    return true;
  }

  function forward() {
    if (complain(current)) return;
    const steps = asked();
    const to = steps[steps.indexOf(current) + 1];
    if (!to) return;
    history.pushState({ step: to.dataset.step }, "");
    show(to);
  }

  function control(text, icon, cls) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `btn ${cls}`;
    button.textContent = text;
    return button;
  }

  function build() {
    form.noValidate = true;
    form.classList.add("stepping");
    [...form.querySelectorAll(".step")].forEach((step, index) => { step.dataset.step = index; });
    line = document.createElement("div");
    line.className = "progress-line";
    line.append(document.createElement("span"), document.createElement("progress"));
    line.lastChild.setAttribute("aria-hidden", "true");
    form.querySelector(".step").before(line);
    back = control(words.back, "back", "btn-secondary");
    next = control(words.next, "forward", "btn-primary");
    form.querySelector(".actions").prepend(back, next);
    back.addEventListener("click", () => history.back());
    next.addEventListener("click", forward);
  }

  // Enter in a field means "next", not "send half a form".
  function onEnter(event) {
    if (event.key !== "Enter" || event.target.matches("textarea, button, a, summary") || next.hidden) return;
    event.preventDefault();
    forward();
  }

  function onSubmit(event) {
    const wanting = asked().find((step) => step.querySelector(":invalid:not(fieldset)"));
    if (!wanting || event.submitter?.formNoValidate) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (wanting !== current) show(wanting);
    complain(wanting);
  }

  // A link of the error summary opens the question that holds its field.
  function onHash(event) {
    const target = event.target.closest?.(".error-summary a")?.hash.slice(1);
    const field = target && document.getElementById(target);
    const step = field?.closest(".step");
    if (!step) return;
    event.preventDefault();
    show(step, { focus: false });
    (field.matches("input, select, textarea") ? field : field.querySelector("input, select, textarea"))?.focus();
  }

  function start() {
    build();
    const steps = asked();
    const wrong = steps.find((step) => step.querySelector(".is-invalid, .has-error, .invalid-feedback"));
    const first = wrong ?? (words.start === "last" ? steps.at(-1) : steps[0]);
    // One entry of history per question passed, so that Back always means the question before.
    history.replaceState({ step: steps[0].dataset.step }, "");
    for (const step of steps.slice(1, steps.indexOf(first) + 1)) history.pushState({ step: step.dataset.step }, "");
    show(first, { focus: false });
    addEventListener("popstate", (event) => {
      const step = event.state && form.querySelector(`.step[data-step="${event.state.step}"]`);
      if (!step) return;
      if (step.hasAttribute("data-unmet")) history.back();
      else show(step);
    });
    form.addEventListener("keydown", onEnter);
    form.addEventListener("input", () => form.querySelector(".step-problem")?.remove());
    form.addEventListener("submit", onSubmit);
    document.addEventListener("click", onHash);
    document.addEventListener("dependents", () => show(current.hasAttribute("data-unmet") ? asked()[0] : current, { focus: false }));
  }

  if (form?.querySelector(".step")) start();
}
