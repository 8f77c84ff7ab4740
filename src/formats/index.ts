import { arcsightCef } from "./arcsight-cef.ts";
import { awsNetworkFirewall } from "./aws-network-firewall.ts";
import { awsVpcFlow, awsVpcFlowJson } from "./aws-vpc-flow.ts";
import { azureFirewall } from "./azure-firewall.ts";
import { azureNsgFlow } from "./azure-nsg-flow.ts";
import { azureVnetFlow } from "./azure-vnet-flow.ts";
import { barracudaCloudgen, barracudaCloudgenJson, barracudaCloudgenPairs } from "./barracuda-cloudgen.ts";
import { barracudaWaf } from "./barracuda-waf.ts";
import { catoEvents } from "./cato-events.ts";
import { checkpointCef } from "./checkpoint-cef.ts";
import { checkpointFwlog } from "./checkpoint-fwlog.ts";
import { checkpointJson } from "./checkpoint-json.ts";
import { checkpointLeef } from "./checkpoint-leef.ts";
import { checkpointSplunk } from "./checkpoint-splunk.ts";
import { checkpointSyslog } from "./checkpoint-syslog.ts";
import { checkpointTracker } from "./checkpoint-tracker.ts";
import { ciscoAsa } from "./cisco-asa.ts";
import { ciscoFtd } from "./cisco-ftd.ts";
import { ciscoIos } from "./cisco-ios.ts";
import { ciscoMeraki } from "./cisco-meraki.ts";
import { ciscoUmbrellaFirewall } from "./cisco-umbrella-firewall.ts";
import { cloudflareFirewallEvents } from "./cloudflare-firewall-events.ts";
import { cloudflareGatewayNetwork } from "./cloudflare-gateway-network.ts";
import { cloudflareNetworkAnalytics } from "./cloudflare-network-analytics.ts";
import { cloudflareSpectrumEvents } from "./cloudflare-spectrum-events.ts";
import { type HeadFormat, csvHeaders } from "./csv-headers.ts";
import { draytekVigor } from "./draytek-vigor.ts";
import { dshield } from "./dshield.ts";
import { f5Afm, f5AfmJson } from "./f5-afm.ts";
import { filterlog } from "./filterlog.ts";
import { forcepointCef } from "./forcepoint-cef.ts";
import { forcepointLeef } from "./forcepoint-leef.ts";
import type { Format } from "./format.ts";
import { fortinetFortigateCef } from "./fortinet-fortigate-cef.ts";
import { fortinetFortigate } from "./fortinet-fortigate.ts";
import { freebsdIpfw } from "./freebsd-ipfw.ts";
import { gcpFirewall } from "./gcp-firewall.ts";
import { h3cSecpath } from "./h3c-secpath.ts";
import { hillstoneStoneos } from "./hillstone-stoneos.ts";
import { huaweiUsg } from "./huawei-usg.ts";
import { ibmLeef } from "./ibm-leef.ts";
import { jsonKeys } from "./json-keys.ts";
import { juniperFilter } from "./juniper-filter.ts";
import { juniperNetscreen } from "./juniper-netscreen.ts";
import { juniperSrxText } from "./juniper-srx-text.ts";
import { juniperSrx } from "./juniper-srx.ts";
import { keyValues } from "./key-values.ts";
import { linuxNetfilter } from "./linux-netfilter.ts";
import { mikrotikRouteros } from "./mikrotik-routeros.ts";
import { msIsa } from "./ms-isa.ts";
import { netflowJson } from "./netflow-json.ts";
import { nfdumpCsv, nfdumpLine, nfdumpNsel } from "./nfdump.ts";
import { ociVcnFlow } from "./oci-vcn-flow.ts";
import { openbsdPf } from "./openbsd-pf.ts";
import { paloaltoPanosCef } from "./paloalto-panos-cef.ts";
import { paloaltoPanosJson } from "./paloalto-panos-json.ts";
import { paloaltoPanos } from "./paloalto-panos.ts";
import { snortCsv } from "./snort-csv.ts";
import { snortFast } from "./snort-fast.ts";
import { snortSyslog } from "./snort-syslog.ts";
import { sonicwallCef } from "./sonicwall-cef.ts";
import { sonicwallSonicos } from "./sonicwall-sonicos.ts";
import { sophosFirewall } from "./sophos-firewall.ts";
import { sophosUtm } from "./sophos-utm.ts";
import { stormshieldSns } from "./stormshield-sns.ts";
import { suricataEve } from "./suricata-eve.ts";
import { symantecSep } from "./symantec-sep.ts";
import { vmwareNsx } from "./vmware-nsx.ts";
import { watchguardFirebox } from "./watchguard-firebox.ts";
import { watchguardLeef } from "./watchguard-leef.ts";
import { windowsFirewall } from "./windows-firewall.ts";
import { yamahaRtx } from "./yamaha-rtx.ts";
import { zeekConn } from "./zeek-conn.ts";
import { zscalerFirewallJson } from "./zscaler-firewall-json.ts";
import { zscalerFirewall } from "./zscaler-firewall.ts";
import { zyxelUsg } from "./zyxel-usg.ts";

/** Every format that lines alone tell, sorted by id. */
export const formats: readonly Format[] = [
  arcsightCef,
  awsNetworkFirewall,
  awsVpcFlow,
  awsVpcFlowJson,
  azureFirewall,
  azureNsgFlow,
  azureVnetFlow,
  barracudaCloudgen,
  barracudaCloudgenJson,
  barracudaCloudgenPairs,
  barracudaWaf,
  catoEvents,
  checkpointCef,
  checkpointFwlog,
  checkpointJson,
  checkpointLeef,
  checkpointSplunk,
  checkpointSyslog,
  checkpointTracker,
  ciscoAsa,
  ciscoFtd,
  ciscoIos,
  ciscoMeraki,
  ciscoUmbrellaFirewall,
  cloudflareFirewallEvents,
  cloudflareGatewayNetwork,
  cloudflareNetworkAnalytics,
  cloudflareSpectrumEvents,
  draytekVigor,
  dshield,
  f5Afm,
  f5AfmJson,
  filterlog,
  forcepointCef,
  forcepointLeef,
  fortinetFortigate,
  fortinetFortigateCef,
  freebsdIpfw,
  gcpFirewall,
  h3cSecpath,
  hillstoneStoneos,
  huaweiUsg,
  ibmLeef,
  juniperFilter,
  juniperNetscreen,
  juniperSrx,
  juniperSrxText,
  linuxNetfilter,
  mikrotikRouteros,
  msIsa,
  netflowJson,
  nfdumpCsv,
  nfdumpLine,
  nfdumpNsel,
  ociVcnFlow,
  openbsdPf,
  paloaltoPanos,
  paloaltoPanosCef,
  paloaltoPanosJson,
  snortCsv,
  snortFast,
  snortSyslog,
  sonicwallCef,
  sonicwallSonicos,
  sophosFirewall,
  sophosUtm,
  stormshieldSns,
  suricataEve,
  symantecSep,
  vmwareNsx,
  watchguardFirebox,
  watchguardLeef,
  windowsFirewall,
  yamahaRtx,
  zeekConn,
  zscalerFirewall,
  zscalerFirewallJson,
  zyxelUsg,
];

/** Formats that a file's first line tells. */
export const headFormats: readonly HeadFormat[] = [jsonKeys, keyValues, csvHeaders];
