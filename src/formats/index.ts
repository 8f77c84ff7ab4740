import { awsVpcFlow, awsVpcFlowJson } from "./aws-vpc-flow.ts";
import { barracudaCloudgen, barracudaCloudgenJson, barracudaCloudgenPairs } from "./barracuda-cloudgen.ts";
import { barracudaWaf } from "./barracuda-waf.ts";
import { checkpointTracker } from "./checkpoint-tracker.ts";
import { ciscoAsa } from "./cisco-asa.ts";
import { ciscoUmbrellaFirewall } from "./cisco-umbrella-firewall.ts";
import { csvHeaders, type HeadFormat } from "./csv-headers.ts";
import { dshield } from "./dshield.ts";
import { f5Afm, f5AfmJson } from "./f5-afm.ts";
import { filterlog } from "./filterlog.ts";
import type { Format } from "./format.ts";
import { fortinetFortigate } from "./fortinet-fortigate.ts";
import { linuxNetfilter } from "./linux-netfilter.ts";
import { msIsa } from "./ms-isa.ts";
import { nfdumpCsv, nfdumpLine } from "./nfdump.ts";
import { paloaltoPanos } from "./paloalto-panos.ts";
import { suricataEve } from "./suricata-eve.ts";
import { windowsFirewall } from "./windows-firewall.ts";
import { zeekConn } from "./zeek-conn.ts";
import { zscalerFirewall } from "./zscaler-firewall.ts";

/** Every format that lines alone tell, sorted by id. */
export const formats: readonly Format[] = [
  awsVpcFlow,
  awsVpcFlowJson,
  barracudaCloudgen,
  barracudaCloudgenJson,
  barracudaCloudgenPairs,
  barracudaWaf,
  checkpointTracker,
  ciscoAsa,
  ciscoUmbrellaFirewall,
  dshield,
  f5Afm,
  f5AfmJson,
  filterlog,
  fortinetFortigate,
  linuxNetfilter,
  msIsa,
  nfdumpCsv,
  nfdumpLine,
  paloaltoPanos,
  suricataEve,
  windowsFirewall,
  zeekConn,
  zscalerFirewall,
];

/** Formats that a file's first line tells. */
export const headFormats: readonly HeadFormat[] = [csvHeaders];
