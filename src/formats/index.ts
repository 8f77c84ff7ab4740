import { arcsightCef } from "./arcsight-cef.ts";
import { awsVpcFlow, awsVpcFlowJson } from "./aws-vpc-flow.ts";
import { checkpointCef } from "./checkpoint-cef.ts";
import { checkpointLeef } from "./checkpoint-leef.ts";
import { checkpointSplunk } from "./checkpoint-splunk.ts";
import { checkpointSyslog } from "./checkpoint-syslog.ts";
import { ciscoAsa } from "./cisco-asa.ts";
import { csvHeaders, type HeadFormat } from "./csv-headers.ts";
import { filterlog } from "./filterlog.ts";
import { forcepointCef } from "./forcepoint-cef.ts";
import { forcepointLeef } from "./forcepoint-leef.ts";
import type { Format } from "./format.ts";
import { fortinetFortigateCef } from "./fortinet-fortigate-cef.ts";
import { fortinetFortigate } from "./fortinet-fortigate.ts";
import { h3cSecpath } from "./h3c-secpath.ts";
import { huaweiUsg } from "./huawei-usg.ts";
import { ibmLeef } from "./ibm-leef.ts";
import { juniperNetscreen } from "./juniper-netscreen.ts";
import { juniperSrx } from "./juniper-srx.ts";
import { linuxNetfilter } from "./linux-netfilter.ts";
import { paloaltoPanosCef } from "./paloalto-panos-cef.ts";
import { paloaltoPanos } from "./paloalto-panos.ts";
import { sonicwallCef } from "./sonicwall-cef.ts";
import { sonicwallSonicos } from "./sonicwall-sonicos.ts";
import { sophosFirewall } from "./sophos-firewall.ts";
import { sophosUtm } from "./sophos-utm.ts";
import { stormshieldSns } from "./stormshield-sns.ts";
import { suricataEve } from "./suricata-eve.ts";
import { windowsFirewall } from "./windows-firewall.ts";
import { zyxelUsg } from "./zyxel-usg.ts";

/** Every format that lines alone tell, sorted by id. */
export const formats: readonly Format[] = [
  arcsightCef,
  awsVpcFlow,
  awsVpcFlowJson,
  checkpointCef,
  checkpointLeef,
  checkpointSplunk,
  checkpointSyslog,
  ciscoAsa,
  filterlog,
  forcepointCef,
  forcepointLeef,
  fortinetFortigate,
  fortinetFortigateCef,
  h3cSecpath,
  huaweiUsg,
  ibmLeef,
  juniperNetscreen,
  juniperSrx,
  linuxNetfilter,
  paloaltoPanos,
  paloaltoPanosCef,
  sonicwallCef,
  sonicwallSonicos,
  sophosFirewall,
  sophosUtm,
  stormshieldSns,
  suricataEve,
  windowsFirewall,
  zyxelUsg,
];

/** Formats that a file's first line tells. */
export const headFormats: readonly HeadFormat[] = [csvHeaders];
