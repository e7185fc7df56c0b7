// Offered fixes, each applied by itself, also those that are only offered with a caution.
import type { Finding } from '../../server/model/finding.ts';
import { type ProvenFix, proveFix } from '../../server/service/fix.ts';
import { type Snapshot, fixesOf } from '../../server/service/snapshot.ts';

/** How many fixes of findings could be offered, and why not. */
export interface Offers {
  offered: number;
  notOffered: number;
}

export interface SingleFix extends ProvenFix {
  readonly finding: Finding;
}

/** Fixes of a unit, of each rule so many over all units; `taken` counts them. */
export function* singleFixesOf(
  snapshot: Snapshot,
  perRule: number,
  taken: Map<string, number>,
  offers: Offers,
): Generator<SingleFix> {
  for (const finding of snapshot.judgements.findings) {
    const key = `${finding.rule} ${finding.resource.dialect}`;
    const count = taken.get(key) ?? 0;
    if (count >= perRule) continue;
    const fixes = fixesOf(finding, snapshot);
    if (fixes.length === 0) continue;
    const proven = fixes.flatMap((fix) => proveFix(snapshot, finding, fix) ?? []);
    offers[proven.length > 0 ? 'offered' : 'notOffered']++;
    if (proven.length > 0) taken.set(key, count + 1);
    for (const fix of proven) yield { ...fix, finding };
  }
}
