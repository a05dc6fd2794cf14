// Draws a logger's recording from the JSON beside it, with its limit; without this script the table beside it says the same.
for (const box of document.querySelectorAll("[data-temperatures]")) {
  const points = JSON.parse(box.dataset.temperatures).map((p) => [p.at, Number(p.celsius)]);
  const limit = Number(box.dataset.limit);
  const chart = window.echarts.init(box, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    grid: { left: 64, right: 96, top: 36, bottom: 32 },
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: "time" },
    yAxis: { type: "value", name: "°C", scale: true, max: (range) => Math.max(range.max, limit) + 5 },
    visualMap: { show: false, dimension: 1, pieces: [{ lte: limit, color: "#0b5d7a" }, { gt: limit, color: "#b3261e" }] },
    series: [
      {
        name: box.dataset.label, type: "line", symbolSize: (point) => (point[1] > limit ? 8 : 0), data: points,
        markLine: { symbol: "none", silent: true, lineStyle: { color: "#b3261e", type: "dashed" },
          label: { formatter: `${box.dataset.limitLabel} ${limit} °C` }, data: [{ yAxis: limit }] },
      },
    ],
  });
  window.addEventListener("resize", () => chart.resize());
}
