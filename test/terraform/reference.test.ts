// Blocks, labels and attribute names agree with HashiCorp's own parser, where that is installed.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Block, Body } from '../../server/terraform/syntax/node.ts';
import { readHclSyntax } from '../../server/terraform/syntax/readHclSyntax.ts';

const shared = fileURLToPath(new URL('../../../shared/realworld/', import.meta.url));
const manifest = join(shared, 'manifest.jsonl');

type Parse = (name: string, text: string) => Promise<Record<string, unknown>>;

function reference(): Parse | undefined {
  try {
    return (createRequire(import.meta.url)('@cdktf/hcl2json') as { parse: Parse }).parse;
  } catch {
    return undefined;
  }
}

const parse = reference();
const skip =
  parse === undefined
    ? 'the reference parser is not installed'
    : existsSync(manifest)
      ? false
      : 'the real files are not here';

interface Tree {
  [name: string]: Tree | Tree[] | 'attribute';
}

/** Blocks as the reference lays them out: type, then labels, then a list of bodies. */
function treeOf({ attributes, blocks }: Pick<Body, 'attributes' | 'blocks'>): Tree {
  const tree: Tree = {};
  for (const block of blocks) insert(tree, block);
  for (const { name } of attributes) tree[name.text] = 'attribute';
  return tree;
}

function insert(tree: Tree, { type, labels, body }: Block): void {
  const path = [type, ...labels].map(({ text }) => text);
  const last = path.pop() ?? '';
  let at = tree;
  for (const name of path) at = (at[name] ??= {}) as Tree;
  ((at[last] ??= []) as Tree[]).push(treeOf(body));
}

/** The first path at which the two differ. */
function difference(ours: Tree[string], theirs: unknown, path: string): string | undefined {
  if (ours === 'attribute') return undefined;
  if (typeof theirs !== 'object' || theirs === null) return `${path}: not a block there`;
  const names = Object.keys(ours).sort();
  const others = Object.keys(theirs).sort();
  if (names.join() !== others.join()) return `${path}: ${names.join()} here, ${others.join()} there`;
  for (const name of names) {
    const found = difference(
      (ours as Tree)[name] ?? 'attribute',
      (theirs as Record<string, unknown>)[name],
      `${path}.${name}`,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

test('on real files blocks, labels and attribute names are those of the reference', { skip }, async () => {
  const rows = readFileSync(manifest, 'utf8').trim().split('\n');
  const entries = rows.map((row) => JSON.parse(row) as { file: string; reference_parse_error?: string });
  let compared = 0;
  for (const { file, reference_parse_error } of entries) {
    if (!file.endsWith('.tf') || reference_parse_error !== undefined) continue;
    const text = readFileSync(join(shared, file), 'utf8');
    const { blocks, attributes, problems } = readHclSyntax(`file:///${file}`, text);
    assert.deepEqual(
      problems.map(({ detail }) => detail),
      [],
      file,
    );
    const ours = treeOf({
      blocks: blocks.map(({ block }) => block),
      attributes: attributes.map(({ attribute }) => attribute),
    });
    assert.equal(difference(ours, await parse?.(file, text), ''), undefined, file);
    compared++;
  }
  assert.ok(compared > 300, `${String(compared)} files`);
});
