import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** What one sample line is. `cut` lines break off before they are whole. */
export interface SampleLine {
  kind: "denial" | "allowed" | "notice" | "cut";
  /** Local date and clock, `2016-04-01T03:04:05`, with the fraction if there is one. */
  time: string;
  zoned: boolean;
  /** `tcp/23`, or a protocol alone if it has no ports; of denials only. */
  pair: string;
  src: string;
  dst: string;
}

/** A sample file with its lines, read by regular expressions that share nothing with the generator. */
export interface SampleFile {
  name: string;
  text: string;
  lines: SampleLine[];
}

const folder = join(import.meta.dirname, "../../samples");

/** All sample files of a fiscal year. */
export function readSamples(year: number): SampleFile[] {
  return readdirSync(join(folder, `fy${year}`))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, `fy${year}`, name));
      const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
      const read = Object.entries(readers).find(([format]) => name.includes(format))?.[1];
      if (read === undefined) throw new Error(`no reader for ${name}`);
      return { name, text, lines: text.trimEnd().split("\n").map(read) };
    });
}

const readers: Record<string, (line: string) => SampleLine> = {
  fortigate: readFortigate,
  asa: readAsa,
  panos: readPanos,
  filterlog: readFilterlog,
  netfilter: readNetfilter,
};

const numbers: Record<string, string> = { 1: "icmp", 6: "tcp", 17: "udp", 47: "gre", 50: "esp", 58: "icmpv6" };
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const asaDenials = new Set(["106001", "106006", "106014", "106015", "106023", "710003"]);
const asaAllowed = new Set(["302013", "302014", "302015", "302016"]);

function readFortigate(line: string): SampleLine {
  const [, date = "", clock = ""] = match(/^<\d+>date=(\S+) time=(\S+) devname="fw-tokyo-1" /, line);
  const base = { time: `${date}T${clock}`, zoned: false };
  if (line.includes(' type="event" ')) return other("notice", base);
  const verdict = / action="([\w-]+)" policyid=\d+ /.exec(line)?.[1];
  if (verdict === undefined) return other("cut", base);
  if (verdict !== "deny") return other("allowed", base);
  const [, src = "", dst = "", protocol = ""] = match(/ srcip=(\S+) .*? dstip=(\S+) .*? proto=(\d+) /, line);
  return denial(base, src, dst, numbers[protocol] ?? protocol, / dstport=(\d+) /.exec(line)?.[1]);
}

function readAsa(line: string): SampleLine {
  const header = /^(\w{3}) (\d\d) (\d{4}) (\S+) fw-osaka-1 : %ASA-\d-(\d{6}): (.*)$/;
  const [, month = "", day, year, clock, id = "", message = ""] = match(header, line);
  const time = `${year}-${String(months.indexOf(month) + 1).padStart(2, "0")}-${day}T${clock}`;
  const base = { time, zoned: false };
  if (asaAllowed.has(id)) return other("allowed", base);
  if (!asaDenials.has(id)) return other("notice", base);
  const ends = [...message.matchAll(/(?<= |:)(\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?(?= |$)/g)];
  if (ends.length !== 2) return other("cut", base);
  const word = /\b(tcp|udp|icmp|protocol \d+)\b/i.exec(message)?.[1]?.toLowerCase() ?? "";
  const protocol = word.startsWith("protocol") ? numbers[word.slice(9)] : word;
  return denial(base, ends[0]?.[1] ?? "", ends[1]?.[1] ?? "", protocol ?? "", ends[1]?.[2]);
}

function readPanos(line: string): SampleLine {
  const [, time = "", record = ""] = match(/^<\d+>1 (\S+)\+09:00 fw-nagoya-1 - - - - (.*)$/, line);
  const base = { time, zoned: true };
  const cells = record.split(",");
  if (cells[3] === "SYSTEM") return other("notice", base);
  if (cells[30] === undefined) return other("cut", base);
  if (cells[30] === "allow") return other("allowed", base);
  if (!["deny", "drop", "reset-both"].includes(cells[30])) throw new Error(`unknown action in: ${line}`);
  const protocol = cells[29] ?? "";
  const port = protocol === "tcp" || protocol === "udp" ? cells[25] : undefined;
  return denial(base, cells[7] ?? "", cells[8] ?? "", protocol, port);
}

function readFilterlog(line: string): SampleLine {
  const header = /^<\d+>1 (\S+)\+09:00 fw-sendai-1 (\S+) \S+ - - (.*)$/;
  const [, time = "", program = "", record = ""] = match(header, line);
  const base = { time, zoned: true };
  if (program !== "filterlog") return other("notice", base);
  const [, , , , , , action, , version, ...rest] = record.split(",");
  if (action === "pass") return other("allowed", base);
  if (action !== "block") throw new Error(`unknown action in: ${line}`);
  const six = version === "6";
  const protocol = numbers[(six ? rest[4] : rest[6]) ?? ""] ?? "";
  const [src = "", dst = "", , port] = rest.slice(six ? 6 : 9);
  return denial(base, src, dst, protocol, protocol === "tcp" || protocol === "udp" ? port : undefined);
}

function readNetfilter(line: string): SampleLine {
  const [, time = "", message = ""] = match(/^(\S+)\+09:00 fw-fukuoka-1 (.*)$/, line);
  const base = { time, zoned: true };
  const packet = /^kernel: \[ *\d+\.\d{6}\] (?:\[UFW (BLOCK|ALLOW)\]|IPT-(DROP):) IN=/.exec(message);
  if (packet === null) return other("notice", base);
  if (packet[1] === "ALLOW") return other("allowed", base);
  const [, src = "", dst = "", word = ""] = match(/ SRC=(\S+) DST=(\S+) .* PROTO=(\w+) /, message);
  const protocol = numbers[word] ?? word.toLowerCase();
  return denial(base, src, dst, protocol, / DPT=(\d+) /.exec(message)?.[1]);
}

type Base = Pick<SampleLine, "time" | "zoned">;

function denial(base: Base, src: string, dst: string, protocol: string, port: string | undefined): SampleLine {
  if (src === "" || dst === "" || protocol === "") throw new Error(`unreadable denial at ${base.time}`);
  const hasPorts = protocol === "tcp" || protocol === "udp";
  if (hasPorts !== (port !== undefined)) throw new Error(`${protocol} with port ${port} at ${base.time}`);
  return { ...base, kind: "denial", pair: port === undefined ? protocol : `${protocol}/${port}`, src, dst };
}

function other(kind: "allowed" | "notice" | "cut", base: Base): SampleLine {
  return { ...base, kind, pair: "", src: "", dst: "" };
}

function match(pattern: RegExp, line: string): RegExpExecArray {
  const found = pattern.exec(line);
  if (found === null) throw new Error(`not a line of this format: ${line}`);
  return found;
}
