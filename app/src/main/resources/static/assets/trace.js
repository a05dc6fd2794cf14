// Draws the trace: layers from donor to patient; big families are one node. The table below holds every unit.
const box = document.getElementById("trace-graph");
if (box && window.cytoscape) {
  const tones = { GOOD: "#1a7f37", BAD: "#b42318", WARN: "#a15c00", QUIET: "#5b6b7c" };
  const graph = cytoscape({
    container: box,
    elements: JSON.parse(box.dataset.elements),
    layout: { name: "breadthfirst", directed: true, spacingFactor: 1.05, padding: 12 },
    wheelSensitivity: 0.2,
    style: [
      { selector: "node", style: { "shape": "round-rectangle", "width": "label", "height": 22, "padding": "6px", "label": "data(label)", "font-size": 11, "text-valign": "center",
        "background-color": "#fff", "border-width": 1.5, "border-color": (n) => tones[n.data("tone")] || "#5b6b7c", "color": "#16202c" } },
      { selector: "node[?start]", style: { "background-color": "#e0eef4", "border-width": 3, "border-color": "#0b5d7a" } },
      { selector: "edge", style: { "width": 1, "line-color": "#b9c4cf", "target-arrow-color": "#b9c4cf", "target-arrow-shape": "triangle", "curve-style": "bezier", "arrow-scale": 0.7,
        "label": "data(label)", "font-size": 8, "color": "#5b6b7c" } }
    ]
  });
  graph.on("tap", "node", (event) => { const code = event.target.data("code"); if (code) { window.location = "/unit/" + encodeURIComponent(code); } });
}
