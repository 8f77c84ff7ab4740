import type { ReactNode } from "react";
import type { ReportInput } from "../../analysis/report.ts";
import { formatBytes, formatCount } from "../numbers.ts";
import { DataTable } from "./data-table.tsx";
import type { TableColumn } from "./data-table.tsx";
import { keepTogether } from "./figures.ts";
import { Foreign } from "./foreign.tsx";
import type { Page } from "./page.ts";

/** More would be megabytes; those with a fault come first. */
const inputsShown = 300;

/** What was read: path, hash, size, and where its lines went. */
export function InputsTable({ page }: { page: Page }): ReactNode {
  const { words, report } = page;
  const { inputs } = report.provenance;
  if (inputs.length === 0) return null;
  const isCut = inputs.length > inputsShown;
  const shown = isCut
    ? inputs.toSorted((a, b) => Number(b.error !== null) - Number(a.error !== null)).slice(0, inputsShown)
    : inputs;
  return (
    <>
      <DataTable caption={words.method.method.inputs} columns={listColumns(page)} rows={shown} className="inputs" />
      {isCut ? <p className="note">{words.more(formatCount(inputs.length - inputsShown))}</p> : null}
    </>
  );
}

function listColumns(page: Page): TableColumn<ReportInput>[] {
  const { method } = page.words.method;
  const count = (title: string, countOf: (lines: ReportInput["lines"]) => number): TableColumn<ReportInput> => ({
    title,
    cell: ({ lines }) => formatCount(countOf(lines)),
    isNumber: true,
  });
  return [
    { title: method.input, cell: (input) => <InputName input={input} page={page} />, className: "input" },
    count(method.lines, ({ total }) => total),
    count(method.fates.denials, ({ denials }) => denials),
    count(method.fates.allowed, ({ allowed }) => allowed),
    count(method.fates.skipped, ({ skipped }) => skipped),
    count(method.fates.duplicate, ({ duplicate }) => duplicate),
    count(method.fates.unparsed, ({ unparsed, tooLong }) => unparsed + tooLong),
  ];
}

function InputName({ input, page: { words, sides } }: { input: ReportInput; page: Page }): ReactNode {
  const { path, side, format, bytes, sha256, error } = input;
  const { method } = words.method;
  const sideNames = { period: sides.period, baseline: sides.baseline ?? "", both: words.names.sides.both };
  return (
    <>
      {path === "-" ? method.stdin : <Foreign text={path} />}
      <small>
        {sides.baseline === null ? null : `${sideNames[side]} · `}
        <Foreign text={format} maxColumns={40} /> · {keepTogether(formatBytes(bytes))}
      </small>
      <small className="hash">{sha256 === null ? method.unhashed : <Foreign text={sha256} maxColumns={64} />}</small>
      {error === null ? null : (
        <small className="error" lang="en">
          <Foreign text={error} maxColumns={600} />
        </small>
      )}
    </>
  );
}
