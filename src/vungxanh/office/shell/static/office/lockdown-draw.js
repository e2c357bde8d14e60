// Drawing the border of a lockdown point by clicking its corners; writes GeoJSON into the form's field.
// Without a script the field takes pasted GeoJSON, and nothing of this shows.

const drawer = document.querySelector("[data-drawer]");
const field = document.querySelector("[data-shape]");

if (drawer && field) {
  const map = drawer.querySelector("[data-draw]");
  const said = drawer.querySelector("[data-said]");
  const draft = document.createElementNS("http://www.w3.org/2000/svg", "path");
  draft.setAttribute("class", "draft");
  map.append(draft);
  drawer.hidden = false;
  let corners = [];

  const number = (name) => Number(map.dataset[name]);
  const place = ([x, y]) => [
    Number((number("west") + x * number("stepX")).toFixed(6)),
    Number((number("north") - y * number("stepY")).toFixed(6)),
  ];

  const show = () => {
    draft.setAttribute("d", corners.length ? `M${corners.map((c) => c.join(" ")).join("L")}${corners.length > 2 ? "Z" : ""}` : "");
    said.textContent = `${said.dataset.said}: ${corners.length}`;
    const ring = corners.map(place);
    field.value = ring.length > 2 ? JSON.stringify({ type: "Polygon", coordinates: [[...ring, ring[0]]] }) : "";
  };

  map.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    corners.push([at.x, at.y]);
    show();
  });
  drawer.querySelector("[data-undo]").addEventListener("click", () => { corners.pop(); show(); });
  drawer.querySelector("[data-clear]").addEventListener("click", () => { corners = []; show(); });
}
