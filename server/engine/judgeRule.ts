import type { Assumption } from '../model/condition.ts';
import type { Finding, FixChanges, Judgement, Severity } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Resource } from '../model/resource.ts';
import type { Cause } from '../model/value.ts';
import { type Evidence, type Facts, type Outcome, evaluate } from './condition.ts';
import { fixesOf } from './fix.ts';
import { placeholdersOf } from './placeholders.ts';
import { openCauseOf } from './references.ts';
import type { Rule, RuleSet, Subject } from './rule.ts';
import { type Scope, type Surroundings, readAttribute, scopeOf } from './scope.ts';
import { type Visited, agrees, explore } from './world.ts';

/** Past this many combinations of conditions a verdict is unknown. */
const worldBound = 64;

const nothing: readonly never[] = [];

/** A rule with the one of its subjects that speaks to a resource's type, and the severity with which it speaks. */
export interface Candidate {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly severity: Severity;
}

export interface Terms {
  readonly rules: RuleSet;
  readonly strict: boolean;
  readonly today?: string | undefined;
  readonly surroundings: Surroundings;
}

/** What the rule says in one world. */
interface WorldVerdict {
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  readonly evidence: readonly Evidence[];
  readonly scope: Scope;
}

/** `undefined` when the rule does not apply to the resource in any world in which it exists. */
export function judgeRule(
  { rule, subject, severity }: Candidate,
  resource: Resource,
  terms: Terms,
): Judgement | undefined {
  const facts = factsOf(rule, terms);
  const { existing, complete } = worldsOf(rule, subject, resource, facts, terms);
  const applicable = existing.filter(({ result }) => result.verdict !== 'not-applicable');
  if (applicable.length === 0) return undefined;
  if (!complete) return unknown(rule, [{ kind: 'conditions', subject: resource.name }]);
  const failings = certainFailings(rule, existing);
  if (failings.length > 0) {
    const findings = failings.map((failing) => findingOf(rule, subject, severity, failing, facts));
    return { rule: rule.id, verdict: 'fail', findings, causes: nothing };
  }
  if (applicable.every(({ result }) => result.verdict === 'pass'))
    return { rule: rule.id, verdict: 'pass', findings: nothing, causes: nothing };
  return unknown(rule, causesOf(applicable, resource));
}

/** The ways to repair what the rule has against the resource at a place; empty when it has nothing there, or no fix. */
export function fixesAt(
  { rule, subject }: Candidate,
  resource: Resource,
  at: Location,
  terms: Terms,
): readonly FixChanges[] {
  const facts = factsOf(rule, terms);
  const { existing } = worldsOf(rule, subject, resource, facts, terms);
  const failing = certainFailings(rule, existing).find((each) => isSamePlace(each.place.at, at));
  return failing ? fixesOf(rule, subject, failing.evidence, failing.scope, facts) : nothing;
}

function factsOf({ thresholds }: Rule, { rules, strict, today }: Terms): Facts {
  return { tables: rules.tables, thresholds, strict, today };
}

/** The verdict in each world in which the resource exists. */
function worldsOf(
  rule: Rule,
  subject: Subject,
  resource: Resource,
  facts: Facts,
  { surroundings }: Terms,
): { readonly existing: readonly Visited<WorldVerdict>[]; readonly complete: boolean } {
  const { visited, complete } = explore(worldBound, (world) => {
    if (!resource.exists.every((condition) => world.holds(condition))) return undefined;
    return judgeScope(rule, subject, scopeOf(resource, subject, world, surroundings), facts);
  });
  const existing = visited.filter((visit): visit is Visited<WorldVerdict> => visit.result !== undefined);
  return { existing, complete };
}

function unknown(rule: Rule, causes: readonly Cause[]): Judgement {
  return { rule: rule.id, verdict: 'unknown', findings: nothing, causes };
}

function judgeScope(rule: Rule, subject: Subject, scope: Scope, facts: Facts): WorldVerdict {
  const exempt: Outcome[] = [];
  for (const condition of [rule.unless, subject.unless])
    if (condition) exempt.push(evaluate(condition, scope, facts, undefined));
  if (exempt.some(({ truth }) => truth === true)) return { verdict: 'not-applicable', evidence: [], scope };
  const { truth, evidence } = evaluate(subject.require ?? rule.require, scope, facts, false);
  if (truth === true) return { verdict: 'pass', evidence, scope };
  if (truth === undefined) return { verdict: 'unknown', evidence, scope };
  const open = exempt.filter((outcome) => outcome.truth === undefined);
  if (open.length > 0)
    return { verdict: 'unknown', evidence: open.flatMap((outcome) => outcome.evidence), scope };
  return { verdict: 'fail', evidence, scope };
}

/** What a finding is made of. */
interface Failing {
  readonly evidence: readonly Evidence[];
  readonly scope: Scope;
  readonly under: readonly Assumption[];
  readonly place: Place;
}

/** Where a finding stands: where the value is written, or at the caller's argument where that decides. */
interface Place {
  readonly at: Location;
  readonly pointed: Evidence | undefined;
  readonly written: Location | undefined;
}

