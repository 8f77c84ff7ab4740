import type { Allowed, Denial, LogEvent, Notice } from "./events.ts";
import type { FiscalYear } from "./planted-ports.ts";
import type { Random } from "./random.ts";
import type { Site } from "./sites.ts";

/** What a line writer may draw from and has to know. */
export interface LogContext {
  random: Random;
  year: FiscalYear;
  site: Site;
}

/** How one make of firewall writes the three kinds of lines. */
export interface LogWriter {
  writeDenial(denial: Denial, context: LogContext): string;
  writeAllowed(allowed: Allowed, context: LogContext): string;
  writeNotice(notice: Notice, context: LogContext): string;
}

/** The line of an event; a cut denial breaks off in the middle of the destination address. */
export function writeEvent(writer: LogWriter, event: LogEvent, context: LogContext): string {
  if (event.kind === "allowed") return writer.writeAllowed(event, context);
  if (event.kind === "notice") return writer.writeNotice(event, context);
  const line = writer.writeDenial(event, context);
  return event.cut ? line.slice(0, line.indexOf(event.dst) + 6) : line;
}
