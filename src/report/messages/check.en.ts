/** The words of `fwtrend check`, in English. Texts and numbers arrive formatted and safe to print. */
export const checkEn = {
  percent: (number: string) => `${number} %`,
  points: (number: string) => `${number} points`,
  fiscalYear: (year: string) => `FY${year}`,
  problems: {
    "no-such-figure": "no figure of the report",
    "wrong-direction": "wrong direction",
    "no-such-change": "no figure of the report changed so",
    "no-such-port": "the report has no such port",
    "no-such-date": "outside the report's periods",
    "no-such-fiscal-year": "no fiscal year of the report",
  },
  nearest: (problem: string, value: string, path: string) => `${problem}; nearest is ${value} (${path})`,
  told: (problem: string, value: string, path: string) => `${problem}; it is ${value} (${path})`,
  went: (problem: string, was: string, is: string, path: string) =>
    `${problem}; it went from ${was} to ${is} (${path})`,
  finding: (place: string, text: string, problem: string) => `${place}: "${text}": ${problem}`,
  none: "no figure was found in the draft",
  supported: (count: string, isOne: boolean) =>
    isOne ? "the 1 figure is supported" : `all ${count} figures are supported`,
  flagged: (flagged: string, count: string) => `${flagged} to be looked at, of ${count} figures in the draft`,
  partial: "the report is marked partial: its figures cover what was read",
};

/** The words of `fwtrend check` in one language. */
export type CheckMessages = typeof checkEn;
