import type { DataMap } from '../../model/dialect.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { Attribute, Body } from '../syntax/node.ts';
import type { Assignment, Fate } from './align.ts';
import { unit } from './layout.ts';
import { indentOf, isFirstOnLine } from './lines.ts';
import type { WrittenEntry } from './written.ts';

/** What a patch comes to in one body: edits inside of what is there, and what is to be inserted. */
export interface BodyWork {
  readonly edits: TextEdit[];
  readonly fates: Map<Assignment, Fate>;
  readonly attributes: WrittenEntry[];
  readonly blocks: { readonly name: string; readonly data: DataMap }[];
}

/** The attribute as an assignment; always the same object for the same attribute. */
export function assignmentOf(attribute: Attribute): Assignment {
  const known = assignments.get(attribute);
  if (known) return known;
  const { name, value, start, end } = attribute;
  const made: Assignment = { start, end, key: name, value };
  assignments.set(attribute, made);
  return made;
}

const assignments = new WeakMap<Attribute, Assignment>();

/** The indentation of what stands in a body, as it is or would be. */
export function indentInside(text: string, body: Body): string {
  const first = [...body.attributes, ...body.blocks].find((item) => isFirstOnLine(text, item.start));
  return first ? indentOf(text, first.start) : indentOf(text, body.start) + unit;
}
