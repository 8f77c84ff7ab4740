import type { Meaning, Register } from "../format.ts";
import { guessMeaning } from "./action-words.ts";
import { type Field, type Traits, traitsOf } from "./field.ts";
import { endOf, isNamed, isTranslated } from "./names.ts";

/** Which fields fill which registers, and what of that is a guess. */
export interface Guess {
  roles: Map<Register, Field>;
  actions: Record<string, Meaning>;
  /** What a reader ought to look at, each a sentence without its end. */
  remarks: string[];
}

type Seen = Field & { traits: Traits };

/** What part of a field's values must look like what it is taken for. */
const enough = 0.9;

/** The most words that are a vendor's words for actions. */
const mostActions = 40;

/** Guesses what the fields of a log are. @param lines how many lines were looked at. */
export function guessRoles(fields: readonly Field[], lines: number): Guess {
  const seen = fields.filter(({ values }) => values.length > 0).map((field) => ({ ...field, traits: traitsOf(field) }));
  const guess: Guess = { roles: new Map(), actions: {}, remarks: [] };
  const open = (): Seen[] => seen.filter((field) => ![...guess.roles.values()].includes(field));
  takeAction(seen, guess, lines);
  takeTimes(open(), guess);
  takeAddresses(open(), guess, lines);
  takePorts(open(), guess);
  takeOthers(open(), guess);
  return guess;
}

/** How a field is called when it has no name. */
export function nameOf({ name, place }: Field): string {
  return name === "" ? `column ${place + 1}` : JSON.stringify(name);
}

function takeAction(fields: readonly Seen[], { roles, actions, remarks }: Guess, lines: number): void {
  const ranked = fields
    .filter(({ traits, values }) => traits.distinct <= mostActions && values.length >= lines / 2)
    .map((field) => {
      const known = field.values.filter((word) => guessMeaning(word) !== null).length / field.values.length;
      return { field, score: known + (isNamed(field.name, "action") ? 1 : 0), known };
    })
    .filter(({ known }) => known > 0)
    .toSorted((a, b) => b.score - a.score);
  const best = ranked[0]?.field;
  if (best === undefined) {
    remarks.push("no field says what happened: each line counts as --assume says, a denial by default");
    return;
  }
  roles.set("action", best);
  const words = [...new Set(best.values)].toSorted();
  for (const word of words) actions[word] = guessMeaning(word) ?? "skip";
  const untold = words.filter((word) => guessMeaning(word) === null);
  if (untold.length > 0) {
    const list = untold.map((word) => JSON.stringify(word)).join(", ");
    remarks.push(`cannot tell what ${list} mean${untold.length === 1 ? "s" : ""}: taken for no decision ("skip")`);
  }
  const told = words.filter((word) => guessMeaning(word) !== null).map((word) => `${word} = ${actions[word]!}`);
  remarks.push(`${nameOf(best)} says what happened, by the words alone: ${told.join(", ")}`);
}

function takeTimes(fields: readonly Seen[], { roles, remarks }: Guess): void {
  const find = (trait: "stamp" | "epoch" | "date" | "time"): Seen | undefined =>
    fields.find(({ traits }) => traits[trait] >= enough);
  const stamp = find("stamp");
  const date = find("date");
  const time = find("time");
  const epoch = find("epoch");
  if (stamp !== undefined) roles.set("stamp", stamp);
  else if (date !== undefined && time !== undefined) roles.set("date", date).set("time", time);
  else if (epoch !== undefined) roles.set("epoch", epoch);
  const slashes = (stamp ?? date)?.values.some((value) => /^\d{1,2}\/\d{1,2}\/\d{2,4}/.test(value)) === true;
  if (slashes) remarks.push('dates are read month first; where the day is first, add "dayFirst": true to the grammar');
}

function takeAddresses(fields: readonly Seen[], guess: Guess, lines: number): void {
  const addresses = fields.filter(({ name, traits }) => traits.address >= enough && !isTranslated(name));
  const named = (end: "source" | "destination"): Seen | undefined => addresses.find(({ name }) => endOf(name) === end);
  let source = named("source");
  let destination = named("destination");
  const left = addresses.filter((field) => field !== source && field !== destination && endOf(field.name) === null);
  // The address of the firewall itself stands in every line.
  const varied = left.filter(({ traits, values }) => traits.distinct > 1 || values.length < 3);
  const rest = varied.length + (source ? 1 : 0) + (destination ? 1 : 0) >= 2 ? varied : left;
  if (source === undefined && destination === undefined && rest.length >= 2) {
    const [first, second] = [rest[0]!, rest[1]!];
    const isSwapped = isInside(first) && !isInside(second);
    [source, destination] = isSwapped ? [second, first] : [first, second];
    const why = isSwapped ? "most of its addresses are not private, those of the other are" : "it stands first";
    guess.remarks.push(`${nameOf(source)} is taken for the source because ${why}`);
  } else {
    source ??= rest.shift();
    destination ??= rest.shift();
  }
  if (source !== undefined && source.values.length >= lines / 2) guess.roles.set("source", source);
  if (destination !== undefined && destination.values.length >= lines / 2) guess.roles.set("destination", destination);
}

