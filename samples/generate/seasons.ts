import type { Season } from "./calendar.ts";
import type { FiscalYear, Pair } from "./planted-ports.ts";

const flat: readonly number[] = Array.from({ length: 12 }, () => 1);
const rising: readonly number[] = [6, 6.3, 6.6, 7, 7.4, 7.8, 8.2, 8.6, 9, 9.3, 9.6, 10];
const falling: readonly number[] = [10, 9.6, 9.2, 8.8, 8.4, 8, 7.7, 7.9, 7.6, 7.2, 6.8, 6.4];
const lateYear: readonly number[] = [0, 0, 0, 0, 0, 0, 0.2, 1.5, 5, 8, 9, 10];

/** Telnet bots: the Mirai wave of September to December 2016, then a slow decay through the next fiscal year. */
const telnet2016: Season = { months: [5, 5.2, 5.5, 5.9, 6.4, 9.2, 13.2, 14.6, 12.2, 9.6, 8.2, 7.4] };

/** The routers' management port was attacked at the end of November 2016, together with 5555. */
const managementWave2016: Season = {
  months: [0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.5, 1, 3, 2, 1.6, 1.3],
  waves: [{ from: "2016-11-26", to: "2016-12-16", share: 0.65 }],
};

const seasons2016: Partial<Record<Pair, Season>> = {
  "tcp/23": telnet2016,
  "tcp/2323": { months: [0, 0, 0, 0, 0, 6, 13.2, 14.8, 12.4, 10, 8.6, 7.8] },
  "tcp/7547": managementWave2016,
  "tcp/5555": managementWave2016,
  "tcp/5358": {
    months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2],
    waves: [{ from: "2017-01-15", to: "2017-03-28", share: 0.8 }],
  },
  "tcp/6789": { months: lateYear, waves: [{ from: "2016-12-12", to: "2017-01-25", share: 0.7 }] },
  "tcp/32": { months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, 3, 3] },
  "tcp/3232": { months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, 3, 3] },
  "tcp/52869": { months: lateYear },
  "tcp/37215": { months: lateYear },
  "udp/53413": { months: falling },
  "tcp/27017": { months: flat, waves: [{ from: "2016-12-27", to: "2017-01-31", share: 0.35 }] },
  "tcp/9200": { months: flat, waves: [{ from: "2017-01-12", to: "2017-02-10", share: 0.3 }] },
  "udp/389": { months: rising, waves: [{ from: "2016-10-21", to: "2016-12-20", share: 0.4 }] },
  "tcp/445": { months: rising },
};

const seasons2017: Partial<Record<Pair, Season>> = {
  "tcp/23": { months: falling },
  "tcp/2323": { months: falling },
  "tcp/445": { months: rising, waves: [{ from: "2017-05-12", to: "2017-06-11", share: 0.3 }] },
  "tcp/139": { months: rising, waves: [{ from: "2017-05-12", to: "2017-06-11", share: 0.2 }] },
  "tcp/81": { months: flat, waves: [{ from: "2017-04-16", to: "2017-06-25", share: 0.45 }] },
  "tcp/37215": {
    months: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 1, 4, 5, 4, 3],
    waves: [{ from: "2017-11-23", to: "2017-12-31", share: 0.6 }],
  },
  "tcp/52869": {
    months: [0.5, 0.6, 0.8, 1, 1, 1, 1.2, 2, 4, 4, 3, 3],
    waves: [{ from: "2017-11-01", to: "2017-12-31", share: 0.55 }],
  },
  "tcp/2223": {
    months: [1, 1, 1, 1, 1, 1, 1, 2, 4, 3, 2, 2],
    waves: [{ from: "2017-12-05", to: "2018-01-10", share: 0.4 }],
  },
  "tcp/9000": { months: rising, waves: [{ from: "2017-06-16", to: "2017-08-20", share: 0.3 }] },
  "tcp/5555": { months: flat, waves: [{ from: "2018-02-03", to: "2018-03-29", share: 0.65 }] },
  "tcp/7547": { months: falling },
  "tcp/5358": { months: [10, 9, 7, 5, 4, 3, 2, 2, 1.5, 1.5, 1, 1] },
  "tcp/6789": { months: [9, 8, 7, 6, 5, 4, 4, 3, 3, 2, 2, 2] },
  "tcp/8291": { months: flat, waves: [{ from: "2018-03-25", to: "2018-03-31", share: 0.85 }] },
  "tcp/8728": { months: flat, waves: [{ from: "2018-03-25", to: "2018-03-31", share: 0.5 }] },
  "udp/53413": { months: falling },
  "udp/1900": { months: rising },
  "udp/11211": { months: flat, waves: [{ from: "2018-02-23", to: "2018-03-30", share: 0.95 }] },
  "tcp/11211": { months: flat, waves: [{ from: "2018-02-24", to: "2018-03-30", share: 0.3 }] },
  "tcp/4786": { months: lateYear, waves: [{ from: "2018-03-20", to: "2018-03-31", share: 0.3 }] },
  "tcp/8545": { months: lateYear, waves: [{ from: "2017-11-14", to: "2018-01-31", share: 0.6 }] },
  "tcp/3333": { months: lateYear, waves: [{ from: "2018-01-08", to: "2018-02-28", share: 0.6 }] },
  "tcp/5984": { months: lateYear, waves: [{ from: "2018-02-08", to: "2018-03-10", share: 0.4 }] },
  "tcp/7001": { months: lateYear, waves: [{ from: "2017-12-20", to: "2018-02-15", share: 0.5 }] },
  "tcp/2375": { months: lateYear },
};

const restSeasons: Record<FiscalYear, Season> = { 2016: { months: flat }, 2017: { months: rising } };

/** How a port's denials spread over the year; ports without a story of their own grow in FY2017. */
export function seasonOf(year: FiscalYear, pair: Pair): Season {
  return (year === 2016 ? seasons2016 : seasons2017)[pair] ?? restSeasons[year];
}
