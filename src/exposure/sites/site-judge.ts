import { isLoginPath, openedPath, partUrl, type SiteAnswer } from "./site-answer.ts";
import { type SiteClass, siteClasses, type SiteRule, type SiteRulePart } from "./site-rules.ts";

/** What an answer says of its site. */
export interface SiteFinding {
  /** The name of the site's host. */
  host: string;
  /** Classes that the answer exposes, as bits by their place in `siteClasses`. */
  classes: number;
  /** Classes that its path alone speaks for: none of them if the site shows its front page at any path. */
  doubtful: number;
  /** True for a front page with a title, by which to tell that. */
  isFront: boolean;
}

const nothing = { classes: 0, doubtful: 0, isFront: false };

/** So many paths and hosts are remembered with what rules say of them: scanners ask every host the same. */
const remembered = 1 << 16;
const longestRemembered = 200;

/** Says what answers expose, by rules. */
export class SiteJudge {
  private readonly byPart: Readonly<Record<SiteRulePart, readonly (RegExp | null)[]>>;
  private readonly paths = new Map<string, number>();
  private readonly labels = new Map<string, number>();

  constructor(rules: readonly SiteRule[]) {
    const compile = (part: SiteRulePart): (RegExp | null)[] =>
      siteClasses.map((siteClass) =>
        compileRules(
          part,
          rules.filter((rule) => rule.class === siteClass && rule.part === part),
        ),
      );
    this.byPart = { path: compile("path"), title: compile("title"), host: compile("host") };
  }

  /** Null where the answer's URL is none. */
  judge(answer: SiteAnswer): SiteFinding | null {
    const parts = partUrl(answer.url);
    if (parts === null) return null;
    const { host, path } = parts;
    const ofHost = this.ofHost(host);
    // Most answers are of front pages without a title that matters, or of paths of no rule.
    const asked = path === "/" ? 0 : this.ofPath(path);
    const { status, title } = answer;
    if (asked === 0 && ofHost === 0 && title === "" && answer.finalUrl === "") return { host, ...nothing };
    const opened = openedPath(answer, parts);
    if (opened === null) return { host, ...nothing };
    const isLogin = opened !== path && isLoginPath(opened);
    const ofPath = (opened === path || isLogin ? asked : 0) | (opened === path ? 0 : this.ofPath(opened));
    const ofTitle = this.ofTitle(title);
    const isPage = title !== "" && status >= 200 && status <= 299;
    const doubtful = isPage && opened !== "/" ? ofPath & ~ofTitle : 0;
    let classes = (ofPath & ~doubtful) | ofTitle;
    // A picture on an administrator's host opens nothing to anybody.
    const isMeant = opened === "/" || isLoginPath(opened) || (ofPath | ofTitle) !== 0 || status === 401;
    if (isMeant) classes |= ofHost;
    return { host, classes, doubtful, isFront: isPage && opened === "/" };
  }

  private ofPath(path: string): number {
    return this.remember(this.paths, path, "path");
  }

  private ofHost(host: string): number {
    const dot = host.indexOf(".");
    // `admin.jp` is the name of an organisation.
    if (dot < 0 || host.indexOf(".", dot + 1) < 0 || host.startsWith("[")) return 0;
    return this.remember(this.labels, host.slice(0, dot), "host");
  }

  private ofTitle(title: string): number {
    return title === "" ? 0 : bitsOf(this.byPart.title, title);
  }

  private remember(known: Map<string, number>, text: string, part: SiteRulePart): number {
    let bits = known.get(text);
    if (bits === undefined) {
      bits = bitsOf(this.byPart[part], text);
      if (known.size >= remembered) known.clear();
      // A slice would keep all of its URL in memory; a long text is asked for once.
      if (text.length <= longestRemembered) known.set(Buffer.from(text).toString(), bits);
    }
    return bits;
  }
}

/** The names of the classes whose bits are set. */
export function classesOf(bits: number): SiteClass[] {
  return siteClasses.filter((_, at) => (bits & (1 << at)) !== 0);
}

function bitsOf(patterns: readonly (RegExp | null)[], text: string): number {
  return patterns.reduce((bits, pattern, at) => (pattern !== null && pattern.test(text) ? bits | (1 << at) : bits), 0);
}

/** One expression for all rules of a kind; null for none. */
function compileRules(part: SiteRulePart, rules: readonly SiteRule[]): RegExp | null {
  if (rules.length === 0) return null;
  const alternatives = rules.map(({ pattern }) => {
    if (part !== "path" || !pattern.startsWith("*")) return { isDeep: false, source: sourceOf(pattern) };
    return { isDeep: true, source: sourceOf(pattern.slice(1)) };
  });
  const shallow = alternatives.filter(({ isDeep }) => !isDeep).map(({ source }) => source);
  const deep = alternatives.filter(({ isDeep }) => isDeep).map(({ source }) => source);
  switch (part) {
    case "path":
      return new RegExp(`(?:^(?:${[...shallow, "(?!)"].join("|")})|(?:${[...deep, "(?!)"].join("|")}))(?:/|$)`, "i");
    case "host":
      return new RegExp(`^(?:${shallow.join("|")})$`, "i");
    default:
      return new RegExp(shallow.join("|"), "i");
  }
}

/** Any text is that of one segment or title: it must not run away over long hostile texts. */
function sourceOf(pattern: string): string {
  return pattern
    .split("*")
    .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"))
    .join("[^/]{0,80}");
}
