// The search field: a combobox that suggests places while one types (ARIA 1.2 pattern).

import { find, loadPlaces } from "./names.js";

/** Bring a search form to life; `chosen` is called with the place. */
export function searchField(form, chosen) {
  const input = form.querySelector("input");
  const list = form.querySelector("[role=listbox]");
  const nothing = form.querySelector(".nothing");
  let places = null;
  let shown = [];
  let active = -1;

  const load = () => (places ??= loadPlaces(form.dataset.names, form.dataset.levels.split(" ")));
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    input.value = place.above ? `${place.name}, ${place.above}` : place.name;
    close();
    chosen(place);
  };
  const activate = (position) => {
    active = (position + shown.length) % shown.length;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  };
  const suggest = async () => {
    const typed = input.value;
    shown = find(await load(), typed);
    if (input.value !== typed) return;
    list.replaceChildren(...shown.map((place, i) => option(place, i, choose)));
    nothing.hidden = shown.length > 0 || !typed.trim();
    active = -1;
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(shown.length > 0));
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", suggest);
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (list.hidden || shown.length === 0) return;
    if (event.key === "ArrowDown") { event.preventDefault(); activate(active + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); activate(active < 0 ? shown.length - 1 : active - 1); }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (list.hidden) await suggest();
    if (shown.length) choose(shown[Math.max(active, 0)]);
  });
}

function option(place, number, choose) {
  const item = document.createElement("li");
  item.id = `found-${number}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.append(place.name);
  if (place.above) {
    const above = document.createElement("small");
    above.textContent = ` ${place.above}`;
    item.append(above);
  }
  // Before the field loses the focus and closes the list.
  item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(place); });
  return item;
}
