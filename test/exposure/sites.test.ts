import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLoginPath, partUrl, type SiteAnswer } from "../../src/exposure/sites/site-answer.ts";
import { classesOf, SiteJudge } from "../../src/exposure/sites/site-judge.ts";
import { builtinSiteRules, siteRuleParts } from "../../src/exposure/sites/site-rules.ts";
import { readSiteRules } from "../../src/exposure/sites/site-rules-csv.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { readPaths, readTexts } from "./reading.ts";

const judge = new SiteJudge(builtinSiteRules);

function shown(url: string, status: number, more: Partial<SiteAnswer> = {}): string {
  const finding = judge.judge({ url, status, title: "", location: "", finalUrl: "", ...more });
  return finding === null ? "no site" : `${finding.host}: ${classesOf(finding.classes).join(" ") || "nothing"}`;
}

describe("what an answer shows", () => {
  test.each<[url: string, status: number, more: Partial<SiteAnswer>, expected: string]>([
    ["https://www.example.jp/phpmyadmin/", 200, {}, "www.example.jp: maintenance"],
    ["https://www.example.jp/phpMyAdmin-4.9/index.php?lang=ja", 200, {}, "www.example.jp: maintenance"],
    ["https://www.example.jp/tools/pma", 200, {}, "www.example.jp: maintenance"],
    ["https://www.example.jp/pmap", 200, {}, "www.example.jp: nothing"],
    ["https://www.example.jp/manager/html", 401, {}, "www.example.jp: maintenance"],
    ["https://www.example.jp/manager/html", 403, {}, "www.example.jp: nothing"],
    ["https://www.example.jp/manager/html", 404, {}, "www.example.jp: nothing"],
    ["https://www.example.jp/wp-login.php", 200, {}, "www.example.jp: cms-admin"],
    ["https://www.example.jp/shop/wp-login.php", 200, {}, "www.example.jp: cms-admin"],
    ["https://www.example.jp/wp-login.php.bak", 200, {}, "www.example.jp: nothing"],
    ["https://www.example.jp/wp-admin/", 302, { location: "/wp-login.php?x=1" }, "www.example.jp: cms-admin"],
    [
      "https://www.example.jp/wp-admin/",
      302,
      { location: "https://www.example.jp/wp-login.php" },
      "www.example.jp: cms-admin",
    ],
    ["https://www.example.jp/wp-admin/", 302, { location: "https://sso.example.com/login" }, "www.example.jp: nothing"],
    ["https://www.example.jp/wp-admin/", 302, { location: "/" }, "www.example.jp: nothing"],
    ["https://www.example.jp/wp-admin/", 301, {}, "www.example.jp: nothing"],
    ["https://www.example.jp/wp-admin/", 200, { finalUrl: "https://www.example.jp/" }, "www.example.jp: nothing"],
    [
      "https://www.example.jp/wp-admin/",
      200,
      { finalUrl: "https://www.example.jp/wp-login.php?x" },
      "www.example.jp: cms-admin",
    ],
    [
      "https://www.example.jp/phpmyadmin",
      200,
      { finalUrl: "https://www.example.jp/phpmyadmin/" },
      "www.example.jp: maintenance",
    ],
    ["https://www.example.jp/phpmyadmin/", 200, { title: "404 Not Found" }, "www.example.jp: nothing"],
    ["https://www.example.jp/phpmyadmin/", 200, { title: "お探しのページが見つかりません" }, "www.example.jp: nothing"],
    ["https://www.example.jp/", 200, { title: "Log In ‹ Shop — WordPress" }, "www.example.jp: cms-admin"],
    ["https://www.example.jp/", 200, { title: "Just another WordPress site" }, "www.example.jp: nothing"],
    ["https://db.example.jp:8443/", 200, { title: "phpMyAdmin 5.1" }, "db.example.jp: maintenance"],
    ["https://admin.example.jp/", 200, {}, "admin.example.jp: admin-subdomain"],
    ["https://ADMIN.example.jp.:8443", 401, {}, "admin.example.jp: admin-subdomain"],
    ["https://admin.example.jp/", 302, { location: "login" }, "admin.example.jp: admin-subdomain"],
    ["https://admin.example.jp/", 302, { location: "https://www.example.jp/login" }, "admin.example.jp: nothing"],
    ["https://admin.example.jp/favicon.ico", 200, {}, "admin.example.jp: nothing"],
    ["https://admin.jp/", 200, {}, "admin.jp: nothing"],
    ["https://kanri.example.jp/phpmyadmin/", 200, {}, "kanri.example.jp: maintenance admin-subdomain"],
    ["https://www.example.jp/wp-login.php", 0, {}, "www.example.jp: nothing"],
    ["https://www.example.jp/wp-login.php", 503, {}, "www.example.jp: nothing"],
    ["https:///x", 200, {}, "no site"],
    ["https://user:secret@www.example.jp:8443/pma", 200, {}, "www.example.jp: maintenance"],
  ])("%s, %i, %j", (url, status, more, expected) => {
    expect(shown(url, status, more)).toBe(expected);
  });
  test.each([
    ["http://[2001:db8::7]:8080/a/b?c#d", { host: "[2001:db8::7]", path: "/a/b" }],
    ["www.example.jp", { host: "www.example.jp", path: "/" }],
    ["www.example.jp?x=/y", { host: "www.example.jp", path: "/" }],
    ["https://日本.example/管理", { host: "日本.example", path: "/管理" }],
    ["https://a b/", null],
    ["", null],
    [`https://${"a".repeat(300)}.example.jp/`, null],
  ])("%s is taken apart", (url, parts) => {
    expect(partUrl(url)).toEqual(parts);
  });
  test.each([
    ["/login", true],
    ["/user/sign-in.do", true],
    ["/blogin", false],
    ["/catalogue", false],
    ["/authors", false],
  ])("%s leads to a page for logging in: %s", (path, isLogin) => {
    expect(isLoginPath(path)).toBe(isLogin);
  });
});

