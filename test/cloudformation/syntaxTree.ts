// What a template was read as, in the few words that tests compare.
import type { Node, TemplateSyntax } from '../../server/cloudformation/syntax/node.ts';
import { parseYaml } from '../../server/cloudformation/syntax/yaml.ts';
import { check, type Remark } from '../fixture.ts';

/** Text, lists and objects; a tag stands before the text of its scalar, and makes other values an object of one key. */
export function plain(node: Node | undefined): unknown {
  if (!node) return undefined;
  if (node.kind === 'scalar') return node.tag ? `${node.tag} ${node.text}` : node.text;
  const value =
    node.kind === 'sequence'
      ? node.items.map(plain)
      : Object.fromEntries(node.entries.map((entry) => [entry.key.text, plain(entry.value)]));
  return node.tag ? { [node.tag]: value } : value;
}

/** Every logical id with its value; a broken one has an exclamation mark. */
export function plainEntries(syntax: TemplateSyntax): Record<string, unknown> {
  const entries = [...syntax.sections.values()].flatMap((section) => section.entries);
  return Object.fromEntries(
    entries.map(({ key, value, broken }) => [key.text + (broken ? '!' : ''), plain(value)]),
  );
}

/** Everything that can be seen of a template, with the offsets of its pieces. */
export function everything(syntax: TemplateSyntax): unknown {
  const sections = [...syntax.sections.values()].map(({ name, nameAt, entries, value }) => ({
    name,
    nameAt: [syntax.startOf(nameAt.piece), nameAt.start, nameAt.end],
    entries: entries.map(({ piece, ...entry }) => ({
      at: syntax.startOf(piece),
      text: piece.text,
      ...entry,
    })),
    value: value && { at: syntax.startOf(value.piece), text: value.piece.text, node: value.node },
  }));
  const place = ({
    piece,
    start,
    end,
  }: {
    piece: TemplateSyntax['problems'][number]['at']['piece'];
    start: number;
    end: number;
  }) => [syntax.startOf(piece), start, end];
  return {
    format: syntax.format,
    sections,
    problems: syntax.problems.map(({ kind, detail, at }) => ({ kind, detail, at: place(at) })),
    comments: syntax.comments.map(({ text, ownLine, at }) => ({ text, ownLine, at: place(at) })),
  };
}

/** Draws what `say` has to say of each scalar and collection of a YAML text. */
export function checkNodes(text: string, say: (node: Node) => readonly Remark[]): void {
  check(text, (fixture) => nodesOf(parseYaml(fixture.text).node).flatMap(say));
}

function nodesOf(node: Node | undefined): readonly Node[] {
  if (!node || node.kind === 'scalar') return node ? [node] : [];
  const parts = node.kind === 'map' ? node.entries.map((entry) => entry.value) : node.items;
  return [node, ...parts.flatMap(nodesOf)];
}
