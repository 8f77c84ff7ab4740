import type { Family } from "./sources.ts";

/** Protocol and destination port, such as `tcp/23`. */
export type Pair = `${"tcp" | "udp"}/${number}`;

/** The two fiscal years that the samples cover, by the calendar year they begin in. */
export type FiscalYear = 2016 | 2017;

/** Denials of a whole fiscal year: one for about 100,000 of the published totals. */
export const denialTotals: Record<FiscalYear, number> = { 2016: 22_600, 2017: 25_000 };

/** Denials without a port, by protocol. */
export const portlessCounts: Record<FiscalYear, Record<"icmp" | "ipv6-icmp" | "gre" | "esp", number>> = {
  2016: { icmp: 318, "ipv6-icmp": 12, gre: 20, esp: 10 },
  2017: { icmp: 362, "ipv6-icmp": 16, gre: 20, esp: 12 },
};

/** One port with its denials in FY2016 and FY2017. */
export type PlantedPort = readonly [pair: Pair, family: Family, fy2016: number, fy2017: number];

/**
 * Telnet and IoT ports of high and medium confidence. FY2016: eleven counts of 30 and more are in the top 100.
 * FY2017: sixteen. The smaller ones stay well below rank 100 and make the all-ports share differ.
 */
export const iotPorts: readonly PlantedPort[] = [
  ["tcp/23", "bots", 10_871, 7_300],
  ["tcp/2323", "bots", 900, 420],
  ["tcp/7547", "bots", 400, 95],
  ["udp/53413", "reflect", 330, 60],
  ["udp/1900", "reflect", 140, 210],
  ["tcp/5555", "bots", 120, 130],
  ["tcp/5358", "bots", 95, 75],
  ["tcp/81", "web", 75, 230],
  ["tcp/6789", "bots", 45, 60],
  ["tcp/5000", "web", 35, 55],
  ["tcp/49152", "web", 30, 11],
  ["tcp/9000", "web", 9, 260],
  ["tcp/52869", "upnp", 6, 245],
  ["tcp/37215", "upnp", 4, 170],
  ["tcp/2223", "bots", 3, 85],
  ["tcp/8083", "web", 5, 75],
  ["tcp/8291", "router", 1, 30],
  ["tcp/9100", "misc", 7, 12],
  ["tcp/8000", "web", 4, 12],
  ["tcp/554", "misc", 5, 11],
  ["tcp/32", "bots", 8, 10],
  ["tcp/3232", "bots", 6, 9],
  ["tcp/37777", "misc", 3, 9],
  ["tcp/3323", "bots", 7, 8],
  ["tcp/4323", "bots", 6, 8],
  ["tcp/32764", "misc", 6, 8],
  ["tcp/34567", "misc", 2, 8],
  ["tcp/1883", "misc", 2, 7],
  ["tcp/631", "misc", 3, 6],
  ["tcp/8728", "router", 3, 6],
  ["tcp/515", "misc", 2, 5],
  ["udp/10001", "reflect", 0, 5],
  ["tcp/8554", "misc", 0, 4],
  ["udp/5683", "reflect", 0, 4],
  ["tcp/5431", "upnp", 0, 4],
  ["tcp/60001", "web", 0, 3],
];

/**
 * All other ports that are named. The seven ports where web and SSH servers listen come first: their 3,675 denials of
 * FY2017 are what a wide reading of "IoT" adds.
 */
