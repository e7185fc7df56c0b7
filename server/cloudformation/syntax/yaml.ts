import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node as YamlNode, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../../text/span.ts';
import type { Entry, Key, Node, ScalarNode } from './node.ts';
import { duplicateKeysOf } from './duplicateKeys.ts';
import { maxDepth } from './parsed.ts';
import type { Parsed, TextProblem } from './parsed.ts';
import { withPlainLineEnds } from './lines.ts';
import { parseQuickly } from './quickYaml.ts';
import { plainData } from './scalar.ts';
import { yamlOptions } from './yamlOptions.ts';

/** Aliases may blow the tree up to this many nodes; further ones are left out. */
const maxAliasedNodes = 20_000;

/**
 * Reads one YAML document, or a stretch of one that begins with a whole line.
 * Never throws; the tree of a text with problems is what the parser makes of it, right or wrong.
 */
export function parseYaml(text: string): Parsed {
  return parseQuickly(text) ?? parseCompletely(text);
}

/** The same for any YAML, slowly. */
export function parseCompletely(text: string): Parsed {
  if (nestsTooDeep(text)) return tooDeep(text);
  try {
    const document = parseDocument(withPlainLineEnds(text), yamlOptions);
    return convert(text, document);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const problem: TextProblem = { kind: 'syntax', detail: error.message, start: 0, end: text.length };
    return { problems: [problem], unresolved: false };
  }
}

interface Conversion {
  readonly text: string;
  readonly anchors: Map<string, YamlNode>;
  /** Nodes that aliases may show again: once converted they are shared. */
  readonly done: Map<YamlNode, { readonly node: Node | undefined; readonly size: number }>;
  readonly problems: TextProblem[];
  size: number;
  aliased: number;
  unresolved: boolean;
}

function convert(text: string, document: Document.Parsed): Parsed {
  const problems: TextProblem[] = document.errors.map(({ pos, message }) => ({
    kind: 'syntax',
    detail: message,
    start: Math.min(pos[0], text.length),
    end: Math.min(Math.max(pos[1], pos[0]), text.length),
  }));
  const conversion: Conversion = {
    text,
    anchors: new Map(),
    done: new Map(),
    problems,
    size: 0,
    aliased: 0,
    unresolved: false,
  };
  const node = document.contents ? nodeOf(conversion, document.contents, 0) : undefined;
  return { node, problems, unresolved: conversion.unresolved };
}

function nodeOf(conversion: Conversion, source: YamlNode, depth: number): Node | undefined {
  if (isAlias(source)) return aliasedNode(conversion, source.source, spanOf(source));
  if (depth > maxDepth) {
    conversion.problems.push({
      kind: 'too-large',
      detail: `nested more than ${maxDepth} levels deep`,
      ...spanOf(source),
    });
    return undefined;
  }
  const { anchor } = source as { anchor?: string };
  if (anchor !== undefined) conversion.anchors.set(anchor, source);
  const before = conversion.size++;
  const node = isMap(source)
    ? mapOf(conversion, source, depth)
    : isSeq(source)
      ? sequenceOf(conversion, source, depth)
      : isScalar(source)
        ? scalarOf(conversion.text, source)
        : undefined;
  if (anchor !== undefined) conversion.done.set(source, { node, size: conversion.size - before });
  return node;
}

function aliasedNode(conversion: Conversion, name: string, at: Span): Node | undefined {
  const source = conversion.anchors.get(name);
  if (!source) {
    conversion.unresolved = true;
    return undefined;
  }
  const done = conversion.done.get(source);
  if (!done) {
    conversion.problems.push({ kind: 'cycle', detail: name, ...at });
    return undefined;
  }
  if (conversion.aliased + done.size > maxAliasedNodes) {
    conversion.problems.push({ kind: 'too-large', detail: `*${name}`, ...at });
    return undefined;
  }
  conversion.aliased += done.size;
  conversion.size += done.size;
  return done.node;
}

function mapOf(conversion: Conversion, source: YAMLMap, depth: number): Node {
  const entries: Entry[] = [];
  let merged = false;
  for (const pair of source.items) {
    if (isMergeKey(pair)) {
      merged = true;
      entries.unshift(...mergedEntries(conversion, pair, depth));
    } else {
      const entry = entryOf(conversion, pair, depth);
      if (entry) entries.push(entry);
    }
  }
  const [start, , end] = source.range ?? [0, 0, 0];
  const span =
    source.flow === true ? spanOf(source) : blockSpan(start, end, merged ? [] : entries.flatMap(endsOfEntry));
  if (!merged) duplicateKeysOf(entries, conversion.problems);
  return {
    kind: 'map',
    entries,
    style: source.flow === true ? 'flow' : 'block',
    ...tagged(conversion.text, source, span),
  };
}

function entryOf(conversion: Conversion, pair: Pair, depth: number): Entry | undefined {
  const key = keyOf(conversion, pair.key);
  if (!key) return undefined;
  const value = pair.value as YamlNode | null;
  if (!value || isNothing(value)) return { key };
  return { key, value: nodeOf(conversion, value, depth + 1) };
}

