import type { CautionKind, Rule } from '../engine/rule.ts';
import type { Change, DocumentEdit } from '../model/dialect.ts';
import { type Finding, type Pillar, pillars } from '../model/finding.ts';
import { composeEdits } from '../text/composeEdits.ts';
import { type ProvenFix, firstProven, proveTogether } from './fix.ts';
import { type Snapshot, fixesOf, ruleOf } from './snapshot.ts';

/** Which findings are to be fixed together. */
export type FixScope =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'pillar'; readonly pillar: Pillar }
  | { readonly kind: 'document' };

export interface FixedAll {
  readonly edits: readonly DocumentEdit[];
  /** How many findings are gone. */
  readonly count: number;
}

/** Each round repairs what can be proven together; what was given up is tried again once others are repaired. */
const mostRounds = 100;

/** Reads a scope that was sent over a wire; `undefined` when it is none. */
export function fixScopeFrom(sent: unknown): FixScope | undefined {
  if (typeof sent !== 'object' || sent === null || !('kind' in sent)) return undefined;
  if (sent.kind === 'document') return { kind: 'document' };
  if (sent.kind === 'rule' && 'rule' in sent && typeof sent.rule === 'string')
    return { kind: 'rule', rule: sent.rule };
  const pillar =
    sent.kind === 'pillar' && 'pillar' in sent ? pillars.find((name) => name === sent.pillar) : undefined;
  return pillar && { kind: 'pillar', pillar };
}

/** The findings of a scope whose fix needs no thought: it has no caution, and no next step follows from it. */
export function fixableIn(snapshot: Snapshot, scope: FixScope): readonly Finding[] {
  return snapshot.judgements.findings.filter((finding) => {
    const rule = ruleOf(snapshot.terms.rules, finding.rule);
    if (!rule || !isWithin(rule, scope) || cautionOf(finding, snapshot) !== undefined) return false;
    const fixes = fixesOf(finding, snapshot);
    return fixes.length > 0 && fixes.every(({ follows }) => !follows?.length);
  });
}

function isWithin(rule: Rule, scope: FixScope): boolean {
  if (scope.kind === 'rule') return rule.id === scope.rule;
  return scope.kind === 'document' || rule.pillar === scope.pillar;
}

/** Why the fix of a finding is not to be applied without thought; `undefined` when it may be. */
export function cautionOf(finding: Finding, snapshot: Snapshot): CautionKind | undefined {
  const rule = ruleOf(snapshot.terms.rules, finding.rule);
  const subject = rule?.subjects.find(({ types }) =>
    types[finding.resource.dialect]?.includes(finding.resource.type),
  );
  return (subject?.fix ?? rule?.fix)?.caution;
}

/** Fixes everything in the scope that can be proven, to the point where nothing is left; a second run changes nothing. */
export function fixAll(snapshot: Snapshot, scope: FixScope): FixedAll {
  const rounds: (readonly DocumentEdit[])[] = [];
  const given = new Set<string>();
  let now = snapshot;
  let triedAgain = true;
  while (rounds.length < mostRounds) {
    const open = fixableIn(now, scope).filter((finding) => !given.has(identityOf(finding)));
    const step = fixMany(now, open, given);
    if (!step) {
      if (triedAgain || given.size === 0) break;
      given.clear();
      triedAgain = true;
      continue;
    }
    triedAgain = false;
    rounds.push(step.edits);
    now = step.after;
  }
  const count = snapshot.judgements.findings.length - now.judgements.findings.length;
  return { edits: composed(snapshot, rounds), count };
}

/** Fixes as many findings at once as can be proven together; a finding that cannot be fixed even alone is given up. */
function fixMany(
  snapshot: Snapshot,
  findings: readonly Finding[],
  given: Set<string>,
): ProvenFix | undefined {
  const [first, ...others] = findings;
  if (!first) return undefined;
  if (others.length > 0) {
    const together = proveTogether(snapshot, findings, { changes: changesOf(findings, snapshot) });
    if (together) return together;
    const half = findings.length >> 1;
    return (
      fixMany(snapshot, findings.slice(0, half), given) ?? fixMany(snapshot, findings.slice(half), given)
    );
  }
  const alone = firstProven(snapshot, first);
  if (alone) return alone;
  given.add(identityOf(first));
  return undefined;
}

/** The first fix of each finding; an origin that several share is changed once. */
function changesOf(findings: readonly Finding[], snapshot: Snapshot): readonly Change[] {
  const places = new Set<string>();
  return findings.flatMap((finding) => {
    const [fix] = fixesOf(finding, snapshot);
    return (fix?.changes ?? []).filter((change) => {
      if (change.kind !== 'replace') return true;
      const place = `${change.at.piece.uri} ${change.at.piece.text.length} ${change.at.start}`;
      if (places.has(place)) return false;
      places.add(place);
      return true;
    });
  });
}

function identityOf({ rule, resource, at }: Finding): string {
  return `${rule} ${resource.id} ${at.start}`;
}

function composed(snapshot: Snapshot, rounds: readonly (readonly DocumentEdit[])[]): DocumentEdit[] {
  const uris = new Set(rounds.flatMap((round) => round.map(({ uri }) => uri)));
  return [...uris].flatMap((uri) => {
    const own = rounds.map((round) => round.filter((edit) => edit.uri === uri));
    return composeEdits(snapshot.textOf(uri).length, own).map((edit) => ({ ...edit, uri }));
  });
}
