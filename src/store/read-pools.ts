import type { DuckDBConnection } from "@duckdb/node-api";
import { ContactList } from "../rollup/contact-list.ts";
import { contactBudget, ContactPools, type PackedPools } from "../rollup/contact-pools.ts";
import type { PackedContacts } from "../rollup/contacts.ts";
import { NO_DAY } from "../rollup/counts.ts";
import { Address } from "../scan/event.ts";
import { conditionsOf, type DayConditions, noDay } from "./read-totals.ts";
import { listRows, visitRows } from "./rows.ts";
import type { StoredDays } from "./store.ts";

/** Whose contacts a pool has: of others, or of our own sources. */
type Owner = 0 | 1;

/** What was left out of the contacts of some days when they were stored. */
interface Sampled {
  level: number;
  isThinned: boolean;
  thinned: PackedContacts["thinned"];
}

/** How many levels are read below the one that is told by counts: busy sources are thinned out, so fewer count. */
const spareLevels = 1;

/**
 * The contacts of some days as one pool. The sample of a year is thinner than those of its months, so most of what is
 * kept need not be read; that nothing was left out that the pool would have kept is looked at afterwards.
 */
export async function readPools(connection: DuckDBConnection, days: StoredDays | null): Promise<ContactPools> {
  const where = conditionsOf(days);
  const parts: OwnersPart[] = [];
  for (const owner of [0, 1] as const) {
    const sampled = await readSampled(connection, where, owner);
    const budget = owner === 1 ? Math.ceil(contactBudget / 4) : contactBudget;
    parts.push({ owner, budget, sampled, level: await guessLevel(connection, where, owner, budget, sampled.level) });
  }
  for (;;) {
    const pools = new ContactPools();
    for (const part of parts) await readPool(connection, where, part, pools);
    const wrong = parts.filter((part) => isTooHigh(part, pools));
    if (wrong.length === 0) {
      await readNames(connection, where, pools);
      return pools;
    }
    for (const part of wrong) part.level = Math.max(part.sampled.level, part.level - spareLevels);
  }
}

/** The contacts of one owner, to be read from a level on. */
interface OwnersPart {
  owner: Owner;
  budget: number;
  sampled: Sampled;
  level: number;
}

/** Whether contacts that were not read might be in the sample. */
function isTooHigh({ owner, budget, sampled, level }: OwnersPart, pools: ContactPools): boolean {
  if (level <= sampled.level) return false;
  let kept = packedOf(pools, owner);
  // Where so few were read that they fit, they are a sample all the same if those that they stand for do not.
  if (kept.level === level && kept.days.length * 2 ** level > 2 * budget) {
    pools.absorb(poolsOf(owner, packList(new ContactList(), { level, isThinned: true, thinned: [] })));
    kept = packedOf(pools, owner);
  }
  return kept.level === level;
}

function packedOf(pools: ContactPools, owner: Owner): PackedContacts {
  const { others, own } = pools.pack();
  return owner === 1 ? own : others;
}

async function readSampled(connection: DuckDBConnection, where: DayConditions, owner: Owner): Promise<Sampled> {
  const [sample] = await listRows<{ level: number; thinned: boolean }>(
    connection,
    `SELECT coalesce(max(level), 0)::INTEGER AS level, coalesce(bool_or(thinned), false) AS thinned
     FROM origin_samples WHERE ${where.months} AND own = ${owner === 1}`,
  );
  const thinned = await listRows<{ day: number; source: number; level: number }>(
    connection,
    `SELECT coalesce((day - DATE '1970-01-01')::INTEGER, ${noDay}) AS day, source, max(level)::INTEGER AS level
     FROM origin_thinned WHERE ${where.months} AND ${where.days} AND own = ${owner === 1} GROUP BY day, source`,
  );
  return {
    level: sample?.level ?? 0,
    isThinned: sample?.thinned ?? false,
    thinned: thinned.map((one) => ({ ...one, day: dayOf(one.day) })),
  };
}

