import type { Note } from "../../analysis/coverage/notes.ts";
import { formatCount } from "../numbers.ts";

const omissions = { repeated: "反復による省略", suppressed: "抑制", skipped: "欠落" };

/** A note on a device in Japanese, or as it stands where only its text is known. */
export function noteText(note: Note | undefined, text: string): string {
  if (note === undefined) return text;
  switch (note.kind) {
    case "rate-limit":
      return `ログ出力が毎分約${formatRate(note.perMinute)}行に制限されている`;
    case "clock-set-back":
      return `時計が1時間を超えて${formatCount(note.times)}回戻された`;
    case "clock-reset": {
      const dates = note.from === note.to ? note.from : `${note.from}～${note.to}`;
      return `${formatCount(note.lines)}行の日付が${dates}で、他の行より${formatCount(note.daysBefore)}日前になっている`;
    }
    default: {
      const what = omissions[note.kind];
      const lines = `${formatCount(note.lines)}行に記載`;
      return note.messages === null
        ? `メッセージの${what}（件数不明、${lines}）`
        : `メッセージ${formatCount(note.messages)}件の${what}（${lines}）`;
    }
  }
}

/** Whole from 10 on, else with one decimal where that is not 0. */
function formatRate(perMinute: number): string {
  return perMinute >= 9.95 ? formatCount(perMinute) : perMinute.toFixed(1).replace(/\.0$/, "");
}
