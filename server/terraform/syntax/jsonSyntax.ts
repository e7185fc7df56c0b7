import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '../../text/span.ts';
import type { Piece } from '../../model/location.ts';
import type { Attribute, Block, Body, Comment, Name } from './node.ts';
import type { Parsed } from './piece.ts';
import { jsonExpression, spanIn } from './jsonExpression.ts';

/** A stretch of a JSON document that stands for one block or attribute. */
export interface JsonCut extends Span {
  /** The type and labels, which stand outside of the piece. */
  readonly context: string;
  readonly parse: (piece: Piece) => Parsed;
}

/** How many labels a block type of Terraform has. */
const labelCounts: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  check: 1,
  locals: 0,
  terraform: 0,
  moved: 0,
  import: 0,
  removed: 0,
};

/** Cuts a JSON document into its blocks, or into attributes for a document of variable values. */
export function cutJson(text: string, values: boolean): JsonCut[] {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const cuts = root
    ? values
      ? propertiesOf(root).map(attributeCut)
      : propertiesOf(root).flatMap(blockCuts)
    : [];
  cuts.sort((a, b) => a.start - b.start);
  const certain = cuts.map((cut) => (errors.some((error) => touches(cut, error)) ? brokenCut(cut) : cut));
  const stray = errors.find((error) => !cuts.some((cut) => touches(cut, error)));
  return stray ? [...certain, problemCut(stray)] : certain;
}

interface Property extends Span {
  readonly name: Node;
  readonly value: Node;
}

function propertiesOf(node: Node): Property[] {
  if (node.type === 'array') return (node.children ?? []).flatMap(propertiesOf);
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap((property): Property[] => {
    const [name, value] = property.children ?? [];
    if (!name || !value || name.value === '//') return [];
    return [{ name, value, start: property.offset, end: property.offset + property.length }];
  });
}

function blockCuts(property: Property): JsonCut[] {
  const type = String(property.name.value);
  const labels = labelCounts[type];
  if (labels === undefined) return [];
  return labelled(property, property, [], labels);
}

/** One cut for each body: `{"resource": {"t": {"n": {…}}}}`, where a list stands for several. */
function labelled(type: Property, at: Property, labels: readonly Node[], left: number): JsonCut[] {
  if (left > 0)
    return propertiesOf(at.value).flatMap((inner) =>
      labelled(type, inner, [...labels, inner.name], left - 1),
    );
  const bodies = at.value.type === 'array' ? (at.value.children ?? []) : [at.value];
  return bodies.map((body) => {
    const own = at.value.type === 'array' || labels.length === 0;
    const start = own ? body.offset : at.start;
    const end = body.offset + body.length;
    const context = `${[type.name, ...labels].map((name) => String(name.value)).join('.')}\n`;
    return { start, end, context, parse: (piece) => blockPiece(piece, type.name, labels, body, start) };
  });
}

function blockPiece(piece: Piece, type: Node, labels: readonly Node[], node: Node, base: number): Parsed {
  const whole: Span = { start: 0, end: piece.text.length };
  const nameOf = (name: Node): Name => ({
    text: String(name.value),
    ...(name.offset < base ? { start: 0, end: Math.min(1, piece.text.length) } : spanIn(name, base)),
  });
  const block: Block = {
    kind: 'block',
    type: nameOf(type),
    labels: labels.map(nameOf),
    body: bodyOf(node, piece.text, base),
    ...whole,
  };
  const comments = commentsIn(node, piece, base);
  return { piece, blocks: [{ piece, block, broken: false }], attributes: [], problems: [], comments };
}

/** What the `//` properties of an object, and of those in it, say to us. */
function commentsIn(node: Node, piece: Piece, base: number): Comment[] {
  if (!piece.text.includes('pillarlint:')) return [];
  const children = node.children ?? [];
  if (node.type !== 'object') return children.flatMap((child) => commentsIn(child, piece, base));
  const holder = { piece, ...spanIn(node, base) };
  return children.flatMap((property) => {
    const [name, value] = property.children ?? [];
    if (!value) return [];
    if (name?.value !== '//') return commentsIn(value, piece, base);
    return [value, ...(value.children ?? [])].flatMap((string) => {
      const text: unknown = string.value;
      if (typeof text !== 'string' || !text.includes('pillarlint:')) return [];
      return [{ text: text.trim(), at: { piece, ...spanIn(string, base) }, ownLine: false, holder }];
    });
  });
}

