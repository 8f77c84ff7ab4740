import type { Format } from "./format.ts";

export const huaweiUsg: Format = {
  id: "huawei-usg",
  title: "Huawei USG and Eudemon policy and session log",
  docs: "https://support.huawei.com/enterprise/en/security/",
  grammar: {
    kind: "kv",
    marker: ["POLICYDENY(", "POLICYPERMIT(", "SESSION_TEARDOWN(", "SESSION_BUILT(", "FILTER(l)"],
    markerWord: "kind",
    fields: {
      protocol: "protocol",
      Protocol: "protocol",
      "source-ip": "source",
      SourceIP: "source",
      "source-port": "sourcePort",
      SourcePort: "sourcePort",
      "destination-ip": "destination",
      DestinationIP: "destination",
      "destination-port": "destinationPort",
      DestinationPort: "destinationPort",
    },
    enough: ["protocol", "source", "sourcePort", "destination", "destinationPort"],
    header: "always",
    neverLast: ["sourcePort", "destinationPort"],
  },
  kinds: { POLICYDENY: "denial", POLICYPERMIT: "pass", SESSION_TEARDOWN: "pass", SESSION_BUILT: "pass" },
  needs: ["source", "destination", "protocol"],
};
