import { type Draft, months } from "./draft.ts";

/** A port in a draft. */
export interface PortToken {
  kind: "port";
  port: number;
  /** Null where the draft does not say. */
  protocol: string | null;
  start: number;
  end: number;
}

/** A day or a fiscal year in a draft. */
export interface DateToken {
  kind: "date" | "fiscal-year";
  /** ISO, or the year that the fiscal year begins in. */
  value: string;
  /** True for an end of a span. */
  isOfSpan: boolean;
  start: number;
  end: number;
}

const protocols = "tcp|udp|sctp|dccp";
const listed = String.raw`\d{1,5}(?!\d|[.,]\d)(?:/(?:${protocols})\b)?(?! ?(?:%|個|件|種|位|ポイント))`;
const separator = String.raw`(?:, ?(?:and |or )?| and | or |/|、 ?|・|と|および|及び)`;

const portForms: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w.,])(?<list>\d{1,5}/(?:${protocols}))\b`, "gi"),
  new RegExp(String.raw`\b(?<protocol>${protocols})[/ ]?(?:port )?(?<list>\d{1,5})(?![\d%]|[.,]\d| ?%)`, "gi"),
  new RegExp(String.raw`\bports?:? (?<list>${listed}(?:${separator}${listed})*)`, "gi"),
  new RegExp(String.raw`ポート(?:番号)?[ :]?(?<list>${listed}(?:${separator}${listed})*)`, "g"),
  new RegExp(String.raw`(?<![\w.,])(?<list>\d{1,5})番(?:ポート)?`, "g"),
];

const highestPort = 65_535;

/** Finds the ports of a draft. @param used is set where text belongs to something found. */
export function findPorts({ text }: Draft, used: Uint8Array): PortToken[] {
  const found: PortToken[] = [];
  for (const form of portForms) {
    for (const match of text.matchAll(form)) {
      const { list = "", protocol } = match.groups ?? {};
      const from = match.index + match[0].lastIndexOf(list);
      for (const item of list.matchAll(/(\d{1,5})(?:\/([a-z]+))?/gi)) {
        const start = from + item.index;
        const end = start + item[0].length;
        if (used.subarray(start, end).some((mark) => mark !== 0)) continue;
        used.fill(1, start, end);
        const [, digits = "", ofItem] = item;
        const named = (ofItem ?? protocol)?.toLowerCase() ?? null;
        if (Number(digits) <= highestPort)
          found.push({ kind: "port", port: Number(digits), protocol: named, start, end });
      }
      used.fill(1, match.index, match.index + match[0].length);
    }
  }
  return found;
}

const monthNames = months.map((name) => `${name}|${name.slice(0, 3)}`).join("|");

/** A date, or what stands for one and is only passed over. */
const dateForms: readonly {
  pattern: RegExp;
  read: (match: RegExpExecArray) => Pick<DateToken, "kind" | "value"> | null;
}[] = [
  { pattern: /(?<![\w.,-])(\d{4})[-/](\d\d)[-/](\d\d)(?:T[\d:.]*Z?)?(?!\d)/g, read: ([, y, m, d]) => dayOf(y, m, d) },
  { pattern: /(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})日/g, read: ([, y, m, d]) => dayOf(y, m, d) },
  {
    pattern: new RegExp(String.raw`\b(\d{1,2}) (${monthNames})\.?,? (\d{4})\b`, "g"),
    read: ([, d, m = "", y]) => dayOf(y, monthOf(m), d),
  },
  {
    pattern: new RegExp(String.raw`\b(${monthNames})\.? (\d{1,2}),? (\d{4})\b`, "g"),
    read: ([, m = "", d, y]) => dayOf(y, monthOf(m), d),
  },
  { pattern: /\bFY ?(\d{4})(?!\d)/g, read: ([, y = ""]) => ({ kind: "fiscal-year", value: y }) },
  { pattern: /\bfiscal(?: year)? (\d{4})(?!\d)/gi, read: ([, y = ""]) => ({ kind: "fiscal-year", value: y }) },
  { pattern: /(?<!\d)(\d{4})年度/g, read: ([, y = ""]) => ({ kind: "fiscal-year", value: y }) },
  { pattern: /平成 ?(\d{1,2})年度/g, read: ([, y = ""]) => ({ kind: "fiscal-year", value: String(1988 + Number(y)) }) },
  {
    pattern:
      /(?<!\d)\d{4}[-/]\d\d(?![\d/-])|\d{4}-Q[1-4]|\d{4}年(?: ?\d{1,2}月)?|\d{1,2}月(?: ?\d{1,2}日)?|平成 ?\d{1,2}年/g,
    read: () => null,
  },
  {
    pattern: new RegExp(String.raw`\b(?:${monthNames})\.? (?:\d{4}|\d{1,2})\b|\b\d{1,2} (?:${monthNames})\b`, "g"),
    read: () => null,
  },
];

const spanJoin = /^ ?(?:–|—|-|~|〜|\.\.|to|until|through|から|より|and) ?$/i;

/** Finds the dates and fiscal years of a draft. @param used is set where text belongs to something found. */
export function findDates({ text }: Draft, used: Uint8Array): DateToken[] {
  const found: DateToken[] = [];
  for (const { pattern, read } of dateForms) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (used.subarray(start, end).some((mark) => mark !== 0)) continue;
      used.fill(1, start, end);
      const date = read(match);
      if (date !== null) found.push({ ...date, isOfSpan: false, start, end });
    }
  }
  found.sort((a, b) => a.start - b.start);
  for (const [at, next] of found.entries()) {
    const date = found[at - 1];
    if (date === undefined || !spanJoin.test(text.slice(date.end, next.start))) continue;
    date.isOfSpan = true;
    next.isOfSpan = true;
  }
  return found;
}

function monthOf(name: string): string {
  return String(months.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1);
}

function dayOf(year = "", month = "", day = ""): Pick<DateToken, "kind" | "value"> {
  return { kind: "date", value: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` };
}
