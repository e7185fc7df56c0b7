import type { DocumentEdit, Step } from '../../model/dialect.ts';
import type { Location } from '../../model/location.ts';
import type { Resource } from '../../model/resource.ts';
import { commentText, ignorePath, nodesOf } from '../directives.ts';
import { sections } from '../names.ts';
import type { Node, TemplateSyntax } from '../syntax/node.ts';
import { applyPatch } from './apply.ts';
import { editsInOrder } from './edit.ts';
import { indentOf, lineBreakOf, lineStart } from './lines.ts';
import { isFlowSection, locateResource, startIn } from './locate.ts';
import { addToPatch, emptyPatch } from './patch.ts';

/** Silences `rule` at a place: by a comment over its line, or in the resource's metadata where comments cannot be. */
export function suppressInTemplate(
  syntax: TemplateSyntax,
  resource: Resource,
  at: Location,
  rule: string,
  reason: string,
  text: string,
): readonly DocumentEdit[] | undefined {
  const located = locateResource(syntax, text, resource);
  if (syntax.format === 'json' || isFlowSection(syntax, text, located?.section)) {
    return suppressInMetadata(syntax, resource, rule, reason, text);
  }
  const base = startIn(syntax, text, at);
  if (base === undefined) return undefined;
  const line = base + commentableLine(at, [...nodesOf(syntax, at.piece)]);
  const comment = indentOf(text, line) + commentText(rule, reason) + lineBreakOf(text);
  return editsInOrder(syntax.uri, [
    { start: lineStart(text, line), end: lineStart(text, line), text: comment },
  ]);
}

/** The start of the line of a place, or of the line that begins the value which reaches over several lines around it. */
function commentableLine({ piece, start }: Location, nodes: readonly Node[]): number {
  let line = lineStart(piece.text, start);
  for (;;) {
    const around = outermostAround(nodes, line);
    if (around === undefined) return line;
    line = lineStart(piece.text, around.start);
  }
}

/** The outermost scalar or flow collection that began before an offset and ends behind it. */
function outermostAround(nodes: readonly Node[], offset: number): Node | undefined {
  for (const node of nodes) {
    if (node.start >= offset || node.end <= offset) continue;
    if (node.kind === 'scalar' || node.style === 'flow') return node;
    const values = node.kind === 'map' ? node.entries.flatMap(({ value }) => value ?? []) : node.items;
    return outermostAround(values, offset);
  }
  return undefined;
}

function suppressInMetadata(
  syntax: TemplateSyntax,
  resource: Resource,
  rule: string,
  reason: string,
  text: string,
): readonly DocumentEdit[] | undefined {
  const located = locateResource(syntax, text, resource);
  if (located?.section.name !== sections.resources) return undefined;
  const { draft, place } = located;
  let node: Node | undefined = place.node;
  for (const step of ignorePath) {
    node = node?.kind === 'map' ? node.entries.findLast(({ key }) => key.text === step)?.value : undefined;
  }
  const asMap = node?.kind === 'map' && node.entries.length > 0;
  const last: Step = asMap ? rule : node?.kind === 'sequence' ? node.items.length : 0;
  const patch = emptyPatch();
  if (!addToPatch(patch, [...ignorePath, last], asMap ? reason : { rule, reason })) return undefined;
  const edits = applyPatch(draft, place, patch);
  return edits && editsInOrder(syntax.uri, edits);
}
