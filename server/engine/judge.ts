import type { Finding, FixChanges, Judgement } from '../model/finding.ts';
import type { Directive, Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import { directiveFindings, isSilenced } from './directives.ts';
import { isWrittenIn } from './writtenIn.ts';
import { type KeptResource, candidatesFor, judgeResource } from './judgeResource.ts';
import { fixesAt } from './judgeRule.ts';
import type { Failure, Judgements, Speech } from './judgements.ts';
import { type Changes, type Index, indexOf, reindexed } from './resourceIndex.ts';
import type { RuleSet } from './rule.ts';
import { type Reach, Neighbourhood, keyOf } from './surroundings.ts';

/** Judges the model's resources, each when it is asked for, or takes over what `previous` says while nothing that it rests on has changed. */
export function judge(model: Model, rules: RuleSet, speech: Speech, previous?: Judgements): Judgements {
  const before = previous instanceof ModelJudgements ? previous : undefined;
  if (before?.rules === rules && before.speech === speech) return before.next(model);
  const index = indexOf(model);
  return new ModelJudgements(model, rules, speech, index, model.resources.map(unjudged));
}

/** The ways to repair a finding of these judgements, best first; proven by the service before they are offered. */
export function fixesFor({ rule, resource, at }: Finding, judgements: Judgements): readonly FixChanges[] {
  if (!(judgements instanceof ModelJudgements)) return [];
  const { rules, speech, index } = judgements;
  const { strict, today } = speech;
  const terms = { rules, strict, today, surroundings: new Neighbourhood(index) };
  for (const candidate of candidatesFor(resource, rules, speech)) {
    const fixes = candidate.rule.id === rule ? fixesAt(candidate, resource, at, terms) : [];
    if (fixes.length > 0) return fixes;
  }
  return [];
}

/** Holds what is said of one resource, once it has been asked for. */
interface Slot {
  readonly resource: Resource;
  kept?: KeptResource | undefined;
  /** False while what is kept comes from an earlier model, and may no longer be so. */
  sure: boolean;
}

function unjudged(resource: Resource): Slot {
  return { resource, sure: false };
}

/** Lives as long as its model. Only its memory changes: what it says does not depend on the order of the questions. */
class ModelJudgements implements Judgements {
  readonly rules: RuleSet;
  readonly speech: Speech;
  readonly index: Index;
  readonly #model: Model;
  /** In the order of the model's resources. */
  readonly #slots: readonly Slot[];
  readonly #within = new Map<string, readonly Finding[]>();
  #everywhere: Spoken | undefined;
  #byResource: ReadonlyMap<Resource, readonly Judgement[]> | undefined;

  constructor(model: Model, rules: RuleSet, speech: Speech, index: Index, slots: readonly Slot[]) {
    this.#model = model;
    this.rules = rules;
    this.speech = speech;
    this.index = index;
    this.#slots = slots;
  }

  get byResource(): ReadonlyMap<Resource, readonly Judgement[]> {
    return (this.#byResource ??= new Map(
      this.#slots.map((slot) => [slot.resource, this.#judged(slot).judgements]),
    ));
  }

  get findings(): readonly Finding[] {
    return this.#all().findings;
  }

  get silenced(): readonly Finding[] {
    return this.#all().silenced;
  }

  get failures(): readonly Failure[] {
    const failures: Failure[] = [];
    for (const { kept } of this.#slots) if (kept) failures.push(...kept.failures);
    return failures;
  }

  of(resource: Resource): readonly Judgement[] {
    const slot = this.#slots.find((each) => each.resource === resource);
    return slot ? this.#judged(slot).judgements : [];
  }

  within(uri: string): readonly Finding[] {
    let findings = this.#within.get(uri);
    if (!findings) {
      const { directives } = this.#model;
      const own = directives.filter(({ at }) => at.piece.uri === uri);
      findings = this.#spoken(this.#concerning(uri), own).findings;
      this.#within.set(uri, findings);
    }
    return findings;
  }

  #all(): Spoken {
    return (this.#everywhere ??= this.#spoken(this.#slots, this.#model.directives));
  }

  /** The resources that are written in a document, even in part; and, since a companion speaks for the resource that it names, what they name. */
  #concerning(uri: string): readonly Slot[] {
    const own: Slot[] = [];
    const others: Slot[] = [];
    for (const slot of this.#slots) (isWrittenIn(slot.resource, uri) ? own : others).push(slot);
    if (others.length === 0) return own;
    const named = namedAmong(own, others);
    const also = others.filter(
      ({ resource, kept }) =>
        named.has(resource.id) || kept?.findings.some(({ at }) => at.piece.uri === uri) === true,
    );
    return also.length === 0 ? own : [...own, ...also];
  }

  /** What there is to say of some resources, apart from what a directive silences, and of some of the directives. */
  #spoken(slots: readonly Slot[], directives: readonly Directive[]): Spoken {
    const all: Finding[] = [];
    for (const slot of slots) for (const finding of this.#judged(slot).findings) all.push(finding);
    const model = this.#model;
    if (model.directives.length === 0) return { findings: all, silenced: [] };
    const silenced = all.filter((finding) => isSilenced(finding, model));
    const silent = new Set(silenced);
    const findings = all.filter((finding) => !silent.has(finding));
    const about = directiveFindings(directives, model, silenced, this.rules, this.speech);
    return { findings: [...findings, ...about], silenced };
  }

  #judged(slot: Slot): KeptResource {
    if (slot.kept && slot.sure) return slot.kept;
    slot.kept = judgeResource(slot.resource, this.rules, this.speech, this.index, slot.kept);
    slot.sure = true;
    return slot.kept;
  }

  /** The judgements of a later model in the same terms. */
  next(model: Model): ModelJudgements {
    const { index, changes } = reindexed(model, this.index);
    const openChanged = keyOf(this.index.open) !== keyOf(index.open);
    const slotOf = this.#lookup();
    const slots = model.resources.map((resource, i): Slot => {
      const old = slotOf(resource, i);
      if (!old?.kept) return unjudged(resource);
      if (old.sure && !openChanged && !touches(old.kept.reach, changes)) return old;
      return { resource, kept: old.kept, sure: false };
    });
    return new ModelJudgements(model, this.rules, this.speech, index, slots);
  }

  /** What is held of a resource, which mostly stands where it stood. */
  #lookup(): (resource: Resource, at: number) => Slot | undefined {
    const slots = this.#slots;
    let byResource: ReadonlyMap<Resource, Slot> | undefined;
    return (resource, at) => {
      const there = slots[at];
      if (there?.resource === resource) return there;
      byResource ??= new Map(slots.map((slot) => [slot.resource, slot]));
      return byResource.get(resource);
    };
  }
}

/** The ids that some resources name; where the others are few, only those of the others. */
function namedAmong(own: readonly Slot[], others: readonly Slot[]): ReadonlySet<string> {
  const wanted = others.length < own.length ? new Set(others.map(({ resource }) => resource.id)) : undefined;
  const named = new Set<string>();
  for (const { resource } of own)
    for (const { id } of resource.references) if (!wanted || wanted.has(id)) named.add(id);
  return named;
}

type Spoken = Pick<Judgements, 'findings' | 'silenced'>;

function touches(reach: Reach | undefined, changes: Changes): boolean {
  if (!reach) return false;
  for (const type of changes.types) if (reach.types.has(type)) return true;
  for (const id of changes.ids) if (reach.ids.has(id)) return true;
  if (reach.mentions.size === 0) return false;
  if (!changes.mentions) return true;
  for (const key of changes.mentions) if (reach.mentions.has(key)) return true;
  return false;
}
