import { denialWords, passWords } from "../csv-headers.ts";
import type { Meaning } from "../format.ts";

const denials = new Set([...denialWords.split(" "), ..."拒否 遮断 破棄 廃棄 阻断 拒绝 丢弃 차단".split(" ")]);
const passes = new Set([...passWords.split(" "), ..."許可 通過 允许 放行 허용".split(" ")]);

/** What a vendor's word seems to mean; null for one that cannot be told, or seems to mean both. */
export function guessMeaning(word: string): Meaning | null {
  const parts = [word.toLowerCase(), ...word.toLowerCase().split(/[^\p{L}]+/u)];
  const denies = parts.some((part) => denials.has(part));
  const passesOn = parts.some((part) => passes.has(part));
  if (denies === passesOn) return null;
  return denies ? "deny" : "allow";
}
