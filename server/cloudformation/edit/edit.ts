import type { AddChange, Change, DocumentEdit, ReplaceChange, Step } from '../../model/dialect.ts';
import type { Resource } from '../../model/resource.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { sections } from '../names.ts';
import { isLent } from '../sam/lent.ts';
import type { TemplateSyntax } from '../syntax/node.ts';
import { addResource } from './add.ts';
import { applyPatch } from './apply.ts';
import { locateEntry, locateResource, locateValue } from './locate.ts';
import type { LocatedEntry } from './locate.ts';
import { allowDefault } from './parameter.ts';
import { addToPatch, emptyPatch } from './patch.ts';
import type { Within } from './patch.ts';
import { asDataMap } from './written.ts';

/** Where an attribute of a resource is written: keys and indexes from its logical id. */
export type SourceSteps = (resource: Resource, steps: readonly Step[]) => readonly Step[] | undefined;

/** The edits that make all changes together; `undefined` when one of them has no safe form in this text. */
export function editTemplate(
  syntax: TemplateSyntax,
  changes: readonly Change[],
  text: string,
  sourceSteps: SourceSteps,
): readonly DocumentEdit[] | undefined {
  const patches = new Map<number, { readonly located: LocatedEntry; readonly patch: Within }>();
  const replaced: TextEdit[] = [];
  const added: TextEdit[] = [];
  for (const change of changes) {
    if (change.kind === 'add') {
      const edits = editsOfAdd(syntax, text, change);
      if (edits === undefined) return undefined;
      added.push(...edits);
    } else if (change.kind === 'replace') {
      const edits = editsOfReplace(syntax, text, change);
      if (edits === undefined) return undefined;
      replaced.push(...edits);
    } else {
      const located = locateResource(syntax, text, change.resource);
      if (located === undefined) return undefined;
      const { patch } = patches.get(located.place.key.start) ?? { patch: emptyPatch() };
      patches.set(located.place.key.start, { located, patch });
      const steps = sourceSteps(change.resource, change.steps);
      if (steps === undefined || steps.length === 0 || isLent(syntax, located.entry, steps)) return undefined;
      if (!addToPatch(patch, steps, change.kind === 'set' ? change.value : undefined)) return undefined;
    }
  }
  const patched: TextEdit[] = [];
  for (const { located, patch } of patches.values()) {
    const edits = applyPatch(located.draft, located.place, patch);
    if (edits === undefined) return undefined;
    patched.push(...edits);
  }
  return editsInOrder(syntax.uri, [...patched, ...replaced, ...added]);
}

function editsOfReplace(
  syntax: TemplateSyntax,
  text: string,
  { at, value }: ReplaceChange,
): readonly TextEdit[] | undefined {
  const located = locateValue(syntax, text, at);
  if (located === undefined) return undefined;
  const map = asDataMap(value);
  const allowed = allowDefault(syntax, text, at, value);
  if (allowed === undefined) return undefined;
  if (map === undefined) {
    const edits = applyPatch(located.draft, located.place, { kind: 'put', data: value });
    return edits && [...edits, ...allowed];
  }
  const patch = emptyPatch();
  return addToPatch(patch, [], map) ? applyPatch(located.draft, located.place, patch) : undefined;
}

/** Behind the resource, or behind the loop that makes it; for what is no resource, behind the last one. */
function editsOfAdd(
  syntax: TemplateSyntax,
  text: string,
  change: AddChange,
): readonly TextEdit[] | undefined {
  const section = syntax.sections.get(sections.resources);
  const { piece, nameAt } = change.after;
  const entry =
    section?.entries.findLast((one) => one.piece === piece && one.key.start <= nameAt.start) ??
    section?.entries.at(-1);
  const located = section && entry && locateEntry(syntax, text, section, entry);
  return located && addResource(syntax, located, change);
}

/** Edits of one document. Insertions at the same offset are joined, so that no client can put them in another order; `undefined` when edits overlap. */
export function editsInOrder(uri: string, edits: readonly TextEdit[]): readonly DocumentEdit[] | undefined {
  const ordered = edits
    .filter((edit) => edit.start !== edit.end || edit.text !== '')
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const result: DocumentEdit[] = [];
  for (const edit of ordered) {
    const previous = result.at(-1);
    if (previous === undefined || previous.end < edit.start) {
      result.push({ uri, ...edit });
    } else if (previous.end === edit.start) {
      result[result.length - 1] = {
        uri,
        start: previous.start,
        end: edit.end,
        text: previous.text + edit.text,
      };
    } else return undefined;
  }
  return result;
}
