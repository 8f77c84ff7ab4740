import type { Draft } from "./draft.ts";
import type { FigureKind } from "./figures.ts";

/** A figure in a draft. */
export interface FigureToken {
  kind: FigureKind;
  /** Without its sign; percentages as such. */
  value: number;
  /** The step between two figures as exactly written: 0.1 for `38.0 %`, 1,000,000 for `25 million`. */
  step: number;
  /** As written: 1, −1, or 0 for none. */
  sign: number;
  /** True where something below the figure is told: `less than 0.01 times`, `0.01倍未満`. */
  isBound: boolean;
  /** Where it stands in the draft's text; `end` is behind its unit. */
  start: number;
  end: number;
}

const number = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
const begin = String.raw`(?<![\w.,/]|\d-)`;
const sign = String.raw`(?<sign>[+\-−])?`;

const pointUnits = String.raw`percentage[- ]?points?|%[- ]?points?|%?ポイント|points?\b|pp\b|pts?\b`;
const percentUnits = String.raw`%|percent\b|per cent\b|パーセント`;
const nouns = [
  "connections?|connection attempts|attempts|denials?|packets?|sources?|addresses|devices?|scanners?|lines?|days?|ports?",
  "events?|hours?|networks?|hosts?|inputs?|files?|gaps?|destinations?|classes|firewalls?",
].join("|");
const adjectives =
  "blocked|denied|refused|distinct|unique|own|different|wide|busiest|other|equally busy|effective|new|log|IoT";
const counters = "件|個|台|日|行|回|ポート|アドレス|ホスト|パケット|時間|ファイル|種|社|本|つの";
const rates = "a day|per day|daily|an hour|per hour|/day";

/** Powers of ten behind a number. */
const magnitudes: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  billion: 1e9,
  trillion: 1e12,
  千: 1e3,
  万: 1e4,
  億: 1e8,
  兆: 1e12,
};

const forms: readonly { kind: FigureKind; pattern: RegExp }[] = [
  { kind: "ratio", pattern: /×[ ]?(?<value>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)/g },
  {
    kind: "points",
    pattern: new RegExp(`${begin}${sign}(?<value>${number}) ?(?:${pointUnits})`, "gi"),
  },
  { kind: "percent", pattern: new RegExp(`${begin}${sign}(?<value>${number}) ?(?:${percentUnits})`, "gi") },
  { kind: "ratio", pattern: new RegExp(`${begin}(?<value>${number})(?: ?(?:times\\b|倍|×)|x\\b|-fold\\b)`, "gi") },
  {
    kind: "amount",
    pattern: new RegExp(
      `${begin}${sign}(?<value>${number} ?[兆億万千](?:${number} ?[億万千])*(?:${number})?|${number} ?(?:thousand|million|billion|trillion|mn|bn|[kKmM])(?![\\w/]))`,
      "gi",
    ),
  },
  {
    kind: "amount",
    pattern: new RegExp(
      `${begin}${sign}(?<value>${number})(?= ?(?:${rates})| (?:(?:${adjectives}),? ){0,3}(?:${nouns})\\b| ?(?:${counters}))`,
      "gi",
    ),
  },
  { kind: "amount", pattern: /(?<![\w.,/]|\d-)(?<sign>[+\-−])?(?<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?)(?![\d]|\.\d)/g },
];

/** A number that takes its unit from the one behind it, as in `37.0 – 39.0 %`. */
const rangeStart = new RegExp(
  `${begin}${sign}(?<value>${number})(?= ?(?:–|—|-|~|〜|to|and|or|から|、|,|と) ?[+\\-−]?$)`,
  "i",
);
const approximately =
  /(?:\babout|\baround|\bapproximately|\broughly|\bnearly|\balmost|\bsome|\bover|\bmore than|\bless than|\bfewer than|\bunder|\bat least|\bat most|\bup to|\bca\.?|\bcirca|~|≈|約|およそ|ほぼ|概ね|おおよそ) ?$/i;
const below = /(?:\bless than|\bfewer than|\bbelow|\bunder|<) ?$/i;
const approximatelyBehind = /^ ?(?:件|個|台|ポイント|%)?(?:強|弱|以上|以下|未満|超|近く|程度|前後|余り)/;

/** Finds the figures of a draft, in their order. @param used is set where text belongs to something found. */
export function findTokens({ text }: Pick<Draft, "text">, used: Uint8Array): FigureToken[] {
  const tokens: FigureToken[] = [];
  const take = (kind: FigureKind, match: RegExpExecArray, from: number): void => {
    const start = from + match.index;
    const end = start + match[0].length;
    if (used.subarray(start, end).some((mark) => mark !== 0)) return;
    used.fill(1, start, end);
    const isRough =
      approximately.test(text.slice(Math.max(0, start - 16), start)) ||
      approximatelyBehind.test(text.slice(end, end + 8));
    const isBound = below.test(text.slice(Math.max(0, start - 16), start)) || text.startsWith("未満", end);
    const { value, sign: written } = match.groups ?? {};
    const signed = written === undefined ? 0 : written === "+" ? 1 : -1;
    tokens.push({ kind, ...readNumber(value ?? "", isRough), sign: signed, isBound, start, end });
  };
  for (const { kind, pattern } of forms) for (const match of text.matchAll(pattern)) take(kind, match, 0);
  for (const token of Array.from(tokens)) {
    if (token.kind === "ratio") continue;
    const from = Math.max(0, token.start - 30);
    const before = rangeStart.exec(text.slice(from, token.start + (token.sign === 0 ? 0 : 1)));
    // A count before one is most often of another thing.
    if (before !== null && token.kind !== "amount") take(token.kind, before, from);
  }
  return tokens.sort((a, b) => a.start - b.start);
}

/** A number as written, and the step to the next one that could be written so. */
function readNumber(written: string, isRough: boolean): { value: number; step: number } {
  let [value, step] = [0, 1];
  const parts = [...written.matchAll(/((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?) ?([a-z]+|[兆億万千])?/gi)];
  for (const [, digits = "", unit] of parts) {
    const scale = unit === undefined ? 1 : (magnitudes[unit.toLowerCase()] ?? 1);
    const plain = digits.replaceAll(",", "");
    value += Number(plain) * scale;
    step = scale / 10 ** (plain.split(".")[1]?.length ?? 0);
  }
  return { value, step: isRough ? Math.max(step, roughStep(value)) : step };
}

/** Of a rough number the zeros at its end say nothing, but two digits do. */
function roughStep(value: number): number {
  if (value < 10 || !Number.isInteger(value)) return 0;
  let step = 1;
  while (value % (step * 10) === 0) step *= 10;
  return Math.min(step, 10 ** (Math.floor(Math.log10(value)) - 1));
}
