import type { ExposureInput, ExposureReport, RowSource } from "../analysis/exposure/exposure-report.ts";
import type { NewNames } from "./new-names.ts";

/**
 * What is exposed, without names and addresses of hosts and networks, names and pages of sites, and paths of files. All
 * that was scanned is own, whatever its address.
 * @param command as the report has it under its new names.
 */
export function anonymizeExposure(report: ExposureReport, names: NewNames, command: readonly string[]): ExposureReport {
  const { provenance, change, sites } = report;
  return {
    ...report,
    provenance: {
      ...provenance,
      command: [...command],
      policy: renameSource(provenance.policy, names, "policy"),
      siteRules: renameSource(provenance.siteRules, names, "site-rules"),
      targets: { ...provenance.targets, version: hideFile(provenance.targets.version) },
      inputs: provenance.inputs
        .map((input) => ({ ...input, path: names.ofPath(input.path, "scan") }))
        .map((input) => hideRecords(input, names)),
    },
    networks: report.networks.map((row) => ({
      ...row,
      network: row.network === null ? null : names.ofNetwork(row.network),
    })),
    exposedHosts: report.exposedHosts.map((row) => renameHost(row, names)),
    change: change && { ...change, list: change.list.map((row) => renameHost(row, names)) },
    sites: sites && {
      ...sites,
      list: sites.list.map(({ host, found }) => {
        const site = names.ofSite(host);
        const url = (text: string): string => `${/^[a-z]+:\/\//i.exec(text)?.[0] ?? ""}${site}/…`;
        return { host: site, found: found.map((page) => ({ ...page, url: url(page.url), title: "" })) };
      }),
    },
  };
}

/** The version of a table ends in the name of the user's file. */
export function hideFile(version: string): string {
  return version.replace(/\+[^]*$/, "+own");
}

function renameHost<Row extends { host: string; name: string | null }>(row: Row, names: NewNames): Row {
  return { ...row, host: names.ofHost(row.host), name: row.name === null ? null : names.ofHost(row.name) };
}

function renameSource(source: RowSource | null, names: NewNames, what: string): RowSource | null {
  return source && { ...source, path: names.ofPath(source.path, what) };
}

/** What is said of a record that could not be read may quote it. */
function hideRecords(input: ExposureInput, names: NewNames): ExposureInput {
  return {
    ...input,
    faults: input.faults.map(({ place }) => ({ place, text: "" })),
    error: input.error === null ? null : names.inSentence(input.error),
  };
}
