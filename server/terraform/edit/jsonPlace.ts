import { type Node, parseTree } from 'jsonc-parser';
import type { Span } from '../../text/span.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { type JsonStyle, type JsonText, layOut } from './jsonText.ts';
import { indentOf, isFirstOnLine, lineBreakOf, lineStart, nextLine } from './lines.ts';

/** A JSON document that is edited. Offsets of all edits are those of the document. */
export interface JsonDraft {
  readonly text: string;
  readonly root: Node;
  readonly lineBreak: string;
}

/** `undefined` for text that holds no JSON at all. */
export function jsonDraft(text: string): JsonDraft | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root && { text, root, lineBreak: lineBreakOf(text) };
}

export function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

/** The innermost value with this very span. */
export function valueAt(node: Node, span: Span): Node | undefined {
  const { start, end } = spanOf(node);
  if (span.start < start || span.end > end) return undefined;
  for (const child of node.children ?? []) {
    const found = valueAt(child, span);
    if (found) return found;
  }
  return start === span.start && end === span.end && node.type !== 'property' ? node : undefined;
}

/** The property with a name, the last of them. */
export function propertyOf(object: Node, name: string): Node | undefined {
  if (object.type !== 'object') return undefined;
  return object.children?.findLast((property) => property.children?.[0]?.value === name);
}

export function valueOf(property: Node | undefined): Node | undefined {
  return property?.children?.[1];
}

/** How a collection's members are written; `indent` is that of its first line, when they have lines of their own. */
function handOf(
  { text, lineBreak, root }: JsonDraft,
  node: Node,
): { readonly style: JsonStyle; readonly indent: string | undefined } {
  const first = node.children?.[0];
  const sample = node.type === 'object' && first ? first : (root.children?.[0] ?? root);
  const [key, value] = sample.children ?? [];
  const between = key && value ? text.slice(key.offset + key.length, value.offset) : ': ';
  const outermost = root.children?.[0];
  const step =
    outermost && isFirstOnLine(text, outermost.offset)
      ? indentOf(text, outermost.offset).slice(indentOf(text, root.offset).length)
      : '  ';
  const ownLines = first
    ? isFirstOnLine(text, first.offset)
    : outermost === undefined || isFirstOnLine(text, outermost.offset);
  return {
    style: { lineBreak, step: step === '' ? '  ' : step, colon: /^ ?: ?$/.test(between) ? between : ': ' },
    indent: ownLines ? indentOf(text, node.offset) : undefined,
  };
}

/** Puts a value in the place of another. */
export function putValue(draft: JsonDraft, node: Node, value: JsonText): TextEdit {
  const outer = node.parent?.type === 'property' ? node.parent.parent : node.parent;
  const { style, indent } = handOf(draft, outer ?? node);
  return {
    ...spanOf(node),
    text: layOut(value, style, indent === undefined ? undefined : indentOf(draft.text, node.offset)),
  };
}

export interface NewProperty {
  readonly name: string;
  readonly value: JsonText;
}

/** Inserts properties behind one of an object's, or before all of them. */
export function insertProperties(
  draft: JsonDraft,
  object: Node,
  added: readonly NewProperty[],
  behind: Node | 'first' | undefined = object.children?.at(-1),
): TextEdit {
  const { style, indent } = handOf(draft, object);
  const inner = indent === undefined ? undefined : indent + style.step;
  const own =
    object.children?.[0] && inner !== undefined ? indentOf(draft.text, object.children[0].offset) : inner;
  const texts = added.map(
    ({ name, value }) => JSON.stringify(name) + style.colon + layOut(value, style, own),
  );
  return insertMembers(draft, object, texts, behind === 'first' ? undefined : behind, style, own);
}

/** Appends items to a list. */
export function appendItems(draft: JsonDraft, list: Node, added: readonly JsonText[]): TextEdit {
  const { style, indent } = handOf(draft, list);
  const first = list.children?.[0];
  const own =
    indent === undefined ? undefined : first ? indentOf(draft.text, first.offset) : indent + style.step;
  const texts = added.map((value) => layOut(value, style, own));
  return insertMembers(draft, list, texts, list.children?.at(-1), style, own);
}

function insertMembers(
  { text }: JsonDraft,
  collection: Node,
  texts: readonly string[],
  behind: Node | undefined,
  { lineBreak, colon }: JsonStyle,
  indent: string | undefined,
): TextEdit {
  const separator = indent === undefined ? (colon.endsWith(' ') ? ' ' : '') : lineBreak + indent;
  const { start, end } = spanOf(collection);
  if (behind) {
    const at = behind.offset + behind.length;
    return { start: at, end: at, text: texts.map((member) => `,${separator}${member}`).join('') };
  }
  if ((collection.children?.length ?? 0) > 0)
    return {
      start: start + 1,
      end: start + 1,
      text:
        texts.map((member) => `${indent === undefined ? '' : separator}${member},`).join(separator) +
        (indent === undefined ? separator : ''),
    };
  const [open, close] = [text.charAt(start), text.charAt(end - 1)];
  if (indent === undefined) return { start, end, text: open + texts.join(`,${separator}`) + close };
  return {
    start,
    end,
    text: `${open}${texts.map((member) => separator + member).join(',')}${lineBreak}${indentOf(text, start)}${close}`,
  };
}

/** Takes properties or items away, each with its comma; all that stands in the collection when nothing is left of it. */
export function removeMembers(
  { text }: JsonDraft,
  collection: Node,
  gone: ReadonlySet<Node>,
): readonly TextEdit[] {
  const members = collection.children ?? [];
  if (gone.size === 0) return [];
  if (members.every((member) => gone.has(member))) {
    const { start, end } = spanOf(collection);
    return [{ start: start + 1, end: end - 1, text: '' }];
  }
  return members.flatMap((member, index): TextEdit[] => {
    if (!gone.has(member) || (index > 0 && gone.has(members[index - 1] ?? member))) return [];
    const next = members.findIndex((other, at) => at > index && !gone.has(other));
    const last = members[(next < 0 ? members.length : next) - 1] ?? member;
    return [removeRun(text, member, last, members[index - 1], members[next])];
  });
}

/** Takes neighbours away, from `first` to `last`. */
function removeRun(
  text: string,
  first: Node,
  last: Node,
  before: Node | undefined,
  after: Node | undefined,
): TextEdit {
  const start = first.offset;
  const end = last.offset + last.length;
  if (after === undefined) return { start: before ? before.offset + before.length : start, end, text: '' };
  const following = nextLine(text, text.indexOf(',', end));
  const ownLines = isFirstOnLine(text, start) && isFirstOnLine(text, after.offset);
  return ownLines && following !== undefined
    ? { start: lineStart(text, start), end: following, text: '' }
    : { start, end: after.offset, text: '' };
}
