import { statSync } from "node:fs";
import { dayToIso } from "../../analysis/iso-day.ts";
import { UserError } from "../../errors.ts";
import { printable } from "../../report/escape.ts";
import { escapeJson } from "../../report/json.ts";
import { drawTable } from "../../report/table.ts";
import { formatBytes, formatCount } from "../../report/numbers.ts";
import type { Span } from "../../report/layout.ts";
import { openStore, openStoreToWrite } from "../../store/duckdb-store.ts";
import type { Store, StoredOrigin } from "../../store/store.ts";
import { EXIT } from "../exit-codes.ts";
import { type Io, write } from "../io.ts";

/** Options of `fwtrend store`. */
export interface StoreFlags {
  forget?: number[];
  migrate?: boolean;
  json?: boolean;
}

/** `fwtrend store FILE`: lists the origins of a store, or takes some out. @returns the exit code. */
export async function runStore(path: string, flags: StoreFlags, io: Io): Promise<number> {
  const isWritten = flags.forget !== undefined || flags.migrate === true;
  // What is to be changed must be there.
  if (isWritten) (await openIfThere(path)).close();
  const store = isWritten ? await openStoreToWrite(path, {}, { zone: "UTC", home: [] }) : await openStore(path);
  try {
    for (const origin of flags.forget ?? []) {
      if (await store.forget(origin)) continue;
      throw new UserError(`${path}: has no origin ${origin}`, { hint: `fwtrend store ${path} lists them` });
    }
    await write(io.stdout, flags.json === true ? await listJson(store) : await listText(store));
    return EXIT.done;
  } finally {
    store.close();
  }
}

async function openIfThere(path: string): Promise<{ close(): void }> {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return openStore(path);
  return { close() {} };
}

async function listJson(store: Store): Promise<string> {
  const origins = (await store.origins()).map(({ importedMs, firstDay, lastDay, ...origin }) => ({
    ...origin,
    imported: new Date(importedMs).toISOString(),
    from: firstDay === null ? null : dayToIso(firstDay),
    to: lastDay === null ? null : dayToIso(lastDay),
  }));
  const told = { schema: "fwtrend/store/1", store: store.path, ...store.facts, origins };
  return `${escapeJson(JSON.stringify(told, null, 2))}\n`;
}

async function listText(store: Store): Promise<string> {
  const origins = await store.origins();
  const cell = (text: string): Span => ({ text, role: "plain" });
  const rows = origins.map((one) => [
    cell(String(one.origin)),
    cell(periodOf(one)),
    cell(formatCount(one.logs.reduce((sum, { lines }) => sum + lines.total, 0))),
    cell(formatCount(one.denials)),
    cell(printable(one.path)),
  ]);
  const lines = drawTable(
    [
      { title: "origin", align: "right" },
      { title: "period", align: "left" },
      { title: "lines", align: "right" },
      { title: "denials", align: "right" },
      { title: "file", align: "left" },
    ],
    rows,
    Infinity,
    "…",
  );
  const denials = origins.reduce((sum, one) => sum + one.denials, 0);
  const own = store.facts.home.length === 0 ? "" : ` · own networks ${store.facts.home.join(", ")}`;
  const size = formatBytes(statSync(store.path).size);
  const whole = `${formatCount(origins.length)} origins, ${formatCount(denials)} denials · ${size} · days of ${store.facts.zone}${own}`;
  return `${[
    ...lines.map((line) =>
      line
        .map(({ text }) => text)
        .join("")
        .trimEnd(),
    ),
    "",
    whole,
  ].join("\n")}\n`;
}

function periodOf({ firstDay, lastDay }: StoredOrigin): string {
  if (firstDay === null || lastDay === null) return "no times";
  return firstDay === lastDay ? dayToIso(firstDay) : `${dayToIso(firstDay)} to ${dayToIso(lastDay)}`;
}
