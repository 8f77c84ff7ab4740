import type { PrefixRule } from "../scan/prefix.ts";
import type { Register } from "../scan/registers.ts";

export type { PrefixRule, Register };

/** What a vendor's action word means: a decision, or a line that is none. */
export type Meaning = "deny" | "allow" | "skip";

/** What all grammars share. */
interface GrammarBase {
  /** Texts of which every line holds one; lines without are of another format. */
  marker?: readonly string[];
}

/** `key=value` lines. */
export interface KvGrammar extends GrammarBase {
  kind: "kv";
  marker: readonly string[];
  /** What the word behind the marker's begins with one of, where the marker may stand elsewhere too. */
  markerThen?: readonly string[];
  fields: Readonly<Record<string, Register>>;
  /** When these are read, the rest of the line holds nothing that is wanted. */
  enough: readonly Register[];
  /**
   * Where stamp and host are: in a syslog header, there only when no field tells, or never there; `relayed` in a
   * header behind which no word is a program's tag, but perhaps that of a relay's header in front.
   */
  header: "always" | "relayed" | "fallback" | "never";
  /** Texts that say why a line names no port. */
  portless?: readonly string[];
  /** Texts of lines that are about no IP packet. */
  notIp?: readonly string[];
  /** Rules for a log prefix between header and marker that tells the verdict; the marker is the first field. */
  prefix?: readonly PrefixRule[];
  /** Characters that end a value besides quotes and control characters; a blank and a comma by default. */
  ends?: string;
  /** Texts none of which begins before the marker ends: heads of formats whose lines have the marker too. */
  without?: readonly string[];
  /** Characters that may stand between a key and its value; `=` by default. */
  assigns?: string;
  /** True where an address may have its port behind it, and more behind that: `192.0.2.1:443:X1`. */
  endpoints?: boolean;
  /** Ports and protocol with which no line ends, since more stands behind them: one that does is cut short. */
  neverLast?: readonly Register[];
  /** Registers of which a whole line fills all or none: one that fills some is cut short. */
  together?: readonly Register[];
  /** The register that the word at the marker fills, where that says what happened: `RT_FLOW_SESSION_DENY`. */
  markerWord?: Register;
  /** The register that the word behind that one fills. */
  markerNext?: Register;
  /** Service names that stand for destination ports, for products that write the one or the other. */
  services?: Readonly<Record<string, number>>;
  /**
   * What stands in front of the fields, and what ends a value. ArcSight `CEF:0|…|`: values hold blanks and end before
   * the next key; IBM `LEEF:2.0|…|`: values end at a tab or at the character that the head names. The marker stands
   * in the head's first column.
   */
  dialect?: "cef" | "leef";
  /** 0-based column of that head → register; the first word of the column counts. */
  head?: Readonly<Record<number, Register>>;
}

/** Lines of separated columns, by position or by names in a header line. */
export interface CsvGrammar extends GrammarBase {
  kind: "csv";
  separator: string;
  quoted?: boolean;
  /** True where a quote in a quoted cell is written `\\"`, not doubled. */
  escaped?: boolean;
  /** True where a quoted cell may hold line breaks. */
  multiline?: boolean;
  /** True where columns are aligned by several separators in a row. */
  padded?: boolean;
  /** Characters that end a value besides the separator, quotes and control characters. */
  ends?: string;
  /** Where the columns begin; the line's start by default. */
  origin?: "line" | "word" | { markerColumn: number };
  /** True when a syslog header stands in front. */
  header?: boolean;
  /** 0-based column → register. */
  columns?: Readonly<Record<number, Register>>;
  /** A column whose first character picks further columns. */
  variants?: { column: number; when: Readonly<Record<string, Readonly<Record<number, Register>>>> };
  /** Column names → register, for lines that name their columns. */
  names?: Readonly<Record<string, Register>>;
  /** What a line of names begins with; it is not a name itself when it ends in a blank. */
  namesMark?: string;
  /** A text that a line of names holds, where names may come in any order. Such a line lacks the marker. */
  namesWithin?: string;
  /** Column orders in use without a header line, as names; the first is the usual one. */
  orders?: readonly string[];
  /** How many columns a whole row has; one that ends before the last column that is read is cut short. */
  columnCount?: number;
  /** True where `03/04/2017` is the third of April. */
  dayFirst?: boolean;
  /** What comment lines begin with. */
  comments?: readonly string[];
  /** Registers of which one must hold a word of `actions` or `kinds`; a line where none does is of another format. */
  identity: readonly ("action" | "kind")[];
  /** Registers that every line fills; one that does not is of another format. */
  filled?: readonly Register[];
  /** Registers that hold a value of their kind or `-`; a line where one does not is of another format, unless it is cut. */
  sound?: readonly Register[];
  /** True where an address may have its port behind it: `192.0.2.1:443`. */
  endpoints?: boolean;
  /** True where each line with the destination's port has the source's: one that lacks it is damaged. */
  bothPorts?: boolean;
  /** Service names that stand for port numbers, for products that write the one or the other. */
  services?: Readonly<Record<string, number>>;
}

