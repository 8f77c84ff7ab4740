/** Tables, and the regions that wide ones scroll in. */
export const tables = `
.scroll { overflow-x: auto; margin: 0 0 2rem; position: relative; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.45; font-variant-numeric: tabular-nums; min-width: 100%; }
caption { text-align: start; font-weight: 600; padding: 0 0 .6rem; line-height: 1.4; }
caption > span { display: inline-block; max-width: calc(100vw - 2.25rem); }
.scroll caption > span { position: sticky; left: 0; }
th, td { text-align: start; vertical-align: top; padding: .42rem .9rem .42rem 0; border-bottom: 1px solid var(--rule); }
th:last-child, td:last-child { padding-right: .2rem; }
thead th { font-weight: 400; color: var(--muted); vertical-align: bottom; border-bottom: 1px solid var(--ink); line-height: 1.25; }
tbody th { font-weight: 600; }
th:lang(ja) { word-break: keep-all; }
.n { text-align: end; white-space: nowrap; }
thead .n { white-space: normal; min-width: 4.2em; }
.date, .port, .whole { white-space: nowrap; }
.name { min-width: 7.5rem; }
.address { white-space: nowrap; }
.text { min-width: 11rem; }
tbody .text { font-weight: 400; }
.body > table { margin-bottom: 2rem; }
.name.device { min-width: 7.5rem; overflow-wrap: anywhere; }
.input { min-width: 15rem; max-width: 26rem; overflow-wrap: anywhere; }
.side-name { min-width: 6rem; }
.hash { font: .6875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; word-break: break-all; }
.error { color: var(--ink); border-left: 3px solid var(--telnet); padding-left: .5rem; margin-top: .25rem; overflow-wrap: anywhere; }
.gaps { list-style: none; margin: .2rem 0 0; padding: 0; font-size: .8125rem; color: var(--muted); }
.change { white-space: nowrap; }
.ports .name { min-width: 8.6rem; width: 40%; padding-left: 1.45rem; }
.ports thead .name { padding-left: 1.45rem; }
.ports .swatch { margin-left: -1.45rem; }
.ports .bars { min-width: 6.5rem; }
.figure { display: inline-block; min-width: 3.6rem; }
.bar { display: inline-block; width: clamp(2rem, 12vw, 8rem); height: .875rem; margin-right: .6rem; vertical-align: -.1em; }
@media (max-width: 30rem) {
  .bar { display: block; width: 100%; margin: .2rem 0; }
  .figure { min-width: 0; }
  th, td { padding-right: .7rem; }
  .name { min-width: 6rem; }
  .ports .name { min-width: 7.8rem; }
  .ports .bars { min-width: 4.2rem; }
}
.swatch { vertical-align: -.15em; margin-right: .15rem; }
.key { margin-bottom: 1.2rem; }
`;
