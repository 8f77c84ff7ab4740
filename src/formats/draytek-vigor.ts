import type { Format } from "./format.ts";

const start = "[FILTER][{action}][{}][{}, {source}->{destination}][";

export const draytekVigor: Format = {
  id: "draytek-vigor",
  title: "DrayTek Vigor filter log",
  docs: "https://www.draytek.co.uk/support/guides/kb-syslog-firewall",
  grammar: {
    kind: "template",
    marker: ["[FILTER]["],
    colonHost: true,
    sentences: [
      { meaning: "told", wording: `${start}PR {protocol}][` },
      { meaning: "told", wording: `${start}{protocol}][` },
    ],
  },
  actions: { Pass: "allow", Drop: "deny", Block: "deny" },
  needs: ["source", "destination", "protocol"],
};
