/** A piece of a template: text that must stand there, or a slot up to the next text. */
export type TemplatePart =
  | { kind: "text"; text: Buffer }
  /** Text that is passed over. */
  | { kind: "any" }
  /** An address with what may surround it: `outside:10.0.0.1/80(name)`, `inside/10.0.0.1(80)`, `[2001:db8::1]:80`. */
  | { kind: "endpoint"; end: "source" | "destination" }
  /** An address, whose port stands elsewhere or nowhere. */
  | { kind: "host"; end: "source" | "destination" }
  | { kind: "field"; register: number }
  /** The first word that is one of the register's, or the first that is a number; words before it are passed over. */
  | { kind: "word"; register: number; isNumber: boolean };

/** The parts that hold an address. */
export type EndpointPart = Extract<TemplatePart, { end: string }>;

/** The parts that are found by what they say. */
export type WordPart = Extract<TemplatePart, { kind: "word" }>;

/** One wording of a message. */
export interface Template {
  parts: readonly TemplatePart[];
  /** DENY or ALLOW; NO_ACTION where a slot or the log prefix tells. */
  action: number;
  /** True where the wording is known to be no decision. */
  isSkipped: boolean;
  /** True where the wording has no room for ports. */
  isPortless: boolean;
  /** True when no text behind the first holds a digit: other numbers in a line never make the wording fit it. */
  isFreeOfDigits: boolean;
  /** IANA number where the wording itself tells the protocol; −1 otherwise. */
  protocol: number;
}

const slot = /(\{[~#]?\w*\})/;

/**
 * Compiles a template. `{}` passes over text, `{source}` and `{destination}` are endpoints, `{sourceHost}`,
 * `{sourceAddress}` and those of the destination are addresses without ports, another name is a register, with
 * `~` the first word that is one of the register's, with `#` the first that is a number:
 * `Deny {protocol} src {source} dst {destination} by access-group {}`.
 */
export function parseTemplate(text: string, registerOf: (name: string) => number): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (const piece of text.split(slot)) {
    if (piece === "") continue;
    if (!slot.test(piece)) parts.push({ kind: "text", text: Buffer.from(piece, "latin1") });
    else if (piece === "{}") parts.push({ kind: "any" });
    else parts.push(partOf(piece.slice(1, -1), registerOf));
  }
  return parts;
}

function partOf(name: string, registerOf: (name: string) => number): TemplatePart {
  const end = /^(source|destination)(Host|Address)?$/.exec(name);
  if (end !== null) {
    const side = end[1] === "source" ? "source" : "destination";
    return { kind: end[2] === undefined ? "endpoint" : "host", end: side };
  }
  if (/^[~#]/.test(name)) return { kind: "word", register: registerOf(name.slice(1)), isNumber: name.startsWith("#") };
  return { kind: "field", register: registerOf(name) };
}

/** True when the part is no text, or one without digits. */
export function isFreeOfDigits(part: TemplatePart | undefined): boolean {
  return part === undefined || part.kind !== "text" || part.text.every((byte) => byte < 48 || byte > 57);
}

/** True where a wording, once compiled, has no room for ports. */
export function isPortless(text: string): boolean {
  return text.includes("Host}");
}
