import { join } from "node:path";
import { expect, test } from "vitest";
import { hostKeyOf } from "../../src/exposure/hosts/host-key.ts";
import type { PortProtocol } from "../../src/exposure/hosts/endpoint.ts";
import { readPolicy } from "../../src/exposure/policy/policy-csv.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const csv = `host,port,proto,public,why
# the last row that fits decides
198.51.100.0/24,22,tcp,yes,bastions
198.51.100.9,22,tcp,no,not this one
198.51.100.0/28,80,,no,no web here
*,8000-8010,tcp,,test pages
vpn.example.jp,*,udp,yes,
2001:db8::/32,993/tcp,,yes,
`;

function pathOf(text: string): string {
  return join(scratchFolder({ "policy.csv": text }), "policy.csv");
}

test.each<[host: string, name: string | null, protocol: PortProtocol, port: number, isPublic: boolean]>([
  ["198.51.100.7", null, "tcp", 22, true],
  ["198.51.100.9", null, "tcp", 22, false],
  ["198.51.101.9", null, "tcp", 22, false],
  ["198.51.100.7", null, "udp", 22, false],
  ["198.51.100.7", null, "tcp", 80, false],
  ["198.51.100.17", null, "tcp", 80, true],
  ["203.0.113.1", null, "tcp", 8005, true],
  ["203.0.113.1", null, "tcp", 8011, false],
  ["vpn.example.jp", null, "udp", 500, true],
  ["203.0.113.1", "VPN.example.jp.", "udp", 4500, true],
  ["203.0.113.1", "www.example.jp", "udp", 4500, false],
  ["2001:db8::9", null, "tcp", 993, true],
  ["2001:db9::9", null, "tcp", 993, false],
  ["203.0.113.1", null, "udp", 443, true],
  ["203.0.113.1", null, "udp", 53, true],
  ["203.0.113.1", null, "udp", 25, false],
])("%s (%s), %s port %i: %s", async (host, name, protocol, port, isPublic) => {
  const { policy } = await readPolicy(null, pathOf(csv));
  expect(policy.isPublic(hostKeyOf(host)!, name, protocol, port)).toBe(isPublic);
});

test("the ports that are public everywhere can be others, or none", async () => {
  const { policy, everywhere } = await readPolicy("443,53/udp,8000-8010/tcp", null);
  expect(everywhere).toEqual(["443", "53/udp", "8000-8010/tcp"]);
  const of = (protocol: PortProtocol, port: number): boolean => policy.isPublic(0, null, protocol, port);
  expect([of("udp", 443), of("tcp", 53), of("udp", 53), of("tcp", 80), of("tcp", 8003)]).toEqual([
    true,
    false,
    true,
    false,
    true,
  ]);
  expect((await readPolicy("none", null)).policy.isPublic(0, null, "tcp", 443)).toBe(false);
});

test.each([
  ["host,port\n198.51.100.300,80\n", 'line 2: "198.51.100.300" is no host, network or *'],
  ["host,port\n*,99999\n", 'line 2: "99999" is no port'],
  ["host,port,proto\n*,80,icmp\n", 'line 2: "80/icmp" is no port'],
  ["host,port,public\n\n*,80,maybe\n", 'line 3: "maybe" is no yes or no'],
  ["address,port\n*,80\n", "names no columns host and port"],
])("%j is told where it is wrong", async (text, message) => {
  await expect(readPolicy(null, pathOf(text))).rejects.toThrow(message);
});

test("a list of ports that is none is told so", async () => {
  await expect(readPolicy("80,http", null)).rejects.toThrow('--public "80,http": "http" is no port');
});
