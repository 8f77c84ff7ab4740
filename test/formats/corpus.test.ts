import { describe, expect, test } from "vitest";
import { hasCorpus, scoreFolder } from "../support/corpus-score.ts";

/** Folders of formats that are read, with how many of their lines at least must be read as they are known to be. */
const folders = [
  "aws-network-firewall",
  "aws-vpc-flow",
  "azure-firewall",
  "azure-nsg-flow",
  "azure-vnet-flow",
  "barracuda-cloudgen",
  "barracuda-waf-nf",
  "cato",
  "checkpoint-cef",
  "checkpoint-json",
  "checkpoint-leef",
  "checkpoint-splunk-kv",
  "checkpoint-syslog",
  "checkpoint-tracker-export",
  "cisco-asa",
  "cisco-ftd",
  "cisco-ios",
  "cisco-iosxr",
  "cisco-meraki",
  "cisco-nxos",
  "cisco-umbrella-cdfw",
  "cloudflare-firewall-event",
  "cloudflare-gateway-network",
  "cloudflare-network-analytics",
  "cloudflare-spectrum-event",
  "draytek",
  "edgerouter",
  "f5-afm",
  "forcepoint-cef",
  "forcepoint-leef",
  "fortigate",
  "fortigate-cef",
  "fortiproxy",
  "gcp-firewall",
  "gcp-vpc-flow",
  "h3c-secpath",
  "huawei-usg",
  "ipfw",
  "iptables",
  "junos-filter",
  "leef-generic",
  "mikrotik",
  "ms-isa",
  "netflow-json",
  "netscreen",
  "nfdump-line",
  "oci-vcn-flow",
  "opnsense-filterlog",
  "panos",
  "panos-cef",
  "panos-csv-noaddr",
  "panos-gui-csv",
  "panos-json",
  "pf-tcpdump",
  "pfsense-filterlog",
  "proxmox",
  "shorewall",
  "snort",
  "sonicwall",
  "sonicwall-cef",
  "sophos-xg",
  "stormshield",
  "suricata-eve",
  "suricata-fast",
  "susefirewall2",
  "ufw",
  "ulogd",
  "unifi",
  "vmware-nsx",
  "vyos",
  "windows-firewall",
  "yamaha-rtx",
  "zeek-conn-json",
  "zeek-conn-tsv",
  "zyxel",
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
