import type {
  ExposureInput,
  ExposureReport,
  ReportExposedClass,
  ReportExposedHost,
  ReportExposedNetwork,
  ReportExposedPort,
  ReportPortChange,
} from "../../analysis/exposure/exposure-report.ts";
import type { ReportAttackedPort } from "../../analysis/exposure/join-denials.ts";
import { type CsvTable, fieldsOf, tableOf } from "../csv/table.ts";
import type { ExposureTableName } from "./exposure-table-names.ts";

const portKeys = ["protocol", "port", "service", "class", "confidence", "severity"] as const;

/** Every table of a report on exposure, by its name. */
export const exposureTables: Readonly<Record<ExposureTableName, (report: ExposureReport) => CsvTable>> = {
  ports: ({ ports }) =>
    tableOf(
      fieldsOf<ReportExposedPort, keyof ReportExposedPort>([
        ...portKeys,
        "hosts",
        "rate",
        "hostsBefore",
        "points",
        "opened",
        "closed",
        "devices",
        "campaigns",
      ]),
      ports,
    ),
  attacks: ({ attacks }) =>
    tableOf(
      fieldsOf<ReportAttackedPort, keyof ReportAttackedPort>([
        ...portKeys,
        "quadrant",
        "hosts",
        "opened",
        "isNewUnderRise",
        "denials",
        "rank",
        "share",
        "sources",
        "denialsPerDay",
        "baselineDenials",
        "baselineDenialsPerDay",
        "growth",
        "trend",
        "urgency",
        "campaigns",
      ]),
      attacks === null ? [] : [...attacks.exposed, ...attacks.closed],
    ),
  classes: ({ classes }) =>
    tableOf(
      fieldsOf<ReportExposedClass, keyof ReportExposedClass>(["id", "hosts", "ports", "rate", "hostsBefore", "points"]),
      classes,
    ),
  networks: ({ networks }) =>
    tableOf<ReportExposedNetwork>(
      [
        ...fieldsOf<ReportExposedNetwork, "network" | "hosts">(["network", "hosts"]),
        ["exposed", ({ exposed }) => exposed.count],
        ["rate", ({ exposed }) => exposed.rate],
        ["low", ({ exposed }) => exposed.interval?.[0] ?? null],
        ["high", ({ exposed }) => exposed.interval?.[1] ?? null],
        ["exposedBefore", ({ exposedBefore }) => exposedBefore?.count ?? null],
        ["points", ({ points }) => points],
      ],
      networks,
    ),
  devices: ({ exposedHosts }) =>
    tableOf<ReportExposedHost>(
      [
        ...fieldsOf<ReportExposedHost, "host" | "name" | "severity">(["host", "name", "severity"]),
        ["ports", ({ ports }) => ports.join(" ")],
      ],
      exposedHosts,
    ),
  changes: ({ change }) =>
    tableOf(
      fieldsOf<ReportPortChange, keyof ReportPortChange>(["change", "host", "name", "protocol", "port", "severity"]),
      change?.list ?? [],
    ),
  "site-classes": ({ sites }) =>
    tableOf(
      [
        ["id", ({ id }) => id],
        ["sites", ({ sites: rate }) => rate.count],
        ["answered", ({ sites: rate }) => rate.of],
        ["rate", ({ sites: rate }) => rate.rate],
        ["low", ({ sites: rate }) => rate.interval?.[0] ?? null],
        ["high", ({ sites: rate }) => rate.interval?.[1] ?? null],
        ["points", ({ points }) => points],
      ],
      sites === null ? [] : [...sites.classes, { id: "all", sites: sites.exposed, points: sites.points }],
    ),
  sites: ({ sites }) =>
    tableOf(
      [
        ["site", ({ host }) => host],
        ["class", ({ class: id }) => id],
        ["url", ({ url }) => url],
        ["status", ({ status }) => status],
        ["title", ({ title }) => title],
      ],
      (sites?.list ?? []).flatMap(({ host, found }) => found.map((one) => ({ host, ...one }))),
    ),
  inputs: ({ provenance }) =>
    tableOf(
      fieldsOf<ExposureInput, Exclude<keyof ExposureInput, "faults">>([
        "path",
        "side",
        "tool",
        "bytes",
        "sha256",
        "records",
        "unread",
        "portless",
        "error",
      ]),
      provenance.inputs,
    ),
};