export const otherPorts: readonly PlantedPort[] = [
  ["tcp/22", "brute", 860, 1_500],
  ["tcp/8080", "web", 290, 620],
  ["tcp/80", "web", 300, 600],
  ["tcp/443", "web", 190, 420],
  ["tcp/8081", "web", 95, 200],
  ["tcp/8888", "web", 130, 185],
  ["tcp/8443", "web", 70, 150],
  ["tcp/445", "worm", 470, 1_250],
  ["tcp/1433", "brute", 430, 650],
  ["tcp/3389", "brute", 340, 500],
  ["udp/5060", "voip", 300, 380],
  ["tcp/3306", "brute", 200, 300],
  ["tcp/25", "mail", 150, 170],
  ["tcp/21", "brute", 130, 150],
  ["udp/53", "reflect", 140, 148],
  ["udp/123", "reflect", 150, 125],
  ["tcp/3128", "proxy", 148, 120],
  ["tcp/6379", "data", 75, 115],
  ["udp/161", "reflect", 140, 110],
  ["tcp/5900", "brute", 120, 105],
  ["tcp/139", "worm", 85, 96],
  ["tcp/2222", "brute", 73, 92],
  ["udp/137", "worm", 108, 82],
  ["tcp/135", "worm", 72, 80],
  ["udp/389", "reflect", 40, 68],
  ["tcp/27017", "data", 68, 64],
  ["tcp/9200", "data", 58, 63],
  ["tcp/1080", "proxy", 92, 62],
  ["udp/11211", "reflect", 1, 60],
  ["tcp/8545", "lone", 1, 58],
  ["tcp/143", "mail", 54, 56],
  ["tcp/3390", "brute", 30, 55],
  ["tcp/7001", "web", 24, 52],
  ["tcp/9090", "web", 38, 51],
  ["tcp/110", "mail", 52, 50],
  ["tcp/5432", "data", 42, 49],
  ["tcp/53", "misc", 44, 48],
  ["tcp/10000", "web", 43, 47],
  ["udp/19", "reflect", 60, 46],
  ["tcp/5038", "voip", 40, 45],
  ["tcp/11211", "data", 38, 44],
  ["tcp/8082", "web", 29, 44],
  ["tcp/1723", "misc", 45, 43],
  ["udp/5353", "reflect", 51, 43],
  ["udp/111", "reflect", 48, 42],
  ["tcp/587", "mail", 36, 41],
  ["tcp/111", "misc", 34, 40],
  ["tcp/1521", "data", 35, 39],
  ["udp/500", "misc", 37, 39],
  ["udp/1434", "worm", 46, 38],
  ["tcp/993", "mail", 32, 37],
  ["tcp/3333", "lone", 1, 36],
  ["tcp/465", "mail", 33, 36],
  ["tcp/808", "proxy", 41, 35],
  ["tcp/995", "mail", 31, 35],
  ["tcp/4786", "router", 0, 34],
  ["tcp/8088", "web", 22, 34],
  ["tcp/5901", "brute", 34, 33],
  ["tcp/8181", "web", 27, 33],
  ["tcp/4444", "misc", 22, 32],
  ["tcp/8090", "web", 25, 32],
  ["tcp/3391", "brute", 20, 31],
  ["tcp/4899", "brute", 39, 31],
  ["tcp/9999", "web", 24, 30],
  ["udp/69", "reflect", 28, 30],
  ["tcp/2375", "data", 9, 29],
  ["tcp/8008", "web", 25, 29],
  ["tcp/873", "misc", 26, 29],
  ["tcp/3000", "web", 19, 28],
  ["udp/623", "reflect", 25, 28],
  ["tcp/22222", "brute", 18, 27],
  ["tcp/5984", "data", 5, 27],
  ["tcp/8089", "web", 22, 27],
  ["tcp/502", "misc", 24, 26],
  ["udp/4500", "misc", 23, 26],
  ["tcp/3388", "brute", 7, 25],
  ["tcp/5061", "voip", 21, 25],
  ["tcp/102", "misc", 22, 24],
  // No two of the last six in the top 100 are equal, so that the cut at rank 100 falls between different counts.
  ["tcp/1099", "misc", 17, 23],
  ["udp/47808", "misc", 21, 22],
  ["udp/27015", "reflect", 23, 21],
  ["tcp/5985", "brute", 8, 20],
  ["tcp/8880", "web", 16, 19],
  ["tcp/8091", "data", 15, 18],
  // In the top 100 of FY2016 only.
  ["tcp/8123", "proxy", 37, 13],
  ["udp/17", "reflect", 33, 12],
  ["tcp/9064", "proxy", 31, 7],
  ["tcp/8118", "proxy", 30, 12],
  ["udp/5632", "misc", 29, 9],
  ["tcp/3129", "proxy", 28, 11],
  ["udp/520", "reflect", 27, 9],
  ["tcp/5631", "brute", 26, 11],
  ["udp/1604", "reflect", 26, 10],
  ["tcp/9797", "proxy", 25, 6],
  ["tcp/6129", "brute", 24, 10],
  ["tcp/6666", "proxy", 23, 8],
  ["tcp/1998", "proxy", 22, 5],
];

/** Denials of a planted port in one year. */
export function countIn(port: PlantedPort, year: FiscalYear): number {
  return year === 2016 ? port[2] : port[3];
}
