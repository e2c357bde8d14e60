// The first page: remembers the reader's place and shows its answer on top.

import { loadAnswer } from "./answer.js";
import { searchField } from "./search.js";

const KEY = "vungxanh-place";
const form = document.querySelector("[data-search=home]");
const box = document.querySelector("#my-place");

async function show(page) {
  const address = `${form.dataset.pages}${page}.html`;
  const { card, name } = await loadAnswer(address);
  box.querySelector("h2").textContent = name;
  box.querySelector(".my-card").replaceChildren(card);
  box.querySelector(".more").href = address;
  box.hidden = false;
  form.hidden = true;
}

searchField(form, async (place) => {
  try {
    await show(place.page);
    remember(place.page);
    box.querySelector("button").focus();
  } catch {
    location.href = `${form.dataset.pages}${place.page}.html`;
  }
});

box.querySelector("button").addEventListener("click", () => {
  remember("");
  box.hidden = true;
  form.hidden = false;
  form.querySelector("input").value = "";
  form.querySelector("input").focus();
});

const known = remembered();
// A place of an earlier publication may be gone; then the question is simply asked again.
if (known) show(known).catch(() => remember(""));

function remember(page) {
  try {
    if (page) localStorage.setItem(KEY, page);
    else localStorage.removeItem(KEY);
  } catch { /* storage may be switched off: then the place is not remembered */ }
}

function remembered() {
  try {
    const page = localStorage.getItem(KEY) ?? "";
    return /^[a-z0-9-]+$/.test(page) ? page : "";
  } catch {
    return "";
  }
}
