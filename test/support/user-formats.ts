/** A log of no known product. */
export function acmeLog(lines: number): string {
  return Array.from({ length: lines }, (_, i) => {
    const time = `12:${String(Math.floor(i / 60) % 60).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`;
    const fields = `from=198.51.100.${(i % 200) + 1} fport=${40_000 + i} to=203.0.113.9 tport=${[23, 80, 2323][i % 3]}`;
    return `Mar  1 ${time} gw1 acmegate ${fields} pr=tcp do=${i % 4 === 0 ? "ja" : "nein"}\n`;
  }).join("");
}

/** A format of the user's own that reads {@link acmeLog}, as its file holds it. */
export const acmeFormat = {
  id: "acme-gate",
  grammar: {
    kind: "kv",
    marker: ["acmegate "],
    header: "always",
    fields: {
      from: "source",
      fport: "sourcePort",
      to: "destination",
      tport: "destinationPort",
      pr: "protocol",
      do: "action",
    },
    enough: ["source", "destination", "sourcePort", "destinationPort", "protocol", "action"],
  },
  actions: { nein: "deny", ja: "allow" },
  needs: ["source", "destination", "protocol", "action"],
  samples: [acmeLog(2).split("\n")[1]!],
};
