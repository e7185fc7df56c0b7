import type { DocumentEdit } from '../model/dialect.ts';
import type { Finding, FixChanges } from '../model/finding.ts';
import { differsOnlyBy } from './sameness.ts';
import { type Snapshot, fixesOf } from './snapshot.ts';

/** A repair that has been tried in memory: the finding is gone, nothing new has come, nothing else has changed. */
export interface ProvenFix {
  readonly fix: FixChanges;
  readonly edits: readonly DocumentEdit[];
  readonly after: Snapshot;
}

const proofs = new WeakMap<Snapshot, Map<FixChanges, ProvenFix | undefined>>();

/** The edits of a fix; `undefined` when they cannot be made safely or do not hold what the fix promises. */
export function proveFix(snapshot: Snapshot, finding: Finding, fix: FixChanges): ProvenFix | undefined {
  let known = proofs.get(snapshot);
  if (!known) proofs.set(snapshot, (known = new Map<FixChanges, ProvenFix | undefined>()));
  if (!known.has(fix)) known.set(fix, proveTogether(snapshot, [finding], fix));
  return known.get(fix);
}

/** As `proveFix`, for changes that repair several findings at once. */
export function proveTogether(
  snapshot: Snapshot,
  findings: readonly Finding[],
  fix: FixChanges,
): ProvenFix | undefined {
  const edits = snapshot.dialect.edit(snapshot.model, fix.changes, snapshot.textOf);
  if (!edits || edits.length === 0) return undefined;
  const after = snapshot.after(edits);
  if (!areGone(findings, snapshot, after) || hasNew(snapshot, after, fix.follows)) return undefined;
  if (!differsOnlyBy(snapshot.model, after.model, fix.changes, snapshot.dialect)) return undefined;
  return { fix, edits, after };
}

/** The first of a finding's fixes that holds. */
export function firstProven(snapshot: Snapshot, finding: Finding): ProvenFix | undefined {
  for (const fix of fixesOf(finding, snapshot)) {
    const proven = proveFix(snapshot, finding, fix);
    if (proven) return proven;
  }
  return undefined;
}

function areGone(findings: readonly Finding[], before: Snapshot, after: Snapshot): boolean {
  const had = countsOf(before.judgements.findings);
  const has = countsOf(after.judgements.findings);
  const wanted = countsOf(findings);
  return [...wanted].every(([key, count]) => (has.get(key) ?? 0) <= (had.get(key) ?? 0) - count);
}

/** True when findings have come that the fix does not announce. */
function hasNew(before: Snapshot, after: Snapshot, follows: readonly string[] = []): boolean {
  const had = countsOf(before.judgements.findings);
  const found = after.judgements.findings.filter(({ rule }) => !follows.includes(rule));
  return [...countsOf(found)].some(([key, count]) => count > (had.get(key) ?? 0));
}

function countsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, resource } of findings) {
    const key = `${rule} ${resource.id}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