/** The failings that hold in every world in which their branch exists, each place once. */
function certainFailings(rule: Rule, existing: readonly Visited<WorldVerdict>[]): readonly Failing[] {
  const found: Failing[] = [];
  for (const { result } of existing) {
    if (result.verdict !== 'fail') continue;
    for (const evidence of groupByItem(result)) {
      const under = distinctAssumptions(evidence.flatMap(({ reading }) => reading.under));
      const worlds = existing.filter((visit) => agrees(visit, under));
      if (!worlds.every((visit) => visit.result.verdict === 'fail')) continue;
      const place = placeOf(rule, evidence, result.scope);
      if (found.some((other) => isSamePlace(other.place.at, place.at))) continue;
      found.push({ evidence, scope: result.scope, under, place });
    }
  }
  return found;
}

function isSamePlace(a: Location, b: Location): boolean {
  return a.start === b.start && a.end === b.end && a.piece === b.piece;
}

/** Each failing item is a finding of its own, with what fails of the items around it; what does not rest on items is one finding. */
function groupByItem({ evidence, scope }: WorldVerdict): Evidence[][] {
  const items = evidence.map((piece) => itemScopeOf(piece.scope, scope.resource));
  const all = [...new Set(items)].filter((item) => item !== undefined);
  const innermost = all.filter((item) => !all.some((other) => other !== item && isInside(other, item)));
  if (innermost.length === 0) return [evidence.filter((_, i) => !items[i])];
  return innermost.map((item) =>
    evidence.filter((_, i) => {
      const around = items[i];
      return around !== undefined && (around === item || isInside(item, around));
    }),
  );
}

function isInside(scope: Scope, around: Scope): boolean {
  for (let at = scope.outer; at; at = at.outer) if (at === around) return true;
  return false;
}

function itemScopeOf(scope: Scope, resource: Resource): Scope | undefined {
  if (scope.beside && scope.outer) return itemScopeOf(scope.outer, resource);
  return scope.item && scope.resource === resource ? scope : undefined;
}

function findingOf(
  rule: Rule,
  subject: Subject,
  severity: Severity,
  { evidence, scope, under, place }: Failing,
  facts: Facts,
): Finding {
  const { resource } = scope;
  const existing = resource.exists
    .filter(({ formula }) => formula.kind !== 'constant')
    .map(({ name }) => ({ name, holds: true }));
  const related = relatedOf(evidence, resource);
  return {
    rule: rule.id,
    resource,
    at: place.at,
    severity,
    placeholders: placeholdersOf(rule, subject, evidence, scope, facts),
    assumptions: distinctAssumptions([...existing, ...under]),
    origins: place.pointed?.reading.value.origins ?? nothing,
    related: place.written ? [{ resource, at: place.written }, ...related] : related,
  };
}

function placeOf(rule: Rule, evidence: readonly Evidence[], scope: Scope): Place {
  const { resource } = scope;
  const own = evidence.filter((piece) => piece.scope.resource === resource);
  const pointed =
    rule.at === undefined ? own[0] : (own.find(({ name }) => name === rule.at) ?? pointedAt(rule.at, scope));
  const written = pointed?.reading.at ?? resource.nameAt;
  const decided = argumentOf(resource, pointed);
  return decided ? { at: decided, pointed, written } : { at: written, pointed, written: undefined };
}

/** In a called module, the caller's argument where that decides: there somebody can mend it. */
function argumentOf({ callers }: Resource, pointed: Evidence | undefined): Location | undefined {
  if (!callers?.length) return undefined;
  return pointed?.reading.value.origins?.findLast(({ kind, at }) => kind === 'argument' && at !== undefined)
    ?.at;
}

function pointedAt(attribute: string, scope: Scope): Evidence | undefined {
  const reading = attribute in scope.attributes ? readAttribute(scope, attribute)[0] : undefined;
  return reading && { name: attribute, reading, scope };
}

function relatedOf(evidence: readonly Evidence[], resource: Resource): Finding['related'] {
  const others = evidence.filter(
    (piece) => piece.scope.resource !== resource || piece.reading.owner !== resource,
  );
  return others.map(({ scope, reading }) => ({
    resource: scope.resource === resource ? reading.owner : scope.resource,
    at: reading.at,
  }));
}

function distinctAssumptions(assumptions: readonly Assumption[]): readonly Assumption[] {
  if (assumptions.length < 2) return assumptions;
  return [...new Map(assumptions.map((assumption) => [assumption.name, assumption])).values()];
}

/** Why the verdict cannot be told: causes of unknown values, or conditions that pull it both ways. */
function causesOf(visits: readonly Visited<WorldVerdict>[], resource: Resource): Cause[] {
  const causes = new Map<string, Cause>();
  for (const { result } of visits) {
    if (result.verdict !== 'unknown') continue;
    for (const { reading } of result.evidence) {
      const cause = openCauseOf(reading.value);
      if (cause) causes.set(`${cause.kind} ${cause.subject}`, { ...cause, at: reading.at });
    }
  }
  return causes.size > 0 ? [...causes.values()] : [{ kind: 'conditions', subject: resource.name }];
}
