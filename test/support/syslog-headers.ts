/** A header that stands in front of payloads, and what it says of time and host. */
export interface SyslogHeader {
  name: string;
  text: string;
  /** As an event line writes it; `-` when the header has none. */
  time: string;
  /** Empty when the header names none. */
  host: string;
}

const time = "2026-11-12T04:05:06Z";
const fine = "2026-11-12T04:05:06.789Z";
const host = "gw9";

/** Headers that syslog daemons, relays and collectors put in front of any product's payload. */
export const syslogHeaders: readonly SyslogHeader[] = [
  { name: "RFC 3164", text: "<134>Nov 12 04:05:06 gw9 ", time, host },
  { name: "RFC 3164, written to a file", text: "Nov 12 04:05:06 gw9 ", time, host },
  { name: "RFC 3164, day below 10", text: "Nov  2 04:05:06 gw9 ", time: "2026-11-02T04:05:06Z", host },
  { name: "RFC 3164, day with a zero", text: "Nov 02 04:05:06 gw9 ", time: "2026-11-02T04:05:06Z", host },
  { name: "RFC 3164, no host", text: "<134>Nov 12 04:05:06 ", time, host: "" },
  { name: "RFC 3164, decimals", text: "Nov 12 04:05:06.789 gw9 ", time: fine, host },
  { name: "year before the time", text: "<134>Nov 12 2026 04:05:06 gw9 ", time, host },
  { name: "year behind the time", text: "Nov 12 04:05:06 2026 gw9 ", time, host },
  { name: "UTC as a word", text: "Nov 12 2026 04:05:06 UTC gw9 ", time, host },
  { name: "a zone's word, which is not believed", text: "Nov 12 04:05:06 JST gw9 ", time, host },
  { name: "clock not synchronised", text: "<134>*Nov 12 2026 04:05:06 gw9 ", time, host },
  { name: "RFC 5424", text: "<134>1 2026-11-12T04:05:06.789Z gw9 app 4242 - - ", time: fine, host },
  {
    name: "RFC 5424, structured data",
    text: '<134>1 2026-11-12T13:05:06+09:00 gw9 app 4242 ID47 [meta sequenceId="1" note="a b"] ',
    time,
    host,
  },
  { name: "RFC 6587, length in front", text: "999 <134>1 2026-11-12T04:05:06Z gw9 app - - - ", time, host },
  { name: "ISO 8601, zone", text: "2026-11-11T23:05:06.789-05:00 gw9 ", time: fine, host },
  { name: "ISO 8601, zone without a colon", text: "2026-11-12T13:05:06+0900 gw9 ", time, host },
  { name: "ISO 8601, no zone", text: "2026-11-12T04:05:06 gw9 ", time, host },
  { name: "ISO 8601, blank between", text: "2026-11-12 04:05:06 gw9 ", time, host },
  { name: "epoch seconds", text: "1794456306.789 gw9 ", time: fine, host },
  { name: "relay", text: "Nov 12 04:05:59 relay1 Nov 12 04:05:06 gw9 ", time, host },
  { name: "relay, own priority", text: "Nov 12 04:05:59 relay1 <134>Nov 12 2026 04:05:06 gw9 ", time, host },
  { name: "relay that knows the year", text: "2026-11-12T04:05:06Z relay1 Nov 12 04:05:59 gw9 ", time, host },
  { name: "relay's host alone", text: "<134>Nov 12 04:05:59 gw9 Nov 12 2026 04:05:06 ", time, host },
  { name: "file name by grep", text: "/var/log/remote/fw-2026.log:Nov 12 04:05:06 gw9 ", time, host },
  { name: "Kiwi", text: "2026-11-12 04:05:06\tLocal4.Warning\tgw9\t", time, host },
  { name: "TAI64N label", text: "@400000006af53afc2f072f40 gw9 ", time, host },
  { name: "priority alone", text: "<134>", time: "-", host: "" },
  { name: "nothing", text: "", time: "-", host: "" },
];
