import { escapeInline, escapeLine } from "./escape-markdown.ts";

/** A column of a table. */
export interface MarkdownColumn {
  title: string;
  align: "left" | "right";
}

/** A part of a document. All texts are plain: what they hold of marks is shown, not obeyed. */
export type Block =
  | { kind: "heading"; level: 1 | 2 | 3; text: string }
  | { kind: "paragraph"; text: string; isStrong?: boolean }
  | { kind: "list"; items: readonly string[] }
  | { kind: "table"; columns: readonly MarkdownColumn[]; rows: readonly (readonly string[])[] };

/** The blocks as GitHub-flavoured Markdown, parted by empty lines, with a newline at the end. */
export function writeMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(writeBlock).join("\n\n")}\n`;
}

function writeBlock(block: Block): string {
  if (block.kind === "table") return writeTable(block.columns, block.rows);
  if (block.kind === "list") return block.items.map((item) => `- ${escapeLine(item)}`).join("\n");
  if (block.kind === "paragraph") {
    return block.isStrong === true ? `**${escapeInline(block.text)}**` : escapeLine(block.text);
  }
  // Signs at the end of a heading would be taken for its frame.
  return `${"#".repeat(block.level)} ${escapeInline(block.text).replace(/#+$/u, "\\$&")}`;
}

function writeTable(columns: readonly MarkdownColumn[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map(({ title }) => title);
  const rule = columns.map(({ align }) => (align === "right" ? "---:" : "---"));
  return [writeRow(titles), `| ${rule.join(" | ")} |`, ...rows.map(writeRow)].join("\n");
}

function writeRow(cells: readonly string[]): string {
  return `| ${cells.map(escapeInline).join(" | ")} |`;
}
