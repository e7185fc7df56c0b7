import type { TextEdit } from '../../text/textEdit.ts';
import { applyEdits } from '../../text/textEdit.ts';
import type { Attribute, Block, Body } from '../syntax/node.ts';
import { type Assignment, align } from './align.ts';
import { type BodyWork, assignmentOf, indentInside } from './bodyWork.ts';
import type { Draft } from './draft.ts';
import { blockLines, entryLines, valueLines } from './layout.ts';
import { indentOf, isBlankLine, isFirstOnLine, lineEnd, nextLine } from './lines.ts';
import type { WrittenEntry } from './written.ts';

/** The work's own edits together with those that insert its attributes and blocks and align what they join. */
export function insertInto(draft: Draft, body: Body, work: BodyWork): readonly TextEdit[] | undefined {
  const inserts = work.attributes.length > 0 || work.blocks.length > 0;
  if (!draft.text.slice(body.start, body.end).includes('\n'))
    return inserts ? unfold(draft, body, work) : work.edits;
  const { edits, anchor } = insertAttributes(draft, body, work);
  const blocks = insertBlocks(draft, body, work, anchor);
  return blocks && [...work.edits, ...edits, ...blocks];
}

/** A body on one line comes to stand on several. */
function unfold(draft: Draft, body: Body, work: BodyWork): readonly TextEdit[] | undefined {
  const { text, lineBreak } = draft;
  const [attribute, ...more] = body.attributes;
  if (more.length > 0 || body.blocks.length > 0) return undefined;
  const outer = indentOf(text, body.start);
  const indent = indentInside(text, { ...body, attributes: [] });
  const written = text.slice(body.start + 1, body.end - 1);
  if (attribute ? /#|\/[*/]/.test(text.slice(attribute.end, body.end)) : written.trim() !== '')
    return undefined;
  const kept =
    attribute && !work.fates.has(assignmentOf(attribute)) ? [entryAsIs(draft, attribute, work)] : [];
  if (kept.includes(undefined)) return undefined;
  const entries = [...kept.filter((entry) => entry !== undefined), ...work.attributes];
  const blocks = work.blocks.map(({ name, data }) => blockLines(name, data, draft.naming, indent));
  const lines = [...entryLines(entries, indent)];
  for (const block of blocks) {
    if (block === undefined) return undefined;
    lines.push(...(lines.length > 0 ? [''] : []), ...block);
  }
  const inside = lines.map((line) => lineBreak + line).join('');
  return [{ start: body.start, end: body.end, text: `{${inside}${lineBreak}${outer}}` }];
}

function entryAsIs(
  { text }: Draft,
  { name, value }: Attribute,
  { edits }: BodyWork,
): WrittenEntry | undefined {
  const inside = edits.map((edit) => ({
    ...edit,
    start: edit.start - value.start,
    end: edit.end - value.start,
  }));
  if (inside.some(({ start, end }) => start < 0 || end > value.end - value.start)) return undefined;
  const changed = applyEdits(text.slice(value.start, value.end), inside);
  return { key: text.slice(name.start, name.end), value: { kind: 'text', text: changed } };
}

/** Arguments that customarily stand last, on their own. */
const trailing: ReadonlySet<string> = new Set(['depends_on']);
/** Arguments that customarily stand first, with a blank line below. */
const leading: ReadonlySet<string> = new Set(['count', 'for_each', 'provider']);

interface Inserted {
  readonly edits: readonly TextEdit[];
  /** Where the attributes end now. */
  readonly anchor: number | undefined;
}

function insertAttributes(draft: Draft, body: Body, work: BodyWork): Inserted {
  const { text, lineBreak } = draft;
  const all = body.attributes.map(assignmentOf);
  const indent = indentInside(text, body);
  const oneLine = work.attributes.filter(({ value }) => valueLines(value, indent).length === 1);
  const entries = [...oneLine, ...work.attributes.filter((entry) => !oneLine.includes(entry))];
  const above = entries.length > 0 ? attributeAbove(draft, body, work) : undefined;
  const apart = above !== undefined && leading.has(above.name.text);
  const insertion =
    above && !apart && work.fates.get(assignmentOf(above)) === undefined
      ? {
          behind: assignmentOf(above),
          widths: oneLine.map(({ key }) => key.length),
          splits: oneLine.length < entries.length,
        }
      : undefined;
  const { edits, width } = align(text, all, work.fates, insertion);
  if (entries.length === 0) return { edits, anchor: undefined };
  const padded = entries.map((entry) =>
    oneLine.includes(entry) ? { ...entry, key: entry.key.padEnd(width) } : entry,
  );
  const lines = entryLines(padded, indent).map((line) => lineBreak + line);
  const at = lineEnd(text, above ? above.end : body.start);
  const blocksFollow = work.blocks.some(({ name }) => itemAbove(body, name, work.fates) === undefined);
  const below = above === undefined && !blocksFollow && hasItemBelow(text, at, body) ? lineBreak : '';
  const inserted = { start: at, end: at, text: (apart ? lineBreak : '') + lines.join('') + below };
  return { edits: [...edits, inserted], anchor: at };
}

/** The attribute below which new ones come: the last that takes one line and stands before the nested blocks. */
function attributeAbove({ text }: Draft, body: Body, { fates }: BodyWork): Attribute | undefined {
  const firstBlock = Math.min(...body.blocks.map(({ start }) => start));
  const before = body.attributes.filter(
    (attribute) =>
      attribute.start < firstBlock &&
      !trailing.has(attribute.name.text) &&
      fates.get(assignmentOf(attribute)) !== 'gone' &&
      isFirstOnLine(text, attribute.start),
  );
  const oneLine = before.filter(
    (attribute) =>
      !text.slice(attribute.start, attribute.end).includes('\n') &&
      fates.get(assignmentOf(attribute)) === undefined,
  );
  const plain = oneLine.filter(({ name }) => !leading.has(name.text));
  return plain.at(-1) ?? before.filter(({ name }) => !leading.has(name.text)).at(-1) ?? oneLine.at(-1);
}

/** True when something stands right below, without a blank line. */
function hasItemBelow(text: string, at: number, body: Body): boolean {
  const next = nextLine(text, at);
  return (
    next !== undefined &&
    next < body.end - 1 &&
    !isBlankLine(text, next) &&
    !/^\s*\}/.test(text.slice(next, body.end))
  );
}

