import { type Network, parseNetwork } from "../../src/scan/networks.ts";

/** Networks by their texts. */
export function networksOf(...texts: string[]): Network[] {
  return texts.map((text) => {
    const network = parseNetwork(text);
    if (typeof network === "string") throw new Error(`${text}: ${network}`);
    return network;
  });
}
