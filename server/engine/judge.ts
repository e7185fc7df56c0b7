import type { Assumption } from '../model/condition.ts';
import type { Finding, Judgement, Severity } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import type { Cause, Value } from '../model/value.ts';
import { type Evidence, type Facts, evaluate } from './condition.ts';
import { directiveFindings, isSilenced } from './directives.ts';
import { fixesOf } from './fix.ts';
import type { Failure, Judgements, Speech } from './judgements.ts';
import { placeholdersOf } from './placeholders.ts';
import type { Rule, RuleSet, Subject } from './rule.ts';
import { type Scope, type Surroundings, readAttribute, scopeOf } from './scope.ts';
import { type Index, Neighbourhood, type Rest, indexOf } from './surroundings.ts';
import { type Visited, agrees, explore } from './world.ts';

/** Past this many combinations of conditions a verdict is unknown. */
const worldBound = 64;

/** What one rule says of a resource, with what that rests on besides the resource; without `rest` on nothing. */
interface Kept {
  readonly judgement?: Judgement | undefined;
  readonly failure?: Failure | undefined;
  readonly rest?: Rest | undefined;
}

interface KeptJudgements extends Judgements {
  readonly rules: RuleSet;
  readonly speech: Speech;
  /** By resource, in the order of the rules that speak to it. */
  readonly kept: ReadonlyMap<Resource, readonly Kept[]>;
  readonly index: ReturnType<typeof indexOf>;
}

/** Judges every resource of the model, or takes over what `previous` says of it while nothing that it rests on has changed. */
export function judge(model: Model, rules: RuleSet, speech: Speech, previous?: Judgements): Judgements {
  const before = previous && 'kept' in previous ? (previous as KeptJudgements) : undefined;
  const index = indexOf(model, before?.index);
  const reusable = before?.rules === rules && before.speech === speech ? before : undefined;
  const kept = new Map<Resource, readonly Kept[]>();
  const byResource = new Map<Resource, readonly Judgement[]>();
  for (const resource of model.resources) {
    const old = reusable?.kept.get(resource);
    const now = old ? rejudged(resource, rules, speech, index, old) : judged(resource, rules, speech, index);
    kept.set(resource, now);
    const judgements = now === old ? reusable?.byResource.get(resource) : undefined;
    byResource.set(resource, judgements ?? now.flatMap(({ judgement }) => judgement ?? []));
  }
  const all = [...byResource.values()].flatMap((judgements) =>
    judgements.flatMap(({ findings }) => findings),
  );
  const silenced = model.directives.length === 0 ? [] : all.filter((finding) => isSilenced(finding, model));
  const spoken = new Set(silenced);
  const findings = [
    ...all.filter((finding) => !spoken.has(finding)),
    ...directiveFindings(model, silenced, rules, speech),
  ];
  const failures = [...kept.values()].flatMap((each) => each.flatMap(({ failure }) => failure ?? []));
  const result: KeptJudgements = { byResource, findings, silenced, failures, rules, speech, kept, index };
  return result;
}

function judged(resource: Resource, rules: RuleSet, speech: Speech, index: Index): readonly Kept[] {
  const spoken = candidatesFor(resource, rules);
  return spoken.map((candidate) => judgedBy(candidate, resource, rules, speech, index));
}

/** The same list when everything that its verdicts rest on is as it was; else with the others judged anew. */
function rejudged(
  resource: Resource,
  rules: RuleSet,
  speech: Speech,
  index: Index,
  old: readonly Kept[],
): readonly Kept[] {
  const neighbourhood = new Neighbourhood(index);
  let now: Kept[] | undefined;
  old.forEach((kept, i) => {
    if (!kept.rest || neighbourhood.stillHas(kept.rest)) return;
    const candidate = candidatesFor(resource, rules)[i];
    if (candidate) (now ??= [...old])[i] = judgedBy(candidate, resource, rules, speech, index);
  });
  return now ?? old;
}

