// Edits real modules and checks that each edit does what it says and nothing else.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Change, DocumentEdit } from '../../server/model/dialect.ts';
import type { Resource } from '../../server/model/resource.ts';
import { terraform } from '../../server/terraform/dialect.ts';
import { type TerraformModule, readModule } from '../../server/terraform/module.ts';
import type { Body, Expression, HclSyntax, TopBlock } from '../../server/terraform/syntax/node.ts';
import { readHclSyntax } from '../../server/terraform/syntax/readHclSyntax.ts';
import { applyEdits } from '../../server/text/textEdit.ts';

const folder = join(import.meta.dirname, '../../../shared/realworld');
const wanted = 250;
const module = 'file:///module';
const uri = `${module}/main.tf`;

type Plain = string | Plain[] | { [key: string]: Plain };

/** Attributes as they are written but for white space, and blocks by their headers. */
function plainBody(body: Body, text: string): { [key: string]: Plain } {
  const result: { [key: string]: Plain } = {};
  for (const { name, value } of body.attributes) result[name.text] = plainExpression(value, text);
  for (const block of body.blocks) {
    const head = [block.type, ...block.labels].map((name) => name.text).join(' ');
    const known = result[head];
    result[head] = [...(Array.isArray(known) ? known : []), plainBody(block.body, text)];
  }
  return result;
}

function plainExpression(value: Expression, text: string): Plain {
  if (value.kind === 'call' && value.arguments.length === 1 && value.arguments[0])
    return { [value.name.text]: plainExpression(value.arguments[0], text) };
  if (value.kind !== 'object') return text.slice(value.start, value.end).replace(/[ \t]+/g, ' ');
  const entries = value.entries.map((entry) => [
    text.slice(entry.key.start, entry.key.end).replaceAll('"', ''),
    plainExpression(entry.value, text),
  ]);
  return Object.fromEntries(entries) as Plain;
}

function contentOf(syntax: HclSyntax): { [key: string]: Plain } {
  const body: Body = { attributes: [], blocks: syntax.blocks.map(({ block }) => block), start: 0, end: 0 };
  const texts = new Map(syntax.blocks.map(({ block, piece }) => [block, piece.text]));
  const result: { [key: string]: Plain } = {};
  for (const block of body.blocks) {
    let key = [block.type, ...block.labels].map((name) => name.text).join(' ');
    while (key in result) key += ' again';
    result[key] = plainBody(block.body, texts.get(block) ?? '');
  }
  return result;
}

interface Case {
  readonly file: string;
  readonly text: string;
  readonly model: TerraformModule;
}

function cases(): readonly Case[] {
  const manifest = readFileSync(join(folder, 'manifest.jsonl'), 'utf8').trim().split('\n');
  const files = manifest
    .map((line) => JSON.parse(line) as { file: string; bytes: number })
    .filter(({ file, bytes }) => file.endsWith('.tf') && bytes < 20_000)
    .map(({ file }) => file);
  const step = Math.max(1, Math.floor(files.length / wanted));
  return files
    .filter((_, index) => index % step === 0)
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const model = readModule(module, new Map([[uri, text]]), {
        folder: () => undefined,
        file: () => undefined,
      });
      return { file, text, model };
    })
    .filter(({ model }) => model.problems.length === 0);
}

/** What is tried on one block: the changes, and the content as it should be afterwards. */
interface Trial {
  readonly what: string;
  readonly change: Change;
  readonly expect: (block: { [key: string]: Plain }) => void;
}

