import type { CsvGrammar, Format, Grammar, JsonGrammar, KvGrammar, TemplateGrammar } from "../../src/formats/format.ts";

/** A format without one of the things that it declares. */
export interface Ablation {
  /** What is missing: `action deny`, `template 106023 "Deny …"`. */
  what: string;
  format: Format;
}

/** The format without each of its action words, kinds, fields, columns, orders, markers, templates and rules in turn. */
export function ablate(format: Format): Ablation[] {
  const { actions, grammar, kinds } = format;
  return [
    ...withoutEachKey(actions).map(([word, rest]) => ({
      what: `action ${word}`,
      format: { ...format, actions: rest },
    })),
    ...withoutEachKey(kinds).map(([word, rest]) => ({ what: `kind ${word}`, format: { ...format, kinds: rest } })),
    ...withoutEachKey(format.protocols).map(([word, rest]) => ({
      what: `protocol ${word}`,
      format: { ...format, protocols: rest },
    })),
    ...ablateGrammar(grammar).map(([what, rest]) => ({ what, format: { ...format, grammar: rest } })),
  ];
}

type Without<T> = readonly [what: string, rest: T];

function ablateGrammar(grammar: Grammar): Without<Grammar>[] {
  const markers = withoutEach(grammar.marker).map(([text, marker]): Without<Grammar> => [
    `marker ${text}`,
    { ...grammar, marker },
  ]);
  // A format with one marker is told by nothing else.
  const several = (grammar.marker ?? []).length > 1 ? markers : [];
  return [...several, ...ablateOwn(grammar)];
}

function ablateOwn(grammar: Grammar): Without<Grammar>[] {
  if (grammar.kind === "kv") return ablateKv(grammar);
  if (grammar.kind === "csv") return ablateCsv(grammar);
  return grammar.kind === "template" ? ablateTemplate(grammar) : ablateJson(grammar);
}

function ablateJson(grammar: JsonGrammar): Without<JsonGrammar>[] {
  const { tuple, deviceBehind, ...rest } = grammar;
  const without = ablateFields(grammar);
  for (const [path, paths] of withoutEach(tuple?.paths)) {
    without.push([`tuple ${path}`, { ...grammar, tuple: { ...tuple!, paths } }]);
  }
  for (const [place, columns] of withoutEachKey(tuple?.columns)) {
    without.push([`column ${place}`, { ...grammar, tuple: { ...tuple!, columns } }]);
  }
  if (deviceBehind !== undefined) without.push(["deviceBehind", { ...rest, ...(tuple && { tuple }) }]);
  for (const [text, wordings] of withoutEach(grammar.sentence?.wordings)) {
    without.push([`wording "${text}"`, { ...grammar, sentence: { ...grammar.sentence!, wordings } }]);
  }
  for (const [register, identity] of withoutEach(grammar.identity)) {
    without.push([`identity ${register}`, { ...grammar, identity }]);
  }
  return without;
}

function ablateFields<T extends KvGrammar | JsonGrammar>(grammar: T): Without<T>[] {
  return withoutEachKey(grammar.fields).map(([name, fields]) => [`field ${name}`, { ...grammar, fields }]);
}

function ablateKv(grammar: KvGrammar): Without<KvGrammar>[] {
  const { markerNext, ...rest } = grammar;
  const without: Without<KvGrammar>[] = markerNext === undefined ? [] : [["markerNext", rest]];
  if (grammar.services !== undefined) without.push(["services", { ...grammar, services: {} }]);
  if (grammar.together !== undefined) without.push(["together", { ...grammar, together: [] }]);
  return [
    ...without,
    ...ablateFields(grammar),
    ...withoutEach(grammar.portless).map(([text, portless]): Without<KvGrammar> => [
      `portless ${text}`,
      { ...grammar, portless },
    ]),
    ...withoutEach(grammar.notIp).map(([text, notIp]): Without<KvGrammar> => [`notIp ${text}`, { ...grammar, notIp }]),
    ...withoutEach(grammar.prefix).map(([rule, prefix]): Without<KvGrammar> => [
      `prefix rule ${rule.pattern.source}`,
      { ...grammar, prefix },
    ]),
  ];
}

