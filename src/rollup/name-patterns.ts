/**
 * Patterns for names, any of which may fit: `*` stands for any characters or none, `?` for one, all else for itself in
 * either case. Answers are kept by name, so asking again costs a lookup.
 */
export class NamePatterns {
  private readonly patterns: readonly (readonly string[])[];
  private readonly answers = new Map<string, boolean>();
  private lastName: string | null = null;
  private lastAnswer = false;

  constructor(patterns: readonly string[]) {
    this.patterns = patterns.map(lettersOf);
  }

  /** True when one of the patterns fits the whole name. */
  fits(name: string): boolean {
    if (name === this.lastName) return this.lastAnswer;
    let answer = this.answers.get(name);
    if (answer === undefined) {
      const letters = lettersOf(name);
      answer = this.patterns.some((pattern) => fitsPattern(pattern, letters));
      this.answers.set(name, answer);
    }
    this.lastName = name;
    this.lastAnswer = answer;
    return answer;
  }
}

function lettersOf(text: string): string[] {
  return Array.from(text.toLowerCase());
}

/** Goes back to the last `*` only, so hostile names and patterns cost their product at most. */
function fitsPattern(pattern: readonly string[], name: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let starEnd = 0;
  let pos = 0;
  while (pos < name.length) {
    if (pattern[at] === "*") {
      star = at++;
      starEnd = pos;
    } else if (pattern[at] === "?" || pattern[at] === name[pos]) {
      at++;
      pos++;
    } else if (star >= 0) {
      at = star + 1;
      pos = ++starEnd;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