function trialsOf(resource: Resource, { piece, block }: TopBlock): readonly Trial[] {
  const { attributes, blocks } = block.body;
  const set = (what: string, steps: (string | number)[], expect: Trial['expect']): Trial => ({
    what,
    change: { kind: 'set', resource, steps, value: 'x"${y}' },
    expect,
  });
  const written = '"x\\"$${y}"';
  const trials = [
    set('an attribute', ['pillar_probe'], (body) => (body['pillar_probe'] = written)),
    set('a block', ['probe_block', 0, 'inner'], (body) => (body['probe_block'] = [{ inner: written }])),
  ];
  for (const { name, value } of attributes.slice(0, 5)) {
    const change: Change = { kind: 'remove', resource, steps: [name.text] };
    trials.push({
      what: `no ${name.text}`,
      change,
      expect: (body) => Reflect.deleteProperty(body, name.text),
    });
    if (value.kind === 'literal' || (value.kind === 'template' && value.style === 'quoted')) {
      const at = { piece, start: value.start, end: value.end };
      const isStructure = /^"\s*[[{]/.test(piece.text.slice(value.start, value.end));
      if (!isStructure)
        trials.push({
          what: `another ${name.text}`,
          change: { kind: 'replace', at, value: 'new' },
          expect: (body) => (body[name.text] = '"new"'),
        });
    }
    if (value.kind === 'object')
      trials.push(
        set(`a key in ${name.text}`, [name.text, 'PillarProbe'], (body) => {
          (body[name.text] as { [key: string]: Plain })['PillarProbe'] = written;
        }),
      );
  }
  const [first] = blocks;
  if (first && first.labels.length === 0 && blocks.every(({ labels }) => labels[0]?.text !== first.type.text))
    trials.push(
      set(`an attribute in ${first.type.text}`, [first.type.text, 0, 'pillar_probe'], (body) => {
        ((body[first.type.text] as Plain[])[0] as { [key: string]: Plain })['pillar_probe'] = written;
      }),
    );
  return trials;
}

/** The edits that lead back. */
function undone(text: string, edits: readonly DocumentEdit[]): string {
  let moved = 0;
  const inverse = [...edits]
    .sort((a, b) => a.start - b.start)
    .map((edit) => {
      const start = edit.start + moved;
      moved += edit.text.length - (edit.end - edit.start);
      return { start, end: start + edit.text.length, text: text.slice(edit.start, edit.end) };
    });
  return applyEdits(applyEdits(text, edits), inverse);
}

function headOf({ block }: TopBlock): string {
  return [block.type, ...block.labels].map(({ text }) => text).join(' ');
}

describe('edits of real modules', { skip: !existsSync(folder) && 'the shared material is not here' }, () => {
  const all = existsSync(folder) ? cases() : [];

  test('change what they say and nothing else, and can be undone', () => {
    let made = 0;
    const refused: string[] = [];
    for (const { file, text, model } of all) {
      const [document] = model.documents;
      const tops = document?.blocks.filter(({ block }) => block.type.text === 'resource') ?? [];
      for (const top of new Set([...tops.slice(0, 3), ...tops.slice(-1)])) {
        const resource = model.resources.find(({ piece }) => piece === top.piece);
        if (!document || !resource) continue;
        for (const { what, change, expect } of trialsOf(resource, top)) {
          const place = `${what} in ${headOf(top)} of ${file}`;
          const edits = terraform.edit(model, [change], () => text);
          if (!edits) {
            refused.push(place);
            continue;
          }
          const after = readHclSyntax(uri, applyEdits(text, edits));
          assert.deepEqual(after.problems, [], place);
          const expected = contentOf(document);
          expect(expected[headOf(top)] as { [key: string]: Plain });
          assert.deepEqual(contentOf(after), expected, place);
          assert.equal(undone(text, edits), text, place);
          made++;
        }
      }
    }
    assert.ok(made > 1000, `${String(made)} edits, refused: ${refused.slice(0, 20).join('; ')}`);
    assert.ok(refused.length * 20 < made, `refused: ${refused.slice(0, 20).join('; ')}`);
  });

  test('declare a resource behind another one', () => {
    for (const { file, text, model } of all) {
      const [document] = model.documents;
      const resource = model.resources.find(({ type }) => type.startsWith('aws_'));
      if (!document || !resource) continue;
      const body = { name: 'x', rule: [{ days: 1 }], policy: { $json: { Version: '2012-10-17' } } };
      const change: Change = { kind: 'add', after: resource, type: 'probe', name: 'added', body };
      const edits = terraform.edit(model, [change], () => text);
      assert.ok(edits, file);
      const expected = {
        ...contentOf(document),
        'resource probe added': {
          name: '"x"',
          policy: { jsonencode: { Version: '"2012-10-17"' } },
          rule: [{ days: '1' }],
        },
      };
      assert.deepEqual(contentOf(readHclSyntax(uri, applyEdits(text, edits))), expected, file);
    }
  });
});
