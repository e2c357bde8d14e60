// Names on the map as HTML, so that no letters have to come from a server: only where there is room.

const MOST = 60;
const LETTER = 8;
const LINE = 34;

export function labelNames(library, { map, data }) {
  const { boxes, labels, names: { names } } = data;
  let shown = new Map();
  const update = () => {
    const wanted = roomFor(map, names, boxes);
    for (const [area, marker] of shown) if (!wanted.has(area)) marker.remove();
    shown = new Map([...wanted].map((area) => [area, shown.get(area) ?? label(library, map, names[area], labels[area])]));
  };
  map.on("moveend", update);
  update();
}

function roomFor(map, names, boxes) {
  const view = map.getBounds();
  const fitting = [];
  boxes.forEach((box, area) => {
    if (!box || box[2] < view.getWest() || box[0] > view.getEast() || box[3] < view.getSouth() || box[1] > view.getNorth()) return;
    const a = map.project([box[0], box[3]]), b = map.project([box[2], box[1]]);
    if (b.x - a.x > Math.min(names[area].length * LETTER, 110) && b.y - a.y > LINE) fitting.push(area);
  });
  return new Set(fitting.length > MOST ? [] : fitting);
}

function label(library, map, name, at) {
  const element = document.createElement("div");
  element.className = "name";
  element.textContent = name;
  element.setAttribute("aria-hidden", "true");
  return new library.Marker({ element }).setLngLat(at).addTo(map);
}
