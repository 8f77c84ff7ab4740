import type { Member } from "../ingest/packed/members.ts";

/** The first bytes of a log. */
export async function readHead(member: Member, most: number): Promise<Buffer> {
  const head: Buffer[] = [];
  let size = 0;
  for await (const chunk of member.chunks()) {
    head.push(Buffer.from(chunk));
    size += chunk.length;
    if (size >= most) break;
  }
  return Buffer.concat(head).subarray(0, most);
}

/** The first lines that are not empty, without a byte order mark. */
export function headLines(head: Buffer, most: number): string[] {
  const lines = head
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .split(/\r?\n/);
  return lines.filter((line) => line !== "").slice(0, most);
}
