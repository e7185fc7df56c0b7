import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentSpanOf } from '../../server/model/model.ts';
import type { Value } from '../../server/model/value.ts';
import { readModule, type TerraformModule } from '../../server/terraform/module.ts';
import { parseFixture } from '../fixture.ts';
import { describe, moduleOf, resourcesOf, root, textsOf } from './describe.ts';

const files = `
  variable "days" { default = 7 }
  variable "name" { default = "n" }
  locals { kept = var.days }
  locals { other = 1 }
  resource "aws_b" "b" {
    for_each = toset(["a", "b"])
    name     = each.key
  }
  resource "aws_x" "days" { days = local.kept }
  resource "aws_x" "name" { name = "\${var.name}-x" }
  resource "aws_v" "v" { bucket = aws_b.b["a"].id }
  module "m" {
    source = "./m"
    days   = var.days
  }
  --- m/main.tf
  variable "days" {}
  resource "aws_x" "inner" { days = var.days }
  resource "aws_x" "alone" { days = 1 }
`;

/** The ids of the resources that are new objects after the edit. */
function renewed(search: string, replacement: string): readonly string[] {
  const text = files;
  const before = moduleOf(text);
  const after = moduleOf(text.replace(search, replacement), before);
  const known = new Set(before.resources);
  return resourcesOf(after)
    .filter((resource) => !known.has(resource))
    .map(({ id }) => id);
}

test('a resource is the same object until its text or a fact that it reads changes', () => {
  assert.deepEqual(renewed('other = 1', 'other = 2'), []);
  assert.deepEqual(renewed('default = "n"', 'default = "m"'), ['aws_x.name']);
  assert.deepEqual(renewed('default = 7', 'default = 8'), ['aws_x.days', 'module.m.aws_x.inner']);
  assert.deepEqual(renewed('days = 1 }', 'days = 2 }'), ['module.m.aws_x.alone']);
  assert.deepEqual(renewed('name     = each.key', 'name = each.value'), ['aws_b.b["a"]', 'aws_b.b["b"]']);
  assert.deepEqual(renewed('toset(["a", "b"])', 'toset(["a", "c"])'), [
    'aws_b.b["a"]',
    'aws_b.b["c"]',
    'aws_v.v',
  ]);
  assert.deepEqual(renewed('"aws_v" "v"', '"aws_v" "w"'), ['aws_v.w']);
});

/** Everything that the model says, with places in their documents. */
function told(module: TerraformModule): readonly string[] {
  const place = (at: Value['at'] | undefined): string => {
    const span = at && documentSpanOf(module, at);
    return span ? `${span.uri}:${String(span.start)}-${String(span.end)}` : '';
  };
  const places = (value: Value): string => {
    const own = [value.at, value.key, ...(value.origins ?? []).map(({ at }) => at)].map(place).join();
    if (value.kind === 'list') return own + value.items.map(places).join();
    if (value.kind === 'map') return own + [...value.entries.values()].map(places).join();
    return value.kind === 'choice' ? own + places(value.whenTrue) + places(value.whenFalse) : own;
  };
  return module.resources.map(
    ({ id, nameAt, body, exists }) =>
      `${id} ${place(nameAt)} ${describe(body)} ${places(body)} ${JSON.stringify(exists)}`,
  );
}

test('after any edit the module is what it would be if read anew', () => {
  const pieces = [
    '"',
    '{',
    '}',
    '\n',
    'x',
    '<<EOF\n',
    'count = 0\n',
    'var.',
    '[',
    '#',
    'locals { kept = local.kept }\n',
    'resource "aws_b" "b" {}\n',
  ];
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let round = 0; round < 20; round++) {
    let texts = new Map(textsOf(parseFixture(files)).texts);
    const { loader } = textsOf(parseFixture(files));
    let inner = loader.folder(`${root}/m`)?.get(`${root}/m/main.tf`) ?? '';
    const reach = {
      file: () => undefined,
      folder: (uri: string) => (uri === `${root}/m` ? new Map([[`${root}/m/main.tf`, inner]]) : undefined),
    };
    let module = readModule(root, texts, reach);
    for (let edit = 0; edit < 15; edit++) {
      const change = (text: string): string => {
        const at = random(text.length + 1);
        return text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(3));
      };
      if (random(3) === 0) inner = change(inner);
      else texts = new Map([...texts].map(([uri, text]) => [uri, change(text)]));
      module = readModule(root, texts, reach, module);
      assert.deepEqual(told(module), told(readModule(root, texts, reach)));
    }
  }
});
