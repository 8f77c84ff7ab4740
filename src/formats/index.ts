import { awsNetworkFirewall } from "./aws-network-firewall.ts";
import { awsVpcFlow, awsVpcFlowJson } from "./aws-vpc-flow.ts";
import { azureFirewall } from "./azure-firewall.ts";
import { azureNsgFlow } from "./azure-nsg-flow.ts";
import { azureVnetFlow } from "./azure-vnet-flow.ts";
import { catoEvents } from "./cato-events.ts";
import { checkpointJson } from "./checkpoint-json.ts";
import { ciscoAsa } from "./cisco-asa.ts";
import { cloudflareFirewallEvents } from "./cloudflare-firewall-events.ts";
import { cloudflareGatewayNetwork } from "./cloudflare-gateway-network.ts";
import { cloudflareNetworkAnalytics } from "./cloudflare-network-analytics.ts";
import { cloudflareSpectrumEvents } from "./cloudflare-spectrum-events.ts";
import { csvHeaders, type HeadFormat } from "./csv-headers.ts";
import { filterlog } from "./filterlog.ts";
import type { Format } from "./format.ts";
import { fortinetFortigate } from "./fortinet-fortigate.ts";
import { gcpFirewall } from "./gcp-firewall.ts";
import { jsonKeys } from "./json-keys.ts";
import { linuxNetfilter } from "./linux-netfilter.ts";
import { netflowJson } from "./netflow-json.ts";
import { ociVcnFlow } from "./oci-vcn-flow.ts";
import { paloaltoPanos } from "./paloalto-panos.ts";
import { paloaltoPanosJson } from "./paloalto-panos-json.ts";
import { suricataEve } from "./suricata-eve.ts";
import { windowsFirewall } from "./windows-firewall.ts";
import { zscalerFirewallJson } from "./zscaler-firewall-json.ts";

/** Every format that lines alone tell, sorted by id. */
export const formats: readonly Format[] = [
  awsNetworkFirewall,
  awsVpcFlow,
  awsVpcFlowJson,
  azureFirewall,
  azureNsgFlow,
  azureVnetFlow,
  catoEvents,
  checkpointJson,
  ciscoAsa,
  cloudflareFirewallEvents,
  cloudflareGatewayNetwork,
  cloudflareNetworkAnalytics,
  cloudflareSpectrumEvents,
  filterlog,
  fortinetFortigate,
  gcpFirewall,
  linuxNetfilter,
  netflowJson,
  ociVcnFlow,
  paloaltoPanos,
  paloaltoPanosJson,
  suricataEve,
  windowsFirewall,
  zscalerFirewallJson,
];

/** Formats that a file's first line tells. */
export const headFormats: readonly HeadFormat[] = [jsonKeys, csvHeaders];