function insertBlocks(
  draft: Draft,
  body: Body,
  { blocks, fates }: BodyWork,
  attributesAt: number | undefined,
): readonly TextEdit[] | undefined {
  const { text, lineBreak } = draft;
  const indent = indentInside(text, body);
  const edits: TextEdit[] = [];
  for (const { name, data } of blocks) {
    const lines = blockLines(name, data, draft.naming, indent);
    if (lines === undefined) return undefined;
    const above = itemAbove(body, name, fates);
    const at = lineEnd(text, above?.end ?? body.start);
    const first = above === undefined && attributesAt === undefined && edits.length === 0;
    const below = above === undefined && hasItemBelow(text, at, body) ? lineBreak : '';
    const blank = first ? '' : lineBreak;
    edits.push({ start: at, end: at, text: blank + lines.map((line) => lineBreak + line).join('') + below });
  }
  return edits;
}

/** The item below which a new block comes: the last of its kind, or the last that does not customarily end a body. */
function itemAbove(
  { attributes, blocks }: Body,
  name: string,
  fates: ReadonlyMap<Assignment, unknown>,
): Attribute | Block | undefined {
  const alike = blocks.findLast(
    (block) => (block.labels[0] ?? block.type).text === name || block.type.text === name,
  );
  if (alike) return alike;
  const kept = attributes.filter(
    (attribute) => !trailing.has(attribute.name.text) && fates.get(assignmentOf(attribute)) !== 'gone',
  );
  const ordered = [...kept, ...blocks.filter(({ type }) => type.text !== 'lifecycle')];
  ordered.sort((a, b) => a.start - b.start);
  return name === 'lifecycle' && blocks.length + attributes.length > 0
    ? [...attributes, ...blocks].sort((a, b) => a.start - b.start).at(-1)
    : ordered.at(-1);
}
