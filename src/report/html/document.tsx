import type { ReactNode } from "react";
import { ClassesSection } from "./classes-section.tsx";
import { JoinedExposure } from "../exposure/exposure-parts.tsx";
import { CoverageSection } from "./coverage-section.tsx";
import { HoursSection } from "./hours-section.tsx";
import { HygieneSection } from "./hygiene-section.tsx";
import { Masthead } from "./masthead.tsx";
import { MethodSection } from "./method-section.tsx";
import type { Page } from "./page.ts";
import { PortsSection } from "./ports-section.tsx";
import { ScansSection } from "./scans-section.tsx";
import { Shell } from "./shell.tsx";
import { SharesSection } from "./shares-section.tsx";
import { SpreadSection } from "./spread-section.tsx";
import { TrendSection } from "./trend-section.tsx";

/** The whole page. */
export function Document({ page }: { page: Page }): ReactNode {
  const { words, title, report, exposure } = page;
  return (
    <Shell lang={words.names.lang} title={title} header={<Masthead page={page} />} tool={report.provenance.tool}>
      <SharesSection page={page} />
      <PortsSection page={page} />
      <ClassesSection page={page} />
      <TrendSection page={page} />
      <HoursSection page={page} />
      <SpreadSection page={page} />
      <ScansSection page={page} />
      <HygieneSection page={page} />
      {exposure === null ? null : <JoinedExposure page={exposure} />}
      <CoverageSection page={page} />
      <MethodSection page={page} />
    </Shell>
  );
}
