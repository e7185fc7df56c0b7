import { directivesOf } from './directives.ts';
import type { Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import type { Cause } from '../model/value.ts';
import { changedFacts, type Facts } from './evaluate/facts.ts';
import { resourcesOf, type Evaluated } from './evaluate/resources.ts';
import { outputScopes, parameterScope, sameTemplateScope, templateScope } from './evaluate/scopes.ts';
import { factsOf } from './evaluate/tables.ts';
import { addingTransformIn } from './evaluate/transforms.ts';
import { sections } from './names.ts';
import type { SectionEntry, TemplateSyntax } from './syntax/node.ts';
import { readTemplateSyntax } from './syntax/read.ts';

/** A template with what its text says, and what is kept for the next reading of it. */
export interface Template extends Model {
  readonly syntax: TemplateSyntax;
  readonly facts: Facts;
  readonly evaluated: ReadonlyMap<SectionEntry, Evaluated>;
}

type Evaluate = (entry: SectionEntry, facts: Facts) => Evaluated;

const evaluated: readonly (readonly [string, Evaluate])[] = [
  [sections.parameters, parameterScope],
  [sections.resources, resourcesOf],
  [sections.outputs, outputScopes],
];

/** Reads a template; what neither its text nor a fact that it reads has changed since `previous` keeps its identity. */
export function readTemplate(uri: string, text: string, previous?: Template): Template {
  const syntax = readTemplateSyntax(uri, text, previous?.syntax);
  const facts = factsOf(syntax);
  const changed = previous === undefined ? undefined : changedFacts(previous.facts, facts);
  const kept = new Map<SectionEntry, Evaluated>();
  const resources: Resource[] = [];
  const whole = wholeOf(syntax, facts, previous);
  if (whole !== undefined) resources.push(whole);
  for (const [name, section] of syntax.sections) {
    const evaluate = evaluated.find(([other]) => other === name)?.[1];
    if (evaluate === undefined) continue;
    for (const entry of lastOfEach(section.entries)) {
      const old = previous?.evaluated.get(entry);
      const result =
        old !== undefined && changed !== undefined && isCurrent(old, changed) ? old : evaluate(entry, facts);
      kept.set(entry, result);
      for (const resource of result.resources) resources.push(resource);
    }
  }
  return {
    dialect: 'cloudformation',
    uris: [uri],
    resources,
    problems: syntax.problems,
    directives: directivesOf(syntax, resources),
    open: addition(facts),
    startOf: (piece) => syntax.startOf(piece),
    syntax,
    facts,
    evaluated: kept,
  };
}

function wholeOf(syntax: TemplateSyntax, facts: Facts, previous: Template | undefined): Resource | undefined {
  const old = previous?.resources[0];
  if (old?.type === '@template' && previous !== undefined && sameTemplateScope(previous.syntax, syntax))
    return old;
  return templateScope(syntax, facts);
}

function isCurrent({ reads }: Evaluated, changed: ReadonlySet<string>): boolean {
  if (changed.size === 0) return true;
  for (const read of reads) if (changed.has(read)) return false;
  return true;
}

/** A logical id that stands twice counts where it stands last. */
function lastOfEach(entries: readonly SectionEntry[]): readonly SectionEntry[] {
  const last = new Map<string, SectionEntry>();
  for (const entry of entries) last.set(entry.key.text, entry);
  return last.size === entries.length
    ? entries
    : entries.filter((entry) => last.get(entry.key.text) === entry);
}

/** Macros and includes may add resources that are not in the text. */
function addition(facts: Facts): Cause | undefined {
  const name = addingTransformIn(facts.transforms);
  return name === undefined ? undefined : { kind: 'transform', subject: name };
}
