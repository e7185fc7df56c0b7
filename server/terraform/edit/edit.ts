import type { Change, DocumentEdit, RemoveChange, SetChange, Step } from '../../model/dialect.ts';
import type { Span } from '../../text/span.ts';
import type { TerraformModule } from '../module.ts';
import type { TopBlock } from '../syntax/node.ts';
import { addResource } from './add.ts';
import { inDocument, inOrder, missingSources } from './documentEdits.ts';
import { editBody } from './body.ts';
import { editInJson } from './json.ts';
import { metaBlocks } from './layout.ts';
import { lineBreakOf } from './lines.ts';
import { namingIn } from './naming.ts';
import { type Task, taskOf } from './task.ts';
import { type Document, blocksOf, documentOf, loopOf } from './parts.ts';
import { type Within, addToPatch, emptyPatch } from './patch.ts';
import { replaceAt } from './replace.ts';

/** All changes to one block. */
interface Patched {
  readonly top: TopBlock;
  readonly patch: Within;
}

/** The edits that make all changes together; `undefined` when one of them has no safe form in this text. */
export function editModule(
  module: TerraformModule,
  changes: readonly Change[],
  textOf: (uri: string) => string,
): readonly DocumentEdit[] | undefined {
  const task = taskOf(module, changes, textOf);
  const patches = new Map<TopBlock, Patched>();
  const edits: DocumentEdit[] = [];
  const added: DocumentEdit[] = [];
  for (const change of changes) {
    if (change.kind === 'set' || change.kind === 'remove') {
      if (!addChange(module, patches, change)) return undefined;
      continue;
    }
    const own = change.kind === 'add' ? addResource(task, change) : replaceAt(task, change);
    if (own === undefined) return undefined;
    (change.kind === 'add' ? added : edits).push(...own);
  }
  for (const patched of patches.values()) {
    const own = editBlock(task, patched);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return inOrder([...edits, ...added]);
}

/** Each attribute is changed where it is written: in the block itself, or in what overrides it. */
function addChange(
  module: TerraformModule,
  patches: Map<TopBlock, Patched>,
  change: SetChange | RemoveChange,
): boolean {
  const steps = stepsInSource(change.steps);
  const [own, ...overrides] = blocksOf(module, change.resource);
  const top = overrides.findLast((block) => mentions(block, steps[0])) ?? own;
  if (top === undefined || steps.length === 0 || top.broken) return false;
  const patched = patches.get(top) ?? { top, patch: emptyPatch() };
  patches.set(top, patched);
  return addToPatch(patched.patch, steps, change.kind === 'set' ? change.value : undefined);
}

/** What stands beside the attributes stands among them in the text, `lifecycle` and its like as blocks. */
function stepsInSource(steps: readonly Step[]): readonly Step[] {
  if (steps[0] !== '^') return steps;
  const [, name, next, ...rest] = steps;
  if (name === undefined) return [];
  if (next === undefined) return [name];
  const indexed = typeof next === 'string' && metaBlocks.has(String(name)) ? [0, next] : [next];
  return [name, ...indexed, ...rest];
}

function mentions({ block: { body } }: TopBlock, name: Step | undefined): boolean {
  return (
    body.attributes.some((attribute) => attribute.name.text === name) ||
    body.blocks.some(({ type, labels }) => type.text === name || labels[0]?.text === name)
  );
}

function editBlock(task: Task, { top, patch }: Patched): readonly DocumentEdit[] | undefined {
  const { piece, block } = top;
  const document = documentOf(task.module, piece, task.textOf);
  if (document === undefined) return undefined;
  const naming = namingIn(task, piece.uri, loopOf(top));
  const isJson = document.syntax.format === 'json';
  const edits = isJson
    ? editInJson(document, inText(document, block.body), patch, naming)
    : editBody({ text: piece.text, lineBreak: lineBreakOf(document.text), naming }, block.body, patch);
  const sources = missingSources(document, top, naming);
  return edits && sources && [...inDocument(piece.uri, isJson ? 0 : document.start, edits), ...sources];
}

function inText({ start }: Document, span: Span): Span {
  return { start: start + span.start, end: start + span.end };
}
