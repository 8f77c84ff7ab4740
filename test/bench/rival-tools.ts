import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasProgram } from "./processes.ts";

/** How other tools find what a format's lines are aimed at. */
interface Question {
  /** Regular expressions whose first group is the protocol and the port; the second is all that is asked of ripgrep. */
  protocol: string;
  port: string;
  /** An awk program that counts by port and prints how many ports there were. */
  awk: readonly string[];
}

const countEnd = "END { for (port in n) ports++; print ports }";

/** An awk program that looks for the field that begins with a text. */
function awkField(text: string): string[] {
  const found = `substr($i, 1, ${text.length}) == "${text}"`;
  return [`{ for (i = NF; i > 0; i--) if (${found}) { n[$i]++; break } } ${countEnd}`];
}

/** The formats that rivals are asked about. */
export const questions: Readonly<Record<string, Question>> = {
  netfilter: { protocol: "PROTO=(\\w+)", port: "DPT=(\\d+)", awk: awkField("DPT=") },
  fortigate: { protocol: " proto=(\\w+)", port: "dstport=(\\d+)", awk: awkField("dstport=") },
  panos: {
    protocol: ",(tcp|udp|icmp),",
    port: ",\\d+,\\d+,\\d+,(\\d+),\\d+,\\d+,0x",
    awk: ["-F,", `{ n[$30 "," $26]++ } ${countEnd}`],
  },
  asa: {
    protocol: "Deny (\\w+)",
    port: "dst [^/]*/(\\d+)",
    awk: [`{ split($0, part, "/"); split(part[3], word, " "); n[word[1]]++ } ${countEnd}`],
  },
};

/** The ids of the formats, by the names that rivals' rows have. */
export const formatIds: Readonly<Record<string, string>> = {
  netfilter: "linux-netfilter",
  fortigate: "fortinet-fortigate",
  panos: "paloalto-panos",
  asa: "cisco-asa",
};

/** A tool that can answer here, with its command for a file. */
export interface Rival {
  name: string;
  command: (question: Question, file: string) => string[];
}

const databases = { DuckDB: "@duckdb/node-api", chDB: "chdb" };

/** The tools that are here or can be installed; those that are not are named by `leftOut`. */
export function findRivals(leftOut: (name: string, why: string) => void): Rival[] {
  const programs: (Rival & { program: string })[] = [
    {
      name: "ripgrep -o",
      program: "rg",
      command: ({ port }, file) => ["rg", "-o", "--no-filename", port, file],
    },
    { name: "mawk", program: "mawk", command: ({ awk }, file) => ["mawk", ...awk, file] },
  ];
  const rivals: Rival[] = programs.filter(({ name, program }) => {
    const isHere = hasProgram(program) || spawnSync(program, ["-W", "version"]).error === undefined;
    if (!isHere) leftOut(name, `there is no ${program} here`);
    return isHere;
  });
  const folder = installDatabases();
  const script = join(folder, "answer.mjs");
  writeFileSync(script, answerScript);
  for (const [name, packageName] of Object.entries(databases)) {
    if (!existsSync(join(folder, "node_modules", packageName))) {
      leftOut(name, `npm could not install ${packageName}`);
      continue;
    }
    rivals.push({
      name,
      command: (question, file) => [
        process.execPath,
        script,
        name === "DuckDB" ? askDuckDb(question, file) : askChDb(question, file),
        name,
      ],
    });
  }
  return rivals;
}

/** Both count by protocol and port, and use all cores. */
function askDuckDb({ protocol, port }: Question, file: string): string {
  const lines = `read_csv(${quoted(file)}, columns = {'line': 'VARCHAR'}, delim = '\\x01', quote = '', escape = '', header = false, auto_detect = false)`;
  const groups = `select regexp_extract(line, ${quoted(protocol)}, 1) as protocol, regexp_extract(line, ${quoted(port)}, 1) as port, count(*) as denials from ${lines} group by all`;
  return `select count(*)::int from (${groups})`;
}

function askChDb({ protocol, port }: Question, file: string): string {
  const escaped = (text: string): string => quoted(text.replaceAll("\\", "\\\\"));
  const groups = `select extract(line, ${escaped(protocol)}) as protocol, extract(line, ${escaped(port)}) as port, count() as denials from file(${quoted(file)}, LineAsString) group by protocol, port`;
  return `select count() from (${groups})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const answerScript = `
const [query, name] = process.argv.slice(2);
if (name === "DuckDB") {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  console.log((await connection.runAndReadAll(query)).getRowsJson()[0][0]);
} else {
  const { createRequire } = await import("node:module");
  console.log(createRequire(import.meta.url)("chdb").query(query, "CSV"));
}
`;

/** The folder with the databases, installed once. They are too large to be dependencies. */
function installDatabases(): string {
  const folder = join(tmpdir(), "fwtrend-peers");
  const names = Object.values(databases);
  if (names.every((name) => existsSync(join(folder, "node_modules", name)))) return folder;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, "package.json"))) writeFileSync(join(folder, "package.json"), '{ "private": true }');
  spawnSync("npm", ["install", "--no-audit", "--no-fund", ...names], { cwd: folder, stdio: "ignore" });
  return folder;
}