function isInside({ values }: Field): boolean {
  const own = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd]|fe80)/i;
  return values.filter((value) => own.test(value)).length > values.length / 2;
}

function takePorts(fields: readonly Seen[], { roles, remarks }: Guess): void {
  const numbers = fields.filter(
    ({ name, traits }) => traits.port >= enough && !isTranslated(name) && !isNamed(name, "otherNumber"),
  );
  const named = numbers.filter(({ name }) => isNamed(name, "port") || (name !== "" && endOf(name) !== null));
  const set = (register: Register, field: Seen | undefined): void => {
    if (field !== undefined) roles.set(register, field);
  };
  set(
    "sourcePort",
    named.find(({ name }) => endOf(name) === "source"),
  );
  set(
    "destinationPort",
    named.find(({ name }) => endOf(name) === "destination"),
  );
  const isTaken = (field: Seen): boolean => [...roles.values()].includes(field);
  if (roles.has("destinationPort")) return;
  const unnamed = named.filter((field) => !isTaken(field));
  const candidates =
    unnamed.length > 0
      ? unnamed
      : besideAddresses(
          numbers.filter((field) => !isTaken(field)),
          roles,
        );
  const [first, second] = candidates;
  if (first === undefined) return;
  if (second === undefined || roles.has("sourcePort")) {
    if (first.traits.ephemeral < enough || roles.has("sourcePort")) set("destinationPort", first);
    else set("sourcePort", first);
    if (!roles.has("destinationPort"))
      remarks.push(`${nameOf(first)} looks like source ports, and no other like destination ports`);
    return;
  }
  const isSwapped = isService(first) && !isService(second);
  const [from, to] = isSwapped ? [second, first] : [first, second];
  set("sourcePort", from);
  set("destinationPort", to);
  const why =
    isService(to) && !isService(from) ? "it has fewer and lower ports" : "it stands behind that of the source";
  remarks.push(`${nameOf(to)} is taken for the destination port because ${why}`);
  swapEnds(roles, remarks);
}

/** Ports by which services are known: few of them, and few that systems take for outgoing connections. */
function isService({ traits, values }: Seen): boolean {
  return traits.ephemeral < 0.3 && traits.distinct <= Math.max(3, values.length / 2);
}

/** The two numbers that stand behind the addresses: each behind its own, or both behind the second. */
function besideAddresses(numbers: readonly Seen[], roles: Guess["roles"]): Seen[] {
  const places = (["source", "destination"] as const).flatMap((register) => roles.get(register)?.place ?? []);
  const at = (place: number): Seen[] => numbers.filter((field) => field.place === place);
  // A word may stand between them: "from 192.0.2.1 port 80".
  const behindEach = places.toSorted((a, b) => a - b).map((place) => at(place + 1)[0] ?? at(place + 2)[0]);
  const beside = [...new Set(behindEach)].filter((field) => field !== undefined);
  if (beside.length === 2) return beside;
  const last = Math.max(...places);
  return [...at(last + 1), ...at(last + 2)];
}

/** Where each port stands behind an address, the source's port tells the source. */
function swapEnds(roles: Guess["roles"], remarks: string[]): void {
  const [source, destination, port] = [roles.get("source"), roles.get("destination"), roles.get("sourcePort")];
  if (source === undefined || destination === undefined || source.name !== "" || port?.place !== destination.place + 1)
    return;
  if (roles.get("destinationPort")?.place !== source.place + 1) return;
  roles.set("source", destination).set("destination", source);
  remarks.push(`${nameOf(destination)} is taken for the source after all, because the source ports stand beside it`);
}

function takeOthers(fields: readonly Seen[], { roles, remarks }: Guess): void {
  const protocol =
    fields.find(({ traits }) => traits.protocol >= enough) ??
    fields.find(({ name, traits }) => isNamed(name, "protocol") && traits.port >= enough && traits.distinct < 20);
  if (protocol !== undefined) roles.set("protocol", protocol);
  else takeNumbersOfProtocols(fields, roles, remarks);
  const device = fields.find((field) => field !== protocol && isNamed(field.name, "device"));
  if (device !== undefined) roles.set("device", device);
  for (const register of ["packets", "count"] as const) {
    const field = fields.find(
      ({ name, values }) => isNamed(name, register) && values.every((value) => /^\d+$/.test(value)),
    );
    if (field === undefined) continue;
    roles.set(register, field);
    if (register === "count") remarks.push(`each line counts as often as ${nameOf(field)} says`);
  }
}

/** A column of nothing but the commonest protocols' numbers. */
function takeNumbersOfProtocols(fields: readonly Seen[], roles: Guess["roles"], remarks: string[]): void {
  const isCommon = (value: string): boolean => ["1", "6", "17", "47", "50", "58"].includes(value);
  const isLikely = ({ name, values }: Seen): boolean =>
    name === "" && values.every(isCommon) && values.some((value) => value === "6" || value === "17");
  const field = fields.find(isLikely);
  if (field === undefined) return;
  roles.set("protocol", field);
  remarks.push(
    `${nameOf(field)} is taken for the protocol's number because it holds no others than those of TCP, UDP and the like`,
  );
}
