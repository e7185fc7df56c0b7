import type { Format, MapNode, Node, SequenceNode } from '../syntax/node.ts';
import type { IntrinsicForm } from './written.ts';
import { columnOf, indentOf, isFirstOnLine, lineBreakOf } from './lines.ts';

/** The hand in which a template is written, as far as new text must match it. */
export interface TemplateStyle {
  readonly format: Format;
  readonly lineBreak: string;
  /** Columns by which a block map is indented from its key. */
  readonly unit: number;
  /** Columns by which the dashes of a list are indented from its key; 0 for indentless ones. */
  readonly dash: number;
  /** One level of indentation in JSON and in flow collections over several lines. */
  readonly step: string;
  readonly quotes: 'single' | 'double';
  /** What stands inside the braces of a map on one line. */
  readonly pad: string;
  readonly form: IntrinsicForm;
}

/** What a text shows of its hand as a whole, whatever is edited. */
export type TextStyle = Pick<TemplateStyle, 'format' | 'lineBreak' | 'quotes' | 'pad' | 'form'>;

export function textStyleOf(text: string, format: Format): TextStyle {
  const double = count(text, /[:[,-]\s+(?:!\w+\s+)?"/g);
  const single = count(text, /[:[,-]\s+(?:!\w+\s+)?'/g);
  return {
    format,
    lineBreak: lineBreakOf(text),
    quotes: double > single ? 'double' : 'single',
    pad: count(text, /(?<![${]){ +["\w]/g) > count(text, /(?<![${]){["\w]/g) ? ' ' : '',
    form: format === 'json' || writesOnlyLongForms(text) ? 'long' : 'short',
  };
}

/** `nodes` are looked at in turn for what their indentation shows; their offsets are those of `text`. */
export function styleOf(text: string, textStyle: TextStyle, nodes: Iterable<Node>): TemplateStyle {
  const seen: Seen = {};
  for (const node of nodes) {
    look(text, node, undefined, seen);
    if (
      textStyle.format === 'json'
        ? seen.step !== undefined
        : seen.unit !== undefined && seen.dash !== undefined
    )
      break;
  }
  const unit = seen.unit ?? 2;
  return { ...textStyle, unit, dash: seen.dash ?? unit, step: seen.step ?? ' '.repeat(unit) };
}

interface Seen {
  unit?: number | undefined;
  dash?: number;
  step?: string;
}

function look(text: string, node: Node, key: number | undefined, seen: Seen): void {
  if (node.kind === 'scalar') return;
  if (key !== undefined) {
    if (node.style === 'flow') lookAtFlow(text, node, key, seen);
    else if (node.kind === 'map')
      seen.unit ??= positive(columnOf(text, node.entries[0]?.key.start ?? key) - columnOf(text, key));
    else if (text.startsWith('-', node.start)) seen.dash ??= columnOf(text, node.start) - columnOf(text, key);
  }
  if (node.kind === 'map') {
    for (const entry of node.entries) if (entry.value) look(text, entry.value, entry.key.start, seen);
  } else for (const item of node.items) look(text, item, undefined, seen);
}

function positive(columns: number): number | undefined {
  return columns > 0 ? columns : undefined;
}

function lookAtFlow(text: string, node: MapNode | SequenceNode, key: number, seen: Seen): void {
  const first = node.kind === 'map' ? node.entries[0]?.key.start : node.items[0]?.start;
  if (first === undefined || !isFirstOnLine(text, first) || !isFirstOnLine(text, key)) return;
  const outer = indentOf(text, key);
  const inner = indentOf(text, first);
  if (inner.length > outer.length && inner.startsWith(outer)) seen.step ??= inner.slice(outer.length);
}

function writesOnlyLongForms(text: string): boolean {
  const long = /(?:^|[\s{[,-])["']?(?:Ref|Fn::\w+)["']?\s*:/m;
  return (
    long.test(text) &&
    !/(?:^|[\s{[,])!(?:Ref|GetAtt|Sub|If|Join|Select|FindInMap|ImportValue|Base64|Split|GetAZs|Equals)\b/m.test(
      text,
    )
  );
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