describe("lists of sites", () => {
  const csv =
    'url,status,title\nhttps://www.example.jp/,200,"Home, sweet home"\nhttps://www.example.jp/pma/,200,phpMyAdmin\nhttps://b.example.jp/pma/,404,x\nhttps://c.example.jp/,0,\n';
  test("a site counts once, however many of its pages do, and in each class", async () => {
    const { sites } = await readTexts(
      csv + "https://www.example.jp:8443/wp-login.php,200,\nhttp://www.example.jp/pma/x,200,\n",
    );
    expect(sites.counts()).toEqual({
      answered: 2,
      silent: 1,
      exposed: 1,
      byClass: { maintenance: 1, "cms-admin": 1, "admin-subdomain": 0 },
      answers: 6,
    });
    expect(sites.listExposed()).toEqual([
      {
        host: "www.example.jp",
        found: [
          { class: "maintenance", url: "https://www.example.jp/pma/", status: 200, title: "phpMyAdmin" },
          { class: "cms-admin", url: "https://www.example.jp:8443/wp-login.php", status: 200, title: "" },
        ],
      },
    ]);
  });
  test("a site that shows its front page at any path shows nothing by that, in whichever order it is asked", async () => {
    const lines = [
      "https://app.example.jp/,200,My app",
      "https://app.example.jp/wp-login.php,200,My app",
      "https://app.example.jp/pma/,200,My app",
      "https://app.example.jp/manager/html,401,My app",
      "https://app.example.jp:8443/,200,My other app",
      "https://app.example.jp:8443/typo3/,200,My other app",
      "https://blog.example.jp/,200,My blog",
      "https://blog.example.jp/admin/,200,Dashboard",
      "https://db.example.jp/,200,phpMyAdmin",
      "https://db.example.jp/pma/,200,phpMyAdmin",
      "https://cms.example.jp/,200,Front",
      "https://cms.example.jp/wp-login.php,200,Front",
    ];
    for (const order of [lines, lines.toReversed()]) {
      const { sites } = await readTexts(`url,status,title\n${order.join("\n")}\n`);
      // The manager asks for a password; the host named cms opens at its front page.
      expect(sites.counts()).toMatchObject({
        answered: 4,
        exposed: 4,
        byClass: { maintenance: 2, "cms-admin": 1, "admin-subdomain": 1 },
      });
    }
  });
  test("httpx and a table about the same site are merged, whatever the order of members", async () => {
    const { sites, inputs } = await readTexts(
      csv,
      [
        '{"timestamp":"2026-11-01T03:04:05+09:00","hash":{"url":"x"},"url":"https://www.example.jp/wp-login.php","a":["192.0.2.1"],"title":"\\u30ed\\u30b0","status_code":200,"failed":false}',
        '{"failed":true,"url":"https://d.example.jp"}',
        '{"status-code":200, "url" : "https://d.example.jp/phpmyadmin/"}',
        '{"status_code":302,"location":"/login?a\\u0026b","url":"https://admin.e.example.jp"}',
        '{"status_code":200,"url":"https://f.example.jp/pma/","x":"unclosed}',
        "",
      ].join("\n"),
    );
    expect(inputs.map(({ tally }) => [tally.tool, tally.records, tally.unread])).toEqual([
      ["CSV", 4, 0],
      ["httpx", 4, 1],
    ]);
    expect(sites.counts()).toMatchObject({
      answered: 4,
      exposed: 3,
      byClass: { maintenance: 2, "cms-admin": 1, "admin-subdomain": 1 },
    });
  });
  test("the quick way of reading records finds what parsing them does", async () => {
    const value = fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
      fc.dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 }), { maxKeys: 3 }),
    );
    const record = fc.tuple(
      fc.dictionary(fc.stringMatching(/^[a-zA-Z_\\"]{1,12}$/), value, { maxKeys: 6 }),
      fc.constantFrom("/", "/pma/", "/wp-login.php", "/x?y=\\u0026", '/"quoted"'),
      fc.constantFrom(200, 302, 401, 404),
      fc.string({ unit: "grapheme", maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 8 }), async (records) => {
        const objects = records.map(([more, path, status, title], at) => ({
          ...more,
          url: `https://s${at}.example.jp${path}`,
          title,
          ...more,
          status_code: status,
        }));
        const quick = await readTexts(objects.map((one) => `${JSON.stringify(one)}\n`).join(""));
        // Over several lines each record is parsed.
        const slow = await readTexts(`[${objects.map((one) => JSON.stringify(one, null, 1)).join(",\n")}]`);
        expect(quick.sites.counts()).toEqual(slow.sites.counts());
        expect(quick.sites.listExposed()).toEqual(slow.sites.listExposed());
      }),
      { numRuns: 60 },
    );
  });
});

