import type { Step } from '../../model/dialect.ts';
import { childOf } from '../evaluate/nodes.ts';
import { typeIn } from '../evaluate/resources.ts';
import { sections } from '../names.ts';
import type { SectionEntry, TemplateSyntax } from '../syntax/node.ts';

/** True for steps into a property that only `Globals` gives to a SAM resource: written there, a part of it would stand without the rest. */
export function isLent(
  { sections: all }: TemplateSyntax,
  { value }: SectionEntry,
  [first, property, ...inside]: readonly Step[],
): boolean {
  const [, kind] = /^AWS::Serverless::(\w+)$/.exec(typeIn(value) ?? '') ?? [];
  if (kind === undefined || first !== 'Properties' || typeof property !== 'string' || inside.length === 0)
    return false;
  const globals = all.get(sections.globals)?.entries.find(({ key }) => key.text === kind);
  return (
    childOf(globals?.value, property) !== undefined &&
    childOf(childOf(value, 'Properties'), property) === undefined
  );
}
