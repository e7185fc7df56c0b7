import assert from 'node:assert/strict';
import test from 'node:test';
import { messageOf } from '../../server/language/message.ts';
import { type TextData, textsOf } from '../../server/language/texts.ts';

const data = (language: 'en' | 'ko', message: string): TextData => ({
  language,
  rules: { retention: { title: '', rationale: '', message } },
  bestPractices: {},
  guidance: {},
});
const english = textsOf('en', data('en', '{resource} keeps {days|unit}; see ${Var}.'));
const korean = textsOf('ko', data('ko', '{resource}의 보존 기간이 {days}일입니다.'));
const finding = {
  rule: 'retention',
  resource: { dialect: 'cloudformation' },
  placeholders: { resource: 'Orders', days: '', 'days|unit': 'a day' },
  assumptions: [],
  origins: [],
} as const;

test('placeholders are filled in, and interpolation of the text itself is left alone', () => {
  assert.equal(messageOf(finding, english), 'Orders keeps a day; see ${Var}.');
});

test('a value that is not there says so', () => {
  assert.equal(messageOf(finding, korean), 'Orders의 보존 기간이 (설정 안 됨)일입니다.');
});

test('conditions and the default of a parameter are told after the message', () => {
  const spoken = {
    ...finding,
    assumptions: [
      { name: 'IsProduction', holds: true },
      { name: 'UseVpc', holds: false },
    ],
    origins: [{ kind: 'default', name: 'Days' }],
  } as const;
  assert.equal(
    messageOf(spoken, english),
    'Orders keeps a day; see ${Var}. This applies when IsProduction is true and UseVpc is false. The value comes from the default of parameter Days.',
  );
  assert.equal(
    messageOf(spoken, korean),
    'Orders의 보존 기간이 (설정 안 됨)일입니다. IsProduction 조건이 참, UseVpc 조건이 거짓일 때 해당합니다. 이 값은 Days 파라미터의 기본값에서 가져옵니다.',
  );
});

test('an inequality that fails is told as an equality', () => {
  const spoken = { ...finding, assumptions: [{ name: 'var.stage != "production"', holds: false }] } as const;
  assert.equal(
    messageOf(spoken, english),
    'Orders keeps a day; see ${Var}. This applies when var.stage == "production" is true.',
  );
});

test('an unknown rule answers with its id', () => {
  assert.equal(textsOf('ko').rule('nobody').title, 'nobody');
});

test('a cause is a sentence', () => {
  assert.equal(
    textsOf('en').cause({ kind: 'parameter', subject: 'Days' }),
    'Days has no default; its value is given at deployment.',
  );
});
