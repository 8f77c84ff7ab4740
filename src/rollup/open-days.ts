/** So many days are held open: logs of several devices, or of one that is late, go to and fro between days. */
const mostOpen = 8;

/** The days that are being counted, each with tables of its own; the one that was opened longest ago gives way. */
export class OpenDays<Tables> {
  /** The day counted last is the first. */
  private readonly days: { day: number; tables: Tables }[] = [];
  private readonly create: () => Tables;
  private readonly close: (day: number, tables: Tables) => void;

  /** @param close takes what the tables of a day hold, and empties them. */
  constructor(create: () => Tables, close: (day: number, tables: Tables) => void) {
    this.create = create;
    this.close = close;
  }

  /** The tables of a day. */
  at(day: number): Tables {
    const first = this.days[0];
    return first !== undefined && first.day === day ? first.tables : this.turnTo(day);
  }

  private turnTo(day: number): Tables {
    const place = this.days.findIndex((open) => open.day === day);
    let turned = this.days[place < 0 ? mostOpen - 1 : place];
    if (turned === undefined) turned = { day, tables: this.create() };
    else this.days.splice(this.days.indexOf(turned), 1);
    if (turned.day !== day) this.close(turned.day, turned.tables);
    turned.day = day;
    this.days.unshift(turned);
    return turned.tables;
  }

  /** True for a day that has tables. */
  has(day: number): boolean {
    return this.days.some((open) => open.day === day);
  }

  /** Hands out the tables of a day, which is open no more; null when it was not. */
  release(day: number): Tables | null {
    const place = this.days.findIndex((open) => open.day === day);
    const [released] = place < 0 ? [] : this.days.splice(place, 1);
    return released?.tables ?? null;
  }

  /** Closes all days. They stay open with empty tables. */
  closeAll(): void {
    for (const { day, tables } of this.days) this.close(day, tables);
  }
}
