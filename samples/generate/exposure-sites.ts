import { createRandom, type Random } from "./random.ts";
import type { Sample } from "./samples.ts";

/** Sites, a tenth of those that the review looked at, and how many of them show what; some are in two classes. */
export const plantedSites = { all: 13_000, exposed: 1586, maintenance: 1144, cms: 312, subdomain: 260 } as const;

/** What a site answered at an address. */
interface Answer {
  url: string;
  status: number;
  title: string;
  location: string;
}

/** What opens. */
const opened = {
  maintenance: [
    ["/phpmyadmin/", 200, "phpMyAdmin"],
    ["/pma/", 200, "phpMyAdmin"],
    ["/manager/html", 401, ""],
    ["/server-status", 200, "Apache Status"],
    ["/phpinfo.php", 200, "phpinfo()"],
    ["/adminer.php", 200, "Login - Adminer"],
    ["/webmin/", 200, "Login to Webmin"],
    ["/awstats/awstats.pl", 200, "Statistics"],
    ["/jenkins/login", 200, "Sign in [Jenkins]"],
  ],
  cms: [
    ["/wp-login.php", 200, "Log In ‹ Example — WordPress"],
    ["/blog/wp-login.php", 200, "ログイン ‹ Example — WordPress"],
    ["/administrator/", 200, "Example - Administration"],
    ["/mt/mt.cgi", 200, "Movable Type - Sign In"],
    ["/typo3/", 200, "TYPO3 CMS Login"],
  ],
} as const;

/** What is asked for and does not open: it must not be counted. */
const shut = [
  ["/phpmyadmin/", 404, "404 Not Found", ""],
  ["/wp-login.php", 404, "", ""],
  ["/wp-admin/", 302, "", "/"],
  ["/manager/html", 403, "403 Forbidden", ""],
  ["/server-status", 403, "", ""],
  ["/admin/", 301, "", "https://www.example.jp/"],
  ["/phpmyadmin/", 200, "お探しのページは見つかりませんでした", ""],
  ["/administrator/", 500, "", ""],
  // The front page, as some sites show it at any path.
  ["/pma/", 200, "Example", ""],
] as const;

/** What sites answered: most as httpx writes it, some as a table. */
export function buildSites(): Sample[] {
  const answers = Array.from({ length: plantedSites.all }, (_, at) => answersOf(at, createRandom(`site ${at}`)));
  const cut = 10_000;
  return [
    { path: "exposure/sites-httpx.jsonl.gz", text: `${answers.slice(0, cut).flat().map(writeJson).join("\n")}\n` },
    { path: "exposure/sites.csv.gz", text: ["url,status,title,location", ...answers.slice(cut).flat().map(writeRow), ""].join("\n") },
  ];
}

function answersOf(at: number, random: Random): Answer[] {
  const { all, exposed, maintenance, cms, subdomain } = plantedSites;
  // A step that shares no factor with the number of sites spreads the exposed ones over them.
  const place = (at * 7_919) % all;
  const isSubdomain = place < subdomain;
  const both = maintenance + cms + subdomain - exposed;
  const cmsFrom = subdomain;
  const maintenanceFrom = cmsFrom + cms - both;
  const isCms = place >= cmsFrom && place < cmsFrom + cms;
  const isMaintenance = place >= maintenanceFrom && place < maintenanceFrom + maintenance;
  const host = isSubdomain
    ? `${random.pick(["admin", "kanri", "cms", "manage"])}.org-${String(at).padStart(5, "0")}.example`
    : `www.org-${String(at).padStart(5, "0")}.example`;
  const answer = ([path, status, title]: readonly [string, number, string], location = ""): Answer => ({
    url: `https://${host}${path}`,
    status,
    title,
    location,
  });
  const answers = [isSubdomain && random.chance(0.4) ? answer(["/", 302, ""], "/login") : answer(["/", 200, "Example"])];
  if (isMaintenance) answers.push(answer(random.pick(opened.maintenance)));
  if (isCms) {
    answers.push(
      random.chance(0.2) ? answer(["/wp-admin/", 302, ""], `https://${host}/wp-login.php?reauth=1`) : answer(random.pick(opened.cms)),
    );
  }
  if (!isMaintenance && !isCms && random.chance(0.35)) {
    const [path, status, title, location] = random.pick(shut);
    answers.push(answer([path, status, title], location));
  }
  return answers;
}

function writeJson({ url, status, title, location }: Answer): string {
  const known = { url, ...(location === "" ? {} : { location }), ...(title === "" ? {} : { title }) };
  return JSON.stringify({ ...known, method: "GET", status_code: status, failed: false });
}

function writeRow({ url, status, title, location }: Answer): string {
  const quote = (text: string): string => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [url, String(status), quote(title), quote(location)].join(",");
}
