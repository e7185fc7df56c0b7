import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node as JsonNode, ParseError } from 'jsonc-parser';
import type { Span } from '../../text/span.ts';
import type { Entry, Node } from './node.ts';
import { duplicateKeysOf } from './duplicateKeys.ts';
import { maxDepth } from './parsed.ts';
import type { Parsed, TextProblem } from './parsed.ts';
import { plainData } from './scalar.ts';

/** Reads a JSON text; comments and trailing commas do no harm. Never throws. */
export function parseJson(text: string): Parsed {
  return parseShifted(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, 0);
}

/** Reads the members of an object without its braces, such as `"Bucket": {…}`; the tree is a map. */
export function parseJsonMembers(text: string): Parsed {
  return parseShifted(`{${text}}`, 1);
}

/** `added` characters stand before the text in question, and as many after it. */
function parseShifted(text: string, added: number): Parsed {
  const errors: ParseError[] = [];
  const limit = text.length - 2 * added;
  try {
    const tree = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
    const problems = errors.map((error) => problemOf(error, added, limit));
    const node = tree ? nodeOf({ text, added, problems }, tree, 0) : undefined;
    const whole = added > 0 && node ? { ...node, start: 0, end: limit } : node;
    return { node: whole, problems, unresolved: false };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const detail = `nested more than ${maxDepth} levels deep`;
    return { problems: [{ kind: 'too-large', detail, start: 0, end: limit }], unresolved: false };
  }
}

interface Conversion {
  readonly text: string;
  readonly added: number;
  readonly problems: TextProblem[];
}

function problemOf(error: ParseError, added: number, limit: number): TextProblem {
  const start = Math.max(0, Math.min(error.offset - added, limit));
  const end = Math.min(start + error.length, limit);
  return { kind: 'syntax', detail: printParseErrorCode(error.error), start, end };
}

function nodeOf(conversion: Conversion, source: JsonNode, depth: number): Node {
  const span = spanOf(conversion, source);
  if (source.type === 'object' || source.type === 'array') {
    const children = source.children ?? [];
    if (depth >= maxDepth && children.length > 0) {
      const detail = `nested more than ${maxDepth} levels deep`;
      conversion.problems.push({ kind: 'too-large', detail, ...span });
    }
    const parts = depth >= maxDepth ? [] : children;
    if (source.type === 'array') {
      const items = parts.map((child) => nodeOf(conversion, child, depth + 1));
      return { kind: 'sequence', items, style: 'flow', ...span };
    }
    const entries = parts.flatMap((child) => entryOf(conversion, child, depth));
    duplicateKeysOf(entries, conversion.problems);
    return { kind: 'map', entries, style: 'flow', ...span };
  }
  const { text, added } = conversion;
  const value: unknown = source.value;
  if (typeof value === 'string') {
    const closed = source.length >= 2 && text[source.offset + source.length - 1] === '"';
    const content = { start: span.start + 1, end: Math.max(span.start + 1, span.end - (closed ? 1 : 0)) };
    return { kind: 'scalar', data: value, text: value, style: 'double', content, ...span };
  }
  const written = text.slice(span.start + added, span.end + added);
  return { kind: 'scalar', data: plainData(written), text: written, style: 'plain', content: span, ...span };
}

function entryOf(conversion: Conversion, property: JsonNode, depth: number): readonly Entry[] {
  const [name, value] = property.children ?? [];
  if (!name) return [];
  const text: unknown = name.value;
  const key = { text: typeof text === 'string' ? text : '', ...spanOf(conversion, name) };
  return [value ? { key, value: nodeOf(conversion, value, depth + 1) } : { key }];
}

function spanOf({ added, text }: Conversion, { offset, length }: JsonNode): Span {
  const limit = text.length - 2 * added;
  const start = Math.min(Math.max(0, offset - added), limit);
  return { start, end: Math.min(Math.max(start, offset + length - added), limit) };
}
