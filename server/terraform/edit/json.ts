import type { Node } from 'jsonc-parser';
import type { AddChange, Data, DocumentEdit } from '../../model/dialect.ts';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { TopBlock } from '../syntax/node.ts';
import { patchOf } from './body.ts';
import { asBody, asDataMap, isJson, isTemplate, mapAttributes } from './data.ts';
import {
  type JsonDraft,
  type NewProperty,
  appendItems,
  insertProperties,
  jsonDraft,
  propertyOf,
  putValue,
  removeMembers,
  spanOf,
  valueAt,
  valueOf,
} from './jsonPlace.ts';
import { editString } from './jsonString.ts';
import { type JsonText, jsonTextOf, stringText } from './jsonText.ts';
import { flatText } from './layout.ts';
import type { Document, Loop } from './parts.ts';
import { type Patch, type Within, dataOf } from './patch.ts';
import { type Naming, writtenOf } from './written.ts';

/** The edits that carry out a patch in the block whose body stands at a span of the document. */
export function editInJson(
  { text }: Document,
  body: Span,
  patch: Within,
  naming: Naming,
): readonly TextEdit[] | undefined {
  const draft = jsonDraft(text);
  if (draft === undefined) return undefined;
  const node = valueAt(draft.root, body);
  return node?.type === 'object' ? editObject({ draft, naming }, node, patch, true) : undefined;
}

/** The edits that carry out a patch in a text that is one JSON value and no Terraform. */
export function editStructure(text: string, patch: Within, naming: Naming): readonly TextEdit[] | undefined {
  const draft = jsonDraft(text);
  return draft && editValue({ draft, naming }, draft.root, patch, false);
}

interface Work {
  readonly draft: JsonDraft;
  readonly naming: Naming;
}

function editValue(work: Work, node: Node, patch: Patch, isBlock: boolean): readonly TextEdit[] | undefined {
  if (patch.kind === 'remove') return undefined;
  if (patch.kind === 'put') return putData(work, node, patch.data);
  if (node.type === 'object') {
    const [only] = patch.children.keys();
    const inner = patch.children.size === 1 && only === 0 ? patch.children.get(0) : undefined;
    return inner ? editValue(work, node, inner, isBlock) : editObject(work, node, patch, isBlock);
  }
  if (node.type === 'array') return editArray(work, node, patch, isBlock);
  if (node.type === 'string') return editString(work.naming, node, patch);
  return node.type === 'null' ? putData(work, node, dataOf(patch) ?? {}) : undefined;
}

function editObject(
  work: Work,
  object: Node,
  patch: Within,
  isBlock: boolean,
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const added: NewProperty[] = [];
  const gone = new Set<Node>();
  for (const [step, child] of patch.children) {
    if (typeof step === 'number') return undefined;
    const property = propertyOf(object, step);
    const generated = property ? undefined : contentOf(object, step, child);
    const node = valueOf(property) ?? generated;
    if (property && child.kind === 'remove') gone.add(property);
    else if (node) {
      const inBlock = isBlock && !mapAttributes.has(step);
      const own = editValue(work, node, generated ? withoutIndex(child) : child, inBlock);
      if (own === undefined) return undefined;
      edits.push(...own);
    } else {
      const data = dataOf(child);
      const value =
        data === undefined
          ? undefined
          : jsonTextOf(isBlock ? (asBody({ [step]: data })[step] ?? data) : data, work.naming);
      if (data !== undefined && value === undefined) return undefined;
      if (value) added.push({ name: step, value });
    }
  }
  const kept = object.children?.findLast((property) => !gone.has(property));
  edits.push(...removeMembers(work.draft, object, gone));
  if (added.length === 0) return edits;
  return gone.size > 0 && kept === undefined
    ? undefined
    : [...edits, insertProperties(work.draft, object, added, kept)];
}

/** The content of the one `dynamic` block of a name. */
function contentOf(object: Node, name: string, patch: Patch): Node | undefined {
  if (patch.kind !== 'within') return undefined;
  const generators = valueOf(propertyOf(object, 'dynamic'));
  const generator = generators && valueOf(propertyOf(generators, name));
  const only =
    generator?.type === 'array' && generator.children?.length === 1 ? generator.children[0] : generator;
  return only && valueOf(propertyOf(only, 'content'));
}

/** All items of a `dynamic` block are written at one place. */
function withoutIndex(patch: Patch): Patch {
  if (patch.kind !== 'within') return patch;
  const children = [...patch.children];
  const [[step, first] = []] = children;
  if (typeof step !== 'number' || first === undefined) return patch;
  const same = children.every(([, child]) => JSON.stringify(dataOf(child)) === JSON.stringify(dataOf(first)));
  return same ? first : { kind: 'remove' };
}

function editArray(work: Work, list: Node, patch: Within, isBlock: boolean): readonly TextEdit[] | undefined {
  const items = list.children ?? [];
  const named = [...patch.children.keys()].some((step) => typeof step === 'string');
  if (named) return items.length === 1 && items[0] ? editValue(work, items[0], patch, isBlock) : undefined;
  const edits: TextEdit[] = [];
  const added: JsonText[] = [];
  const gone = new Set<Node>();
  for (const [step, child] of patch.children) {
    const item = items[Number(step)];
    if (item && child.kind === 'remove') gone.add(item);
    else if (item) {
      const own = editValue(work, item, child, isBlock);
      if (own === undefined) return undefined;
      edits.push(...own);
    } else {
      const data = dataOf(child);
      const value = data === undefined ? undefined : jsonTextOf(data, work.naming);
      if (value === undefined || step !== items.length + added.length) return undefined;
      added.push(value);
    }
  }
  edits.push(...removeMembers(work.draft, list, gone));
  if (added.length === 0) return edits;
  return gone.size > 0 ? undefined : [...edits, appendItems(work.draft, list, added)];
}

