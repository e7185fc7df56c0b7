import type { Finding } from '../model/finding.ts';
import type { Directive, Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import { overlaps } from '../text/span.ts';
import type { Judgements, Speech } from './judgements.ts';
import type { RuleSet } from './rule.ts';

/** Findings about directives themselves; they belong to no pillar's rules but are silenced by none either. */
export const directiveRules = ['suppression-without-reason', 'suppression-unused'] as const;
export type DirectiveRule = (typeof directiveRules)[number];

export function isSilenced(finding: Finding, model: Model): boolean {
  return model.directives.some((directive) => silences(directive, finding));
}

/** A directive silences its rule, by id or alias, on its resource or on its line; without a reason it silences nothing. */
function silences(directive: Directive, finding: Finding): boolean {
  if (directive.reason === '' || directive.rule !== finding.rule) return false;
  if (directive.resource !== undefined)
    return directive.resource === finding.resource.id || directive.resource === finding.resource.name;
  const { line } = directive;
  const own = finding.related.filter(({ resource }) => resource === finding.resource);
  const places = [finding.at, ...own.map(({ at }) => at)];
  return line !== undefined && places.some((at) => line.piece === at.piece && overlaps(line, at));
}

/** What there is to say of some of the model's directives, given the findings that they may have silenced. */
export function directiveFindings(
  directives: readonly Directive[],
  model: Model,
  silenced: Judgements['silenced'],
  rules: RuleSet,
  speech: Speech,
): Finding[] {
  if (directives.length === 0) return [];
  const spoken = new Set(rules.rules.filter((rule) => speech.severityOf(rule) !== 'off').map(({ id }) => id));
  const known = new Set(rules.rules.map(({ id }) => id));
  return directives.flatMap((directive) => {
    const fault = faultOf(directive, silenced, (id) => spoken.has(id) || !known.has(id));
    const resource = fault && ownerOf(directive, model);
    return resource ? [findingOf(fault, directive, resource)] : [];
  });
}

/** A rule that is switched off cannot tell whether its directive is still needed. */
function faultOf(
  directive: Directive,
  silenced: Judgements['silenced'],
  speaks: (id: string) => boolean,
): DirectiveRule | undefined {
  if (directive.rule === '' || directive.reason === '') return 'suppression-without-reason';
  if (!speaks(directive.rule)) return undefined;
  return silenced.some((finding) => silences(directive, finding)) ? undefined : 'suppression-unused';
}

function ownerOf(directive: Directive, model: Model): Resource | undefined {
  const { resource: id, at } = directive;
  return (
    model.resources.find((resource) =>
      id === undefined ? resource.piece === at.piece : resource.id === id,
    ) ?? model.resources[0]
  );
}

function findingOf(rule: DirectiveRule, directive: Directive, resource: Resource): Finding {
  return {
    rule,
    resource,
    at: directive.at,
    severity: 'low',
    placeholders: { resource: resource.name, rule: directive.rule },
    assumptions: [],
    origins: [],
    related: [],
  };
}
