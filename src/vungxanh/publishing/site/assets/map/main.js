// The map page: loads everything, then lets the interactive map take the drawing's place.
// If anything fails - no WebGL, a file missing - the drawing and the table simply stay.

import { searchField } from "../search.js";
import { loadLevel } from "./data.js";
import { dayNumber, dayAt, daySlider } from "./days.js";
import { labelNames } from "./labels.js";
import { Panel } from "./panel.js";
import { MapView, canDraw } from "./view.js";

const box = document.querySelector("#map");
const form = document.querySelector("[data-search=map]");
const looks = [...document.querySelectorAll("#legend li")].map((item) => ({ ...item.dataset, item }));
const figures = new Map(looks.map((look) => [look.letter.charCodeAt(0), look.item.querySelector(".figure")]));

function loadLibrary(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve(window.maplibregl));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

async function start() {
  const [library, data] = await Promise.all([
    loadLibrary(box.dataset.library),
    loadLevel(box.dataset.data, box.dataset.level),
  ]);
  box.hidden = false;
  const view = new MapView(library, box, data, looks);
  await view.ready;
  connect(library, view, data);
  document.querySelector("#drawing")?.setAttribute("hidden", "");
  box.dataset.ready = "yes";
}

function connect(library, view, data) {
  const panel = new Panel(document.querySelector("#panel"), box.dataset.pages, data, looks);
  const wanted = new URLSearchParams(location.hash.slice(1));
  let area = data.names.pages.indexOf(wanted.get("area"));
  let day = data.dayCount - 1;

  const remember = () => {
    const parts = new URLSearchParams();
    if (area >= 0) parts.set("area", data.names.pages[area]);
    if (day !== data.dayCount - 1) parts.set("day", dayAt(data.first, day));
    history.replaceState(null, "", parts.size ? `#${parts}` : location.pathname);
  };
  const setDay = daySlider(document.querySelector("#days"), data.first, (number) => {
    day = number;
    view.showDay(day);
    count(data, day);
    if (area >= 0) panel.show(area, day);
    remember();
  });
  const choose = (chosen, move) => {
    area = chosen;
    view.choose(area, move);
    panel.show(area, day);
    remember();
  };

  setDay(wanted.has("day") ? dayNumber(data.first, wanted.get("day")) || 0 : day);
  if (area >= 0) choose(area, true);
  view.onChoose((chosen) => choose(chosen, false));
  labelNames(library, view);
  searchField(form, (place) => {
    if (place.level === box.dataset.level) {
      choose(place.index, true);
      document.querySelector("#panel").scrollIntoView({ block: "nearest" });
    } else {
      location.href = `${form.dataset.pages}${place.page}.html`;
    }
  });
}

/** How many places have each colour on the day shown. */
function count({ table, areaCount }, day) {
  const totals = new Map();
  for (const letter of table.subarray(day * areaCount, (day + 1) * areaCount)) totals.set(letter, (totals.get(letter) ?? 0) + 1);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  for (const [letter, figure] of figures) figure.textContent = number.format(totals.get(letter) ?? 0);
}

if (canDraw()) {
  start().catch((error) => {
    box.hidden = true;
    document.querySelector("#drawing")?.removeAttribute("hidden");
    console.warn("The interactive map is not available.", error);
  });
}
