/** A4: sections may break, drawings and rows may not; drawings print with their colours, which hatching backs up. */
export const print = `
@page {
  size: A4; margin: 18mm 16mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; }
}
@media print {
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  header { padding: 0 0 6mm; }
  .headline { font-size: 22pt; }
  :lang(ja) .headline { font-size: 18pt; }
  nav, .skip, details { display: none; }
  .section { display: block; margin-top: 5mm; padding: 5mm 0 0; }
  .section > h2 { font-size: 14pt; }
  p { orphans: 3; widows: 3; }
  h2, .key { break-after: avoid; break-inside: avoid; }
  figure { break-inside: avoid; }
  .chart, tr, dl > div, .short { break-inside: avoid; }
  thead { display: table-header-group; break-inside: avoid; break-after: avoid; }
  tbody tr:first-child { break-before: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; min-width: 100%; }
  th, td { padding: .25rem .5rem .25rem 0; }
  small { font-size: 7.5pt; }
  .address, td.date { white-space: normal; }
  .input { min-width: 0; max-width: none; }
  .chart.wide { display: block; max-width: 152mm; }
  #trend .chart, #hours .chart { max-width: 128mm; }
  .ports .name { width: 55%; }
  caption > span { max-width: none; }
  .ports small { display: inline; margin-left: .6em; }
  .chart.narrow { display: none; }
  .bar { display: inline-block; width: 22mm; margin: 0 .4rem 0 0; }
  #method { break-before: page; }
  a { color: inherit; text-decoration: none; }
}
`;
