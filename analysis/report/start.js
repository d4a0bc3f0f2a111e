// Draws every chart at the width of its column, again when that changes, and for paper.
(() => {
  const data = JSON.parse(document.getElementById("chart-data").textContent);
  const hosts = [...document.querySelectorAll(".chart")];
  const paper = 680;

  function draw(host, width) {
    host.chartWidth = width;
    host.replaceChildren();
    charts[host.dataset.chart](host, data[host.dataset.for]);
  }
  const drawAll = width => hosts.forEach(host => draw(host, width || host.clientWidth));

  // Without scripts all tables are open; with charts only those that are to be read along with them, where there is room.
  const keep = narrow(document.documentElement.clientWidth) ? "" : ":not([data-keep])";
  document.querySelectorAll("figure details" + keep).forEach(d => { d.open = false; });
  hosts.forEach(readable);
  drawAll();
  let drawn = document.documentElement.clientWidth;
  addEventListener("resize", () => {
    if (document.documentElement.clientWidth === drawn) return;
    drawn = document.documentElement.clientWidth;
    drawAll();
  });
  const kept = [...document.querySelectorAll("figure details[data-keep]")];
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = kept.filter(d => !d.open);
    opened.forEach(d => { d.open = true; });
    drawAll(paper);
  });
  addEventListener("afterprint", () => {
    opened.forEach(d => { d.open = false; });
    drawAll();
  });
  document.documentElement.dataset.drawn = hosts.length;
})();
