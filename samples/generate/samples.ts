import { asaLog } from "./asa-log.ts";
import { buildDenials } from "./denials.ts";
import { writeEvent } from "./device-log.ts";
import type { LogWriter } from "./device-log.ts";
import type { LogEvent } from "./events.ts";
import { buildScans } from "./exposure-scans.ts";
import { buildSites } from "./exposure-sites.ts";
import { filterlog } from "./filterlog.ts";
import { fortigateLog } from "./fortigate-log.ts";
import { netfilterLog } from "./netfilter-log.ts";
import { buildAllowed, buildCutDenials, buildNotices } from "./other-events.ts";
import { panosLog } from "./panos-log.ts";
import type { FiscalYear } from "./planted-ports.ts";
import { createRandom } from "./random.ts";
import { siteNamed } from "./sites.ts";
import type { SiteName } from "./sites.ts";

/** One sample file: its path inside the samples folder and its text before any compression. */
export interface Sample {
  path: string;
  text: string;
}

const files: Record<SiteName, { name: string; writer: LogWriter }> = {
  tokyo: { name: "tokyo-fortigate.log.gz", writer: fortigateLog },
  osaka: { name: "osaka-asa.log.gz", writer: asaLog },
  nagoya: { name: "nagoya-panos.csv.gz", writer: panosLog },
  sendai: { name: "sendai-filterlog.log", writer: filterlog },
  fukuoka: { name: "fukuoka-netfilter.log", writer: netfilterLog },
};

/** The sample files of both fiscal years and of what was exposed, the same on every run and machine. */
export function buildSamples(): Sample[] {
  return [...([2016, 2017] as const).flatMap(buildYear), ...buildScans(), ...buildSites()];
}

function buildYear(year: FiscalYear): Sample[] {
  const events: LogEvent[] = [
    ...buildDenials(year),
    ...buildCutDenials(year),
    ...buildAllowed(year),
    ...buildNotices(year),
  ].sort((a, b) => a.at - b.at);
  return Object.entries(files).map(([site, { name, writer }]) => {
    const context = { random: createRandom(`lines ${year} ${name}`), year, site: siteNamed(site as SiteName) };
    const lines = events.filter((event) => event.site === site).map((event) => writeEvent(writer, event, context));
    return { path: `fy${year}/${name}`, text: `${lines.join("\n")}\n` };
  });
}
