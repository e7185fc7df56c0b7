import type { Data } from '../../model/dialect.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { blockEnd } from './block.ts';
import { blockText, flowText } from './layout.ts';
import type { BlockText, FlowForm } from './layout.ts';
import { columnOf } from './lines.ts';
import { isWrittenInPlace, scalarOf } from './place.ts';
import type { Draft, EntryPlace, FlowSurroundings, ItemPlace, Place } from './place.ts';
import { colonEnd } from './tree.ts';
import { writtenOf } from './written.ts';

/** The edits that make `data` the value of a place, whatever stood there; `undefined` when there is no safe form. */
export function writeValue(draft: Draft, place: Place, data: Data): readonly TextEdit[] | undefined {
  if (!isWrittenInPlace(draft, place)) return undefined;
  if (place.surroundings !== 'block') return writeFlow(draft, place, place.surroundings, data);
  return place.holder === 'entry' ? writeBlockEntry(draft, place, data) : writeBlockItem(draft, place, data);
}

/** How new text is written among members that look like this. */
export function formIn({ quoted, colon, indent }: FlowSurroundings): FlowForm {
  return { quoted, colon, indent, comma: quoted && !colon.endsWith(' ') ? ',' : ', ' };
}

function writeFlow(
  draft: Draft,
  place: Place,
  surroundings: FlowSurroundings,
  data: Data,
): readonly TextEdit[] | undefined {
  const { style, text } = draft;
  const { node } = place;
  const written = flowText(writtenOf(data, style.form), formIn(surroundings), style, scalarOf(node));
  if (node !== undefined) return [{ start: node.start, end: node.end, text: written }];
  const colon = place.holder === 'entry' ? colonEnd(text, place.key) : undefined;
  return colon === undefined ? undefined : [{ start: colon, end: colon, text: ` ${written}` }];
}

function writeBlockEntry(draft: Draft, place: EntryPlace, data: Data): readonly TextEdit[] | undefined {
  const { style, text } = draft;
  const { key, node } = place;
  const colon = colonEnd(text, key);
  if (colon === undefined) return undefined;
  const value = blockText(
    writtenOf(data, style.form),
    columnOf(text, key.start),
    style,
    'entry',
    scalarOf(node),
  );
  const inline = value.inline === '' ? '' : ` ${value.inline}`;
  if (node === undefined)
    return [{ start: colon, end: colon, text: inline }, ...linesBehind(draft, value, colon)];
  const ownLine = /[\r\n]/.test(text.slice(colon, node.start));
  if (!ownLine && inline !== '') {
    return [{ start: node.start, end: node.end, text: value.inline }, ...linesBehind(draft, value, node.end)];
  }
  if (!ownLine) return [{ start: colon, end: node.end, text: '' }, ...linesBehind(draft, value, node.end)];
  const from = blockEnd(text, colon);
  const end = blockEnd(text, node.end, node);
  return [
    { start: colon, end: colon, text: inline },
    { start: from, end, text: value.lines.map((line) => style.lineBreak + line).join('') },
  ];
}

function writeBlockItem(draft: Draft, { node }: ItemPlace, data: Data): readonly TextEdit[] | undefined {
  const { style, text } = draft;
  const dash = /-(\s*)$/.exec(text.slice(Math.max(0, node.start - 200), node.start));
  if (dash === null || /[\r\n]/.test(dash[1] ?? '')) return undefined;
  const indent = columnOf(text, node.start) - 2;
  const value = blockText(writtenOf(data, style.form), indent, style, 'item', scalarOf(node));
  const inline = node.start === node.end && dash[1] === '' ? ` ${value.inline}` : value.inline;
  return [{ start: node.start, end: node.end, text: inline }, ...linesBehind(draft, value, node.end)];
}

/** The lines below the line on which the old value ended, and its comment with it. */
function linesBehind({ text, style }: Draft, { lines }: BlockText, end: number): readonly TextEdit[] {
  if (lines.length === 0) return [];
  const at = blockEnd(text, end);
  return [{ start: at, end: at, text: lines.map((line) => style.lineBreak + line).join('') }];
}
