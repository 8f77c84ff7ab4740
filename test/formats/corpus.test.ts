import { describe, expect, test } from "vitest";
import { hasCorpus, scoreFolder } from "../support/corpus-score.ts";

/** Folders of formats that are read, with how many of their lines at least must be read as they are known to be. */
const folders = [
  "iptables",
  "ufw",
  "fortigate",
  "cisco-asa",
  "cisco-ftd",
  "cisco-ios",
  "cisco-iosxr",
  "cisco-meraki",
  "cisco-nxos",
  "mikrotik",
  "ipfw",
  "junos-filter",
  "draytek",
  "snort",
  "suricata-fast",
  "pf-tcpdump",
  "vmware-nsx",
  "yamaha-rtx",
  "panos",
  "panos-csv-noaddr",
  "pfsense-filterlog",
  "opnsense-filterlog",
  "aws-vpc-flow",
  "windows-firewall",
  "suricata-eve",
];
const leastShare = 0.99;

const note = hasCorpus() ? "" : " (skipped: no corpus beside the project)";

describe.skipIf(!hasCorpus())(`lines of real devices${note}`, () => {
  test.each(folders)("%s", async (folder) => {
    const { decisions, agreeing, others, leftAlone, differences } = await scoreFolder(folder);
    process.stdout.write(
      `${folder.padEnd(20)} decisions ${agreeing} of ${decisions}, other lines ${leftAlone} of ${others} left alone\n`,
    );
    expect(decisions + others).toBeGreaterThan(0);
    // Of a few lines, one may differ.
    const least = (lines: number): number => Math.floor(lines * leastShare);
    const isEnough = agreeing >= least(decisions) && leftAlone >= least(others);
    // The lines that differ say more than the counts.
    expect(isEnough ? [] : differences).toEqual([]);
  });
});