function judgedBy(
  { rule, subject }: Candidate,
  resource: Resource,
  rules: RuleSet,
  speech: Speech,
  index: Index,
): Kept {
  const severity = speech.severityOf(rule);
  if (severity === 'off') return {};
  const neighbourhood = new Neighbourhood(index);
  try {
    const { strict, today } = speech;
    const terms = { rules, severity, strict, today, surroundings: neighbourhood };
    return { judgement: judgeRule(rule, subject, resource, terms), rest: neighbourhood.rest };
  } catch (error) {
    return { failure: { rule: rule.id, error }, rest: neighbourhood.rest };
  }
}

interface Candidate {
  readonly rule: Rule;
  readonly subject: Subject;
}

const candidates = new WeakMap<RuleSet, Map<string, Candidate[]>>();

/** The rules that speak to a type, indexed once for a rule set. */
function candidatesFor(resource: Resource, rules: RuleSet): readonly Candidate[] {
  if (resource.silent) return [];
  let byType = candidates.get(rules);
  if (!byType) {
    byType = new Map();
    for (const rule of rules.rules) {
      for (const subject of rule.subjects) {
        for (const [dialect, types] of Object.entries(subject.types)) {
          for (const type of types) {
            const key = `${dialect} ${type}`;
            const list = byType.get(key);
            if (list) list.push({ rule, subject });
            else byType.set(key, [{ rule, subject }]);
          }
        }
      }
    }
    candidates.set(rules, byType);
  }
  return byType.get(`${resource.dialect} ${resource.type}`) ?? [];
}

