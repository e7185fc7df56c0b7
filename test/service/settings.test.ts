import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Profile,
  defaultSettings,
  settingsFrom,
  speechOf,
  strictSpeech,
} from '../../server/service/settings.ts';
import type { Speech } from '../../server/engine/judgements.ts';
import { rule } from './workspace.ts';

const always = rule('always', { type: 'T', path: 'P', equals: 1, severity: 'high' });
const gentle = { ...always, default: 'low' } as const;
const production = { ...gentle, profile: 'production' } as const;
const elsewhere = { ...gentle, profile: 'non-production', default: 'off' } as const;

const severities = (speech: Speech): string[] =>
  [gentle, production, elsewhere].map((each) => speech.severityOf(each));

const table: readonly (readonly [Profile, string, string, string])[] = [
  // profile, any, production, non-production
  [{}, 'low', 'low', 'off'],
  [{ environment: 'production' }, 'low', 'high', 'off'],
  [{ environment: 'development' }, 'low', 'off', 'high'],
  [{ criticality: 'high' }, 'low', 'high', 'off'],
  [{ environment: 'production', criticality: 'low' }, 'low', 'low', 'off'],
  [{ environment: 'test', criticality: 'high' }, 'low', 'off', 'high'],
  [{ dataClass: 'restricted' }, 'high', 'high', 'off'],
  [{ dataClass: 'public' }, 'low', 'low', 'off'],
];

for (const [profile, ...expected] of table) {
  test(`with the profile ${JSON.stringify(profile)} rules speak as ${expected.join(', ')}`, () => {
    const speech = speechOf({ ...defaultSettings, profile });
    assert.deepEqual(severities(speech), expected);
  });
}

test('everything speaks at its severity when all is asked for', () => {
  assert.deepEqual(severities(strictSpeech), ['high', 'high', 'high']);
});

test('a rule’s own setting outweighs its pillar, and its pillar the rest', () => {
  const settings = settingsFrom({ pillars: { security: false }, rules: { always: 'info' } });
  assert.equal(speechOf(settings).severityOf(always), 'info');
  assert.equal(speechOf(settings).severityOf({ ...always, id: 'other' }), 'off');
});

test('settings that make no sense count as not set', () => {
  const sent = {
    language: 'fr',
    highSeverity: 7,
    rules: { always: 'loud' },
    profile: { environment: 'moon' },
    pillars: null,
  };
  assert.deepEqual(settingsFrom(sent), {
    ...defaultSettings,
    profile: { environment: undefined, dataClass: undefined, criticality: undefined },
  });
  assert.equal(settingsFrom(null).language, 'auto');
});
