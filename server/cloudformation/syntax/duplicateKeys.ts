import type { Entry } from './node.ts';
import type { TextProblem } from './parsed.ts';

/** Adds a problem for each key that stands in the same map before. */
export function duplicateKeysOf(entries: readonly Entry[], problems: TextProblem[]): void {
  if (entries.length < 2) return;
  const seen = new Set<string>();
  for (const { key } of entries) {
    if (seen.has(key.text))
      problems.push({ kind: 'duplicate-key', detail: key.text, start: key.start, end: key.end });
    seen.add(key.text);
  }
}
