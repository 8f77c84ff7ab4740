import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Format } from "../../src/formats/format.ts";
import { formats, headFormats } from "../../src/formats/index.ts";
import { keyBindings } from "../../src/ui/explorer/keys.ts";
import { en, type ExplorerWords } from "../../src/ui/explorer/words.en.ts";
import { ja } from "../../src/ui/explorer/words.ja.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** How many of a format's marks are named. */
const mostMarks = 3;

interface Wording {
  /** The words of the explorer, which has the keys. */
  explorer: ExplorerWords;
  keyHeads: readonly string[];
  heads: readonly string[];
  head: string;
  names: string;
  columns: string;
  more: string;
}

/** The READMEs with the words of their language. */
const readmes: Readonly<Record<string, Wording>> = {
  "README.md": {
    explorer: en,
    keyHeads: ["key", "does", ""],
    heads: ["format", "product", "told by", "documentation"],
    head: "the names in its first line",
    names: "a line of names with",
    columns: "columns with words such as",
    more: "and more",
  },
  "README.ja.md": {
    explorer: ja,
    keyHeads: ["キー", "動作", ""],
    heads: ["形式", "製品", "見分け方", "文書"],
    head: "1行目の列名",
    names: "次を含む列名の行：",
    columns: "次のような語のある列：",
    more: "など",
  },
};

/** The tables of the READMEs by the name in their marks; the first line of each has its heads. */
const tables: Readonly<Record<string, (wording: Wording) => string[][]>> = {
  formats(wording) {
    const rows = [
      ...formats.map((format) => [format.id, format.title, tellingOf(format, wording), linkTo(format.docs)]),
      ...headFormats.map(({ id, title, docs }) => [id, title, wording.head, linkTo(docs)]),
    ];
    const sorted = rows.toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
    return [[...wording.heads], ...sorted.map(([id, ...cells]) => [`\`${id}\``, ...cells])];
  },
  keys({ explorer, keyHeads }) {
    const notes: Partial<Record<string, string>> = explorer.keyNotes;
    const rows = keyBindings.map(({ id, shown }) => [
      shown.split(" ").map(quote).join(" "),
      explorer.keys[id],
      notes[id] ?? "",
    ]);
    return [[...keyHeads], ...rows];
  },
};

/** The text of a README with its tables between their marks, formatted by the project's formatter. */
export function renderReadme(name: string, text: string): string {
  const wording = readmes[name]!;
  const filled = Object.entries(tables).reduce((whole, [table, rowsOf]) => {
    const [begin, end] = [`<!-- ${table}: written by test/support/write-tables.ts -->`, `<!-- /${table} -->`];
    const [before, rest] = cut(whole, begin);
    const [, behind] = cut(rest, end);
    const [heads = [], ...rows] = rowsOf(wording);
    const lines = [heads, heads.map(() => "---"), ...rows];
    const drawn = lines
      .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
      .join("\n");
    return `${before}${begin}\n\n${drawn}\n\n${end}${behind}`;
  }, text);
  return execFileSync(`${root}node_modules/.bin/oxfmt`, ["--stdin-filepath", `${root}${name}`], {
    cwd: root,
    input: filled,
    encoding: "utf8",
  });
}

function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`The README lacks ${mark}`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}

/** What lines of a format hold: markers, column names, or the words in its columns. */
function tellingOf({ grammar, actions, kinds }: Format, wording: Wording): string {
  const { marker } = grammar;
  const names = grammar.kind === "csv" ? (grammar.namesMark ?? grammar.namesWithin) : undefined;
  if (marker !== undefined) return listSome(marker, wording);
  if (names !== undefined) return `${wording.names} ${quote(names.trim())}`;
  return `${wording.columns} ${listSome(Object.keys({ ...actions, ...kinds }), wording)}`;
}

function listSome(texts: readonly string[], { more }: Wording): string {
  const shown = texts.slice(0, mostMarks).map(quote).join(" ");
  return texts.length > mostMarks ? `${shown} ${more}` : shown;
}

/** Code, with the blanks at its ends, which Markdown takes away, left out. */
function quote(text: string): string {
  const code = text.trim().replaceAll("\t", " ");
  return code.includes("`") ? `\`\` ${code} \`\`` : `\`${code}\``;
}

function linkTo(docs: string): string {
  return docs === "" ? "" : `[${new URL(docs).hostname.replace(/^www\./, "")}](${docs})`;
}

if (import.meta.main) {
  for (const name of Object.keys(readmes)) {
    const path = `${root}${name}`;
    const is = readFileSync(path, "utf8");
    const text = renderReadme(name, is);
    if (text === is) continue;
    if (!process.argv.includes("--check")) writeFileSync(path, text);
    else {
      process.stderr.write(`${name}: its tables are stale. Run: npm run tables\n`);
      process.exitCode = 1;
    }
  }
}
