import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allReaders } from '../../server/service/reader.ts';
import { defaultSettings, speechOf } from '../../server/service/settings.ts';
import { Units } from '../../server/service/units.ts';
import { memoryWorkspace } from './workspace.ts';

function unitsIn(texts: Readonly<Record<string, string>>): Units {
  return new Units(memoryWorkspace(texts), allReaders(), {
    rules: { rules: [], tables: {} },
    speech: speechOf(defaultSettings),
  });
}

test('all documents of a folder are one unit', () => {
  const units = unitsIn({
    'file:///w/main.tf': 'resource "a" "b" {}',
    'file:///w/more.tf': 'resource "c" "d" {}',
    'file:///w/notes.txt': '',
  });
  const [first] = units.of('file:///w/main.tf');
  assert.equal(units.of('file:///w/more.tf')[0], first);
  assert.deepEqual(first?.model.uris, ['file:///w/main.tf', 'file:///w/more.tf']);
});

test('a module that others call is judged through them', () => {
  const units = unitsIn({
    'file:///w/live/main.tf': 'module "network" {\n  source = "../modules/network"\n}\n',
    'file:///w/test/main.tf': 'module "network" {\n  source = "../modules/network"\n}\n',
    'file:///w/modules/network/main.tf': 'resource "aws_vpc" "this" {}\n',
  });
  const found = units.of('file:///w/modules/network/main.tf');
  assert.deepEqual(
    found.map(({ unit }) => unit),
    ['file:///w/live', 'file:///w/test'],
  );
  assert.ok(found.every(({ model }) => model.uris.includes('file:///w/modules/network/main.tf')));
});

test('modules that call each other are judged by themselves', () => {
  const units = unitsIn({
    'file:///a/main.tf': 'module "b" {\n  source = "../b"\n}\n',
    'file:///b/main.tf': 'module "a" {\n  source = "../a"\n}\n',
  });
  assert.deepEqual(
    units.of('file:///a/main.tf').map(({ unit }) => unit),
    ['file:///a'],
  );
});

test('a document that is no template belongs to no unit', () => {
  assert.deepEqual(
    unitsIn({ 'file:///w/values.yaml': 'kind: Deployment\n' }).of('file:///w/values.yaml'),
    [],
  );
});
