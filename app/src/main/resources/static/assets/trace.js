// Draws the trace from left to right, donor first; big families are one node. The table below holds every unit.
const box = document.getElementById("trace-graph");
if (box && window.cytoscape) {
  const tones = { GOOD: "#1a7f37", BAD: "#b42318", WARN: "#a15c00", QUIET: "#5b6b7c" };
  const graph = cytoscape({
    container: box,
    elements: JSON.parse(box.dataset.elements),
    // Columns of a hundred and sixty, rows of thirty: labels stay legible, and what does not fit is reached by dragging.
    layout: { name: "preset", positions: (node) => ({ x: node.data("column") * 160, y: node.data("row") * 34 }), fit: false },
    minZoom: 0.2, maxZoom: 2,
    style: [
      { selector: "node", style: { "shape": "round-rectangle", "width": "label", "height": 20, "padding": "5px", "label": "data(label)", "font-size": 11, "text-valign": "center",
        "background-color": "#fff", "border-width": 1.5, "border-color": (n) => tones[n.data("tone")] || "#5b6b7c", "color": "#16202c" } },
      { selector: "node[?start]", style: { "background-color": "#e0eef4", "border-width": 3, "border-color": "#0b5d7a" } },
      { selector: "edge", style: { "width": 1, "line-color": "#b9c4cf", "target-arrow-color": "#b9c4cf", "target-arrow-shape": "triangle", "curve-style": "taxi", "taxi-direction": "rightward", "arrow-scale": 0.7 } }
    ]
  });
  const whole = graph.elements().boundingBox();
  const zoom = Math.min(1, Math.max(0.55, (box.clientWidth - 40) / whole.w));
  graph.zoom(zoom);
  // A start in the middle stays in the middle of the window; a start at an end shows that end.
  const start = graph.nodes("[?start]");
  const room = box.clientWidth - whole.w * zoom;
  const wished = box.clientWidth / 2 - start.position("x") * zoom;
  const leftmost = 20 - whole.x1 * zoom;
  const x = room > 0 ? room / 2 - whole.x1 * zoom : Math.min(leftmost, Math.max(leftmost + room - 40, wished));
  graph.pan({ x, y: 20 - whole.y1 * zoom });
  graph.on("tap", "node", (event) => { const code = event.target.data("code"); if (code) { window.location = "/unit/" + encodeURIComponent(code); } });
  for (const button of document.querySelectorAll("[data-trace-zoom]")) {
    button.addEventListener("click", () => button.dataset.traceZoom === "fit" ? graph.fit(undefined, 20) : graph.zoom({ level: graph.zoom() * Number(button.dataset.traceZoom), renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } }));
  }
}
