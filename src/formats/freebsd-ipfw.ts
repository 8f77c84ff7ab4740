import type { Format } from "./format.ts";

export const freebsdIpfw: Format = {
  id: "freebsd-ipfw",
  title: "ipfw: FreeBSD, macOS",
  docs: "https://man.freebsd.org/cgi/man.cgi?query=ipfw&sektion=8",
  grammar: {
    kind: "template",
    marker: ["ipfw: "],
    alsoHolds: [" via "],
    sentences: [
      // "P:47" is a protocol by its number; "ICMP:8.0" is read as a name.
      { meaning: "deny", wording: "ipfw: {} Unreach {} {protocol} {source} {destination} {} via " },
      { meaning: "told", wording: "ipfw: {~action} P:{protocol} {source} {destination} {} via " },
      { meaning: "told", wording: "ipfw: {~action} {protocol} {source} {destination} {} via " },
    ],
  },
  actions: {
    Deny: "deny",
    Reject: "deny",
    Reset: "deny",
    Accept: "allow",
    Count: "skip",
    SkipTo: "skip",
    Divert: "skip",
    Forward: "skip",
  },
  needs: ["source", "destination", "protocol"],
};
