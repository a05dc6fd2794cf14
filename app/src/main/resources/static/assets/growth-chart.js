// Draws the growth of a culture from the JSON beside it; without this script the table below says the same.
for (const box of document.querySelectorAll("[data-growth]")) {
  const points = JSON.parse(box.dataset.growth);
  const chart = window.echarts.init(box, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    grid: { left: 64, right: 56, top: 36, bottom: 32 },
    legend: { top: 0 },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "time" },
    yAxis: [{ type: "log", name: box.dataset.cells }, { type: "value", name: "cPDL", splitLine: { show: false } }],
    series: [
      { name: box.dataset.cells, type: "line", symbolSize: 7, color: "#0b5d7a", data: points.map((p) => [p.at, Number(p.cells)]) },
      { name: box.dataset.cpdl, type: "line", step: "end", yAxisIndex: 1, color: "#a15c00", lineStyle: { type: "dashed" },
        data: points.filter((p) => p.cpdl !== undefined).map((p) => [p.at, Number(p.cpdl)]) },
    ],
  });
  window.addEventListener("resize", () => chart.resize());
}
