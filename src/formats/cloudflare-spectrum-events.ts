import type { Format } from "./format.ts";

export const cloudflareSpectrumEvents: Format = {
  id: "cloudflare-spectrum-events",
  title: "Cloudflare Spectrum events (Logpush)",
  docs: "https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/spectrum_events/",
  grammar: {
    kind: "json",
    marker: ['"ClientProto"'],
    // Address and port of the origin are those of another connection; the line does not say what the client asked for.
    fields: {
      Event: "action",
      Timestamp: "stamp",
      ClientIP: "source",
      ClientPort: "sourcePort",
      ClientProto: "protocol",
    },
  },
  actions: {
    clientFiltered: "deny",
    connect: "allow",
    // How a connection that was let through went on.
    disconnect: "skip",
    tlsError: "skip",
    resolveOrigin: "skip",
    originError: "skip",
  },
  needs: ["source", "action"],
  portsOptional: true,
};
