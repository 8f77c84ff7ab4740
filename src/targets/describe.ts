import { UserError } from "../errors.ts";
import { quoteText } from "./clean-text.ts";
import { TCP, UDP, formatPort, parseProtocol } from "./protocol.ts";
import { iotRanges, isIot, isIotClass } from "./target-table.ts";
import type { TargetTable } from "./target-table.ts";
import type { Confidence, Target } from "./target.ts";
import { WIDTH, cutToWidth, wrapText } from "./text-width.ts";

/** A port that a user asks about; protocol is an IANA number, null when the user named none. */
export interface PortQuery {
  protocol: number | null;
  port: number;
}

const confidenceMeanings: Record<Confidence, string> = {
  high:
    "malware code, a CERT or vendor report or an exploit signature ties this very port to the target, " +
    "or it is a standard service with no real rival.",
  medium: "documented, but the port has other uses too, or the link is indirect or from a single source.",
  low: "convention only: rival uses exist, or the inference is weak.",
};

/** What `5555`, `5555/tcp`, `tcp/5555` or `udp/1900` asks for. Throws a UserError for any other text. */
export function parsePortQuery(text: string): PortQuery {
  const hint = "Write a port number, alone or with its protocol: 5555, 5555/tcp, udp/1900.";
  const words = text.trim().split(/\s*\/\s*/);
  const portAt = words.findIndex((word) => /^\d+$/.test(word));
  const portText = words[portAt];
  if (words.length > 2 || portText === undefined) throw new UserError(`${quoteText(text)} is not a port.`, { hint });
  if (Number(portText) > 65535) {
    throw new UserError(`Port ${quoteText(portText)} is out of range.`, { hint: "Ports go from 0 to 65535." });
  }
  const port = Number(portText);
  const protocolText = words[1 - portAt];
  if (protocolText === undefined) return { protocol: null, port };
  const protocol = /^\d+$/.test(protocolText) ? null : parseProtocol(protocolText);
  if (protocol === null) {
    throw new UserError(`Unknown protocol ${quoteText(protocolText)} in ${quoteText(text)}.`, {
      hint: `Write ${port}/tcp or ${port}/udp.`,
    });
  }
  return { protocol, port };
}

/**
 * What a port is for, how sure that is and on what evidence, as paragraphs of plain text at most 100 columns wide
 * (references are not broken). Without a protocol, all rows of the port are described. Ends with a newline.
 */
export function describeTarget(table: TargetTable, query: PortQuery): string {
  const protocols = query.protocol === null ? [TCP, UDP] : [query.protocol];
  const rows = protocols.flatMap((protocol) => table.find(protocol, query.port) ?? []);
  const described = rows.map((row) => describeRow(table, row));
  if (rows.length === 0) {
    const asked = protocols.map((protocol) => formatPort(protocol, query.port)).join(" and ");
    const verb = protocols.length > 1 ? "have" : "has";
    described.push(wrapText(`${asked} ${verb} no row in the table: counted as class other, and not as IoT.`));
  }
  return `${[...described, formatEdition(table)].join("\n\n")}\n`;
}

/** All rows as an aligned text table at most 100 columns wide, then the edition. Ends with a newline. */
export function listTargets(table: TargetTable): string {
  const cells = table.rows.map((row) => [
    formatPort(row.protocol, row.port),
    row.class,
    row.confidence,
    row.validFrom === null ? "" : String(row.validFrom),
    row.service,
  ]);
  const lines = [["port", "class", "confidence", "since", "service"], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) => {
    const padded = line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
    return cutToWidth(padded.trimEnd(), WIDTH);
  });
  return `${text.join("\n")}\n\n${table.rows.length} ports. Blank since: undated, not old.\n${formatEdition(table)}\n`;
}

function describeRow(table: TargetTable, row: Target): string {
  const { protocol, port } = row;
  const name = formatPort(protocol, port);
  const paragraphs = [
    row.service === "" ? name : `${name}  ${row.service}`,
    `Class: ${row.class}. ${describeGroup(table, row)}`,
    `Confidence: ${row.confidence}: ${confidenceMeanings[row.confidence]}`,
    `Devices or software: ${row.devices || "not given"}`,
    `Malware or campaigns: ${row.campaigns || "none known"}`,
    `Valid: ${describeValidity(row)}`,
  ].map(wrapText);
  if (table.isDualUse(protocol, port)) {
    const use = "web or SSH servers listen here, but admin pages of IoT devices too: IoT in the range wide only.";
    paragraphs.push(wrapText(`Dual use: ${use}`));
  }
  return [...paragraphs, ["Evidence:", ...row.evidence.map((reference) => `  ${reference}`)].join("\n")].join("\n\n");
}

function describeGroup(table: TargetTable, row: Target): string {
  const ranges = iotRanges.filter((range) => isIot(table, row.protocol, row.port, range));
  if (!isIotClass(row.class)) return `Group: other${ranges.length > 0 ? " (IoT in the range wide)" : ""}.`;
  const part = row.class === "telnet" ? "telnet" : "iot-other: all of it but telnet";
  return `Group: IoT (${part}), counted in the range${ranges.length > 1 ? "s" : ""} ${ranges.join(", ")}.`;
}

function describeValidity({ validFrom, validTo }: Target): string {
  if (validFrom !== null && validTo !== null) return `from ${validFrom} to ${validTo}.`;
  if (validTo !== null) return `until ${validTo}; the start is undated, not old.`;
  if (validFrom !== null) return `since ${validFrom}, the earliest year for which the evidence shows it.`;
  return "undated; the evidence names no year, which does not mean that the row is old.";
}

function formatEdition(table: TargetTable): string {
  return `Table ${cutToWidth(table.version, 60)}\nSHA-256 ${table.sha256}`;
}
