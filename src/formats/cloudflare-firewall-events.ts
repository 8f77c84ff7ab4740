import type { Format } from "./format.ts";

export const cloudflareFirewallEvents: Format = {
  id: "cloudflare-firewall-events",
  title: "Cloudflare firewall events: requests of HTTP (Logpush)",
  docs: "https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/firewall_events/",
  grammar: {
    kind: "json",
    marker: ['"ClientIPClass"', '"MatchIndex"'],
    fields: { Action: "action", Datetime: "stamp", ClientIP: "source", ZoneName: "device" },
    identity: ["action"],
  },
  actions: {
    block: "deny",
    connectionclose: "deny",
    challengefailed: "deny",
    jschallengefailed: "deny",
    allow: "allow",
    bypass: "allow",
    skip: "allow",
    challengesolved: "allow",
    // Whether the client passed is told by another event.
    challenge: "skip",
    jschallenge: "skip",
    managedchallenge: "skip",
    log: "skip",
  },
  needs: ["source", "action"],
  portsOptional: true,
};
