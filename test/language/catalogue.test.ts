import assert from 'node:assert/strict';
import test from 'node:test';
import { catalogue } from '../../server/language/catalogue.ts';
import { directiveTexts } from '../../server/language/catalogue/directives.ts';
import { koreanFaults } from '../rules/korean.ts';

const holes = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

test('both languages fill in the same placeholders', () => {
  const different = Object.entries(catalogue).filter(
    ([, { en, ko }]) => holes(en).join() !== holes(ko).join(),
  );
  assert.deepEqual(
    different.map(([key]) => key),
    [],
  );
});

test('Korean sentences keep the style', () => {
  const faults = Object.entries(catalogue).flatMap(([key, { ko }]) =>
    key === 'cli.usage' || !/[가-힣]/.test(ko)
      ? []
      : koreanFaults(ko, !ko.endsWith('.')).map((fault) => `${key}: ${fault}`),
  );
  assert.deepEqual(faults, []);
});

test('findings about suppressions keep the style', () => {
  const faults = Object.entries(directiveTexts).flatMap(([id, { ko }]) =>
    Object.entries(ko).flatMap(([part, text]) =>
      koreanFaults(String(text), part === 'title').map((fault) => `${id}: ${fault}`),
    ),
  );
  assert.deepEqual(faults, []);
});
