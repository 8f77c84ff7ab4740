/** IANA protocol numbers by lower-case name. */
const numbers: Readonly<Record<string, number>> = {
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ggp: 3,
  ipip: 4,
  tcp: 6,
  egp: 8,
  igp: 9,
  udp: 17,
  rdp: 27,
  dccp: 33,
  ipv6: 41,
  "ipv6-route": 43,
  "ipv6-frag": 44,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  skip: 57,
  "ipv6-icmp": 58,
  "ipv6-opts": 60,
  eigrp: 88,
  ospf: 89,
  encap: 98,
  pim: 103,
  ipcomp: 108,
  vrrp: 112,
  l2tp: 115,
  isis: 124,
  sctp: 132,
  fc: 133,
  udplite: 136,
  "mpls-in-ip": 137,
};

/** Names that products use for the same protocols. */
const aliases: Readonly<Record<string, number>> = {
  icmpv6: 58,
  icmp6: 58,
  icmp_v6: 58,
  "icmp-v6": 58,
  ipv6_icmp: 58,
  "ip6-icmp": 58,
  ospfigp: 89,
  ospfv2: 89,
  ipencap: 4,
  ipinip: 4,
  "ip-in-ip": 4,
  carp: 112,
  "ipsec-esp": 50,
  "ipsec-ah": 51,
  ipsec: 50,
  pptp: 47,
};

const names = new Map(Object.entries(numbers).map(([name, number]) => [number, name]));

/** Every protocol name that a log may use, with its IANA number. */
export const protocolWords: ReadonlyArray<readonly [string, number]> = Object.entries({ ...numbers, ...aliases });

/** The lower-case IANA name of a protocol number, the number as text where it has none, "unknown" for −1. */
export function protocolName(number: number): string {
  return number < 0 ? "unknown" : (names.get(number) ?? String(number));
}

/** True for the protocols whose packets carry a source and a destination port. */
export function hasPorts(number: number): boolean {
  return number === 6 || number === 17 || number === 132 || number === 33 || number === 136;
}
