import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moduleOf, resourcesOf } from './describe.ts';

const many = Array.from({ length: 60 }, (_, i) => i + 1);

/** Each local is made twice of the one before. */
function doubling(first: string, next: (before: string) => string, use: string): string {
  const locals = many.map((i) => `  l${String(i)} = ${next(`local.l${String(i - 1)}`)}`);
  return `variable "open" {}\nlocals {\n  l0 = ${first}\n${locals.join('\n')}\n}\nresource "aws_x" "y" {\n  value = ${use}\n}\n`;
}

const bombs: Readonly<Record<string, string>> = {
  'lists in lists': doubling('[]', (before) => `[${before}, ${before}]`, 'jsonencode(local.l60)'),
  'maps in maps': doubling('{}', (before) => `{ a = ${before}, b = ${before} }`, 'local.l60 == local.l59'),
  'longer and longer lists': doubling('[1]', (before) => `concat(${before}, ${before})`, 'length(local.l60)'),
  'longer and longer texts': doubling('"a"', (before) => `"\${${before}}\${${before}}"`, 'upper(local.l60)'),
  'open texts': doubling('var.open', (before) => `"\${${before}}\${${before}}"`, 'local.l60'),
  conditions: doubling(
    'var.open == "a"',
    (before) => `(${before} && var.open != "b") || ${before}`,
    'local.l60 ? 1 : 2',
  ),
  choices: doubling(
    'var.open == "a" ? 1 : 2',
    (before) => `[${before}, var.open == "b" ? ${before} : 3][0] + 1`,
    'local.l60',
  ),
  loops:
    'resource "aws_x" "y" {\n  value = [for a in range(4000) : [for b in range(4000) : [for c in range(4000) : a * b * c]]]\n}\n',
  'a long chain': `locals {\n${Array.from({ length: 5000 }, (_, i) => `  l${String(i)} = [local.l${String(i + 1)}]`).join('\n')}\n}\nresource "aws_x" "y" {\n  value = local.l0\n}\n`,
  'deep expressions': `resource "aws_x" "y" {\n  value = ${'['.repeat(100)}1${']'.repeat(100)}\n}\n`,
  'many instances': 'resource "aws_x" "y" {\n  count = 100000\n  value = count.index\n}\n',
  'dynamic blocks within each other': `resource "aws_x" "y" {\n${'dynamic "d" {\nfor_each = range(50)\ncontent {\n'.repeat(8)}${'}\n}\n'.repeat(8)}}\n`,
  'many alike': 'resource "aws_x" "y" {}\n'.repeat(2000),
};

for (const [name, text] of Object.entries(bombs)) {
  test(`${name} end soon`, { timeout: 20_000 }, () => {
    assert.ok(resourcesOf(moduleOf(text)).length > 0);
  });
}
