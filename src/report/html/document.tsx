import type { ReactNode } from "react";
import { ClassesSection } from "./classes-section.tsx";
import { CoverageSection } from "./coverage-section.tsx";
import { HoursSection } from "./hours-section.tsx";
import { HygieneSection } from "./hygiene-section.tsx";
import { Masthead } from "./masthead.tsx";
import { MethodSection } from "./method-section.tsx";
import type { Page } from "./page.ts";
import { Patterns } from "./patterns.tsx";
import { PortsSection } from "./ports-section.tsx";
import { ScansSection } from "./scans-section.tsx";
import { writePolicy } from "./security-policy.ts";
import { SharesSection } from "./shares-section.tsx";
import { SpreadSection } from "./spread-section.tsx";
import { styleSheet } from "./style/style-sheet.ts";
import { TrendSection } from "./trend-section.tsx";
import { printable } from "../escape.ts";

const policy = writePolicy(styleSheet);

/** The whole page. */
export function Document({ page }: { page: Page }): ReactNode {
  const { words, title, report } = page;
  return (
    <html lang={words.names.lang}>
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style>{styleSheet}</style>
      </head>
      <body>
        <a className="skip" href="#main">
          {words.skip}
        </a>
        <Patterns />
        <Masthead page={page} />
        <main id="main" tabIndex={-1}>
          <SharesSection page={page} />
          <PortsSection page={page} />
          <ClassesSection page={page} />
          <TrendSection page={page} />
          <HoursSection page={page} />
          <SpreadSection page={page} />
          <ScansSection page={page} />
          <HygieneSection page={page} />
          <CoverageSection page={page} />
          <MethodSection page={page} />
        </main>
        <footer>{printable(report.provenance.tool, 80)}</footer>
      </body>
    </html>
  );
}
