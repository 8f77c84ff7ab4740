/** Drawings: one of two widths is shown, and colour is never all that tells things apart. */
export const charts = `
figure { margin: 0 0 1.5rem; }
figcaption { margin-top: 1.2rem; }
.chart { display: block; width: 100%; height: auto; overflow: visible; font-family: inherit; }
.chart.narrow { max-width: 30rem; }
.chart.wide { display: none; }
@media (min-width: 40rem) {
  .chart.wide { display: block; }
  .chart.narrow { display: none; }
}
.chart text { fill: var(--ink); font-size: 13px; unicode-bidi: isolate; }
.chart .side { font-size: 15px; font-weight: 700; }
.chart .muted { fill: var(--muted); font-weight: 400; font-size: 13px; }
.chart .strong { font-weight: 700; }
.chart .label { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.chart .tick { font-size: 12px; fill: var(--muted); }
.chart .tick.strong { fill: var(--ink); }
.chart .part-share { font-size: 19px; font-weight: 700; }
.fill-telnet { fill: var(--telnet); }
.fill-iot { fill: url(#hatch); }
.fill-iot-plain { fill: var(--iot); }
.fill-other { fill: var(--other); }
.hatch-ground { fill: var(--iot-ground); }
.hatch-line { fill: var(--iot); }
.edge.fill-telnet { stroke: var(--telnet); }
.edge.fill-iot { stroke: var(--iot); }
.edge.fill-other { stroke: var(--other-edge); }
.swatch .fill-other { stroke: var(--other-edge); }
.swatch-letter { fill: var(--letter); font: 700 11px/1 Arial, sans-serif; }
.bar { overflow: visible; }
.bar .edge { vector-effect: non-scaling-stroke; }
.mark { stroke: var(--ink); stroke-width: 2; vector-effect: non-scaling-stroke; fill: none; }
.empty { fill: none; stroke: var(--other-edge); stroke-dasharray: 3 3; }
.leader { stroke: var(--muted); fill: none; }
.tie { stroke: var(--muted); stroke-dasharray: 2 3; fill: none; }
.grid { stroke: var(--rule); fill: none; }
.axis { stroke: var(--ink); fill: none; }
.stem { stroke-width: 2; fill: none; stroke: var(--other-edge); }
.stem.telnet { stroke: var(--telnet); }
.stem.iot { stroke: var(--iot); }
.dot { fill: var(--other-edge); }
.dot.telnet { fill: var(--telnet); }
.dot.iot { fill: var(--iot); }
.dot.all { fill: var(--ink); }
.ring { fill: none; stroke-width: 2; stroke: var(--other-edge); }
.ring.telnet { stroke: var(--telnet); }
.ring.iot { stroke: var(--iot); }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.line.all { stroke: var(--ink); stroke-width: 1.5; }
.line.iot { stroke: var(--iot); stroke-width: 2.25; stroke-dasharray: 6 4; }
.line.telnet { stroke: var(--telnet); stroke-width: 2.75; }
.silence { fill: var(--ink); }
.heat { fill: var(--heat); stroke: none; }
.heat-0 { fill-opacity: .07; }
.heat-1 { fill-opacity: .2; }
.heat-2 { fill-opacity: .36; }
.heat-3 { fill-opacity: .54; }
.heat-4 { fill-opacity: .75; }
`;
