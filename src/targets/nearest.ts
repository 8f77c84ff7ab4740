/** Up to `limit` of the candidates, those most like the word first; at least one, unless there is no candidate. */
export function findNearest(word: string, candidates: readonly string[], limit: number): string[] {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: matchDistance(word, candidate) }))
    .toSorted((a, b) => a.distance - b.distance);
  const farthest = (ranked[0]?.distance ?? 0) + 2;
  return ranked
    .filter(({ distance }) => distance <= farthest)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** How many letters must be inserted, deleted, replaced or swapped with the next to get from one word to the other. */
export function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j++) {
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (from[i - 1] === to[j - 1] ? 0 : 1),
        swapped ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  }
  return at(from.length, to.length);
}

// "camera" should find "iot-camera-dvr", which is nine edits away: a part of the name counts as one edit.
function matchDistance(word: string, candidate: string): number {
  const lower = word.toLowerCase().slice(0, 40);
  if (candidate === lower) return 0;
  const parts = candidate.split("-");
  if (parts.includes(lower)) return 1;
  return Math.min(editDistance(lower, candidate), ...parts.map((part) => editDistance(lower, part) + 1));
}
