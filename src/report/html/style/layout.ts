/** Page, type and sections. */
export const layout = `
*, ::before, ::after { box-sizing: border-box; }
html {
  font: 400 1rem/1.6 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans",
    Arial, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", Meiryo, system-ui, sans-serif;
  color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; scroll-behavior: smooth;
}
html:lang(ja) {
  font-family: "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", Meiryo, system-ui, sans-serif;
  line-height: 1.75; line-break: strict; text-spacing-trim: trim-start;
}
:lang(ja) :is(h1, h2, .headline, nav, caption, td) { word-break: auto-phrase; }
@media (prefers-reduced-motion: reduce) {
  html { scroll-behavior: auto; }
}
body { margin: 0 auto; max-width: 68rem; padding: 0 clamp(1rem, 4vw, 3rem) 4rem; overflow-wrap: break-word; }
p, ul, ol, dl { margin: 0 0 1em; max-width: 44em; }
h1, h2 { line-height: 1.25; text-wrap: balance; margin: 0; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--iot); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999rem; padding: .5rem 1rem; background: var(--paper); }
.skip:focus { left: 1rem; top: .5rem; z-index: 1; }
.patterns { position: absolute; }
header { padding: clamp(2rem, 6vw, 5rem) 0 2rem; }
h1 { font-size: 1rem; font-weight: 600; padding-top: .8rem; border-top: 4px solid var(--ink); }
.kicker { display: block; font-weight: 400; color: var(--muted); }
.headline {
  font-size: clamp(1.55rem, 1.05rem + 2.2vw, 2.75rem); line-height: 1.22; font-weight: 700; letter-spacing: -.015em;
  max-width: 24em; margin: clamp(1.5rem, 4vw, 3rem) 0; text-wrap: pretty;
}
:lang(ja) .headline { font-size: clamp(1.35rem, 1rem + 1.7vw, 2.2rem); line-height: 1.5; letter-spacing: 0; }
.prose { columns: 22rem 2; column-gap: 3rem; }
.prose h2 { break-after: avoid; }
.prose p { widows: 2; orphans: 2; }
.prose h2 { font-size: 1rem; margin-bottom: .3rem; }
.notice { border-left: 4px solid var(--telnet); padding: .2rem 0 .2rem 1rem; margin: 1.5rem 0; }
.notice { font-weight: 600; margin-top: 1.5rem; }
nav ol {
  display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; list-style: none; padding: .8rem 0; margin: 1.5rem 0 0;
  max-width: none; border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); font-size: .875rem;
}
nav a { text-decoration: none; display: inline-block; padding: .15rem 0; }
nav a:hover { text-decoration: underline; }
.section { padding: 2.5rem 0 1.5rem; border-top: 1px solid var(--ink); margin-top: 2rem; scroll-margin-top: 1rem; }
main > .section:first-child { border-top: 0; margin-top: 0; }
.section > h2 { font-size: 1.35rem; font-weight: 700; margin-bottom: 1.5rem; }
.body { min-width: 0; }
.body h3 { font-size: 1rem; line-height: 1.25; margin: 2.5rem 0 .6rem; }
.untold { color: var(--muted); }
.note, .key, figcaption > p { font-size: .875rem; color: var(--muted); }
small { display: block; font-size: .8125rem; color: var(--muted); font-weight: 400; }
footer { border-top: 1px solid var(--rule); margin-top: 3rem; padding-top: 1rem; font-size: .8125rem; color: var(--muted); }
details { margin: 1rem 0; }
summary { cursor: pointer; font-size: .875rem; color: var(--link); width: max-content; max-width: 100%; padding: .2rem 0; }
dl { max-width: none; margin: 0 0 2rem; border-top: 1px solid var(--rule); }
dl > div { display: grid; grid-template-columns: minmax(0, 1fr); padding: .5rem 0; border-bottom: 1px solid var(--rule); }
dt { font-weight: 600; font-size: .875rem; }
dd { margin: 0; overflow-wrap: anywhere; font-size: .9375rem; }
@media (min-width: 40rem) {
  dl > div { grid-template-columns: 11rem minmax(0, 1fr); }
  dt { grid-row: 1 / span 20; }
  dd { grid-column: 2; }
}
@media (min-width: 64rem) {
  .section { display: grid; grid-template-columns: 12rem minmax(0, 1fr); column-gap: 3rem; }
  .section > h2 { font-size: 1.25rem; }
}
`;
