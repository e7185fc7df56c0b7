import type { Location } from '../model/location.ts';
import type { Directive } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import type { Body, Comment, HclSyntax, TopBlock } from './syntax/node.ts';

const form = /^pillarlint:ignore(?:\s+(\S+))?(?:\s+([\s\S]*))?$/;

/** The wishes of a document's comments to silence a rule. */
export function directivesOf(document: HclSyntax, resources: readonly Resource[]): readonly Directive[] {
  if (document.comments.length === 0) return [];
  return document.comments.flatMap((comment) => directiveOf(comment, document, resources));
}

function directiveOf(comment: Comment, document: HclSyntax, resources: readonly Resource[]): Directive[] {
  const match = form.exec(comment.text);
  if (!match) return [];
  const { at, holder } = comment;
  const written = {
    form: holder ? ('metadata' as const) : ('comment' as const),
    at,
    rule: match[1] ?? '',
    reason: match[2]?.trim() ?? '',
  };
  const top = document.blocks.find(({ piece }) => piece === at.piece);
  const line = holder ?? (comment.ownLine ? lineBelow(comment) : lineAround(at));
  if (!top || line === undefined) return [{ ...written, line: at }];
  const isWhole = holder ? holder.start === top.block.body.start : holdsHeader(line, top);
  if (!isWhole) return [{ ...written, line: holder ?? itemOn(line, top.block.body) }];
  const own = resources.filter((resource) => resource.piece === top.piece);
  const [only] = own;
  const whole: Location = { piece: top.piece, start: top.block.start, end: top.block.end };
  return [own.length === 1 && only ? { ...written, resource: only.id } : { ...written, line: whole }];
}

/** The line on which a comment stands, behind what it speaks of. */
function lineAround({ piece, start, end }: Location): Location {
  return { piece, start: piece.text.lastIndexOf('\n', start - 1) + 1, end };
}

/** The next line that is neither empty nor a comment; a block that begins there is meant as a whole. */
function lineBelow({ at }: Comment): Location | undefined {
  const { piece } = at;
  const { text } = piece;
  let start = text.indexOf('\n', at.end) + 1;
  while (start > 0 && start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (!/^\s*(?:$|#|\/\/|\/\*)/.test(text.slice(start, end))) return { piece, start, end };
    start = end + 1;
  }
  return undefined;
}

function holdsHeader(line: Location, { block }: TopBlock): boolean {
  return line.start <= block.start && block.start < line.end;
}

/** The span of the nested block or attribute that begins on a line. */
function itemOn(line: Location, body: Body): Location {
  for (const item of [...body.attributes, ...body.blocks]) {
    if (item.start >= line.start && item.start < line.end)
      return { piece: line.piece, start: item.start, end: Math.max(item.end, line.end) };
    if (item.kind === 'block' && item.start < line.start && line.end <= item.end)
      return itemOn(line, item.body);
  }
  return line;
}
