// Kabupaten → kecamatan → desa as three selects, fed from small static files. The text input beneath stays
// the field that is posted: the selects only write a code into it. Without this script, or when the
// lists do not come, people type a name and the server asks which one they mean.

const requests = new Map();
const PATIENCE = 15000; // ms

async function load(url) {
  if (!requests.has(url)) {
    requests.set(url, fetch(url, { signal: AbortSignal.timeout(PATIENCE) }).then((answer) => {
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return answer.json();
    }));
  }
  try {
    return await requests.get(url);
  } catch (error) {
    requests.delete(url); // the next try asks again
    throw error;
  }
}

function options(rows) {
  return rows.map(([value, label]) => new Option(label, value));
}

function optgroup(label, rows) {
  const group = document.createElement("optgroup");
  group.label = label;
  group.append(...options(rows));
  return group;
}

function fill(select, children) {
  select.replaceChildren(select.options[0], ...children);
  select.selectedIndex = 0;
  select.disabled = children.length === 0;
}

function regencyGroups(index, nearby, restrict, nearLabel) {
  const own = index.flatMap(([, rows]) => rows).filter(([code]) => nearby.includes(code));
  const first = own.length ? [optgroup(nearLabel, own)] : [];
  return restrict ? first : [...first, ...index.map(([province, rows]) => optgroup(province, rows))];
}

class Picker {
  constructor(root) {
    this.root = root;
    this.text = root.querySelector("[data-village-text]");
    this.input = this.text.querySelector("input");
    this.status = root.querySelector("[data-village-status]");
    this.shown = root.querySelector("[data-village-shown]");
    this.before = this.shown?.textContent;
    const parts = root.querySelector("template").content.cloneNode(true);
    [this.list, this.toList] = parts.children;
    [this.regency, this.district, this.village] = this.list.querySelectorAll("select");
    this.text.before(this.list);
    this.text.append(this.toList);
    this.list.querySelector("[data-village-switch]").addEventListener("click", () => this.show("text", true));
    this.toList.addEventListener("click", () => this.openList(true));
    this.regency.addEventListener("change", () => this.guard(() => this.regencyChosen()));
    this.district.addEventListener("change", () => this.districtChosen());
    this.village.addEventListener("change", () => this.villageChosen());
  }

  show(mode, focus = false) {
    this.list.hidden = mode !== "list";
    this.text.hidden = mode === "list";
    if (focus) (mode === "list" ? this.regency : this.input).focus();
  }

  async openList(focus = false) {
    this.show("list", focus);
    await this.guard(() => this.start());
    if (!this.list.hidden) this.villageChosen(); // what was typed meanwhile gives way to what is selected
  }

  /** Runs one step that needs the network; when it fails, typing is offered instead. */
  async guard(step) {
    this.status.textContent = this.root.dataset.loading;
    try {
      await step();
      this.status.textContent = "";
    } catch {
      this.status.textContent = this.root.dataset.failed;
      this.show("text", this.list.contains(document.activeElement));
    }
  }

  async start() {
    if (this.regency.length > 1) return;
    const { index, regencies, restrict, chosen } = this.root.dataset;
    const nearby = regencies.split(" ").filter(Boolean);
    const groups = regencyGroups(await load(index), nearby, restrict !== undefined, this.regency.dataset.near);
    fill(this.regency, groups);
    const [province, regency, district, village] = chosen.split(".");
    this.regency.value = chosen ? `${province}.${regency}` : nearby.length === 1 ? nearby[0] : "";
    if (!this.regency.value) this.regency.selectedIndex = 0;
    await this.regencyChosen();
    if (!chosen || this.district.disabled) return;
    this.district.value = district;
    this.districtChosen();
    this.village.value = village;
    this.villageChosen();
  }

  async regencyChosen() {
    const code = this.regency.value;
    this.rows = [];
    fill(this.district, []);
    this.districtChosen();
    const rows = code ? await load(`${this.root.dataset.base}${code}.json`) : [];
    if (code !== this.regency.value) return; // changed while this one was on its way
    this.rows = rows;
    fill(this.district, options(rows));
  }

  districtChosen() {
    const row = this.rows.find(([code]) => code === this.district.value);
    fill(this.village, row ? options(row[2]) : []);
    this.villageChosen();
  }

  villageChosen() {
    const selects = [this.regency, this.district, this.village];
    const complete = selects.every((select) => select.value);
    this.input.value = complete ? selects.map((select) => select.value).join(".") : "";
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    if (!this.shown) return;
    const [regency, district, village] = selects.map((select) => select.selectedOptions[0].text);
    const changed = complete && this.input.value !== this.root.dataset.chosen;
    this.shown.textContent = changed ? `${village} – ${district}, ${regency}` : this.before;
  }
}

function enhance(root) {
  const picker = new Picker(root);
  if (picker.input.value) {
    picker.show("text"); // something was typed: it stays in sight, with the choices the server offers
    return;
  }
  picker.show("list");
  // Nothing is fetched for a picker that is folded away.
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    picker.openList();
  });
  seen.observe(picker.list);
}

for (const root of document.querySelectorAll("[data-village-picker]")) enhance(root);
