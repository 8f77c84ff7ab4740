import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { renderCsv } from "../../src/report/csv.ts";
import { writeCell } from "../../src/report/csv/cell.ts";
import { ownTableNames } from "../../src/report/csv/table-names.ts";
import { csvTables } from "../../src/report/csv/tables.ts";
import { printable } from "../../src/report/escape.ts";
import { readCsv } from "../support/read-csv.ts";
import { full } from "./full-report.ts";
import { readGolden } from "./golden.ts";
import { anyMarkup, withTexts } from "./hostile-strings.ts";
import { anyText } from "./random-reports.ts";
import { analyzed, empty, hostile } from "./sample-reports.ts";

vi.setConfig({ testTimeout: 60_000 });

const anyForeign = fc.oneof(anyMarkup, anyText);

describe("what a spreadsheet reads", () => {
  test.each([
    ["csv-full", full()],
    ["csv-analyze", analyzed()],
    ["csv-zero-denials", empty()],
    ["csv-hostile", hostile()],
  ])("%s", async (name, report) => {
    const parts: string[] = [];
    for (const table of ownTableNames) parts.push(`[${table}]\r\n${await renderCsv(report, table)}`);
    // Git may change line ends; reading them back is another test.
    const text = parts.join("\r\n").replaceAll("\r\n", "\n");
    expect(text).toBe(readGolden(name, text));
  });
});

test.each(ownTableNames)("%s: read back, every cell is what the report has", async (name) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyForeign, { minLength: 1, maxLength: 20 }), async (texts) => {
      let at = 0;
      const report = withTexts(full(), () => texts[at++ % texts.length] ?? "");
      const { columns, rows } = csvTables[name](report);
      const [header, ...read] = readCsv(await renderCsv(report, name));
      expect(header).toEqual(columns);
      expect(read).toHaveLength(rows.length);
      for (const [index, row] of rows.entries()) {
        expect(read[index]).toHaveLength(columns.length);
        for (const [place, cell] of row.entries()) {
          const text = read[index]?.[place] ?? "";
          if (typeof cell === "number") expect(Number(text)).toBe(cell);
          else if (typeof cell === "string") expectText(text, printable(cell));
          else expect(text).toBe(cell === null ? "" : String(cell));
        }
      }
    }),
    { seed: 5, numRuns: 40 },
  );
});

/** The text, but for apostrophes where a formula would begin. */
function expectText(text: string, wanted: string): void {
  expect(text.replaceAll("'", "")).toBe(wanted.replaceAll("'", ""));
  if (/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return;
  for (const part of text.split(";")) expect(part).not.toMatch(/^(?!')[\s"']*[=+\-@＝＋－＠]/u);
}

describe("a cell", () => {
  test.each([
    ['=HYPERLINK("http://a.bc","x")', `'=HYPERLINK("http://a.bc","x")`],
    ["+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1+1", "'  =1+1"],
    ["＝1+1", "'＝1+1"],
    ["fw01;=1+1", "fw01;'=1+1"],
    ['fw01";"=1+1', `fw01";'"=1+1`],
    ["\t=1", String.raw`\x09=1`],
    ["\r=1", String.raw`\x0d=1`],
    ["-5", "-5"],
    ["+1.5e3", "+1.5e3"],
    ["a=b", "a=b"],
    ["fw-01", "fw-01"],
    ["", ""],
  ])("%j is written as %j", (text, written) => {
    expect(writeCell(text)).toBe(written);
  });

  test.each([
    [-18.901769911504434, "-18.901769911504434"],
    [1e21, "1e+21"],
    [0, "0"],
    [true, "true"],
    [null, ""],
  ])("%j is written as %j", (cell, written) => {
    expect(writeCell(cell)).toBe(written);
  });
});

test("columns bear the names of the JSON report", () => {
  const report = full();
  const lists: Record<string, readonly object[]> = {
    groups: report.groups,
    classes: report.classes,
    ports: report.ports,
    emerging: report.emerging,
    vanished: report.vanished,
    scanners: report.scans.top,
    coverage: report.coverage,
    inputs: report.provenance.inputs,
    daily: report.daily,
    sensitivity: report.sensitivity,
  };
  // `side` says which list of the report a row is of; ends of intervals have no name of their own there.
  for (const [name, list] of Object.entries(lists)) {
    const { columns } = csvTables[name as keyof typeof csvTables](report);
    const names = columns.filter((column) => column !== "side" || name === "inputs");
    for (const column of names.filter((one) => !one.startsWith("significance."))) {
      expect(list[0], `${name}.${column}`).toHaveProperty(column);
    }
  }
});

test("every scalar of a port is a column", () => {
  const [port] = full().ports;
  expect([...csvTables.ports(full()).columns].sort()).toEqual(Object.keys(port ?? {}).sort());
});