interface Terms {
  readonly rules: RuleSet;
  readonly severity: Severity;
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
function judgeRule(rule: Rule, subject: Subject, resource: Resource, terms: Terms): Judgement | undefined {
  const facts: Facts = {
    tables: terms.rules.tables,
    thresholds: rule.thresholds,
    strict: terms.strict,
    today: terms.today,
  };
  const { visited, complete } = explore(worldBound, (world) => {
    if (!resource.exists.every((condition) => world.holds(condition))) return undefined;
    return judgeScope(rule, subject, scopeOf(resource, subject, world, terms.surroundings), facts);
  });
  const existing = visited.filter((visit): visit is Visited<WorldVerdict> => visit.result !== undefined);
  const applicable = existing.filter(({ result }) => result.verdict !== 'not-applicable');
  if (applicable.length === 0) return undefined;
  if (!complete) return unknown(rule, [{ kind: 'conditions', subject: resource.name }]);
  const findings = certainFindings(rule, subject, existing, facts, terms);
  if (findings.length > 0) return { rule: rule.id, verdict: 'fail', findings, causes: [] };
  if (applicable.every(({ result }) => result.verdict === 'pass'))
    return { rule: rule.id, verdict: 'pass', findings: [], causes: [] };
  return unknown(rule, causesOf(applicable, resource));
}

function unknown(rule: Rule, causes: readonly Cause[]): Judgement {
  return { rule: rule.id, verdict: 'unknown', findings: [], causes };
}

function judgeScope(rule: Rule, subject: Subject, scope: Scope, facts: Facts): WorldVerdict {
  const exemptions = [rule.unless, subject.unless].filter((condition) => condition !== undefined);
  const exempt = exemptions.map((condition) => evaluate(condition, scope, facts));
  if (exempt.some(({ truth }) => truth === true)) return { verdict: 'not-applicable', evidence: [], scope };
  const { truth, evidence } = evaluate(subject.require ?? rule.require, scope, facts);
  if (truth === true) return { verdict: 'pass', evidence, scope };
  if (truth === undefined) return { verdict: 'unknown', evidence, scope };
  const open = exempt.filter((outcome) => outcome.truth === undefined);
  if (open.length > 0)
    return { verdict: 'unknown', evidence: open.flatMap((outcome) => outcome.evidence), scope };
  return { verdict: 'fail', evidence, scope };
}

/** The findings that hold in every world in which their branch exists, each once. */
function certainFindings(
  rule: Rule,
  subject: Subject,
  existing: readonly Visited<WorldVerdict>[],
  facts: Facts,
  terms: Terms,
): Finding[] {
  const found = new Map<string, Finding>();
  for (const { result } of existing) {
    if (result.verdict !== 'fail') continue;
    for (const group of groupByItem(result)) {
      const under = distinctAssumptions(group.flatMap(({ reading }) => reading.under));
      const worlds = existing.filter((visit) => agrees(visit, under));
      if (!worlds.every((visit) => visit.result.verdict === 'fail')) continue;
      const finding = findingOf(rule, subject, group, result.scope, under, facts, terms);
      const key = keyOf(finding);
      if (!found.has(key)) found.set(key, finding);
    }
  }
  return [...found.values()];
}

function keyOf({ at }: Finding): string {
  return `${String(at.start)} ${String(at.end)} ${at.piece.uri} ${String(at.piece.text.length)}`;
}

/** Each failing item is a finding of its own; what does not rest on items is one finding. */
function groupByItem({ evidence, scope }: WorldVerdict): Evidence[][] {
  const groups = new Map<Scope, Evidence[]>();
  const whole: Evidence[] = [];
  for (const piece of evidence) {
    const item = itemScopeOf(piece.scope, scope.resource);
    if (!item) whole.push(piece);
    else groups.set(item, [...(groups.get(item) ?? []), piece]);
  }
  return groups.size > 0 ? [...groups.values()] : [whole];
}

function itemScopeOf(scope: Scope, resource: Resource): Scope | undefined {
  if (scope.beside && scope.outer) return itemScopeOf(scope.outer, resource);
  return scope.item && scope.resource === resource ? scope : undefined;
}

function findingOf(
  rule: Rule,
  subject: Subject,
  evidence: readonly Evidence[],
  scope: Scope,
  under: readonly Assumption[],
  facts: Facts,
  terms: Terms,
): Finding {
  const { resource } = scope;
  const own = evidence.filter((piece) => piece.scope.resource === resource);
  const pointed =
    rule.at === undefined ? own[0] : (own.find(({ name }) => name === rule.at) ?? pointedAt(rule.at, scope));
  const existing = resource.exists
    .filter(({ formula }) => formula.kind !== 'constant')
    .map(({ name }) => ({ name, holds: true }));
  const written = pointed?.reading.at ?? resource.nameAt;
  const decided = argumentOf(resource, pointed);
  const related = relatedOf(evidence, resource);
  return {
    rule: rule.id,
    resource,
    at: decided ?? written,
    severity: terms.severity,
    placeholders: placeholdersOf(rule, subject, evidence, scope, facts),
    assumptions: distinctAssumptions([...existing, ...under]),
    origins: pointed?.reading.value.origins ?? [],
    related: decided ? [{ resource, at: written }, ...related] : related,
    fixes: fixesOf(rule, subject, evidence, scope, facts),
  };
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
  return [...new Map(assumptions.map((assumption) => [assumption.name, assumption])).values()];
}

/** Why the verdict cannot be told: causes of unknown values, or conditions that pull it both ways. */
function causesOf(visits: readonly Visited<WorldVerdict>[], resource: Resource): Cause[] {
  const causes = new Map<string, Cause>();
  for (const { result } of visits) {
    if (result.verdict !== 'unknown') continue;
    for (const { reading } of result.evidence) {
      const cause = causeOf(reading.value);
      if (cause) causes.set(`${cause.kind} ${cause.subject}`, { ...cause, at: reading.at });
    }
  }
  return causes.size > 0 ? [...causes.values()] : [{ kind: 'conditions', subject: resource.name }];
}

function causeOf(value: Value): Cause | undefined {
  if (value.kind === 'unknown') return value.cause;
  if (value.kind === 'text') return value.parts.find((part) => typeof part !== 'string')?.cause;
  return value.kind === 'list' || value.kind === 'map' ? value.open : undefined;
}
