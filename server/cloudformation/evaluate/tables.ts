import type { Section, SectionEntry, TemplateSyntax } from '../syntax/node.ts';
import { sections } from '../names.ts';
import type { Facts, NamedCondition, WorkedOut } from './facts.ts';
import { expand, isLoop } from './forEach.ts';
import { scopeFor, typeIn } from './resources.ts';
import type { LoopVariable } from './scope.ts';
import { transformsIn } from './transforms.ts';

/** The facts of a template. Loops in `Resources` and `Conditions` are run for the names that they make. */
export function factsOf(syntax: TemplateSyntax): Facts {
  const facts: BuiltFacts = {
    parameters: byName(syntax.sections.get(sections.parameters)),
    mappings: byName(syntax.sections.get(sections.mappings)),
    globals: byName(syntax.sections.get(sections.globals)),
    conditions: new Map<string, NamedCondition>(),
    types: new Map<string, string>(),
    transforms: transformsIn(syntax.sections.get(sections.transform)),
    workedOut: new Map<string, WorkedOut>(),
  };
  for (const entry of syntax.sections.get(sections.conditions)?.entries ?? []) {
    for (const { name, value, loop } of instancesOf(entry, facts))
      facts.conditions.set(name, { entry, node: value, loop });
  }
  for (const entry of syntax.sections.get(sections.resources)?.entries ?? []) {
    for (const { name, value } of instancesOf(entry, facts)) facts.types.set(name, typeIn(value) ?? '');
  }
  return facts;
}

interface BuiltFacts extends Facts {
  readonly conditions: Map<string, NamedCondition>;
  readonly types: Map<string, string>;
}

const none: ReadonlyMap<string, LoopVariable> = new Map();

function instancesOf(entry: SectionEntry, facts: Facts): ReturnType<typeof expand>['instances'] {
  if (!isLoop(entry.key.text))
    return [{ name: entry.key.text, key: entry.key, value: entry.value, loop: none }];
  return expand([entry], scopeFor(entry, facts)).instances;
}

function byName(section: Section | undefined): ReadonlyMap<string, SectionEntry> {
  return new Map((section?.entries ?? []).map((entry) => [entry.key.text, entry]));
}
