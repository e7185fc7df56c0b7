import type { Data } from '../../model/dialect.ts';
import type { Location } from '../../model/location.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { childOf } from '../evaluate/nodes.ts';
import { sections } from '../names.ts';
import type { Node, SectionEntry, TemplateSyntax } from '../syntax/node.ts';
import { applyPatch } from './apply.ts';
import { locateEntry } from './locate.ts';
import { addToPatch, emptyPatch } from './patch.ts';

/**
 * What else a parameter needs to take `data` as its default: the value among those that it allows.
 * Empty where nothing is needed, also for what is no default; `undefined` when the parameter refuses the value.
 */
export function allowDefault(
  syntax: TemplateSyntax,
  text: string,
  at: Location,
  data: Data,
): readonly TextEdit[] | undefined {
  const section = syntax.sections.get(sections.parameters);
  const entry = section?.entries.find(({ piece, value }) => piece === at.piece && isDefault(value, at));
  if (section === undefined || entry === undefined) return [];
  if (typeof data === 'object' || !fits(entry, data)) return undefined;
  const allowed = childOf(entry.value, 'AllowedValues');
  if (allowed === undefined) return [];
  if (allowed.kind !== 'sequence') return undefined;
  if (allowed.items.some((item) => textOf(item) === String(data))) return [];
  const located = locateEntry(syntax, text, section, entry);
  const patch = emptyPatch();
  addToPatch(patch, ['AllowedValues', allowed.items.length], data);
  return located && applyPatch(located.draft, located.place, patch);
}

function isDefault(parameter: Node | undefined, { start, end }: Location): boolean {
  const value = childOf(parameter, 'Default');
  return value?.start === start && value.end === end;
}

/** Whether the other constraints of a parameter let a value through; a pattern that cannot be read does not. */
function fits({ value: parameter }: SectionEntry, data: string | number | boolean): boolean {
  const constraint = (name: string): string | undefined => textOf(childOf(parameter, name));
  const text = String(data);
  const within = (size: number, least: string, most: string): boolean =>
    size >= Number(constraint(least) ?? -Infinity) && size <= Number(constraint(most) ?? Infinity);
  if (!within(text.length, 'MinLength', 'MaxLength')) return false;
  if (constraint('Type') === 'Number' && !within(Number(text), 'MinValue', 'MaxValue')) return false;
  const pattern = constraint('AllowedPattern');
  return pattern === undefined || matches(pattern, text);
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}
