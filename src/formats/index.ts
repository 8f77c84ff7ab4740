import { awsVpcFlow, awsVpcFlowJson } from "./aws-vpc-flow.ts";
import { ciscoAsa } from "./cisco-asa.ts";
import { ciscoFtd } from "./cisco-ftd.ts";
import { ciscoIos } from "./cisco-ios.ts";
import { ciscoMeraki } from "./cisco-meraki.ts";
import { csvHeaders, type HeadFormat } from "./csv-headers.ts";
import { draytekVigor } from "./draytek-vigor.ts";
import { filterlog } from "./filterlog.ts";
import type { Format } from "./format.ts";
import { fortinetFortigate } from "./fortinet-fortigate.ts";
import { freebsdIpfw } from "./freebsd-ipfw.ts";
import { juniperFilter } from "./juniper-filter.ts";
import { juniperSrxText } from "./juniper-srx-text.ts";
import { linuxNetfilter } from "./linux-netfilter.ts";
import { mikrotikRouteros } from "./mikrotik-routeros.ts";
import { openbsdPf } from "./openbsd-pf.ts";
import { paloaltoPanos } from "./paloalto-panos.ts";
import { snortFast } from "./snort-fast.ts";
import { suricataEve } from "./suricata-eve.ts";
import { vmwareNsx } from "./vmware-nsx.ts";
import { watchguardFirebox } from "./watchguard-firebox.ts";
import { windowsFirewall } from "./windows-firewall.ts";
import { yamahaRtx } from "./yamaha-rtx.ts";

/** Every format that lines alone tell, sorted by id. */
export const formats: readonly Format[] = [
  awsVpcFlow,
  awsVpcFlowJson,
  ciscoAsa,
  ciscoFtd,
  ciscoIos,
  ciscoMeraki,
  draytekVigor,
  filterlog,
  fortinetFortigate,
  freebsdIpfw,
  juniperFilter,
  juniperSrxText,
  linuxNetfilter,
  mikrotikRouteros,
  openbsdPf,
  paloaltoPanos,
  snortFast,
  suricataEve,
  vmwareNsx,
  watchguardFirebox,
  windowsFirewall,
  yamahaRtx,
];

/** Formats that a file's first line tells. */
export const headFormats: readonly HeadFormat[] = [csvHeaders];
