import type { Data, Step } from '../../model/dialect.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { Attribute, Block, Body } from '../syntax/node.ts';
import { removeLines } from './align.ts';
import { asBlocks, asBody, asDataMap } from './data.ts';
import type { Draft } from './draft.ts';
import { editExpression } from './expression.ts';
import { insertInto } from './insert.ts';
import { type BodyWork, assignmentOf } from './bodyWork.ts';
import { isFirstOnLine } from './lines.ts';
import { type Patch, type Within, dataOf } from './patch.ts';
import { keyText, writtenOf } from './written.ts';

/** The edits that carry out a patch in a block's body; `undefined` when a part of it has no safe form. */
export function editBody(draft: Draft, body: Body, patch: Within): readonly TextEdit[] | undefined {
  const work: BodyWork = { edits: [], fates: new Map(), attributes: [], blocks: [] };
  for (const [step, child] of patch.children) {
    if (typeof step === 'number' || !editItem(draft, body, step, child, work)) return undefined;
  }
  return insertInto(draft, body, work);
}

function editItem(draft: Draft, body: Body, name: string, patch: Patch, work: BodyWork): boolean {
  const attribute = body.attributes.findLast((one) => one.name.text === name);
  if (attribute) return editAttribute(draft, attribute, patch, work);
  const blocks = body.blocks.filter((block) => nameOf(block) === name);
  if (blocks.length > 0) return editBlocks(draft, blocks, name, patch, work);
  return insertItem(draft, name, patch, work);
}

function nameOf(block: Block): string | undefined {
  return block.type.text === 'dynamic' ? block.labels[0]?.text : block.type.text;
}

function editAttribute(draft: Draft, attribute: Attribute, patch: Patch, work: BodyWork): boolean {
  const assignment = assignmentOf(attribute);
  if (patch.kind === 'remove') {
    if (!isFirstOnLine(draft.text, attribute.start)) return false;
    work.edits.push(...removeLines(draft.text, attribute));
    work.fates.set(assignment, 'gone');
    return true;
  }
  const edits = editExpression(draft, attribute.value, patch);
  if (edits === undefined) return false;
  work.edits.push(...edits);
  if (edits.some(({ text }) => text.includes('\n'))) work.fates.set(assignment, 'apart');
  return true;
}

function editBlocks(
  draft: Draft,
  blocks: readonly Block[],
  name: string,
  patch: Patch,
  work: BodyWork,
): boolean {
  if (patch.kind === 'remove') return blocks.every((block) => removeBlock(draft, block, work));
  if (patch.kind === 'put') return putBlocks(draft, blocks, patch.data, work);
  const byIndex = [...patch.children].every(([step]) => typeof step === 'number');
  if (!byIndex) return blocks.length === 1 && editInside(draft, blocks[0], patch, work);
  const inside = new Map<Block, Patch>();
  let count = blocks.length;
  for (const [step, child] of patch.children) {
    const block = blockAt(blocks, Number(step));
    if (block === undefined) {
      const data = dataOf(child);
      const map = data === undefined ? undefined : asDataMap(data);
      if (map === undefined || step !== count++) return false;
      work.blocks.push({ name, data: map });
      continue;
    }
    const earlier = inside.get(block);
    if (earlier && !isAlike(earlier, child)) return false;
    inside.set(block, child);
  }
  return [...inside].every(([block, child]) =>
    child.kind === 'remove' ? removeBlock(draft, block, work) : editInside(draft, block, child, work),
  );
}

/** The block that an item was made from: blocks before a `dynamic` one stand for themselves, a last `dynamic` one for all the rest. */
function blockAt(blocks: readonly Block[], index: number): Block | undefined {
  const dynamic = blocks.findIndex(({ type }) => type.text === 'dynamic');
  if (dynamic < 0 || index < dynamic) return blocks[index];
  return dynamic === blocks.length - 1 ? blocks[dynamic] : undefined;
}

function isAlike(a: Patch, b: Patch): boolean {
  return JSON.stringify(dataOf(a)) === JSON.stringify(dataOf(b)) && a.kind === b.kind;
}

/** A list of maps for blocks that are there changes each of them; there must be as many. */
function putBlocks(draft: Draft, blocks: readonly Block[], data: Data, work: BodyWork): boolean {
  const maps = asBlocks(data);
  if (maps?.length !== blocks.length) return false;
  return maps.every((map, index) => editInside(draft, blocks[index], patchOf(map), work));
}

/** What it takes to make data of a value. */
export function patchOf(data: Data): Patch {
  const map = asDataMap(data);
  if (map === undefined) return { kind: 'put', data };
  const children = new Map<Step, Patch>(
    Object.entries(map).map(([key, value]) => [key, patchOf(value)] as const),
  );
  return { kind: 'within', whole: true, children };
}

function editInside(draft: Draft, block: Block | undefined, patch: Patch, work: BodyWork): boolean {
  if (block === undefined || patch.kind !== 'within') return false;
  const isDynamic = block.type.text === 'dynamic';
  const content = isDynamic ? block.body.blocks.find(({ type }) => type.text === 'content') : block;
  const inner = isDynamic ? patch : belowLabels(block, patch);
  const edits = content && inner && editBody(draft, content.body, inner);
  if (edits === undefined) return false;
  work.edits.push(...edits);
  return true;
}

/** What is to become of the body of a block such as `backend "s3"`, whose labels are steps on the way to it, each to a list of one. */
function belowLabels({ labels }: Block, patch: Within): Within | undefined {
  let inner: Within | undefined = patch;
  for (const { text } of labels) {
    const list: Within | undefined = inner && only(inner, text);
    inner = list?.children.has(0) ? only(list, 0) : list;
  }
  return inner;
}

/** What is to become of one step, when nothing else is to change beside it. */
function only({ children }: Within, step: Step): Within | undefined {
  const child = children.get(step);
  return children.size === 1 && child?.kind === 'within' ? child : undefined;
}

function removeBlock(draft: Draft, block: Block, work: BodyWork): boolean {
  if (!isFirstOnLine(draft.text, block.start)) return false;
  work.edits.push(...removeLines(draft.text, block));
  return true;
}

function insertItem(draft: Draft, name: string, patch: Patch, work: BodyWork): boolean {
  const data = dataOf(patch);
  if (data === undefined) return true;
  const maps = asBlocks(asBody({ [name]: data })[name] ?? data);
  if (maps !== undefined) {
    work.blocks.push(...maps.map((map) => ({ name, data: map })));
    return true;
  }
  const value = writtenOf(data, draft.naming);
  if (value === undefined) return false;
  work.attributes.push({ key: keyText(name), value });
  return true;
}
