import type { Format } from "./format.ts";

/**
 * How connections went. Zeek watches: an attempt without an answer (S0), or one that the other end refused (REJ), is no
 * decision of a firewall.
 */
const states = ["S0", "S1", "SF", "REJ", "S2", "S3", "RSTO", "RSTR", "RSTOS0", "RSTRH", "SH", "SHR", "OTH"];

export const zeekConn: Format = {
  id: "zeek-conn",
  title: "Zeek conn.log (tab-separated)",
  docs: "https://docs.zeek.org/en/master/logs/conn.html",
  grammar: {
    kind: "csv",
    separator: "\t",
    marker: ["\tS0", "\tS1", "\tSF", "\tREJ", "\tS2", "\tS3", "\tRST", "\tSH", "\tOTH"],
    names: { conn_state: "action" },
    namesMark: "#fields\t",
    orders: [
      "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state",
    ],
    comments: ["#separator", "#set_separator", "#empty_field", "#unset_field", "#path", "#open", "#types", "#close"],
    identity: ["action"],
  },
  actions: Object.fromEntries(states.map((state) => [state, "skip"])),
  needs: [],
};
