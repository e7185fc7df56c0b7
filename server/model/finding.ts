import type { Change } from './dialect.ts';
import type { Assumption } from './condition.ts';
import type { Location } from './location.ts';
import type { Resource } from './resource.ts';
import type { Cause, Origin } from './value.ts';

export type Severity = 'high' | 'medium' | 'low' | 'info';

export const pillars = [
  'operational-excellence',
  'security',
  'reliability',
  'performance-efficiency',
  'cost-optimization',
  'sustainability',
] as const;
export type Pillar = (typeof pillars)[number];

/** What one rule certainly has against one place. Its text is derived last, by the catalogue, in the reader's language. */
export interface Finding {
  readonly rule: string;
  readonly resource: Resource;
  readonly at: Location;
  readonly severity: Severity;
  /** What stands for the placeholders of the message; values are as written. */
  readonly placeholders: Readonly<Record<string, string>>;
  /** The conditions under which it fails, where it does not always. */
  readonly assumptions: readonly Assumption[];
  /** Where the failing value comes from, nearest first. */
  readonly origins: readonly Origin[];
  /** Other resources that the verdict rests on. */
  readonly related: readonly { readonly resource: Resource; readonly at: Location }[];
}

/** The changes of one way to repair a finding. */
export interface FixChanges {
  /** `in-place`, or at the origin of the value. */
  readonly origin?: Origin | undefined;
  readonly changes: readonly Change[];
  /** Rules whose findings may follow from the fix, because they ask for the next step. */
  readonly follows?: readonly string[] | undefined;
}

export type Verdict = 'pass' | 'fail' | 'unknown';

/** What one rule says of one resource; a rule that does not apply leaves none. */
export interface Judgement {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Why the verdict is unknown; empty otherwise. */
  readonly causes: readonly Cause[];
}
