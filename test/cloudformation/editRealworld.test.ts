// Edits real templates and checks that each edit does what it says and nothing else.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { cloudformation } from '../../server/cloudformation/dialect.ts';
import type { Node, TemplateSyntax } from '../../server/cloudformation/syntax/node.ts';
import { readTemplateSyntax } from '../../server/cloudformation/syntax/read.ts';
import { readTemplate } from '../../server/cloudformation/template.ts';
import type { Template } from '../../server/cloudformation/template.ts';
import type { Change, Data, Step } from '../../server/model/dialect.ts';
import type { Resource } from '../../server/model/resource.ts';
import { applyEdits } from '../../server/text/textEdit.ts';
import { uri } from './edited.ts';

const folder = join(import.meta.dirname, '../../../shared/realworld');
const wanted = 220;

type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

function plainOf(node: Node | undefined): Plain {
  if (node === undefined) return null;
  if (node.tag !== undefined) return { [node.tag]: plainOf({ ...node, tag: undefined }) };
  if (node.kind === 'scalar') return node.data;
  if (node.kind === 'sequence') return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plainOf(value)]));
}

/** All that a template says, by section and logical id. */
function contentOf(syntax: TemplateSyntax): { [key: string]: Plain } {
  const content: { [key: string]: Plain } = {};
  for (const { name, entries, value } of syntax.sections.values()) {
    if (value) content[name] = plainOf(value.node);
    for (const entry of entries) content[`${name}/${entry.key.text}`] = plainOf(entry.value);
  }
  return content;
}

function put(
  content: { [key: string]: Plain },
  id: string,
  path: readonly Step[],
  value: Plain | undefined,
): void {
  let at = content;
  const steps = [`Resources/${id}`, ...path];
  for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as { [key: string]: Plain };
  const last = steps.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
}

interface Case {
  readonly file: string;
  readonly text: string;
  readonly template: Template;
}

function edit({ template, text }: Case, changes: readonly Change[]): string | undefined {
  const edits = cloudformation.edit(template, changes, () => text);
  return edits && applyEdits(text, edits);
}

function cases(): readonly Case[] {
  const manifest = readFileSync(join(folder, 'manifest.jsonl'), 'utf8').trim().split('\n');
  const files = manifest
    .map((line) => JSON.parse(line) as { file: string; format: string; bytes: number })
    .filter(({ format, bytes }) => /^(cfn|sam)-(yaml|json)$/.test(format) && bytes < 60_000)
    .map(({ file }) => file);
  const step = Math.max(1, Math.floor(files.length / wanted));
  return files
    .filter((_, index) => index % step === 0)
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return { file, text, template: readTemplate(uri, text) };
    });
}

/** Resources that are written as such: no scopes, no views, no instances of loops; the first, and the last. */
function sampled({ template }: Case): readonly Resource[] {
  const written = new Set(template.syntax.sections.get('Resources')?.entries.map(({ key }) => key.text));
  const plain = template.resources.filter(
    ({ id, piece, nameAt }) => written.has(id) && piece === nameAt.piece,
  );
  return [...new Set([...plain.slice(0, 3), ...plain.slice(-1)])];
}

/** The paths and values under a resource's `Properties` that no intrinsic computes. */
function* plainValues(value: Plain, path: readonly Step[]): Generator<readonly [readonly Step[], Plain]> {
  yield [path, value];
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* plainValues(item, [...path, index]);
  else if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value);
    if (keys.some((key) => /^(!|Ref$|Fn::)/.test(key))) return;
    for (const key of keys) yield* plainValues(value[key] ?? null, [...path, key]);
  }
}

function propertiesOf(content: { [key: string]: Plain }, id: string): Plain {
  const resource = content[`Resources/${id}`];
  return resource !== null && typeof resource === 'object' && !Array.isArray(resource)
    ? (resource['Properties'] ?? null)
    : null;
}

