// One question at a time: the fieldsets .step of form[data-steps] are shown in turn.
// Without this file all of them stand on the page. All of them are sent; those whose data-show-when
// does not hold are neither asked nor sent. The address never changes; Back goes one question back.

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
