import type { ExposureHeadlineWords } from "./exposure-headline.en.ts";

/** The words of the few sentences on what is exposed that every summary has, in Japanese. */
export const exposureHeadlineJa: ExposureHeadlineWords = {
  section: "公開状況",
  list: "、",
  partial: "未完：最後まで読めなかった入力があります。数値は読めた範囲のものです。",
  nothing: "ホストもWebサイトも見つかりませんでした。",
  hosts: (rate, scanned, exposed, low, high) =>
    `診断した機器${scanned}台のうち${rate}（${exposed}台）で、公開する必要のないポートが公開されていました（95%信頼区間${low}〜${high}）。`,
  noHosts: "応答した機器はありませんでした。",
  ports: (needless, open) => `開いている${open}ポートのうち、${needless}ポートが不要に開いています。`,
  rateRose: (points, before, exposed, scanned) =>
    `割合は前回の${before}（${scanned}台中${exposed}台）から${points}ポイント上がりました。`,
  rateFell: (points, before, exposed, scanned) =>
    `割合は前回の${before}（${scanned}台中${exposed}台）から${points}ポイント下がりました。`,
  rateSame: (before, exposed, scanned) => `前回の割合も${before}（${scanned}台中${exposed}台）でした。`,
  changed: (opened, closed) => `前回の診断から、不要なポートが${opened}件開き、${closed}件閉じました。`,
  sites: (rate, answered, exposed, low, high, classes) =>
    `Webサイト${answered}件のうち${rate}（${exposed}件）で、利用者に不要なページが公開されていました。内訳は${classes}です（95%信頼区間${low}〜${high}）。複数に当たるサイトも1件と数えます。`,
  noSites: "応答したWebサイトはありませんでした。",
  siteClass: (name, rate) => `${name}${rate}`,
  closeFirst: (ports) => `まず閉じるべきもの：${ports}。`,
  closePort: (port, hosts, denials, trend) => `${port}（${hosts}台で公開、遮断${denials}件${trend}）`,
  trends: { rising: "増加", steady: "横ばい", falling: "減少" },
  trendClause: (trend) => `、${trend}`,
  newUnderRise: (ports) => `攻撃が増えているなかで新たに開いたもの：${ports}。`,
  siteClasses: {
    maintenance: "メンテナンスサービス",
    "cms-admin": "CMSの管理画面",
    "admin-subdomain": "管理用サブドメイン",
  },
};
