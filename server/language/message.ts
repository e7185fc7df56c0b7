import type { Assumption } from '../model/condition.ts';
import type { Finding } from '../model/finding.ts';
import type { DialectName } from '../model/resource.ts';
import type { Origin } from '../model/value.ts';
import { type Texts, fill } from './texts.ts';

type Spoken = Pick<Finding, 'rule' | 'placeholders' | 'assumptions' | 'origins'> & {
  readonly resource: { readonly dialect: DialectName };
};

/** What a finding says: the rule's message, then under which conditions, then where the value comes from. */
export function messageOf(finding: Spoken, texts: Texts): string {
  const parts = [fillFinding(texts.rule(finding.rule).message, finding, texts)];
  if (finding.assumptions.length > 0) {
    parts.push(
      texts.sentence('message.assumptions', { conditions: conditionsOf(finding.assumptions, texts) }),
    );
  }
  const origin = originsOf(finding, texts);
  if (origin !== undefined) parts.push(texts.sentence('message.origin', { origin }));
  return parts.join(' ');
}

/** Any text of the finding's rule with its placeholders filled in; what holds nothing says so. */
export function fillFinding(
  text: string,
  { placeholders }: Pick<Finding, 'placeholders'>,
  texts: Texts,
): string {
  const shown = Object.entries(placeholders).map(([name, value]) => [
    name,
    value === '' ? texts.sentence('message.nothing') : value,
  ]);
  return fill(text, Object.fromEntries(shown) as Readonly<Record<string, string>>);
}

/** The place a value comes from, as part of a sentence. */
export function originOf({ kind, name }: Origin, dialect: DialectName, texts: Texts): string {
  return kind === 'default'
    ? texts.sentence(`origin.default.${dialect}`, { name })
    : texts.sentence(`origin.${kind}`, { name });
}

function conditionsOf(assumptions: readonly Assumption[], texts: Texts): string {
  return assumptions
    .map(positively)
    .map(({ name, holds }) => texts.sentence(holds ? 'condition.holds' : 'condition.fails', { name }))
    .reduce((first, second) => texts.sentence('condition.and', { first, second }));
}

/** `a != b` that fails is easier to read as `a == b` that holds. */
function positively({ name, holds }: Assumption): Assumption {
  const sides = holds ? undefined : /^([^=!<>&|?]+) != ([^=!<>&|?]+)$/.exec(name);
  return sides ? { name: `${sides[1] ?? ''} == ${sides[2] ?? ''}`, holds: true } : { name, holds };
}

/** The nearest origin and the last one; what lies between is for the hover. `undefined` for what is written in place. */
function originsOf({ origins, resource }: Spoken, texts: Texts): string | undefined {
  const told = origins.filter(({ kind }) => kind !== 'loop' && kind !== 'sam');
  const nearest = told[0];
  if (!nearest) return undefined;
  const last = told.length > 1 ? told.at(-1) : undefined;
  const first = originOf(nearest, resource.dialect, texts);
  return last
    ? texts.sentence('origin.then', { first, second: originOf(last, resource.dialect, texts) })
    : first;
}
