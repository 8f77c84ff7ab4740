import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { ExposureReport } from "../../analysis/exposure/exposure-report.ts";
import { DataTable, type TableColumn } from "../html/data-table.tsx";
import { Section } from "../html/section.tsx";
import { Sentences } from "../html/sentences.tsx";
import { Shell } from "../html/shell.tsx";
import { ShareBar } from "../html/share-bar.tsx";
import { Swatch } from "../html/swatch.tsx";
import type { Language } from "../language.ts";
import { columnsOf } from "../layout.ts";
import type { ExposurePage, PageCell, PageSection, PageTable } from "./exposure-page.ts";
import { layOutExposure } from "./lay-out-page.ts";

const limits = { ports: 300, hosts: 300 };

/** So many columns of text are kept on one line. */
const longestWhole = 24;

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
          {others.map((sentence, at) => (
            <p key={at}>
              <Sentences text={sentence} />
            </p>
          ))}
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
          <ul>
            {page.notes.lines.map((line, at) => (
              <li key={at}>{line}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Shell>
  );
}

function notesLink({ notes }: ExposurePage): { id: string; title: string } {
  return { id: "notes", title: notes.title };
}

function ExposureSection({ section: { id, title, paragraphs, tables } }: { section: PageSection }): ReactNode {
  return (
    <Section id={id} title={title}>
      {paragraphs.map((text, at) => (
        <p key={at}>
          <Sentences text={text} />
        </p>
      ))}
      {tables.map((table, at) => (
        <ExposureTable key={at} table={table} title={title} />
      ))}
    </Section>
  );
}

function ExposureTable({ table, title }: { table: PageTable; title: string }): ReactNode {
  const { caption, columns, rows, more } = table;
  // A place in a list names no row; what stands behind it does.
  const headColumn = columns[0]?.isNumber === true ? 1 : 0;
  const shown = columns.map((column, at): TableColumn<readonly PageCell[]> => ({
    title: column.title,
    isNumber: column.isNumber,
    cell: (row) => <Cell cell={row[at] ?? { text: "" }} />,
    ...classOf(table, at),
  }));
  return (
    <>
      <DataTable caption={caption ?? title} columns={shown} rows={rows} headColumn={headColumn} />
      {more === null ? null : <p className="note">{more}</p>}
    </>
  );
}

/** Texts that are short stay on one line; long ones have room for some words. */
function classOf({ columns, rows }: PageTable, at: number): { className?: string } {
  if (rows.some((row) => row[at]?.bar !== undefined)) return { className: "bars" };
  if (columns[at]?.isNumber === true) return {};
  const longest = Math.max(0, ...rows.map((row) => columnsOf(row[at]?.text ?? "")));
  return { className: longest <= longestWhole ? "whole" : "text" };
}

function Cell({ cell: { text, role, bar } }: { cell: PageCell }): ReactNode {
  if (bar !== undefined) {
    return (
      <>
        <ShareBar {...bar} />
        <span className="figure">{text}</span>
      </>
    );
  }
  if (role === "telnet" || role === "iot") {
    return (
      <>
        <Swatch role={role} /> <bdi>{text}</bdi>
      </>
    );
  }
  return role === "warning" ? (
    <strong>
      <bdi>{text}</bdi>
    </strong>
  ) : (
    <bdi>{text}</bdi>
  );
}
