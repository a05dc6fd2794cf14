// Draws the trace from left to right, donor first; big families are one node. The table below holds every unit.
const box = document.getElementById("trace-graph");
if (box && window.cytoscape) {
  const tones = { GOOD: "#1a7f37", BAD: "#b42318", WARN: "#a15c00", QUIET: "#5b6b7c" };
  const elements = JSON.parse(box.dataset.elements);
  // Columns go from left to right, and a long chain goes on in the next line: labels stay legible without dragging.
  const perLine = Math.max(4, Math.floor(box.clientWidth / 130));
  const nodes = elements.filter((element) => element.data.column !== undefined).map((element) => element.data);
  const first = Math.min(...nodes.map((data) => data.column));
  const lineOf = (data) => Math.floor((data.column - first) / perLine);
  const tops = [0];
  for (const data of nodes) {
    const line = lineOf(data);
    tops[line + 1] = Math.max(tops[line + 1] || 0, data.row + 1);
  }
  for (let line = 1; line < tops.length; line++) { tops[line] = tops[line - 1] + ((tops[line] || 0) + 1.2) * 34; }
  const graph = cytoscape({
    container: box,
    elements,
    layout: { name: "preset", positions: (node) => ({ x: ((node.data("column") - first) % perLine) * 165, y: tops[lineOf(node.data())] + node.data("row") * 34 }), fit: false },
    minZoom: 0.2, maxZoom: 2,
    style: [
      { selector: "node", style: { "shape": "round-rectangle", "width": "label", "height": 20, "padding": "5px", "label": "data(label)", "font-size": 11, "text-valign": "center",
        "background-color": "#fff", "border-width": 1.5, "border-color": (n) => tones[n.data("tone")] || "#5b6b7c", "color": "#16202c" } },
      { selector: "node[?start]", style: { "background-color": "#e0eef4", "border-width": 3, "border-color": "#0b5d7a" } },
      { selector: "edge", style: { "width": 1, "line-color": "#b9c4cf", "target-arrow-color": "#b9c4cf", "target-arrow-shape": "triangle", "curve-style": "taxi", "taxi-direction": "rightward", "arrow-scale": 0.7 } }
    ]
  });
  const whole = graph.elements().boundingBox();
  const zoom = Math.min(1, (box.clientWidth - 40) / whole.w);
  box.style.height = Math.max(120, whole.h * zoom + 40) + "px";
  graph.resize();
  graph.zoom(zoom);
  graph.pan({ x: (box.clientWidth - whole.w * zoom) / 2 - whole.x1 * zoom, y: 20 - whole.y1 * zoom });
  graph.on("tap", "node", (event) => { const code = event.target.data("code"); if (code) { window.location = "/unit/" + encodeURIComponent(code); } });
  for (const button of document.querySelectorAll("[data-trace-zoom]")) {
    button.addEventListener("click", () => button.dataset.traceZoom === "fit" ? graph.fit(undefined, 20) : graph.zoom({ level: graph.zoom() * Number(button.dataset.traceZoom), renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } }));
  }
}
