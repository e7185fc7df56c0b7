import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTemplate } from '../../server/cloudformation/template.ts';
import { formulaText, resourceNamed, uri } from './describe.ts';

/** The formulas of the named conditions, as a resource under each of them has it. */
function formulasOf(
  head: string,
  conditions: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = Object.keys(conditions);
  const text = `${head}
Conditions:
${names.map((name) => `  ${name}: ${conditions[name] ?? ''}`).join('\n')}
Resources:
${names.map((name) => `  On${name}: { Type: T, Condition: ${name} }`).join('\n')}
`;
  const template = readTemplate(uri, text);
  return Object.fromEntries(
    names.map((name) => [
      name,
      resourceNamed(template, `On${name}`)
        .exists.map(({ formula }) => formulaText(formula))
        .join(),
    ]),
  );
}

const parameters = `Parameters:
  Env: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Name: { Type: String, Default: shop }
Mappings:
  Envs:
    dev: { Multi: "false", Zone: a }
    prod: { Multi: "true", Zone: a }`;

test('a default never decides a condition, its allowed values may', () => {
  assert.deepEqual(
    formulasOf(parameters, {
      Prod: '!Equals [!Ref Env, prod]',
      Long: '{ "Fn::Equals": [prod, { Ref: Env }] }',
      Sub: '!Equals [!Sub "${Env}", prod]',
      Named: '!Equals [!Ref Name, ""]',
      Never: '!Equals [!Ref Env, staging]',
      Region: '!Equals [!Ref AWS::Region, us-east-1]',
    }),
    {
      Prod: 'parameter Env = prod of dev|prod',
      Long: 'parameter Env = prod of dev|prod',
      Sub: 'parameter Env = prod of dev|prod',
      Named: 'parameter Name = ',
      Never: 'false',
      Region: 'AWS::Region = us-east-1',
    },
  );
});

test('constants decide', () => {
  assert.deepEqual(
    formulasOf(parameters, {
      Same: '!Equals [a, a]',
      Different: '!Equals ["true", false]',
      Itself: '!Equals [!Join ["", [!Ref Name, x]], !Join ["", [!Ref Name, x]]]',
      Looked: '!Equals [!FindInMap [Envs, prod, Multi], "true"]',
      Agreed: '!Equals [!FindInMap [Envs, !Ref AWS::Region, Zone], a]',
    }),
    { Same: 'true', Different: 'false', Itself: 'true', Looked: 'true', Agreed: 'true' },
  );
});

test('and, or, not and references to other conditions', () => {
  assert.deepEqual(
    formulasOf(parameters, {
      Prod: '!Equals [!Ref Env, prod]',
      Both: '!And [!Condition Prod, !Not [!Equals [!Ref Name, ""]]]',
      Either: '!Or [{ Condition: Prod }, !Equals [a, b]]',
      Dangling: '!Not [!Condition Nobody]',
      First: '!Not [!Condition Second]',
      Second: '!Not [!Condition First]',
    }),
    {
      Prod: 'parameter Env = prod of dev|prod',
      Both: 'all (parameter Env = prod of dev|prod, not (parameter Name = ))',
      Either: 'any (parameter Env = prod of dev|prod, false)',
      Dangling: 'not (condition Nobody)',
      First: 'not (not (condition First))',
      Second: 'not (condition First)',
    },
  );
});

test('a look-up by a parameter is a fact about the parameter', () => {
  assert.deepEqual(
    formulasOf(parameters, {
      Multi: '!Equals [!FindInMap [Envs, !Ref Env, Multi], "true"]',
      Region: '!Equals [!FindInMap [Envs, !Ref AWS::Region, Multi], "true"]',
    }),
    { Multi: 'any (parameter Env = prod of dev|prod)', Region: 'any (AWS::Region = prod)' },
  );
});

test('other expressions are facts of their own, whatever their form', () => {
  assert.deepEqual(
    formulasOf(parameters, {
      Short: '!Equals [!Select [0, !Split [",", !Ref Name]], x]',
      Long: '{ "Fn::Equals": [{ "Fn::Select": [0, { "Fn::Split": [",", { Ref: Name }] }] }, x] }',
      Strange: '!Contains [!Ref Name, x]',
    }),
    {
      Short: 'Fn::Select([0, Fn::Split([,, Ref(Name)])]) = x',
      Long: 'Fn::Select([0, Fn::Split([,, Ref(Name)])]) = x',
      Strange: 'Fn::Contains([Ref(Name), x])',
    },
  );
});
