import type { Location, Piece } from '../model/location.ts';
import type { Directive } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import type { Span } from '../text/span.ts';
import { lineEnd, lineStart, nextLine } from './edit/lines.ts';
import { sections } from './names.ts';
import type { Comment, MapNode, Node, SectionEntry, TemplateSyntax } from './syntax/node.ts';

/** Where resources say in their metadata what is not to be said of them. */
export const ignorePath = ['Metadata', 'pillarlint', 'ignore'] as const;

const marker = 'pillarlint:ignore';

/** The wishes to silence a rule, in comments and in the metadata of resources. */
export function directivesOf(syntax: TemplateSyntax, resources: readonly Resource[]): readonly Directive[] {
  const comments = syntax.comments.flatMap((comment) => directiveOfComment(syntax, resources, comment) ?? []);
  const entries = syntax.sections.get(sections.resources)?.entries ?? [];
  return [...comments, ...entries.flatMap(directivesInMetadata)];
}

/** A comment as it silences a rule: `# pillarlint:ignore RULE reason`. */
export function commentText(rule: string, reason: string): string {
  return `# ${marker} ${rule} ${reason.replace(/\s+/g, ' ').trim()}`.trimEnd();
}

function directiveOfComment(
  syntax: TemplateSyntax,
  resources: readonly Resource[],
  comment: Comment,
): Directive | undefined {
  const found = /^#?\s*pillarlint:ignore(?:\s+(\S+)(?:\s+(.*))?)?\s*$/s.exec(comment.text);
  if (found === null) return undefined;
  const { piece } = comment.at;
  const start = Math.max(comment.at.start, piece.text.indexOf(marker, comment.at.start));
  const directive: Directive = {
    form: 'comment',
    at: { piece, start, end: comment.at.end },
    rule: found[1] ?? '',
    reason: found[2]?.trim() ?? '',
  };
  const line = comment.ownLine
    ? nextCodeLine(syntax, comment.at)
    : { piece, ...lineOf(piece.text, comment.at.start) };
  return line === undefined ? directive : { ...directive, ...targetOf(syntax, resources, line) };
}

/** A resource as a whole where the line declares it; all that a loop makes; otherwise the line with the value that begins on it. */
function targetOf(
  syntax: TemplateSyntax,
  resources: readonly Resource[],
  line: Location,
): Pick<Directive, 'resource' | 'line'> {
  const { piece } = line;
  const declared = resources.filter(
    ({ piece: other, nameAt }) => other === piece && nameAt.piece === piece && holds(line, nameAt),
  );
  const names = new Set(declared.map(({ name }) => name));
  if (names.size > 1) return { line: { piece, start: line.start, end: piece.text.length } };
  const resource = declared.find(({ id }) => !id.includes('#')) ?? declared[0];
  if (resource !== undefined) return { resource: resource.id };
  let { end } = line;
  for (const node of nodesOf(syntax, piece)) end = Math.max(end, endOfValuesFrom(node, line));
  return { line: { piece, start: line.start, end } };
}

function holds(line: Span, { start }: Span): boolean {
  return line.start <= start && start < line.end;
}

/** The end of the scalars and flow collections that begin on a line. */
function endOfValuesFrom(node: Node, line: Span): number {
  if (node.end < line.start || node.start > line.end) return 0;
  if (node.kind === 'scalar' || node.style === 'flow') return holds(line, node) ? node.end : 0;
  const values = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  return values.reduce(
    (end, value) => Math.max(end, value === undefined ? 0 : endOfValuesFrom(value, line)),
    0,
  );
}

/** What the template says in a piece, as trees. */
export function* nodesOf(syntax: TemplateSyntax, piece: Piece): Generator<Node> {
  for (const section of syntax.sections.values()) {
    for (const entry of section.entries)
      if (entry.piece === piece && entry.value !== undefined) yield entry.value;
    if (section.value?.piece === piece) yield section.value.node;
  }
}

/** The next line that is neither blank nor a comment, in the comment's piece or the one behind it. */
function nextCodeLine(syntax: TemplateSyntax, { piece, start }: Location): Location | undefined {
  const here = codeLineFrom(piece.text, nextLine(piece.text, start));
  if (here !== undefined) return { piece, ...here };
  const end = (syntax.startOf(piece) ?? 0) + start;
  let next: { readonly piece: Piece; readonly start: number } | undefined;
  for (const other of piecesOf(syntax)) {
    const from = syntax.startOf(other);
    if (from !== undefined && from > end && (next === undefined || from < next.start))
      next = { piece: other, start: from };
  }
  const there = next && codeLineFrom(next.piece.text, 0);
  return next && there && { piece: next.piece, ...there };
}

function* piecesOf(syntax: TemplateSyntax): Generator<Piece> {
  for (const section of syntax.sections.values()) {
    yield section.nameAt.piece;
    if (section.value) yield section.value.piece;
    for (const { piece } of section.entries) yield piece;
  }
}

function codeLineFrom(text: string, from: number | undefined): Span | undefined {
  for (let at = from; at !== undefined; at = nextLine(text, at)) {
    const line = lineOf(text, at);
    const rest = text.slice(line.start, line.end).trim();
    if (rest !== '' && !rest.startsWith('#')) return line;
  }
  return undefined;
}

function lineOf(text: string, offset: number): Span {
  return { start: lineStart(text, offset), end: lineEnd(text, offset) };
}

function directivesInMetadata({ piece, key, value }: SectionEntry): readonly Directive[] {
  let node: Node | undefined = value;
  for (const step of ignorePath) node = node?.kind === 'map' ? valueOf(node, step) : undefined;
  const directive = (at: Span, rule: string, reason: string): Directive => ({
    form: 'metadata',
    at: { piece, start: at.start, end: at.end },
    rule,
    reason,
    resource: key.text,
  });
  if (node?.kind === 'map') {
    return node.entries.map((entry) =>
      directive(
        { start: entry.key.start, end: entry.value?.end ?? entry.key.end },
        entry.key.text,
        textOf(entry.value),
      ),
    );
  }
  if (node?.kind !== 'sequence') return [];
  return node.items.map((item) =>
    item.kind === 'map'
      ? directive(item, textOf(valueOf(item, 'rule')), textOf(valueOf(item, 'reason')))
      : directive(item, textOf(item), ''),
  );
}

function valueOf(node: MapNode, key: string): Node | undefined {
  return node.entries.findLast((entry) => entry.key.text === key)?.value;
}

function textOf(node: Node | undefined): string {
  return node?.kind === 'scalar' && node.data !== null ? node.text.trim() : '';
}
