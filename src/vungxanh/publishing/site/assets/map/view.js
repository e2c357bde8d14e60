// The map itself: layers, colours by feature state, choosing a place.
//
// A pattern cannot follow feature state, but its opacity can: so there is one layer per pattern, and a
// change of day only changes states. Nothing is laid out again, however many places there are.

import { patternImage } from "./patterns.js";

const PADDING = 16;
const SEEN = 40;
const CROWD = 60;
const DENSE = 1500;

/** Whether this browser can draw the map at all. */
export function canDraw() {
  try {
    const canvas = document.createElement("canvas");
    return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
  } catch {
    return false;
  }
}

export class MapView {
  /** `looks`: one {letter, fill, ink, pattern} per colour. */
  constructor(library, box, data, looks) {
    this.data = data;
    this.code = new Map(looks.map((look, code) => [look.letter.charCodeAt(0), code]));
    this.shown = new Int16Array(data.areaCount).fill(-1);
    this.map = new library.Map({
      container: box,
      style: style(data, looks),
      bounds: around(data.boxes),
      fitBoundsOptions: { padding: PADDING },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      renderWorldCopies: false,
      locale: {
        "Map.Title": box.dataset.label,
        "NavigationControl.ZoomIn": box.dataset.zoomIn,
        "NavigationControl.ZoomOut": box.dataset.zoomOut,
      },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
    this.ready = new Promise((resolve, reject) => {
      this.map.once("load", () => { this.addPatterns(looks); this.thinEdges(); resolve(); });
      this.map.once("error", ({ error }) => reject(error));
    });
  }

  addPatterns(looks) {
    // On the map of a whole country a place is smaller than one tile of a pattern: drawn from closer up only.
    const minzoom = this.data.areas.features.length > DENSE ? this.map.getZoom() + 1.5 : 0;
    looks.forEach((look, code) => {
      const drawn = patternImage(look.pattern, look.ink);
      if (!drawn) return;
      this.map.addImage(`pattern-${code}`, drawn.image, { pixelRatio: drawn.ratio });
      this.map.addLayer({
        id: `pattern-${code}`,
        type: "fill",
        source: "areas",
        minzoom,
        paint: { "fill-pattern": `pattern-${code}`, "fill-opacity": ["case", ["==", ["feature-state", "c"], code], 1, 0] },
      }, this.map.getLayer("edges") ? "edges" : "borders");
    });
  }

  /** Seen as a whole, many small areas would drown in their own borders; closer up these come out. */
  thinEdges() {
    if (!this.map.getLayer("edges")) return;
    const whole = this.map.getZoom();
    const thin = this.data.areas.features.length > CROWD ? 0.2 : 0.7;
    this.map.setPaintProperty("edges", "line-width", ["interpolate", ["linear"], ["zoom"], whole, thin, whole + 2, 0.8]);
  }

  /** Colour every area as on one day; only what differs is touched. */
  showDay(day) {
    const { table, areaCount } = this.data;
    for (let area = 0; area < areaCount; area += 1) {
      const code = this.code.get(table[day * areaCount + area]) ?? -1;
      if (this.shown[area] === code) continue;
      this.shown[area] = code;
      this.map.setFeatureState({ source: "areas", id: area }, { c: code });
    }
  }

  onChoose(chosen) {
    this.map.on("click", "colours", (event) => chosen(event.features[0].id));
    this.map.on("mouseenter", "colours", () => { this.map.getCanvas().style.cursor = "pointer"; });
    this.map.on("mouseleave", "colours", () => { this.map.getCanvas().style.cursor = ""; });
  }

  /** Whether a box is in view, and large enough to be recognised. */
  sees([west, south, east, north]) {
    const view = this.map.getBounds();
    const inside = west > view.getWest() && east < view.getEast() && south > view.getSouth() && north < view.getNorth();
    return inside && this.map.project([east, south]).x - this.map.project([west, north]).x > SEEN;
  }

  /** Draw a frame around one area; with `move` also go there. */
  choose(area, move) {
    const feature = this.data.areas.features.find(({ id }) => id === area);
    this.map.getSource("chosen").setData(feature ?? { type: "FeatureCollection", features: [] });
    const box = this.data.boxes[area];
    if (move && box && !this.sees(box)) this.map.fitBounds(box, { padding: 90, maxZoom: 14, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  }
}

function around(boxes) {
  const known = boxes.filter(Boolean);
  return [
    Math.min(...known.map((b) => b[0])), Math.min(...known.map((b) => b[1])),
    Math.max(...known.map((b) => b[2])), Math.max(...known.map((b) => b[3])),
  ];
}

function style({ areas, lines, clusters }, looks) {
  const fills = looks.flatMap((look, code) => [code, look.fill]);
  const dense = areas.features.length > DENSE;
  return {
    version: 8,
    sources: {
      areas: { type: "geojson", data: areas, tolerance: 0.2, buffer: 8 },
      lines: { type: "geojson", data: lines, tolerance: 0.2 },
      clusters: { type: "geojson", data: clusters, tolerance: 0.2 },
      chosen: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    },
    layers: [
      {
        id: "colours",
        type: "fill",
        source: "areas",
        paint: {
          "fill-color": ["match", ["number", ["feature-state", "c"], -1], ...fills, "#ffffff"],
          "fill-outline-color": dense ? "rgba(20, 40, 32, .25)" : "rgba(20, 40, 32, 0)",
        },
      },
      // Thousands of thin lines would only slow the map down: there the outline of the fill must do.
      ...(dense ? [] : [{ id: "edges", type: "line", source: "areas", paint: { "line-color": "rgba(17, 28, 25, .75)", "line-width": 0.7 } }]),
      { id: "borders", type: "line", source: "lines", paint: { "line-color": "#111c19", "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.5, 10, 1.2, 13, 2.5] } },
      { id: "clusters-halo", type: "line", source: "clusters", paint: { "line-color": "#ffffff", "line-width": 6 } },
      { id: "clusters", type: "line", source: "clusters", paint: { "line-color": "#5b21a6", "line-width": 3.5, "line-dasharray": [2.4, 1.2] } },
      { id: "chosen-halo", type: "line", source: "chosen", paint: { "line-color": "#ffffff", "line-width": 7 } },
      { id: "chosen", type: "line", source: "chosen", paint: { "line-color": "#111c19", "line-width": 3.5 } },
    ],
  };
}
