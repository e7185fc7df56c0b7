import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Name } from '../../server/terraform/syntax/node.ts';
import { readHclSyntax } from '../../server/terraform/syntax/readHclSyntax.ts';
import type { Span } from '../../server/text/span.ts';
import { coloured } from './tokens.ts';

const realworld = new URL('../../../shared/realworld/', import.meta.url);

/** What the tree holds, with the kinds of token that may colour it. */
interface Leaf extends Span {
  readonly kinds: string;
}

const text = 'string heredoc escape';

function leavesOf(node: unknown, found: Leaf[] = []): readonly Leaf[] {
  if (Array.isArray(node)) for (const item of node) leavesOf(item, found);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return found;
  const { start, end, kind, type, labels, name, data } = node as Partial<
    Span & { kind: string; type: Name; labels: readonly Name[]; name: Name; data: unknown }
  >;
  const add = (span: Partial<Span> | undefined, kinds: string): void => {
    if (span?.start !== undefined && span.end !== undefined)
      found.push({ start: span.start, end: span.end, kinds });
  };
  if (kind === 'block') {
    add(type, 'block');
    for (const label of labels ?? []) add(label, 'label');
  } else if (kind === 'attribute') add(name, 'name');
  else if (kind === 'text') add({ start, end } as Span, text);
  else if (kind === 'call') add(name, 'function');
  else if (kind === 'access') add(name, 'member number');
  else if (kind === 'variable') add({ start, end } as Span, 'root reference type');
  else if (kind === 'literal' && typeof data !== 'string')
    add({ start, end } as Span, 'number boolean null operator');
  for (const child of Object.values(node)) leavesOf(child, found);
  return found;
}

/** Where the colours and the tree disagree, with the text there. */
function differences(name: string, source: string): readonly string[] {
  const syntax = readHclSyntax(name, source);
  const at: (string | undefined)[] = Array.from({ length: source.length });
  for (const { start, end, message } of coloured('terraform', source)) at.fill(message, start, end);
  const told: string[] = [];
  const inText = new Set<number>();
  for (const { piece, ...top } of [...syntax.blocks, ...syntax.attributes]) {
    const shift = syntax.startOf(piece) ?? 0;
    for (const leaf of leavesOf(top)) {
      const [start, end] = [leaf.start + shift, leaf.end + shift];
      for (let offset = start; offset < end; offset++) {
        if (leaf.kinds === text) inText.add(offset);
        if (/\s/.test(source[offset] ?? '') || leaf.kinds.split(' ').includes(at[offset] ?? '')) continue;
        told.push(
          `${name}:${String(offset)} ${source.slice(start, end)} is ${at[offset] ?? 'plain'}, not ${leaf.kinds}`,
        );
        break;
      }
    }
  }
  at.forEach((kind, offset) => {
    if (
      (kind !== 'string' && kind !== 'heredoc') ||
      inText.has(offset) ||
      /["\s<-]/.test(source[offset] ?? '')
    )
      return;
    told.push(
      `${name}:${String(offset)} ${source.slice(offset, offset + 30)} is ${kind}, not text in the tree`,
    );
  });
  return told;
}

test('real files have the colours that their trees ask for', { skip: !existsSync(realworld) }, () => {
  const names = readFileSync(new URL('manifest.jsonl', realworld), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { readonly file: string }).file)
    .filter((file) => file.endsWith('.tf'));
  const sample = names.filter((_, index) => index % Math.ceil(names.length / 60) === 0);
  for (const name of sample) {
    const source = readFileSync(new URL(encodeURI(name).replaceAll('#', '%23'), realworld), 'utf8');
    assert.deepEqual(differences(name, source).slice(0, 5), [], name);
  }
});