function putData({ draft, naming }: Work, node: Node, data: Data): readonly TextEdit[] | undefined {
  const written = node.type === 'string' ? String(node.value) : '';
  const holdsStructure = /^\s*[[{]/.test(written) || /^\$\{\s*jsonencode\(/.test(written);
  const isStructure =
    typeof data === 'object' && (isJson(data) || isTemplate(data) || asDataMap(data) !== undefined);
  if (holdsStructure && !isStructure) return undefined;
  const value = jsonTextOf(likeBefore(data, written), naming);
  return value && [putValue(draft, node, value)];
}

/** A quoted number stays quoted when another number takes its place, and so does a boolean. */
function likeBefore(data: Data, written: string): Data {
  if (typeof data === 'boolean' && /^(?:true|false)$/.test(written)) return String(data);
  return typeof data === 'number' && /^-?[0-9.]+$/.test(written) ? String(data) : data;
}

/** The edits that put a value in the place of another, which may be an expression inside a string. */
export function replaceInJson(
  { text }: Document,
  at: Span,
  data: Data,
  naming: Naming,
): readonly TextEdit[] | undefined {
  const draft = jsonDraft(text);
  if (draft === undefined) return undefined;
  const node = valueAt(draft.root, at);
  if (node) return replaceValue({ draft, naming }, node, data);
  const string = stringAround(draft.root, at);
  const written = string && writtenOf(data, naming);
  if (string === undefined || written === undefined || String(string.value).length !== string.length - 2)
    return undefined;
  const inside = { start: string.offset + 3, end: string.offset + string.length - 2 };
  if (at.start === inside.start && at.end === inside.end)
    return replaceValue({ draft, naming }, string, data);
  return [{ ...at, text: JSON.stringify(flatText(written)).slice(1, -1) }];
}

/** Parts of a string with escapes stand at the string as a whole, so it must not be taken for one of them. */
function replaceValue(work: Work, node: Node, data: Data): readonly TextEdit[] | undefined {
  const isCut =
    node.type === 'string' &&
    String(node.value).length !== node.length - 2 &&
    /[$%]\{/.test(String(node.value));
  if (isCut) return undefined;
  const map = asDataMap(data);
  return editValue(work, node, map ? patchOf(map) : { kind: 'put', data }, true);
}

function stringAround(node: Node, span: Span): Node | undefined {
  const { start, end } = spanOf(node);
  if (span.start < start || span.end > end) return undefined;
  if (node.type === 'string') return node;
  for (const child of node.children ?? []) {
    const found = stringAround(child, span);
    if (found) return found;
  }
  return undefined;
}

/** The edit that gives a block a `//` property, which Terraform reads over, or adds to the one that it has. */
export function suppressInJson(
  { text, start }: Document,
  { block: { body } }: TopBlock,
  directive: string,
): readonly TextEdit[] | undefined {
  const draft = jsonDraft(text);
  if (draft === undefined) return undefined;
  const object = valueAt(draft.root, { start: start + body.start, end: start + body.end });
  if (object?.type !== 'object') return undefined;
  const value = stringText(directive);
  const known = valueOf(propertyOf(object, '//'));
  if (known === undefined) return [insertProperties(draft, object, [{ name: '//', value }], 'first')];
  if (known.type === 'array') return [appendItems(draft, known, [value])];
  const both: JsonText = {
    kind: 'list',
    items: [{ kind: 'text', text: text.slice(known.offset, known.offset + known.length) }, value],
  };
  return [putValue(draft, known, both)];
}

/** The edit that declares a resource behind another one. */
export function addInJson(
  { syntax, text }: Document,
  { piece, block }: TopBlock,
  { type, name, body }: AddChange,
  naming: Naming,
  loop: Loop | undefined,
): readonly DocumentEdit[] | undefined {
  const draft = jsonDraft(text);
  const resources = draft && valueOf(propertyOf(draft.root, 'resource'));
  const map = asDataMap(body);
  const value = map && jsonTextOf(asBody(map), naming);
  if (draft === undefined || value?.kind !== 'map') return undefined;
  const repeated: JsonText = loop
    ? { kind: 'map', entries: [[loop.by, { kind: 'text', text: loop.text }], ...value.entries] }
    : value;
  const named: JsonText = { kind: 'map', entries: [[name, repeated]] };
  const [kind, label] = block.labels.map((one) => one.text);
  const place = (
    object: Node,
    added: NewProperty,
    neighbour: string | undefined,
  ): readonly DocumentEdit[] => [
    {
      uri: piece.uri,
      ...insertProperties(
        draft,
        object,
        [added],
        (neighbour === undefined ? undefined : propertyOf(object, neighbour)) ?? object.children?.at(-1),
      ),
    },
  ];
  if (syntax.format !== 'json' || draft.root.type !== 'object') return undefined;
  if (resources === undefined)
    return place(
      draft.root,
      { name: 'resource', value: { kind: 'map', entries: [[type, named]] } },
      undefined,
    );
  if (resources.type !== 'object') return undefined;
  const ofType = valueOf(propertyOf(resources, type));
  if (ofType === undefined) return place(resources, { name: type, value: named }, kind);
  return ofType.type === 'object'
    ? place(ofType, { name, value: repeated }, type === kind ? label : undefined)
    : undefined;
}
