// The patterns of patterns.py, as images for the map.

const TILE = 8;
const RATIO = 2;
const SHRINK = 0.8;

const LINES = {
  diagonal: ["/"], back: ["\\"], cross: ["/", "\\"], horizontal: ["-"],
};
const DOTS = { dots: [[2, 2, 2], [6, 6, 2]], sparse: [[4, 4, 1.5]] };

/** Image data of one pattern in one ink; null for "none". */
export function patternImage(kind, ink) {
  if (!(kind in LINES) && !(kind in DOTS)) return null;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = TILE * RATIO;
  const pen = canvas.getContext("2d");
  pen.scale(RATIO, RATIO);
  pen.globalAlpha = 0.42;
  pen.strokeStyle = pen.fillStyle = ink;
  for (const [x, y, size] of DOTS[kind] ?? []) pen.fillRect(x, y, size, size);
  pen.beginPath();
  for (const line of LINES[kind] ?? []) strokes(pen, line);
  pen.stroke();
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), ratio: RATIO / SHRINK };
}

function strokes(pen, line) {
  for (const at of [-TILE, 0, TILE]) {
    if (line === "-") { pen.moveTo(0, at + 2); pen.lineTo(TILE, at + 2); pen.moveTo(0, at + 6); pen.lineTo(TILE, at + 6); }
    if (line === "/") { pen.moveTo(at, TILE); pen.lineTo(at + TILE, 0); }
    if (line === "\\") { pen.moveTo(at, 0); pen.lineTo(at + TILE, TILE); }
  }
}
