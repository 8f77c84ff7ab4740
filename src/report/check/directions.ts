import type { Draft } from "./draft.ts";
import type { FigureToken } from "./tokens.ts";

/** Two figures of which a draft says that one became the other. */
export interface Movement {
  from: FigureToken;
  to: FigureToken;
  /** What the words say: 1 for a rise, −1 for a fall, 0 for nothing. */
  direction: number;
  /** The words and figures. */
  start: number;
  end: number;
}

const down = String.raw`\b(?:f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w+|decreas\w+|shr[aiu]nk\w*|sank|slid|reduc\w+|(?:went|came|go(?:es)?|is|was|were) down|lost|lower(?:ed)?)\b`;
const up = String.raw`\b(?:rose|ris(?:e[sn]?|ing)|increas\w+|gr[eo]w\w*|climb\w*|(?:went|go(?:es)?|is|was|were) up|gain\w*|jump\w*|surg\w+|soar\w*)\b`;
const downJa = "減|低下|下落|縮小|下が|下回|マイナス";
const upJa = "増|上昇|拡大|上が|伸び|上回|プラス";

/** Words between a verb and what moved by so much hold no other figure and end no clause. */
const gap = String.raw`[^.;:!?。、\d%]{0,50}?`;
const verbBeforeFrom = new RegExp(String.raw`(?:(?<down>${down})|(?<up>${up}))${gap} from (?:\w+ )?[+\-−]?$`, "i");
const verbBeforeTo = new RegExp(String.raw`(?:(?<down>${down})|(?<up>${up}))${gap} to (?:\w+ )?[+\-−]?$`, "i");
const verbBeforeBy = new RegExp(
  String.raw`(?:(?<down>${down}|\bdown)|(?<up>${up}|\bup))(?: \w+ly)? ?(?:by|of)? ?(?:a further|another|about|around|some|nearly|almost|more than|over)? ?$`,
  "i",
);
const wordBehind =
  /^ ?(?:(?<down>lower|fewer|less|down\b|decrease|reduction|fall\b|drop\b)|(?<up>higher|more\b|up\b|increase|rise\b|growth))/i;
const wordBehindJa = new RegExp(
  `^ ?(?:\\)|」)?(?:以上|超|ほど|程度|近く|強|弱)? ?(?:の|も|だけ)?(?:(?<down>${downJa})|(?<up>${upJa}))`,
);
const movedJa = new RegExp(`^[^。\\n\\d]{0,16}?(?:(?<down>${downJa})|(?<up>${upJa}))`);
const reach = 90;

/** Finds figures that a draft says to have become others: `from 48.1 % to 29.2 %`, `48.1%から29.2%へ`, `48.1 % → 29.2 %`. */
export function findMovements({ text }: Draft, tokens: readonly FigureToken[]): Movement[] {
  const movements: Movement[] = [];
  for (const [at, first] of tokens.entries()) {
    const second = tokens[at + 1];
    if (second === undefined || second.kind !== first.kind || first.kind === "points") continue;
    const between = text.slice(first.end, second.start).replace(/\([^()]*\)|（[^（）]*）/g, "");
    if (between.length > 24) continue;
    // What stands before the figure before is not about this one.
    const before = text.slice(Math.max(tokens[at - 1]?.end ?? 0, first.start - reach), first.start);
    const behind = text.slice(second.end, Math.min(tokens[at + 2]?.start ?? Infinity, second.end + reach));
    const found = moveOf(before, between, behind);
    if (found === null) continue;
    const [from, to] = found.isReversed ? [second, first] : [first, second];
    movements.push({ from, to, direction: found.direction, start: first.start - found.lead, end: second.end });
  }
  return movements;
}

interface FoundMove {
  direction: number;
  isReversed: boolean;
  /** Characters before the first figure that belong to it. */
  lead: number;
}

function moveOf(before: string, between: string, behind: string): FoundMove | null {
  if (/^[^。\n]{0,4}から[^。\n]{0,8}$/.test(between)) {
    return { direction: directionOf(movedJa.exec(behind)), isReversed: false, lead: 0 };
  }
  if (/^ ?(?:→|->|⇒) ?[+\-−]?$/.test(between)) return { direction: 0, isReversed: false, lead: 0 };
  if (/^,? to (?:\w+ )?$/i.test(between) && / from (?:\w+ )?$/i.test(` ${before}`)) {
    const verb = verbBeforeFrom.exec(before);
    return { direction: directionOf(verb), isReversed: false, lead: verb?.[0].length ?? 0 };
  }
  const verb = verbBeforeTo.exec(before);
  if (/^,? from (?:\w+ )?$/i.test(between) && verb !== null) {
    return { direction: directionOf(verb), isReversed: true, lead: verb[0].length };
  }
  return null;
}

/**
 * Which way a draft says that something went by a figure: `fell by 18.9 points`, `18.9ポイント減`. @returns 1, −1, or 0
 * where it does not say.
 */
export function directionBy({ text }: Draft, { start, end, sign }: FigureToken, previousEnd: number): number {
  if (sign !== 0) return sign;
  const before = text.slice(Math.max(previousEnd, start - reach), start);
  const behind = text.slice(end, end + 24);
  return (
    directionOf(verbBeforeBy.exec(before)) ||
    directionOf(wordBehind.exec(behind)) ||
    directionOf(wordBehindJa.exec(behind))
  );
}

function directionOf(match: RegExpExecArray | null): number {
  if (match === null) return 0;
  return match.groups?.["down"] === undefined ? 1 : -1;
}
