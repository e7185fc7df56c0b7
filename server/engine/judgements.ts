import type { Finding, Judgement, Severity } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { Rule } from './rule.ts';

/** How rules are to speak: settings, profile and strictness in one. */
export interface Speech {
  /** The severity a rule speaks with; `off` when it is not judged at all. */
  severityOf(rule: Rule): Severity | 'off';
  /** Take the strict threshold of every rule. */
  readonly strict: boolean;
  /** The day to judge by, `YYYY-MM-DD`; what depends on it is unknown without it. */
  readonly today?: string | undefined;
}

/** What the rules say of one model. A resource is judged when it is asked for; the next model's share every part that did not change. */
export interface Judgements {
  readonly byResource: ReadonlyMap<Resource, readonly Judgement[]>;
  /** All findings that are not silenced, in text order of their resources, with those about directives themselves. */
  readonly findings: readonly Finding[];
  /** Those that a directive silences. */
  readonly silenced: readonly Finding[];
  /** Rules that broke down over a resource that has been judged, and say nothing of it; there are none unless a rule or the engine is wrong. */
  readonly failures: readonly Failure[];
  /** Empty for a resource that is not the model's. */
  of(resource: Resource): readonly Judgement[];
  /** All findings that stand in one document, and maybe others: no resource is judged that has nothing to do with it. */
  within(uri: string): readonly Finding[];
}

export interface Failure {
  readonly rule: string;
  readonly error: unknown;
}