describe(
  'edits of real templates',
  { skip: !existsSync(folder) && 'the shared material is not here' },
  () => {
    const all = existsSync(folder) ? cases() : [];
    const refused: string[] = [];
    let made = 0;

    function check(
      one: Case,
      resource: Resource,
      what: string,
      steps: readonly Step[],
      value: Data | undefined,
    ): string | undefined {
      const change: Change =
        value === undefined ? { kind: 'remove', resource, steps } : { kind: 'set', resource, steps, value };
      const after = edit(one, [change]);
      const place = `${one.file} ${resource.id} ${what} ${steps.join('.')}`;
      if (after === undefined) {
        refused.push(place);
        return undefined;
      }
      made++;
      const expected = contentOf(one.template.syntax);
      put(expected, resource.id, ['Properties', ...steps], value as Plain | undefined);
      assert.deepEqual(contentOf(readTemplateSyntax(uri, after)), expected, place);
      return after;
    }

    test('set what was asked for and nothing else, and removing it gives the text back', () => {
      for (const one of all) {
        for (const resource of sampled(one)) {
          const after = check(one, resource, 'inserts', ['ZzNew'], { Inner: ['x', { Y: true }] });
          const before = propertiesOf(contentOf(one.template.syntax), resource.id) ?? {};
          if (after === undefined || Object.keys(before).length === 0) continue;
          const template = readTemplate(uri, after);
          const twin = template.resources.find(({ id }) => id === resource.id);
          assert.ok(twin);
          assert.equal(
            edit({ ...one, text: after, template }, [{ kind: 'remove', resource: twin, steps: ['ZzNew'] }]),
            one.text,
            one.file,
          );
        }
      }
    });

    test('replace scalars and append to lists', () => {
      for (const one of all) {
        const content = contentOf(one.template.syntax);
        for (const resource of sampled(one)) {
          for (const [steps, value] of [...plainValues(propertiesOf(content, resource.id), [])].slice(
            1,
            15,
          )) {
            if (Array.isArray(value)) check(one, resource, 'appends', [...steps, value.length], 'item: x');
            else if (value !== null && typeof value !== 'object')
              check(one, resource, 'replaces', steps, 'new, value');
          }
        }
      }
    });

    test('remove a member that has neighbours', () => {
      for (const one of all) {
        const content = contentOf(one.template.syntax);
        for (const resource of sampled(one)) {
          const values = [...plainValues(propertiesOf(content, resource.id), [])].slice(0, 8);
          for (const [steps, value] of values) {
            if (value === null || typeof value !== 'object' || Array.isArray(value)) continue;
            const keys = Object.keys(value);
            if (keys.length < 2) continue;
            check(one, resource, 'removes', [...steps, keys[0] ?? ''], undefined);
            check(one, resource, 'removes', [...steps, keys.at(-1) ?? ''], undefined);
          }
        }
      }
    });

    test('add resources', () => {
      for (const one of all) {
        for (const resource of sampled(one)) {
          const after = edit(one, [
            { kind: 'add', after: resource, type: 'AWS::SQS::Queue', name: 'ZzNew', body: { A: { B: '1' } } },
          ]);
          if (after === undefined) {
            refused.push(`${one.file} adds behind ${resource.id}`);
            continue;
          }
          const expected = contentOf(one.template.syntax);
          expected['Resources/ZzNew'] = { Type: 'AWS::SQS::Queue', Properties: { A: { B: '1' } } };
          assert.deepEqual(
            contentOf(readTemplateSyntax(uri, after)),
            expected,
            `${one.file} adds behind ${resource.id}`,
          );
        }
      }
    });

    test('write comments that change no value', () => {
      for (const one of all.filter(({ template }) => template.syntax.format === 'yaml')) {
        for (const resource of sampled(one)) {
          for (const part of [0.2, 0.5, 0.9]) {
            const start = Math.max(resource.nameAt.start, Math.floor(resource.piece.text.length * part));
            const at = { piece: resource.piece, start, end: start };
            const edits = cloudformation.suppress(
              one.template,
              resource,
              at,
              'some-rule',
              'why',
              () => one.text,
            );
            if (edits === undefined) continue;
            assert.deepEqual(
              contentOf(readTemplateSyntax(uri, applyEdits(one.text, edits))),
              contentOf(one.template.syntax),
              one.file,
            );
          }
        }
      }
    });

    test('are seldom refused', () => {
      assert.ok(
        refused.length * 50 < made || made === 0,
        `${refused.length} of ${made + refused.length}:\n${refused.slice(0, 20).join('\n')}`,
      );
    });
  },
);
