import { expect } from "vitest";

/** Expects that a text holds nothing but what a terminal prints as it is, and line feeds. */
export function expectPrintable(text: string): void {
  const unsafe = [...text.matchAll(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu)].map(
    ({ 0: character, index }) =>
      `U+${character.codePointAt(0)?.toString(16)} in ${JSON.stringify(around(text, index))}`,
  );
  expect(unsafe).toEqual([]);
}

/** A text without the escape sequences that set colours. */
export function withoutColor(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/\x1b\[[\d;]*m/g, "");
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 20), index + 20);
}
