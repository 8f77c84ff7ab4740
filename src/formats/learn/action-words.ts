import type { Meaning } from "../format.ts";

/** Words that products use for a denial, each by itself or within a longer one: `drop`, `blocked by policy`. */
const denials = new Set([
  ..."deny denied denies drop dropped drops block blocked blocks reject rejected rejects reset discard discarded".split(
    " ",
  ),
  ..."refuse refused prevent prevented forbidden unreach 拒否 遮断 破棄 廃棄 阻断 拒绝 丢弃 차단".split(" "),
]);

/** Words for traffic that was let through, or that ended by itself. */
const passes = new Set([
  ..."allow allowed allows accept accepted accepts permit permitted permits pass passed passes open built close".split(
    " ",
  ),
  ..."closed teardown timeout client-rst server-rst start end 許可 通過 允许 放行 허용".split(" "),
]);

/** What a vendor's word seems to mean; null for one that cannot be told, or seems to mean both. */
export function guessMeaning(word: string): Meaning | null {
  const parts = [word.toLowerCase(), ...word.toLowerCase().split(/[^\p{L}]+/u)];
  const denies = parts.some((part) => denials.has(part));
  const passesOn = parts.some((part) => passes.has(part));
  if (denies === passesOn) return null;
  return denies ? "deny" : "allow";
}
