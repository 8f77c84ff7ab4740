import { expect, test } from "vitest";
import { tidyLine } from "../../src/report/layout.ts";
import { drawTable } from "../../src/report/table.ts";
import type { Column } from "../../src/report/table.ts";

const columns: Column[] = [
  { title: "port", align: "left" },
  { title: "class", align: "left", dropOrder: 3 },
  { title: "service", align: "left", dropOrder: 2, leastColumns: 6 },
  { title: "denials", align: "right" },
  { title: "sources", align: "right", dropOrder: 1 },
];
const rows = [
  ["23/tcp", "telnet", "telnet", "7,300", "1,553"],
  ["52869/tcp", "iot-router", "UPnP SOAP (miniigd)", "410", "87"],
];

test.each([
  [
    "all in full where there is room",
    62,
    [
      "port       class       service              denials  sources",
      "23/tcp     telnet      telnet                 7,300    1,553",
      "52869/tcp  iot-router  UPnP SOAP (miniigd)      410       87",
    ],
  ],
  [
    "the flexible column shrinks first",
    50,
    [
      "port       class       service    denials  sources",
      "23/tcp     telnet      telnet       7,300    1,553",
      "52869/tcp  iot-router  UPnP SOA…      410       87",
    ],
  ],
  [
    "then columns go by their order, and the flexible one has room again",
    45,
    [
      "port       class       service        denials",
      "23/tcp     telnet      telnet           7,300",
      "52869/tcp  iot-router  UPnP SOAP (m…      410",
    ],
  ],
  [
    "the next ones follow",
    30,
    ["port       class       denials", "23/tcp     telnet        7,300", "52869/tcp  iot-router      410"],
  ],
  ["what may not go stays", 5, ["port       denials", "23/tcp       7,300", "52869/tcp      410"]],
])("%s", (_, width, lines) => {
  const cells = rows.map((row) => row.map((text) => ({ text, role: "plain" as const })));
  const table = drawTable(columns, cells, width, "…");
  expect(
    table.map((line) =>
      tidyLine(line)
        .map((span) => span.text)
        .join(""),
    ),
  ).toEqual(lines);
});
