/** What a firewall did with a connection. `NO_ACTION` is a register that no field has filled yet. */
export const NO_ACTION = 0;
export const DENY = 1;
export const ALLOW = 2;

/** Verdicts of a scanner on one line. */
/** Not a line of this format; the cursor stays where it was. */
export const FOREIGN = 0;
/** A line of this format that is no decision on traffic. */
export const SKIPPED = 1;
/** A decision; the event's registers are filled. */
export const EVENT = 2;
/** A decision with a needed field missing or broken. */
export const MALFORMED = 3;
export type Verdict = typeof FOREIGN | typeof SKIPPED | typeof EVENT | typeof MALFORMED;

/**
 * One address in registers. IPv4 is `w0`; IPv6 is `w0`–`w3`, most significant word first.
 * Words are signed 32 bit, because those stay small integers in V8; read them with `>>> 0`.
 */
export class Address {
  /** 4, 6, or 0 when the line has no address here. */
  family = 0;
  w0 = 0;
  w1 = 0;
  w2 = 0;
  w3 = 0;
}

/**
 * The registers that a scanner fills from one line. One object is reused for all lines.
 * Byte ranges point into the cursor's block and hold only until the next line is scanned.
 */
export class LogEvent {
  /** Seconds since 1970 UTC; −1 when the line has no usable time. */
  timeSec = -1;
  /** Bytes of the digits behind the decimal point of the seconds; empty when none are logged. */
  fractionStart = 0;
  fractionEnd = 0;
  /** {@link DENY}, {@link ALLOW} or {@link NO_ACTION}. */
  action = NO_ACTION;
  /** True when the line does not say what happened and the format's default was taken. */
  assumed = false;
  /** Bytes of the vendor's own action word; empty when the verdict comes from elsewhere. */
  actionStart = 0;
  actionEnd = 0;
  /** IANA protocol number, −1 unknown. */
  protocol = -1;
  readonly source = new Address();
  readonly destination = new Address();
  /** 0–65535; −1 when the protocol has none or the line does not say. */
  sourcePort = -1;
  destinationPort = -1;
  /** How many denials this line stands for: repeats and hit counts. At least 1. */
  count = 1;
  /** Packets, −1 when not logged. */
  packets = -1;
  /** True when whoever counts events said that the packet looks like an answer; scanners leave it alone. */
  reflected = false;
  /** Bytes of the device's name; empty when the line names none. */
  deviceStart = 0;
  deviceEnd = 0;

  /** Empties every register for the next line. */
  clear(): void {
    this.timeSec = -1;
    this.fractionStart = 0;
    this.fractionEnd = 0;
    this.action = NO_ACTION;
    this.assumed = false;
    this.actionStart = 0;
    this.actionEnd = 0;
    this.protocol = -1;
    this.source.family = 0;
    this.destination.family = 0;
    this.sourcePort = -1;
    this.destinationPort = -1;
    this.count = 1;
    this.packets = -1;
    this.deviceStart = 0;
    this.deviceEnd = 0;
  }
}
