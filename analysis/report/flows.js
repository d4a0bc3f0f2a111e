// Flows of money, by d3-sankey. On a phone the names of the last column stand before it.
charts.flows = (host, data) => {
  const small = narrow(host.chartWidth), tight = host.chartWidth < 800;
  const {plot, width, height} = drawing(host, small ? 520 : 440, {top: 8, right: small ? 4 : tight ? 185 : 280, bottom: 8, left: small ? 4 : 0});
  const fills = [7, 3, 1, 0, 4];
  const {nodes, links} = d3.sankey().nodeWidth(14).nodePadding(small ? 16 : 15).nodeSort(null)
    .extent([[0, 0], [width, height]])({nodes: data.nodes.map((name, i) => ({name, kind: data.kinds[i]})), links: data.links.map(l => ({...l}))});
  const usd = v => fixed(0)(v) + " USD";
  const fill = node => colour(fills[node.kind]);
  for (const link of links)
    reads(plot.append("path").attr("d", d3.sankeyLinkHorizontal()(link)).attr("fill", "none").attr("stroke", fill(link.target))
      .attr("stroke-opacity", 0.32).attr("stroke-width", Math.max(1, link.width)), `${link.source.name} to ${link.target.name}: ${usd(link.value)}`);
  const deepest = d3.max(nodes, n => n.depth);
  for (const node of nodes) {
    reads(plot.append("rect").attr("x", node.x0).attr("y", node.y0).attr("width", node.x1 - node.x0).attr("height", Math.max(1, node.y1 - node.y0))
      .attr("fill", fill(node)), `${node.name}: ${usd(node.value)}`);
    const last = node.depth === deepest || node.x1 > width - 20, middle = (node.y0 + node.y1) / 2;
    const label = plot.append("text").attr("class", "halo").style("pointer-events", "none");
    if (!small)
      label.attr("x", node.x1 + 5).attr("y", middle).attr("dy", "0.32em").text(`${tight ? brief(node.name) : node.name.split(" / ")[0]}, ${short(node.value)}`);
    else if (node.kind === 3 && !last)
      label.attr("x", (node.x0 + node.x1) / 2).attr("y", node.y0 - 6).attr("text-anchor", "middle").text(brief(node.name));
    else
      label.attr("x", last ? node.x0 - 5 : node.x1 + 5).attr("y", middle).attr("dy", "0.32em").attr("text-anchor", last ? "end" : "start")
        .style("font-size", "11px").text(brief(node.name));
  }
};
const short = v => d3.format(v >= 1e6 ? ",.2f" : ",.0f")(v >= 1e6 ? v / 1e6 : v / 1e3) + (v >= 1e6 ? " M" : " k");
/** A name for which a phone has room. */
const brief = name => {
  const first = name.split(/ \/ | and /)[0];
  return first.length > 19 ? first.slice(0, 18) + "…" : first;
};
