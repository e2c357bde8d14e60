// A line list typed like a spreadsheet. Rows live in the table; every row has a key, so that the server stores
// it once however often it is sent. What is not saved yet is kept in this window's sessionStorage.

const form = document.getElementById("sheet");
const words = form.dataset;
const body = form.querySelector("tbody");
const columns = [...form.querySelectorAll("th[data-name]")].map((th) => ({
  name: th.dataset.name, width: th.dataset.width, label: th.textContent,
}));
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const said = document.getElementById("said");
const AT_FIRST = 10;
const PATIENCE = 350;
let sending = false;
const unchecked = new Set();
let timer;

const rows = () => [...body.rows];
const cellsOf = (row) => Object.fromEntries([...row.querySelectorAll("input")].map((i) => [i.name, i.value.trim()]));
const isFilled = (row) => Object.values(cellsOf(row)).some(Boolean);
const filled = () => rows().filter(isFilled);

function addRow(key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`, cells = {}) {
  const row = body.insertRow();
  row.dataset.key = key;
  const head = document.createElement("th");
  head.scope = "row";
  row.append(head);
  const state = row.insertCell();
  state.className = "state";
  state.id = `state-${key}`;
  for (const { name, width, label } of columns) {
    const cell = row.insertCell();
    cell.className = width;
    const input = document.createElement("input");
    input.name = name;
    input.value = cells[name] ?? "";
    input.dataset.label = label;
    cell.append(input);
  }
  number();
  return row;
}

function number() {
  rows().forEach((row, index) => {
    row.cells[0].textContent = index + 1;
    for (const input of row.querySelectorAll("input")) {
      input.setAttribute("aria-label", `${input.dataset.label}, ${words.row} ${index + 1}`);
    }
  });
}

function keep() {
  const left = filled();
  sessionStorage.setItem(words.store, JSON.stringify(left.map((row) => [row.dataset.key, cellsOf(row)])));
  document.getElementById("kept").textContent = left.length ? `${left.length} ${words.kept}` : "";
}

function restore() {
  let kept = [];
  try { kept = JSON.parse(sessionStorage.getItem(words.store) ?? "[]"); } catch { /* not ours: start empty */ }
  for (const [key, cells] of kept) addRow(key, cells);
  while (rows().length < Math.max(AT_FIRST, kept.length + 1)) addRow();
  for (const row of filled()) unchecked.add(row);
  keep();
  checkSoon();
}

function say(text) {
  said.textContent = text;
  said.hidden = !text;
}

async function send(address, chosen) {
  const sent = Object.fromEntries(chosen.map((row) => [row.dataset.key, cellsOf(row)]));
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ rows: sent }),
  });
  if (answer.status === 400) throw new Refusal((await answer.json()).error);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

class Refusal extends Error {}

function show(row, told) {
  const state = row.cells[1];
  state.replaceChildren();
  if (!isFilled(row)) told = null;
  for (const input of row.querySelectorAll("input")) {
    const bad = Boolean(told?.wrong[input.name]);
    input.setAttribute("aria-invalid", bad);
    input.toggleAttribute("aria-describedby", false);
    if (bad) input.setAttribute("aria-describedby", state.id);
    input.parentElement.classList.toggle("doubt", Boolean(told?.doubtful[input.name]));
  }
  if (!told) return;
  const labels = Object.fromEntries(columns.map((column) => [column.name, column.label]));
  const line = (name, text, kind) => {
    const p = document.createElement("p");
    p.className = kind;
    p.textContent = `${labels[name] ?? ""}: ${text}`;
    state.append(p);
  };
  state.append(removeButton(row));
  for (const [name, text] of Object.entries(told.wrong)) line(name, text, "bad");
  for (const [name, text] of Object.entries(told.doubtful)) line(name, text, "doubtful");
  if (!Object.keys(told.wrong).length) state.append(words.good);
}

function removeButton(row) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "×";
  button.title = words.remove;
  button.setAttribute("aria-label", words.remove);
  button.addEventListener("click", () => { take(row); keep(); });
  return button;
}

function take(row) {
  unchecked.delete(row);
  row.remove();
  while (rows().length < AT_FIRST) addRow();
  number();
}

function checkSoon() {
  clearTimeout(timer);
  timer = setTimeout(check, PATIENCE);
}

async function check() {
  const chosen = [...unchecked].filter((row) => row.isConnected);
  unchecked.clear();
  for (const row of chosen.filter((row) => !isFilled(row))) show(row, null);
  const asked = chosen.filter(isFilled);
  if (!asked.length) return;
  const before = new Map(asked.map((row) => [row, JSON.stringify(cellsOf(row))]));
  try {
    const told = await send(words.check, asked);
    // A row that went on being typed is asked for again by its own change.
    for (const row of asked) {
      if (before.get(row) === JSON.stringify(cellsOf(row))) show(row, told.rows[row.dataset.key]);
    }
  } catch (error) {
    if (error instanceof Refusal) say(error.message);
    // Without an answer nothing is shown: saving checks everything anyway.
  }
}

async function save() {
  const chosen = filled();
  if (sending || !chosen.length) return;
  sending = true;
  document.getElementById("save").disabled = true;
  say("");
  try {
    const told = await send(words.save, chosen);
    for (const row of chosen) {
      const key = row.dataset.key;
      if (told.stored[key]) stored(row, told.stored[key]);
      else show(row, told.rows[key]);
    }
    const left = Object.keys(told.rows).length;
    say(`${words.saved}: ${Object.keys(told.stored).length}. ${left ? `${left} ${words.bad}` : ""}`.trim());
    (body.querySelector('[aria-invalid="true"]') ?? body.querySelector("input")).focus();
  } catch (error) {
    say(error instanceof Refusal ? error.message : words.lost);
  } finally {
    sending = false;
    document.getElementById("save").disabled = false;
    keep();
  }
}

function stored(row, { code, name, address }) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = code;
  const item = document.createElement("li");
  item.append(link, ` ${name}`);
  const section = document.getElementById("stored");
  section.hidden = false;
  section.querySelector("ol").append(item);
  take(row);
}

function go(input, down, across) {
  const row = input.closest("tr");
  const column = [...row.querySelectorAll("input")].indexOf(input) + across;
  const place = rows().indexOf(row) + down;
  if (place === rows().length) addRow();
  const target = rows()[place]?.querySelectorAll("input")[column];
  target?.focus();
  target?.select();
  return Boolean(target);
}

body.addEventListener("keydown", (event) => {
  const input = event.target;
  if (input.tagName !== "INPUT") return;
  const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
  const atEnd = input.selectionStart === input.value.length;
  const whole = input.value && input.selectionStart === 0 && input.selectionEnd === input.value.length;
  let moved = false;
  if (event.key === "Enter") moved = go(input, event.shiftKey ? -1 : 1, 0) || true;
  else if (event.key === "ArrowDown") moved = go(input, 1, 0);
  else if (event.key === "ArrowUp") moved = go(input, -1, 0);
  else if (event.key === "ArrowLeft" && (atStart || whole) && !event.shiftKey) moved = go(input, 0, -1);
  else if (event.key === "ArrowRight" && (atEnd || whole) && !event.shiftKey) moved = go(input, 0, 1);
  else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") moved = fillDown(input);
  if (moved) event.preventDefault();
});

function fillDown(input) {
  const above = input.closest("tr").previousElementSibling?.querySelector(`[name="${input.name}"]`);
  if (above) {
    input.value = above.value;
    touched(input.closest("tr"));
  }
  return true;
}

function touched(row) {
  unchecked.add(row);
  keep();
  checkSoon();
}

body.addEventListener("input", (event) => touched(event.target.closest("tr")));

body.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const start = event.target.closest("tr");
  const first = [...start.querySelectorAll("input")].indexOf(event.target);
  let place = rows().indexOf(start);
  for (const line of text.split("\n").slice(0, Number(words.most))) {
    const row = rows()[place] ?? addRow();
    const inputs = row.querySelectorAll("input");
    line.split("\t").forEach((value, index) => {
      if (inputs[first + index]) inputs[first + index].value = value.trim();
    });
    unchecked.add(row);
    place += 1;
  }
  if (place >= rows().length) addRow();
  keep();
  checkSoon();
});

document.getElementById("more").addEventListener("click", () => { for (let n = 0; n < 10; n += 1) addRow(); });
form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
window.addEventListener("beforeunload", (event) => { if (filled().length && sending) event.preventDefault(); });
restore();