/** Everything is an attribute, except `dynamic`, which generates blocks as in the native syntax, what holds one, and `lifecycle`. */
function bodyOf(node: Node, text: string, base: number): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const property of propertiesOf(node)) {
    const key = String(property.name.value);
    if (key === 'dynamic')
      blocks.push(
        ...propertiesOf(property.value).flatMap((inner) => dynamicBlocks(property, inner, text, base)),
      );
    else if (key === 'lifecycle' || key === 'timeouts' || holdsDynamic(property.value))
      blocks.push(...itemsOf(property.value).map((item) => plainBlock(property.name, item, text, base)));
    else attributes.push(attributeOf(property, text, base));
  }
  return { attributes, blocks, ...spanIn(node, base) };
}

/** True for what can only be a block: an attribute generates nothing. */
function holdsDynamic(node: Node): boolean {
  return itemsOf(node).some((item) =>
    propertiesOf(item).some((property) => isDynamic(property) || holdsDynamic(property.value)),
  );
}

/** A tag may have that name as well. */
function isDynamic({ name, value }: Property): boolean {
  const generated = propertiesOf(value).flatMap((label) => propertiesOf(label.value));
  return name.value === 'dynamic' && generated.some((property) => property.name.value === 'content');
}

function itemsOf(node: Node): readonly Node[] {
  return node.type === 'array' ? (node.children ?? []) : [node];
}

function dynamicBlocks(dynamic: Property, label: Property, text: string, base: number): Block[] {
  return itemsOf(label.value).map((node) => {
    const properties = propertiesOf(node);
    const content = properties.find((property) => property.name.value === 'content');
    const attributes = properties
      .filter((property) => property !== content)
      .map((property) => attributeOf(property, text, base));
    const blocks = content ? [plainBlock(content.name, content.value, text, base)] : [];
    const body: Body = { attributes, blocks, ...spanIn(node, base) };
    const name: Name = { text: String(label.name.value), ...spanIn(label.name, base) };
    const type: Name = { text: 'dynamic', ...spanIn(dynamic.name, base) };
    return { kind: 'block', type, labels: [name], body, ...spanIn(node, base) };
  });
}

function plainBlock(name: Node, value: Node, text: string, base: number): Block {
  const type: Name = { text: String(name.value), ...spanIn(name, base) };
  return {
    kind: 'block',
    type,
    labels: [],
    body: bodyOf(value, text, base),
    start: type.start,
    end: spanIn(value, base).end,
  };
}

function attributeOf(property: Property, text: string, base: number): Attribute {
  const name: Name = { text: String(property.name.value), ...spanIn(property.name, base) };
  const value = jsonExpression(property.value, text, base);
  return { kind: 'attribute', name, value, start: property.start - base, end: property.end - base };
}

function attributeCut(property: Property): JsonCut {
  return {
    start: property.start,
    end: property.end,
    context: '',
    parse: (piece) => ({
      piece,
      blocks: [],
      attributes: [{ piece, attribute: attributeOf(property, piece.text, property.start), broken: false }],
      problems: [],
      comments: [],
    }),
  };
}

function touches(cut: Span, error: ParseError): boolean {
  return error.offset >= cut.start && error.offset <= cut.end;
}

function brokenCut(cut: JsonCut): JsonCut {
  return {
    ...cut,
    context: `broken\n${cut.context}`,
    parse(piece) {
      const parsed = cut.parse(piece);
      return {
        ...parsed,
        blocks: parsed.blocks.map((block) => ({ ...block, broken: true })),
        attributes: parsed.attributes.map((attribute) => ({ ...attribute, broken: true })),
        problems: [
          {
            kind: 'syntax',
            at: { piece, start: 0, end: piece.text.length },
            detail: 'The JSON is not well-formed',
          },
        ],
      };
    },
  };
}

function problemCut(error: ParseError): JsonCut {
  const start = error.offset;
  return {
    start,
    end: start + error.length,
    context: 'problem\n',
    parse: (piece) => ({
      piece,
      blocks: [],
      attributes: [],
      problems: [
        {
          kind: 'syntax',
          at: { piece, start: 0, end: piece.text.length },
          detail: printParseErrorCode(error.error),
        },
      ],
      comments: [],
    }),
  };
}
