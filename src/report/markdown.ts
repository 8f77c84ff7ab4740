import type { Report } from "../analysis/report.ts";
import { exposureBlocks } from "./exposure/exposure-blocks.ts";
import type { ExposurePage } from "./exposure/exposure-page.ts";
import type { Language } from "./language.ts";
import { changeSections } from "./markdown/change-sections.ts";
import { type Block, writeMarkdown } from "./markdown/document.ts";
import { methodSections } from "./markdown/method-section.ts";
import { openPage, type Page, paragraph, section } from "./markdown/page.ts";
import { emergingSections, portSection, spreadSection } from "./markdown/port-sections.ts";
import { classSection, shareSections } from "./markdown/share-sections.ts";
import { coverageSections, scanSections, scopeSections } from "./markdown/source-sections.ts";
import { writeProse } from "./prose.ts";

/**
 * The whole report as GitHub-flavoured Markdown, with a newline at its end: what it says in sentences, its tables, and
 * how the figures came about. Texts of logs are shown as they are and yield no markup.
 * @param exposure what the report tells of what is exposed, in words; null leaves it out.
 */
export function renderMarkdown(report: Report, language: Language, exposure: ExposurePage | null = null): string {
  const page = openPage(report, language);
  return writeMarkdown([
    ...writeBeginning(page, language),
    ...shareSections(page),
    ...changeSections(page),
    ...classSection(page),
    ...portSection(page),
    ...spreadSection(page),
    ...emergingSections(page),
    ...scanSections(page),
    ...scopeSections(page),
    ...(exposure === null ? [] : section(exposure.section, exposureBlocks(exposure, 3))),
    ...coverageSections(page),
    ...methodSections(page),
  ]);
}

/** Title, what restricts all figures, and the prose, in which the warnings are. */
function writeBeginning({ report, spelling, names, isCompared }: Page, language: Language): Block[] {
  const { words } = spelling;
  const prose = writeProse(report, language);
  const title = isCompared ? words.comparedTitle(names.period, names.baseline) : words.title(names.period);
  const failed = report.provenance.inputs.filter(({ error }) => error !== null).length;
  const { interrupted, broken } = words.partial;
  const notice =
    failed === 0 ? interrupted : broken(spelling.count(failed), spelling.count(report.provenance.inputs.length));
  return [
    { kind: "heading", level: 1, text: title },
    ...(report.partial ? [{ kind: "paragraph", text: notice, isStrong: true } as const] : []),
    { kind: "paragraph", text: prose.headline, isStrong: true },
    ...prose.paragraphs.flatMap(({ title: heading, sentences }) =>
      section(heading, paragraph(sentences.join(words.sentenceGap))),
    ),
  ];
}