/**
 * Sentences: messages with an id and a few wordings each, or wordings alone, which begin with the marker.
 *
 * Slots of wordings: `{}` passes over text; `{source}` and `{destination}` are addresses with their ports; a register
 * in braces is its value; `{sourceAddress}` and `{destinationAddress}` are addresses whose ports stand elsewhere,
 * `{sourceHost}` and `{destinationHost}` those of wordings that have no room for ports; `{~protocol}` and `{~action}`
 * are the first word that is one, `{#protocol}` is the first that is a number.
 */
export interface TemplateGrammar extends GrammarBase {
  kind: "template";
  marker: readonly string[];
  /** Texts that every line holds besides the marker, where that alone may stand elsewhere too. */
  alsoHolds?: readonly string[];
  /** Message id → wordings of denials. An id is a number, or a word behind a level: `106023`, `IPACCESSLOGP`. */
  deny?: Readonly<Record<string, readonly string[]>>;
  /** Message id → wordings of allowed traffic. */
  allow?: Readonly<Record<string, readonly string[]>>;
  /** Message id → wordings whose action is a slot. */
  told?: Readonly<Record<string, readonly string[]>>;
  /** Message id → wordings of a message that is a decision in others. */
  skip?: Readonly<Record<string, readonly string[]>>;
  /** Ids of decisions that are written in another way, not as a sentence: lines of another format. */
  unread?: readonly number[];
  /** Wordings of lines without an id, from the marker on, tried in order. */
  sentences?: readonly Sentence[];
  /** Service names that stand for port numbers. */
  services?: Readonly<Record<string, number>>;
  /** True where a port stands behind one more dot: `192.0.2.1.80`. */
  dottedPorts?: boolean;
  /** True where the word before the marker is of the sentence: the interface in `LAN2 Rejected at`. */
  lead?: boolean;
  /** True for products that write `host:` where others write a program's tag. */
  colonHost?: boolean;
  /** Rules for a log prefix between header and marker that tells the verdict. */
  prefix?: readonly PrefixRule[];
}

/** A wording without an id: what it means, `told` where a slot or the prefix says so, and the protocol if it is about one only. */
export interface Sentence {
  meaning: Meaning | "told";
  wording: string;
  protocol?: string;
}

/** One JSON object a line. */
export interface JsonGrammar extends GrammarBase {
  kind: "json";
  marker: readonly string[];
  /** Dotted path → register. A name may have the dots itself: `id.orig_h` is looked for in both ways. */
  fields: Readonly<Record<string, Register>>;
  /** Members, by dotted paths, whose string holds separated columns: 0-based column → register. */
  tuple?: { paths: readonly string[]; separator: string; columns: Readonly<Record<number, Register>> };
  /**
   * A member whose string has one of a few wordings, tried in order: text, registers in braces for one word each, and
   * `{}` for any text.
   */
  sentence?: { path: string; wordings: readonly string[] };
  /** Registers that every line of the format fills, where the marker may stand in lines of others too. */
  identity?: readonly Register[];
  /** The character behind the last of which the device's name stands in its value: `/` in `/a/b/name`. */
  deviceBehind?: string;
}

export type Grammar = KvGrammar | CsvGrammar | TemplateGrammar | JsonGrammar;

/** How one product writes lines: plain data, so that built-in formats and users' own are one mechanism. */
export interface Format {
  /** kebab-case, vendor first. */
  id: string;
  title: string;
  /** Where the vendor documents it. */
  docs: string;
  grammar: Grammar;
  /** Vendor action word → meaning. */
  actions?: Readonly<Record<string, Meaning>>;
  /** Words of the `kind` register: decisions, denials and passes by their kind alone, none. */
  kinds?: Readonly<Record<string, "decision" | "denial" | "pass" | "none">>;
  /** What lines of other kinds are: none by default. */
  otherKinds?: "none" | "decision";
  /** Registers without which a decision is malformed. */
  needs: readonly Register[];
  /** What a line without an action is; `assume` is the user's `--assume`, `skip` no decision. Malformed by default. */
  defaultAction?: "deny" | "allow" | "none" | "assume" | "skip";
  /** The vendor's own words for protocols → IANA number, beside the usual ones. */
  protocols?: Readonly<Record<string, number>>;
  /** IANA number for lines that name no protocol. */
  defaultProtocol?: number;
  decimalAddresses?: boolean;
  /** True where the vendor says that stamps without a zone are of UTC. */
  utc?: boolean;
  /** True where a TCP or UDP decision without a destination port is whole. */
  portsOptional?: boolean;
  /** True where other programs write into the same file: their syslog lines are skipped, not unparsed. */
  sharesLog?: boolean;
}