describe("rules of a user", () => {
  test("are put behind the built-in ones, and can take some away", async () => {
    const folder = scratchFolder({
      "rules.csv":
        "class,part,pattern\nmaintenance,path,/secret-tool\nadmin-subdomain,host,ops-*\ncms-admin,path,!/admin\n",
      "sites.csv":
        "url,status\nhttps://a.example.jp/secret-tool/x,200\nhttps://ops-1.example.jp/,200\nhttps://b.example.jp/admin/,200\n",
    });
    const { rules, source } = await readSiteRules(join(folder, "rules.csv"));
    expect(source?.rows).toBe(3);
    const own = new SiteJudge(rules);
    const classes = (url: string): string[] =>
      classesOf(own.judge({ url, status: 200, title: "", location: "", finalUrl: "" })!.classes);
    expect(classes("https://a.example.jp/secret-tool/x")).toEqual(["maintenance"]);
    expect(classes("https://ops-1.example.jp/")).toEqual(["admin-subdomain"]);
    expect(classes("https://b.example.jp/admin/")).toEqual([]);
    const { sites } = await readPaths([join(folder, "sites.csv")]);
    expect(sites.counts()).toMatchObject({ exposed: 1, byClass: { "cms-admin": 1 } });
  });
  test.each([
    ["class,part,pattern\nadmin,path,/x\n", 'line 2: "admin" is no class'],
    ["class,part,pattern\ncms-admin,url,/x\n", 'line 2: "url" is no part'],
    ["class,part,pattern\ncms-admin,path,*\n", 'line 2: "*" is no pattern'],
    ["a,b\nc,d\n", "names no columns class, part and pattern"],
  ])("%j is told where it is wrong", async (text, message) => {
    await expect(readSiteRules(join(scratchFolder({ "rules.csv": text }), "rules.csv"))).rejects.toThrow(message);
  });
  test("each built-in rule fits what it is about", () => {
    for (const { class: siteClass, part, pattern } of builtinSiteRules) {
      const text = pattern.replaceAll("*", "");
      const url =
        part === "path"
          ? `https://www.example.jp${text}`
          : part === "host"
            ? `https://${text}.example.jp/`
            : "https://www.example.jp/";
      expect(shown(url, 200, { title: part === "title" ? text : "" })).toContain(siteClass);
    }
    expect(siteRuleParts).toHaveLength(3);
  });
});
