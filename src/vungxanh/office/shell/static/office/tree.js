// Zoom and pan of transmission trees. Without it the drawing scrolls.

for (const frame of document.querySelectorAll("[data-tree]")) {
  const svg = frame.querySelector("svg.tree");
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  let scale = 1;
  const tools = frame.querySelector(".tree-tools");
  tools.hidden = false;

  const show = (to, about) => {
    const least = Math.min(1, frame.clientWidth / width, frame.clientHeight / height);
    const next = Math.min(4, Math.max(least, to));
    const box = frame.getBoundingClientRect();
    const x = about ? about.x - box.left : frame.clientWidth / 2;
    const y = about ? about.y - box.top : frame.clientHeight / 2;
    const at = [(frame.scrollLeft + x) / scale, (frame.scrollTop + y) / scale];
    scale = next;
    svg.setAttribute("width", width * scale);
    svg.setAttribute("height", height * scale);
    frame.scrollLeft = at[0] * scale - x;
    frame.scrollTop = at[1] * scale - y;
  };

  tools.addEventListener("click", (event) => {
    const how = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (how === "in") show(scale * 1.4);
    if (how === "out") show(scale / 1.4);
    if (how === "all") show(0);
  });

  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    show(scale * (event.deltaY < 0 ? 1.15 : 1 / 1.15), event);
  }, { passive: false });

  frame.addEventListener("keydown", (event) => {
    if (event.key === "+") show(scale * 1.4);
    if (event.key === "-") show(scale / 1.4);
    if (event.key === "0") show(0);
  });

  // Dragging with the mouse moves the sheet; a finger scrolls it anyway.
  let held = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.target.closest("a, button")) return;
    held = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop };
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!held) return;
    frame.scrollLeft = held.x - event.clientX;
    frame.scrollTop = held.y - event.clientY;
  });
  frame.addEventListener("pointerup", () => { held = null; });
}
