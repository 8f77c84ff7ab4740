import { isIP } from "node:net";
import { cursorOn } from "../../scan/cursor.ts";
import { protocolWords } from "../../scan/protocols.ts";
import { EPOCH, STAMP } from "../../scan/registers.ts";
import { Stamp } from "../../scan/stamp.ts";
import { readTimeField } from "../../scan/time-fields.ts";

/** A key or a column of a log that is looked into, with its values. */
export interface Field {
  /** The key, the dotted path or the column's name; empty for a column without one. */
  name: string;
  /** 0-based, for columns; else the order of first sight. */
  place: number;
  /** What stands there in the lines that were looked at, empty values left out. */
  values: string[];
}

/** What the values of a field look like. */
export interface Traits {
  address: number;
  port: number;
  protocol: number;
  stamp: number;
  epoch: number;
  date: number;
  time: number;
  /** Different values. */
  distinct: number;
  /** Of the numbers, those from 32,768 on: where most systems take ports from for outgoing connections. */
  ephemeral: number;
}

const protocols = new Set(protocolWords.map(([word]) => word.toLowerCase()));

/** Shares of a field's values that may be one thing or another. */
export function traitsOf({ values }: Field): Traits {
  const share = (test: (value: string) => boolean): number =>
    values.length === 0 ? 0 : values.filter(test).length / values.length;
  return {
    address: share((value) => isIP(value) !== 0),
    port: share(isPort),
    protocol: share((value) => protocols.has(value.toLowerCase())),
    stamp: share((value) => /\D/.test(value) && hasTime(value) && isWholly(value, STAMP)),
    epoch: share((value) => /^\d{10}(?:\d{3}){0,3}(?:\.\d+)?$/.test(value) && isWholly(value, EPOCH)),
    date: share((value) => /^\d{2,4}([-/.])\d{1,2}\1\d{2,4}$/.test(value)),
    time: share((value) => /^\d{1,2}:\d\d:\d\d(?:\.\d+)?$/.test(value)),
    distinct: new Set(values).size,
    ephemeral: share((value) => isPort(value) && Number(value) >= 32_768),
  };
}

function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535;
}

function hasTime(value: string): boolean {
  return /\d:\d\d/.test(value);
}

function isWholly(value: string, register: number): boolean {
  const cursor = cursorOn(value);
  return readTimeField(cursor, register, 0, new Stamp(), false) && cursor.pos >= cursor.end;
}
