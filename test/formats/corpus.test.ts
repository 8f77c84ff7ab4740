import { describe, expect, test } from "vitest";
import { hasCorpus, scoreFolder } from "../support/corpus-score.ts";

/** Folders of formats that are read, with how many of their lines at least must be read as they are known to be. */
const folders = [
  "aws-vpc-flow",
  "barracuda-cloudgen",
  "barracuda-waf-nf",
  "checkpoint-tracker-export",
  "cisco-asa",
  "cisco-umbrella-cdfw",
  "edgerouter",
  "f5-afm",
  "fortigate",
  "iptables",
  "ms-isa",
  "nfdump-line",
  "opnsense-filterlog",
  "panos",
  "panos-csv-noaddr",
  "panos-gui-csv",
  "pfsense-filterlog",
  "proxmox",
  "shorewall",
  "suricata-eve",
  "susefirewall2",
  "ufw",
  "ulogd",
  "unifi",
  "vyos",
  "windows-firewall",
  "zeek-conn-tsv",
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
    const isEnough = agreeing >= decisions * leastShare && leftAlone >= others * leastShare;
    // The lines that differ say more than the counts.
    expect(isEnough ? [] : differences).toEqual([]);
  });
});
