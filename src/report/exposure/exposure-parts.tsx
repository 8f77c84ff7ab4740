import type { ReactNode } from "react";
import { DataTable, type TableColumn } from "../html/data-table.tsx";
import { Section } from "../html/section.tsx";
import { Sentences } from "../html/sentences.tsx";
import { ShareBar } from "../html/share-bar.tsx";
import { Swatch } from "../html/swatch.tsx";
import { columnsOf } from "../layout.ts";
import type { ExposurePage, PageCell, PageSection, PageTable } from "./exposure-page.ts";

/** So many columns of text are kept on one line. */
const longestWhole = 24;

/** All of a page on exposure as one section of another page. */
export function JoinedExposure({ page }: { page: ExposurePage }): ReactNode {
  const method = page.sections.find(({ id }) => id === "method");
  return (
    <Section id="exposure" title={page.section}>
      {page.notice === null ? null : <p className="notice">{page.notice}</p>}
      <Paragraphs texts={page.headline} />
      {page.sections
        .filter((section) => section !== method)
        .map((section) => (
          <SectionParts key={section.id} section={section} />
        ))}
      {page.notes.lines.length === 0 ? null : <h3>{page.notes.title}</h3>}
      <Notes lines={page.notes.lines} />
      {method === undefined ? null : (
        <>
          <h3>{method.title}</h3>
          <SectionParts section={method} />
        </>
      )}
    </Section>
  );
}

/** A section of a page on exposure. */
export function ExposureSection({ section }: { section: PageSection }): ReactNode {
  const { id, title } = section;
  return (
    <Section id={id} title={title}>
      <SectionParts section={section} />
    </Section>
  );
}

/** What there is to be known about the figures. */
export function Notes({ lines }: { lines: readonly string[] }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  );
}

function SectionParts({ section: { title, paragraphs, tables } }: { section: PageSection }): ReactNode {
  return (
    <>
      <Paragraphs texts={paragraphs} />
      {tables.map((table, at) => (
        <ExposureTable key={at} table={table} title={title} />
      ))}
    </>
  );
}

/** Sentences, each a paragraph. */
export function Paragraphs({ texts }: { texts: readonly string[] }): ReactNode {
  return texts.map((text, at) => (
    <p key={at}>
      <Sentences text={text} />
    </p>
  ));
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
