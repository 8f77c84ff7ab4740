import { expect, test } from "vitest";
import { reportHygiene } from "../../../src/analysis/coverage/hygiene.ts";

const none = { inbound: 0, outbound: 0, internal: 0, multicast: 0, unknown: 0 };

test("scopes with their shares of all denials, backscatter as a candidate, the baseline beside both", () => {
  // 50 + 25 + 10 + 10 + 5 = 100 denials; 3 of them are 3 %.
  const scopes = { inbound: 50, outbound: 25, internal: 10, multicast: 10, unknown: 5 };
  const baseline = { scopes: { ...none, inbound: 3, unknown: 1 }, backscatter: 1 };
  expect(reportHygiene({ scopes, backscatter: 3 }, baseline)).toEqual({
    scope: {
      denials: scopes,
      shares: { inbound: 0.5, outbound: 0.25, internal: 0.1, multicast: 0.1, unknown: 0.05 },
    },
    backscatter: { label: "candidate", denials: 3, share: 0.03 },
    baseline: {
      scope: { denials: { ...none, inbound: 3, unknown: 1 }, shares: { ...none, inbound: 0.75, unknown: 0.25 } },
      backscatter: { label: "candidate", denials: 1, share: 0.25 },
    },
  });
});

test("no denial has no shares; no baseline is null", () => {
  expect(reportHygiene({ scopes: none, backscatter: 0 }, null)).toEqual({
    scope: { denials: none, shares: null },
    backscatter: { label: "candidate", denials: 0, share: null },
    baseline: null,
  });
});