/** A key that is itself a collection has no name; CloudFormation knows no such key. */
function keyOf(conversion: Conversion, source: unknown): Key | undefined {
  if (isAlias(source)) {
    const node = aliasedNode(conversion, source.source, spanOf(source));
    return node?.kind === 'scalar' ? { text: node.text, ...spanOf(source) } : undefined;
  }
  if (!isScalar(source)) return undefined;
  const { anchor } = source;
  if (anchor !== undefined) nodeOf(conversion, source, 0);
  return { text: textOf(source), ...spanOf(source) };
}

function isMergeKey(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === 'PLAIN';
}

/** The entries of the merged maps; the nearer ones come later, because the last one counts. */
function mergedEntries(conversion: Conversion, pair: Pair, depth: number): readonly Entry[] {
  const value = pair.value as YamlNode | null;
  const node = value ? nodeOf(conversion, value, depth + 1) : undefined;
  const maps = node?.kind === 'sequence' ? [...node.items].reverse() : node ? [node] : [];
  return maps.flatMap((map) => {
    if (map.kind === 'map' && map.tag === undefined) return map.entries;
    conversion.unresolved = true;
    return [];
  });
}

function sequenceOf(conversion: Conversion, source: YAMLSeq, depth: number): Node {
  const items: Node[] = [];
  for (const item of source.items as readonly YamlNode[]) {
    const node =
      isMap(item) || isSeq(item) || isScalar(item) || isAlias(item)
        ? nodeOf(conversion, item, depth + 1)
        : undefined;
    if (node) items.push(node);
  }
  const [start, , end] = source.range ?? [0, 0, 0];
  const flow = source.flow === true;
  const span = flow ? spanOf(source) : blockSpan(start, end, items);
  return {
    kind: 'sequence',
    items,
    style: flow ? 'flow' : 'block',
    ...tagged(conversion.text, source, span),
  };
}

/** A block collection ends with its last value, but a value shown by an alias stands elsewhere. */
function blockSpan(start: number, limit: number, parts: readonly Span[]): Span {
  let end = start;
  for (const part of parts) if (part.end > end && part.end <= limit) end = part.end;
  return { start, end: end === start ? limit : end };
}

function endsOfEntry({ key, value }: Entry): readonly Span[] {
  return value ? [key, value] : [key];
}

const styles = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
} as const;

function scalarOf(text: string, source: Scalar): ScalarNode {
  const style = styles[source.type ?? 'PLAIN'];
  const content = contentOf(text, style, spanOf(source));
  const span = {
    start: source.range?.[0] ?? 0,
    end: style === 'literal' || style === 'folded' ? content.end : spanOf(source).end,
  };
  const value = textOf(source);
  const data = style === 'plain' && source.tag === undefined ? plainData(value) : value;
  return { kind: 'scalar', data, text: value, style, content, ...tagged(text, source, span) };
}

function contentOf(text: string, style: ScalarNode['style'], { start, end }: Span): Span {
  if (style === 'plain') return { start, end };
  if (style === 'single' || style === 'double') {
    const quote = style === 'single' ? "'" : '"';
    const closed = end - start >= 2 && text[end - 1] === quote;
    return { start: Math.min(start + 1, end), end: closed ? end - 1 : end };
  }
  const header = /[\r\n]/.exec(text.slice(start, end))?.index ?? end - start;
  let last = end;
  while (last > start + header && /\s/.test(text[last - 1] ?? '')) last--;
  const lineBreak = text.startsWith('\r\n', start + header) ? 2 : 1;
  const first = Math.min(start + header + lineBreak, Math.max(last, start + header));
  return { start: first, end: Math.max(first, last) };
}

function tagged(text: string, source: YamlNode, span: Span): Span & { readonly tag?: string } {
  const { tag } = source as { tag?: string };
  if (tag === undefined) return span;
  const standard = 'tag:yaml.org,2002:';
  const written = tag.startsWith(standard) ? `!!${tag.slice(standard.length)}` : tag;
  const found = text.lastIndexOf(written, span.start);
  const start = found < 0 ? span.start : found;
  const end = Math.max(span.end, start + written.length);
  return tag.startsWith(standard) ? { start, end } : { start, end, tag };
}

function textOf(source: Scalar): string {
  return source.value === null || source.value === undefined
    ? ''
    : `${source.value as string | number | boolean}`;
}

function isNothing(node: YamlNode): boolean {
  return isScalar(node) && node.tag === undefined && node.range?.[0] === node.range?.[1];
}

function spanOf(node: YamlNode): Span {
  return { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
}

/** Counts brackets without regard to quotes, so it only looks where there are very many. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  let dashes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth = Math.max(0, depth - 1);
    else if (code === 0x0a) dashes = 0;
    else if (code === 0x2d && text.charCodeAt(i + 1) === 0x20) dashes++;
    if (depth > 5 * maxDepth || dashes > maxDepth) return true;
  }
  return false;
}

function tooDeep(text: string): Parsed {
  const detail = `nested more than ${maxDepth} levels deep`;
  return { problems: [{ kind: 'too-large', detail, start: 0, end: text.length }], unresolved: false };
}
