import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import { Section } from "../html/section.tsx";
import { Sentences } from "../html/sentences.tsx";
import { Shell } from "../html/shell.tsx";
import type { Language } from "../language.ts";
import type { ExposurePage } from "./exposure-page.ts";
import { ExposureSection, Notes, Paragraphs } from "./exposure-parts.tsx";
import { layOutExposure } from "./lay-out-page.ts";

const limits = { ports: 300, hosts: 300 };

/** A report on exposure as one HTML file that needs nothing else, with the looks and the policy of the other report. */
export function renderExposureHtml(report: ExposureReport, language: Language): string {
  const page = layOutExposure(report, language, limits);
  return `<!doctype html>\n${renderToStaticMarkup(createElement(ExposureDocument, { page }))}\n`;
}

function ExposureDocument({ page }: { page: ExposurePage }): ReactNode {
  const [first = "", ...others] = page.headline;
  const hasNotes = page.notes.lines.length > 0;
  const sections = [...page.sections.map(({ id, title }) => ({ id, title })), ...(hasNotes ? [notesLink(page)] : [])];
  return (
    <Shell
      lang={page.lang}
      title={page.title}
      header={
        <header>
          <h1>
            <span className="kicker">{page.kicker}</span> {page.title}
          </h1>
          {page.notice === null ? null : <p className="notice">{page.notice}</p>}
          <p className="headline">
            <Sentences text={first} />
          </p>
          <Paragraphs texts={others} />
          <nav aria-label={page.contents}>
            <ol>
              {sections.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`}>{title}</a>
                </li>
              ))}
            </ol>
          </nav>
        </header>
      }
      tool={page.tool}
    >
      {page.sections.map((section) => (
        <ExposureSection key={section.id} section={section} />
      ))}
      {hasNotes ? (
        <Section {...notesLink(page)}>
          <Notes lines={page.notes.lines} />
        </Section>
      ) : null}
    </Shell>
  );
}

function notesLink({ notes }: ExposurePage): { id: string; title: string } {
  return { id: "notes", title: notes.title };
}