/** A level that is most likely below the one that the pool will have; at least the one that was stored. */
async function guessLevel(
  connection: DuckDBConnection,
  where: DayConditions,
  owner: Owner,
  budget: number,
  stored: number,
): Promise<number> {
  const counts = new Float64Array(34);
  await visitRows(
    connection,
    `SELECT zeros::INTEGER, count(*)::DOUBLE FROM origin_contacts
     WHERE ${where.months} AND ${where.days} AND own = ${owner === 1} GROUP BY zeros`,
    {},
    ({ count, columns: [zeros, rows] }) => {
      for (let i = 0; i < count; i++) counts[zeros![i]!] = rows![i]!;
    },
  );
  let left = counts.reduce((sum, more) => sum + more, 0);
  if (left <= budget) return stored;
  let level = 0;
  while (left > budget / 2) left -= counts[level++]!;
  return Math.max(stored, level - spareLevels);
}

async function readPool(
  connection: DuckDBConnection,
  where: DayConditions,
  { owner, level, sampled }: OwnersPart,
  pools: ContactPools,
): Promise<void> {
  // A contact that is in several origins has to be put together, which is done for days that come twice.
  const lists = new Map<number, ContactList>();
  await visitRows(
    connection,
    `SELECT origin, coalesce((day - DATE '1970-01-01')::INTEGER, ${noDay}), source, destination, packed, denials::DOUBLE
     FROM origin_contacts
     WHERE ${where.months} AND ${where.days} AND own = ${owner === 1} AND zeros >= ${level}`,
    {},
    ({ count, columns: [origins, days, sources, destinations, packed, denials] }) => {
      for (let i = 0; i < count; i++) {
        let list = lists.get(origins![i]!);
        if (list === undefined) lists.set(origins![i]!, (list = new ContactList()));
        list.add(dayOf(days![i]!), sources![i]!, destinations![i]!, packed![i]!, denials![i]!);
      }
    },
  );
  for (const list of lists.size === 0 ? [new ContactList()] : lists.values()) {
    pools.absorb(poolsOf(owner, packList(list, { ...sampled, level: Math.max(level, sampled.level) })));
  }
}

function poolsOf(owner: Owner, packed: PackedContacts): PackedPools {
  const none = packList(new ContactList(), { level: 0, isThinned: false, thinned: [] });
  const names = { mask: 0, names: [] };
  return owner === 1 ? { others: none, own: packed, names } : { others: packed, own: none, names };
}

function packList({ length, ...list }: ContactList, sampled: Sampled): PackedContacts {
  return {
    ...sampled,
    days: list.days.slice(0, length),
    sources: list.sources.slice(0, length),
    destinations: list.destinations.slice(0, length),
    ports: list.ports.slice(0, length),
    denials: list.denials.slice(0, length),
  };
}

async function readNames(connection: DuckDBConnection, where: DayConditions, pools: ContactPools): Promise<void> {
  const [sample] = await listRows<{ mask: number }>(
    connection,
    `SELECT coalesce(max(name_mask), 0)::INTEGER AS mask FROM origin_samples WHERE ${where.months}`,
  );
  const names: [word: number, address: Address][] = [];
  await visitRows(
    connection,
    `SELECT DISTINCT word, w0, w1, w2, w3 FROM origin_names WHERE ${where.months}`,
    {},
    ({ count, columns: [words, w0, w1, w2, w3] }) => {
      for (let i = 0; i < count; i++) {
        const family = 6;
        const address = Object.assign(new Address(), { family, w0: w0![i]!, w1: w1![i]!, w2: w2![i]!, w3: w3![i]! });
        names.push([words![i]!, address]);
      }
    },
  );
  const none = packList(new ContactList(), { level: 0, isThinned: false, thinned: [] });
  pools.absorb({ others: none, own: none, names: { mask: sample?.mask ?? 0, names } });
}

function dayOf(column: number): number {
  return column === noDay ? NO_DAY : column;
}
