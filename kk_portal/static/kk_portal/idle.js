// A phone left on the table. A minute before the session is locked the page asks whether somebody is
// there; then it hides itself, has what was typed kept on the server, and leads to PIN or login.
// The server locks by itself, with or without this file: here only the screen follows.
const ask = document.querySelector("[data-idle]");
const cover = document.querySelector("[data-cover]");
const UNTIL = "kk-until";
const WARN = 60_000;
let until = 0;
let timer;

// All tabs are one session: what one of them asked for keeps the others open.
function agreed() {
  let told = 0;
  try { told = Number(localStorage.getItem(UNTIL)); } catch { /* storage is switched off: this tab alone */ }
  const most = Date.now() + ask.dataset.whole * 1000;
  return told <= most ? Math.max(until, told) : until;
}

function prolong(seconds) {
  until = Date.now() + seconds * 1000;
  try { localStorage.setItem(UNTIL, until); } catch { /* as above */ }
  watch();
}

function watch() {
  clearTimeout(timer);
  if ("locked" in document.body.dataset) return;
  const left = agreed() - Date.now();
  if (left <= 0) { hide(); return; }
  ask.hidden = left > WARN;
  timer = setTimeout(watch, left > WARN ? left - WARN : left);
}

function token() {
  return document.querySelector("[data-leave] [name=csrfmiddlewaretoken]").value;
}

async function stay() {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
  const answer = await fetch(ask.dataset.stay, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (answer?.status === 204) prolong(ask.dataset.whole);
}

// What was typed -------------------------------------------------------------------------------
// A touched form, one that came back with a mistake, or one brought back after an earlier lock.
const isBack = new URLSearchParams(location.search).has("simpanan") || document.querySelector(".error-summary");

function touch(event) {
  if (event.target.form) event.target.form.dataset.touched = "1";
}

function unsent() {
  const signed = [...document.querySelectorAll("form")].filter((form) => form.elements.pemilik);
  return signed.find((form) => form.dataset.touched) ?? (isBack ? signed[0] : undefined);
}

// Photos are not kept, as of every form that comes too late.
function typed(form) {
  if (!form) return new URLSearchParams({ csrfmiddlewaretoken: token() });
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.set("halaman", new URL(form.getAttribute("action") || location.pathname, location.href).pathname);
  return body;
}

// Hiding ---------------------------------------------------------------------------------------
// Without network nothing can be kept: the form stays in the page, unseen, and a tap tries again.
const title = document.title;

function hide() {
  document.title = ask.dataset.title;
  document.body.dataset.locked = "";
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
  cover.hidden = false;
  lock();
}

function show(seconds) {
  document.title = title;
  delete document.body.dataset.locked;
  cover.hidden = true;
  prolong(seconds);
}

async function lock() {
  const form = unsent();
  const answer = await fetch(ask.dataset.lock, { method: "POST", body: typed(form) }).catch(() => null);
  if (answer?.ok) follow(await answer.json());
  // A token of before a login in another tab: the form is refused in the same way, and kept for her.
  else if (answer?.status === 403 && form) HTMLFormElement.prototype.submit.call(form);
  else if (answer?.status === 403) follow({});
}

function follow({ next, left }) {
  if (left) { show(left); return; }
  const here = encodeURIComponent(location.pathname + location.search);
  document.body.replaceChildren(cover);
  location.replace(next || `${ask.dataset.login}?next=${here}`);
}

if (ask) {
  document.body.append(ask, cover);
  ask.querySelector("button").addEventListener("click", stay);
  cover.querySelector("button").addEventListener("click", lock);
  addEventListener("input", touch);
  addEventListener("change", touch);
  addEventListener("storage", (event) => { if (event.key === UNTIL) watch(); });
  // Timers stand still while a phone sleeps, and Back may bring a page from memory.
  addEventListener("visibilitychange", watch);
  addEventListener("pageshow", watch);
  prolong(ask.dataset.idle);
}
