/** Something that people should know of an input. */
export interface LiveNote {
  atMs: number;
  /** The input's name. */
  about: string;
  text: string;
}

/** The same kind of thing is told of an input no more often. */
const silenceMs = 10_000;

/** Tells what happens to inputs, but what happens again and again only now and then, with how often it did. */
export class NoteBook {
  private readonly now: () => number;
  private readonly note: (note: LiveNote) => void;
  private readonly told = new Map<string, { ms: number; untold: number }>();

  constructor(now: () => number, note: (note: LiveNote) => void) {
    this.now = now;
    this.note = note;
  }

  /** @param kind the same for what is alike. */
  tell(about: string, kind: string, text: string): void {
    const atMs = this.now();
    const key = JSON.stringify([about, kind]);
    const before = this.told.get(key);
    if (before !== undefined && atMs - before.ms < silenceMs) {
      before.untold++;
      return;
    }
    const untold = before?.untold ?? 0;
    this.told.set(key, { ms: atMs, untold: 0 });
    this.note({ atMs, about, text: untold === 0 ? text : `${text} (and ${untold} more like it since)` });
  }
}
