import type { Page } from "./page.ts";

/** A section of the page, under the name that links lead to. */
export interface PageSection {
  id: string;
  title: string;
}

/** The sections in their order. */
export function listSections({ words, exposure }: Pick<Page, "words" | "exposure">): PageSection[] {
  const { method } = words;
  return [
    { id: "shares", title: words.shares.title },
    { id: "ports", title: words.ports.title },
    { id: "classes", title: words.classes.title },
    { id: "trend", title: words.trend.title },
    { id: "hours", title: words.hours.title },
    { id: "spread", title: words.spread.title },
    { id: "scans", title: method.scans.title },
    { id: "hygiene", title: method.hygiene.title },
    ...(exposure === null ? [] : [{ id: "exposure", title: exposure.section }]),
    { id: "coverage", title: method.coverage.title },
    { id: "method", title: method.method.title },
  ];
}
