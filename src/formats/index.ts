import { awsVpcFlow, awsVpcFlowJson } from "./aws-vpc-flow.ts";
import { ciscoAsa } from "./cisco-asa.ts";
import { csvHeaders, type HeadFormat } from "./csv-headers.ts";
import { filterlog } from "./filterlog.ts";
import type { Format } from "./format.ts";
import { fortinetFortigate } from "./fortinet-fortigate.ts";
import { linuxNetfilter } from "./linux-netfilter.ts";
import { paloaltoPanos } from "./paloalto-panos.ts";
import { suricataEve } from "./suricata-eve.ts";
import { windowsFirewall } from "./windows-firewall.ts";

/** Every format that lines alone tell, sorted by id. */
export const formats: readonly Format[] = [
  awsVpcFlow,
  awsVpcFlowJson,
  ciscoAsa,
  filterlog,
  fortinetFortigate,
  linuxNetfilter,
  paloaltoPanos,
  suricataEve,
  windowsFirewall,
];

/** Formats that a file's first line tells. */
export const headFormats: readonly HeadFormat[] = [csvHeaders];
