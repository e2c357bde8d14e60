// The map's files, decoded: shapes as GeoJSON, colours as a table day x area, names.

/** Load and decode the files of one level. */
export async function loadLevel(base, level) {
  const [shapes, days, names] = await Promise.all(
    ["shapes", "days", "names"].map((kind) => json(`${base}${kind}-${level}.json`)),
  );
  return { ...geometry(shapes), ...colours(days), names };
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/** Areas as features numbered like the names; borders of the places above; boxes [w, s, e, n]; label points. */
export function geometry({ west, north, step, areas, labels, lines, clusters = [] }) {
  const point = ([x, y]) => [west + x * step[0], north - y * step[1]];
  const ring = (flat) => {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < flat.length; i += 2) {
      x += flat[i];
      y += flat[i + 1];
      points.push(point([x, y]));
    }
    points.push(points[0]);
    return points;
  };
  const border = (flat) => ({ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: ring(flat) } });
  const decoded = areas.map((polygons) => polygons.map((rings) => rings.map(ring)));
  return {
    areas: collection(decoded.flatMap((coordinates, id) =>
      coordinates.length ? [{ type: "Feature", id, properties: {}, geometry: { type: "MultiPolygon", coordinates } }] : [])),
    lines: collection(lines.map(border)),
    clusters: collection(clusters.map(border)),
    boxes: decoded.map(box),
    labels: labels.map((at) => at && point(at)),
  };
}

function collection(features) {
  return { type: "FeatureCollection", features };
}

function box(polygons) {
  if (polygons.length === 0) return null;
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of polygons) {
    for (const [lon, lat] of outer) {
      bounds[0] = Math.min(bounds[0], lon);
      bounds[1] = Math.min(bounds[1], lat);
      bounds[2] = Math.max(bounds[2], lon);
      bounds[3] = Math.max(bounds[3], lat);
    }
  }
  return bounds;
}

/** "a14b3" of every area becomes letters per day: table[day * areas + area] is a character code. */
export function colours({ first, last, colours: runs }) {
  const count = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  const table = new Uint8Array(count * runs.length);
  runs.forEach((text, area) => {
    let day = 0;
    for (const [, letter, length] of text.matchAll(/([a-z])(\d+)/g)) {
      for (const stop = day + Number(length); day < stop; day += 1) table[day * runs.length + area] = letter.charCodeAt(0);
    }
  });
  return { first, last, dayCount: count, table, areaCount: runs.length };
}

/** First day of the stretch of one colour that contains `day`. */
export function since({ table, areaCount }, area, day) {
  const letter = table[day * areaCount + area];
  while (day > 0 && table[(day - 1) * areaCount + area] === letter) day -= 1;
  return day;
}
