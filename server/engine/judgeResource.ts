import type { Finding, Judgement } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { type Candidate, judgeRule } from './judgeRule.ts';
import type { Failure, Speech } from './judgements.ts';
import type { Index } from './resourceIndex.ts';
import type { RuleSet } from './rule.ts';
import { type Reach, type Rest, Neighbourhood, reachOf, stillHas } from './surroundings.ts';

/** What one rule says of a resource, with what that rests on besides the resource; without `rest` on nothing. */
interface Kept {
  readonly judgement?: Judgement | undefined;
  readonly failure?: Failure | undefined;
  readonly rest?: Rest | undefined;
}

/** What all rules say of a resource. */
export interface KeptResource {
  readonly resource: Resource;
  /** In the order of the rules that speak to it. */
  readonly verdicts: readonly Kept[];
  readonly judgements: readonly Judgement[];
  readonly findings: readonly Finding[];
  readonly failures: readonly Failure[];
  readonly reach: Reach | undefined;
}

/** The same as before when everything that its verdicts rest on is as it was; else with the others judged anew. */
export function judgeResource(
  resource: Resource,
  rules: RuleSet,
  speech: Speech,
  index: Index,
  old?: KeptResource,
): KeptResource {
  let changed = false;
  const verdicts = candidatesFor(resource, rules, speech).map((candidate, i) => {
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
  const surroundings = new Neighbourhood(index);
  try {
    const { strict, today } = speech;
    const terms = { rules, strict, today, surroundings };
    return { judgement: judgeRule(candidate, resource, terms), rest: surroundings.rest };
  } catch (error) {
    return { failure: { rule: candidate.rule.id, error }, rest: surroundings.rest };
  }
}

interface Candidates {
  readonly rules: RuleSet;
  readonly byType: ReadonlyMap<string, readonly Candidate[]>;
}

const kept = new WeakMap<Speech, Candidates>();
const nobody: readonly Candidate[] = [];

/** The rules that speak to a type, indexed once for a rule set and a way to speak. */
export function candidatesFor(resource: Resource, rules: RuleSet, speech: Speech): readonly Candidate[] {
  if (resource.silent) return nobody;
  let candidates = kept.get(speech);
  if (candidates?.rules !== rules) {
    candidates = { rules, byType: candidatesByType(rules, speech) };
    kept.set(speech, candidates);
  }
  return candidates.byType.get(`${resource.dialect} ${resource.type}`) ?? nobody;
}

function candidatesByType(rules: RuleSet, speech: Speech): Map<string, Candidate[]> {
  const byType = new Map<string, Candidate[]>();
  for (const rule of rules.rules) {
    const severity = speech.severityOf(rule);
    if (severity === 'off') continue;
    for (const subject of rule.subjects) {
      for (const [dialect, types] of Object.entries(subject.types)) {
        for (const type of types) {
          const key = `${dialect} ${type}`;
          const list = byType.get(key);
          if (list) list.push({ rule, subject, severity });
          else byType.set(key, [{ rule, subject, severity }]);
        }
      }
    }
  }
  return byType;
}
