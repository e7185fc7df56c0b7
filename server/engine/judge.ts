import type { Finding, FixChanges, Judgement } from '../model/finding.ts';
import type { Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import { directiveFindings, isSilenced } from './directives.ts';
import { type Candidate, fixesAt, judgeRule } from './judgeRule.ts';
import type { Failure, Judgements, Speech } from './judgements.ts';
import { type Changes, type Index, indexOf, reindexed } from './resourceIndex.ts';
import type { RuleSet } from './rule.ts';
import { type Reach, type Rest, Neighbourhood, keyOf, reachOf, stillHas } from './surroundings.ts';

/** What one rule says of a resource, with what that rests on besides the resource; without `rest` on nothing. */
interface Kept {
  readonly judgement?: Judgement | undefined;
  readonly failure?: Failure | undefined;
  readonly rest?: Rest | undefined;
}

/** What all rules say of a resource. */
interface KeptResource {
  readonly resource: Resource;
  /** In the order of the rules that speak to it. */
  readonly verdicts: readonly Kept[];
  readonly judgements: readonly Judgement[];
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
  readonly reach: Reach | undefined;
}

interface KeptJudgements extends Judgements {
  readonly rules: RuleSet;
  readonly speech: Speech;
  /** In the order of the index's resources. */
  readonly kept: readonly KeptResource[];
  readonly index: Index;
}

/** Judges every resource of the model, or takes over what `previous` says of it while nothing that it rests on has changed. */
export function judge(model: Model, rules: RuleSet, speech: Speech, previous?: Judgements): Judgements {
  const before = previous && isKept(previous) ? previous : undefined;
  const reusable = before?.rules === rules && before.speech === speech ? before : undefined;
  const { index, changes } = reusable
    ? reindexed(model, reusable.index)
    : { index: indexOf(model), changes: undefined };
  const openChanged = reusable !== undefined && keyOf(reusable.index.open) !== keyOf(index.open);
  const keptOf = reusable ? lookup(reusable) : () => undefined;
  const kept: KeptResource[] = [];
  const all: Finding[] = [];
  const failures: Failure[] = [];
  for (const resource of model.resources) {
    const old = keptOf(resource, kept.length);
    const stays = old && !openChanged && !touches(old.reach, changes);
    const now = stays ? old : judgedResource(resource, rules, speech, index, old);
    kept.push(now);
    for (const finding of now.findings) all.push(finding);
    for (const failure of now.failures) failures.push(failure);
  }
  let byResource: ReadonlyMap<Resource, readonly Judgement[]> | undefined;
  const result: KeptJudgements = {
    get byResource() {
      return (byResource ??= new Map(kept.map(({ resource, judgements }) => [resource, judgements])));
    },
    ...spokenOf(all, model, rules, speech),
    failures,
    rules,
    speech,
    kept,
    index,
  };
  return result;
}

/** The ways to repair a finding of these judgements, best first; proven by the service before they are offered. */
export function fixesFor(
  { rule, resource, at, severity }: Finding,
  judgements: Judgements,
): readonly FixChanges[] {
  if (!isKept(judgements)) return [];
  const { rules, speech, index } = judgements;
  const terms = { rules, severity, ...speech, surroundings: new Neighbourhood(index) };
  for (const candidate of candidatesFor(resource, rules)) {
    const fixes = candidate.rule.id === rule ? fixesAt(candidate, resource, at, terms) : [];
    if (fixes.length > 0) return fixes;
  }
  return [];
}

/** What was kept of a resource, which mostly stands where it stood. */
function lookup({ kept }: KeptJudgements): (resource: Resource, at: number) => KeptResource | undefined {
  let byResource: ReadonlyMap<Resource, KeptResource> | undefined;
  return (resource, at) => {
    const there = kept[at];
    if (there?.resource === resource) return there;
    byResource ??= new Map(kept.map((each) => [each.resource, each]));
    return byResource.get(resource);
  };
}

function isKept(judgements: Judgements): judgements is KeptJudgements {
  return 'kept' in judgements;
}

/** All findings, apart those that a directive silences, and what there is to say of the directives. */
function spokenOf(
  all: readonly Finding[],
  model: Model,
  rules: RuleSet,
  speech: Speech,
): Pick<Judgements, 'findings' | 'silenced'> {
  if (model.directives.length === 0) return { findings: all, silenced: [] };
  const silenced = all.filter((finding) => isSilenced(finding, model));
  const silent = new Set(silenced);
  const findings = all.filter((finding) => !silent.has(finding));
  return { findings: [...findings, ...directiveFindings(model, silenced, rules, speech)], silenced };
}

function touches(reach: Reach | undefined, changes: Changes | undefined): boolean {
  if (!reach || !changes) return false;
  for (const type of changes.types) if (reach.types.has(type)) return true;
  for (const id of changes.ids) if (reach.ids.has(id)) return true;
  return false;
}

/** The same as before when everything that its verdicts rest on is as it was; else with the others judged anew. */
function judgedResource(
  resource: Resource,
  rules: RuleSet,
  speech: Speech,
  index: Index,
  old?: KeptResource,
): KeptResource {
  let changed = false;
  const verdicts = candidatesFor(resource, rules).map((candidate, i) => {
    const before = old?.verdicts[i];
    if (before && (!before.rest || stillHas(index, before.rest))) return before;
    changed = true;
    return judgedBy(candidate, resource, rules, speech, index);
  });
  if (old && !changed) return old;
  const judgements = verdicts.flatMap(({ judgement }) => judgement ?? []);
  return {
    resource,
    verdicts,
    judgements,
    findings: judgements.flatMap(({ findings }) => findings),
    failures: verdicts.flatMap(({ failure }) => failure ?? []),
    reach: reachOf(verdicts.flatMap(({ rest }) => rest ?? [])),
  };
}

function judgedBy(
  candidate: Candidate,
  resource: Resource,
  rules: RuleSet,
  speech: Speech,
  index: Index,
): Kept {
  const { rule } = candidate;
  const severity = speech.severityOf(rule);
  if (severity === 'off') return silent;
  const surroundings = new Neighbourhood(index);
  try {
    const { strict, today } = speech;
    const terms = { rules, severity, strict, today, surroundings };
    return { judgement: judgeRule(candidate, resource, terms), rest: surroundings.rest };
  } catch (error) {
    return { failure: { rule: rule.id, error }, rest: surroundings.rest };
  }
}

const silent: Kept = {};

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
