/** What a site answered to a request for one of its addresses. */
export interface SiteAnswer {
  /** As asked for; a scheme may be missing. */
  url: string;
  /** HTTP status; 0 for no answer. After redirects were followed, that of the last answer. */
  status: number;
  /** Title of the page; empty where there is none. */
  title: string;
  /** Where a redirect leads; empty where it is not told. */
  location: string;
  /** Where redirects ended that were followed; empty where none was. */
  finalUrl: string;
}

/** The parts of a URL that matter here. */
export interface UrlParts {
  /** Lower case, without a port and a dot at its end. */
  host: string;
  /** From the slash on, without query and fragment; `/` where there is none. */
  path: string;
}

/**
 * Takes a URL apart; null for what is none. By hand: `new URL` takes a microsecond, and refuses what scanners try.
 */
export function partUrl(url: string): UrlParts | null {
  const scheme = url.indexOf("://");
  let from = scheme < 0 ? 0 : scheme + 3;
  let slash = url.length;
  let port = -1;
  let query = -1;
  for (let at = from; at < url.length; at++) {
    const code = url.charCodeAt(at);
    if (code === QUESTION || code === HASH) {
      query = at;
      break;
    }
    if (slash < url.length) continue;
    if (code === SLASH) slash = at;
    else if (code === AT) {
      from = at + 1;
      port = -1;
    } else if (code === COLON) port = at;
    // The colons so far were those of an IPv6 address.
    else if (code === CLOSE_BRACKET) port = -1;
  }
  const end = query < 0 ? url.length : query;
  let host = url.slice(from, port < 0 ? Math.min(slash, end) : port).toLowerCase();
  if (host.endsWith(".")) host = host.slice(0, -1);
  if (host.length > longestHost || !hostName.test(host)) return null;
  return { host, path: slash < end ? url.slice(slash, end) : "/" };
}

const HASH = 35;
const SLASH = 47;
const COLON = 58;
const QUESTION = 63;
const AT = 64;
const CLOSE_BRACKET = 93;

/** No name in DNS is longer. */
const longestHost = 253;

/** Names, addresses, and names in other scripts. */
const hostName = /^(?:[\w.-]+|\[[\da-f:.]+\]|[^\s\p{Cc}!-,/;-@[-`{-~]+)$/u;

/** Words of a path that leads to a page for logging in. */
const loginPath = /(?:^|[/._-])(?:wp-login|log-?in|logon|sign-?in|auth|authenticate)(?:$|[/._-])/i;

/** Titles of pages that say they are none, whatever their status. */
const refusal =
  /\b(?:404|403)\b|not found|page (?:does not|doesn't) exist|forbidden|access denied|ページが(?:見つかりません|存在しません)|お探しのページ|アクセス(?:権限|が拒否|できません)/i;

/** True for the path of a page for logging in. */
export function isLoginPath(path: string): boolean {
  return loginPath.test(path);
}

/**
 * The path at which an answer really opens something; null where it does not: no answer, an error, a page that says
 * there is none, a redirect home or to another host. A page for logging in does open; so does one that asks for a
 * password (401).
 */
export function openedPath({ status, title, location, finalUrl }: SiteAnswer, { host, path }: UrlParts): string | null {
  if (status === 401) return path;
  if (status >= 300 && status < 400) {
    const target = targetOf(location, host);
    return target !== null && isLoginPath(target) ? target : null;
  }
  if (status < 200 || status > 299) return null;
  if (title !== "" && refusal.test(title)) return null;
  if (finalUrl === "") return path;
  const final = partUrl(finalUrl);
  if (final === null || final.host !== host) return null;
  if (samePath(final.path, path) || isLoginPath(final.path)) return final.path;
  return final.path === "/" ? null : final.path;
}

/** The path that a redirect leads to; null where it leaves the host or is not told. */
function targetOf(location: string, host: string): string | null {
  if (location === "") return null;
  if (location.includes("://") || location.startsWith("//")) {
    const parts = partUrl(location.replace(/^\/\//, "https://"));
    return parts !== null && parts.host === host ? parts.path : null;
  }
  const path = location.replace(/[?#][^]*/, "");
  return path.startsWith("/") ? path : `/${path}`;
}

function samePath(one: string, other: string): boolean {
  return one.replace(/\/$/, "") === other.replace(/\/$/, "");
}