function ablateCsv(grammar: CsvGrammar): Without<CsvGrammar>[] {
  const { columns, names, orders, variants, comments, namesMark, namesWithin, ...rest } = grammar;
  const without: Without<CsvGrammar>[] = [
    ...withoutEachKey(columns).map(([place, left]): Without<CsvGrammar> => [
      `column ${place}`,
      { ...grammar, columns: left },
    ]),
    ...withoutEachKey(names).map(([name, left]): Without<CsvGrammar> => [`name ${name}`, { ...grammar, names: left }]),
  ];
  for (const [when, left] of Object.entries(variants?.when ?? {})) {
    for (const [place, columnsLeft] of withoutEachKey(left)) {
      const changed = { column: variants!.column, when: { ...variants!.when, [when]: columnsLeft } };
      without.push([`column ${place} when ${when}`, { ...grammar, variants: changed }]);
    }
  }
  if ((orders ?? []).length > 1) {
    for (const [order, left] of withoutEach(orders)) without.push([`order ${order}`, { ...grammar, orders: left }]);
  }
  const plain: CsvGrammar = {
    ...rest,
    ...(columns && { columns }),
    ...(names && { names }),
    ...(orders && { orders }),
    ...(variants && { variants }),
  };
  if (comments !== undefined) without.push(["comments", { ...plain, ...(namesMark !== undefined && { namesMark }) }]);
  if (namesMark !== undefined) without.push(["namesMark", { ...plain, ...(comments !== undefined && { comments }) }]);
  if (namesWithin !== undefined) without.push(["namesWithin", plain]);
  for (const [register, sound] of withoutEach(grammar.sound)) {
    without.push([`sound ${register}`, { ...grammar, sound }]);
  }
  if (grammar.endpoints === true) without.push(["endpoints", { ...grammar, endpoints: false }]);
  if (grammar.quoted === true) without.push(["quoted", { ...grammar, quoted: false }]);
  if (grammar.header === true) without.push(["header", { ...grammar, header: false }]);
  return without;
}

function ablateTemplate(grammar: TemplateGrammar): Without<TemplateGrammar>[] {
  const without: Without<TemplateGrammar>[] = [];
  for (const side of ["deny", "allow", "told", "skip"] as const) {
    for (const [id, wordings] of Object.entries(grammar[side] ?? {})) {
      for (const [wording, left] of withoutEach(wordings)) {
        without.push([`template ${id} "${wording}"`, { ...grammar, [side]: { ...grammar[side], [id]: left } }]);
      }
    }
  }
  for (const [id, unread] of withoutEach(grammar.unread)) without.push([`unread ${id}`, { ...grammar, unread }]);
  for (const [{ wording }, sentences] of withoutEach(grammar.sentences))
    without.push([`sentence "${wording}"`, { ...grammar, sentences }]);
  for (const [{ pattern }, prefix] of withoutEach(grammar.prefix))
    without.push([`prefix rule ${pattern.source}`, { ...grammar, prefix }]);
  for (const [text, alsoHolds] of withoutEach(grammar.alsoHolds))
    without.push([`text ${text}`, { ...grammar, alsoHolds }]);
  if (grammar.services !== undefined) without.push(["services", { ...grammar, services: {} }]);
  if (grammar.lead === true) without.push(["lead", { ...grammar, lead: false }]);
  return without;
}

function withoutEach<T>(list: readonly T[] = []): Array<readonly [T, T[]]> {
  return list.map((item) => [item, list.filter((other) => other !== item)] as const);
}

function withoutEachKey<T>(map: Readonly<Record<string, T>> = {}): Array<readonly [string, Record<string, T>]> {
  return Object.keys(map).map((key) => {
    return [key, Object.fromEntries(Object.entries(map).filter(([other]) => other !== key))] as const;
  });
}
