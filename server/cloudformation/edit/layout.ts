import type { ScalarNode } from '../syntax/node.ts';
import type { TemplateStyle } from './style.ts';
import type { Written, WrittenScalar } from './written.ts';
import { yamlScalar } from './yamlScalar.ts';
import type { Quoting } from './yamlScalar.ts';

/** A value as block YAML: what follows `key:` or `-` on its line, and the whole lines below it. */
export interface BlockText {
  readonly inline: string;
  readonly lines: readonly string[];
}

/** How a flow collection is written. */
export interface FlowForm {
  /** JSON, or YAML whose keys stand in double quotes as in JSON. */
  readonly quoted: boolean;
  /** What stands between key and value, colon included. */
  readonly colon: string;
  /** What stands between two members on one line, comma included. */
  readonly comma: string;
  /** The indentation of the members' parent, when each member has a line of its own. */
  readonly indent?: string | undefined;
}

/** The lines of `key: value` with the key at `column`. */
export function blockEntryLines(
  key: string,
  value: Written,
  column: number,
  style: TemplateStyle,
): readonly string[] {
  const { inline, lines } = blockText(value, column, style, 'entry');
  const name = yamlScalar(key, 'plain', style.quotes, false);
  return [`${' '.repeat(column)}${name}:${inline === '' ? '' : ` ${inline}`}`, ...lines];
}

/** The lines of `- value` with the dash at `column`. */
export function blockItemLines(
  value: Written,
  column: number,
  style: TemplateStyle,
  like?: ScalarNode,
): readonly string[] {
  const { inline, lines } = blockText(value, column, style, 'item', like);
  return [`${' '.repeat(column)}- ${inline}`, ...lines];
}

/** `column` is that of the key or dash which holds the value. */
export function blockText(
  value: Written,
  column: number,
  style: TemplateStyle,
  holder: 'entry' | 'item',
  like?: ScalarNode,
): BlockText {
  if (value.kind === 'scalar')
    return { inline: scalarText(value, style, { inFlow: false, quoted: false }, like), lines: [] };
  const empty = value.kind === 'list' ? value.items.length === 0 : value.entries.length === 0;
  if (empty || (value.kind === 'list' && value.inline === true)) {
    return { inline: flowText(value, { quoted: false, colon: ': ', comma: ', ' }, style), lines: [] };
  }
  if (holder === 'item') return compact(nestedLines(value, column + 2, style, 0), column + 2);
  return {
    inline: '',
    lines: nestedLines(value, column + (value.kind === 'map' ? style.unit : 0), style, style.dash),
  };
}

/** The value laid out from `column` on, its first line without indentation: what stands right behind a dash. */
function compact(lines: readonly string[], column: number): BlockText {
  const [first = '', ...rest] = lines;
  return { inline: first.slice(column), lines: rest };
}

function nestedLines(value: Written, column: number, style: TemplateStyle, dash: number): readonly string[] {
  if (value.kind === 'map')
    return value.entries.flatMap(([key, item]) => blockEntryLines(key, item, column, style));
  if (value.kind === 'list') return value.items.flatMap((item) => blockItemLines(item, column + dash, style));
  return [];
}

/** A value as a flow collection or JSON. */
export function flowText(value: Written, form: FlowForm, style: TemplateStyle, like?: ScalarNode): string {
  if (value.kind === 'scalar') return scalarText(value, style, { inFlow: true, quoted: form.quoted }, like);
  const inside: FlowForm =
    value.inline === true
      ? { ...form, indent: undefined }
      : { ...form, indent: form.indent === undefined ? undefined : form.indent + style.step };
  const members =
    value.kind === 'list'
      ? value.items.map((item) => flowText(item, inside, style))
      : value.entries.map(([key, item]) => flowEntryText(key, item, inside, style));
  const [open, close] = value.kind === 'list' ? '[]' : '{}';
  const pad = value.kind === 'map' ? style.pad : '';
  if (members.length === 0) return `${open ?? ''}${close ?? ''}`;
  if (inside.indent === undefined)
    return `${open ?? ''}${pad}${members.join(form.comma)}${pad}${close ?? ''}`;
  const separator = `${style.lineBreak}${inside.indent}`;
  return `${open ?? ''}${separator}${members.join(`,${separator}`)}${style.lineBreak}${form.indent ?? ''}${close ?? ''}`;
}

/** `form.indent` is that of the line which holds the key. */
export function flowEntryText(key: string, value: Written, form: FlowForm, style: TemplateStyle): string {
  const name = form.quoted ? JSON.stringify(key) : yamlScalar(key, 'plain', style.quotes, true);
  return `${name}${form.colon}${flowText(value, form, style)}`;
}

interface ScalarPlace {
  readonly inFlow: boolean;
  readonly quoted: boolean;
}

/** `like` is the scalar that stands there, or beside it: its quotes are kept where they are valid. */
function scalarText(
  value: WrittenScalar,
  style: TemplateStyle,
  place: ScalarPlace,
  like: ScalarNode | undefined,
): string {
  const { data, tag } = value;
  if (style.format === 'json') return JSON.stringify(wantsQuotes(data, like) ? String(data) : data);
  if (tag === '!Sub')
    return `${tag} ${yamlScalar(data, place.quoted ? 'double' : style.quotes, style.quotes, place.inFlow)}`;
  if (tag !== undefined) return `${tag} ${yamlScalar(data, 'plain', style.quotes, place.inFlow)}`;
  return yamlScalar(data, quotingOf(data, place, like), style.quotes, place.inFlow);
}

function quotingOf(
  data: string | number | boolean,
  place: ScalarPlace,
  like: ScalarNode | undefined,
): Quoting {
  const likes = like?.style === 'single' || like?.style === 'double' ? like.style : undefined;
  if (typeof data !== 'string') return likes !== undefined && wantsQuotes(data, like) ? likes : 'plain';
  return likes ?? (place.quoted ? 'double' : 'plain');
}

/** A quoted number stays quoted when another number takes its place, and so does a boolean. */
function wantsQuotes(data: string | number | boolean, like: ScalarNode | undefined): boolean {
  if (
    like === undefined ||
    typeof like.data !== 'string' ||
    (like.style !== 'single' && like.style !== 'double')
  )
    return false;
  if (typeof data === 'boolean') return /^(true|false)$/i.test(like.text);
  return typeof data === 'number' && /^-?[0-9.]+$/.test(like.text);
}
