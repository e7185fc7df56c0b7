import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTemplate } from '../../server/cloudformation/template.ts';
import { documentSpanOf } from '../../server/model/model.ts';
import { check } from '../fixture.ts';
import { checkBody, checkValues, describe, resourceNamed, uri } from './describe.ts';

test('literals keep what is written', () => {
  checkBody(
    'A',
    `
    Resources:
      A:
        Type: T
        Properties:
          Number: 7
                  ~ known 7
          Code: 007
                ~~~ known "007"
          Flag: "true"
                ~~~~~~ known "true"
          Null: null
                ~~~~ absent
          List: [1, two]
                ~~~~~~~~ list [known 1, known "two"]
          Map: { A: 1 }
               ~~~~~~~~ map {A: known 1}
          Unfinished:
          ~~~~~~~~~~ absent
    `,
  );
});

test('a parameter gives its default, by its type', () => {
  checkBody(
    'A',
    `
    Parameters:
      Days: { Type: Number, Default: "7" }
      Names: { Type: CommaDelimitedList, Default: "a, b" }
      Ports: { Type: List<Number>, Default: "80,443" }
      Open: { Type: String, Default: true }
      Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/image }
      Secret: { Type: String, NoEcho: true, Default: hush }
      Later: { Type: String }
      Resolved: { Type: String, Default: '{{resolve:ssm:/a}}' }
    Resources:
      A:
        Type: T
        Properties:
          Number: !Ref Days
                  ~~~~~~~~~ known 7 by default Days
          List: !Ref Names
                ~~~~~~~~~~ list [known "a", known "b"] by default Names
          Numbers: !Ref Ports
                   ~~~~~~~~~~ list [known 80, known 443] by default Ports
          Flag: { Ref: Open }
                ~~~~~~~~~~~~~ known true by default Open
          Ssm: !Ref Image
               ~~~~~~~~~~ unknown ssm-parameter Image
          NoEcho: !Ref Secret
                  ~~~~~~~~~~~ known "hush" by default Secret
          Without: !Ref Later
                   ~~~~~~~~~~ unknown parameter Later
          Dynamic: !Ref Resolved
                   ~~~~~~~~~~~~~ unknown dynamic-reference resolve:ssm:/a by default Resolved
    `,
  );
});

test('the origin of a default is the place of the default', () => {
  check(
    `
    Parameters:
      Days:
        Type: Number
        Default: 7
                 ~ Days
    Resources:
      A: { Type: T, Properties: { Value: !Sub "$` +
      `{Days}" } }
    `,
    ({ text }) => {
      const template = readTemplate(uri, text);
      const value = resourceNamed(template, 'A').body.entries.get('Value');
      const at = value?.origins?.[0]?.at;
      const span = at && documentSpanOf(template, at);
      assert.ok(span);
      return [{ start: span.start, end: span.end, message: value.origins?.[0]?.name ?? '' }];
    },
  );
});

test('references, pseudo parameters and what is not there', () => {
  checkBody(
    'A',
    `
    Resources:
      Bucket: { Type: AWS::S3::Bucket }
      A:
        Type: T
        Properties:
          Ref: !Ref Bucket
               ~~~~~~~~~~~ unknown resource-attribute Bucket refers to Bucket
          Dotted: !GetAtt Bucket.Outputs.Name
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown resource-attribute Bucket.Outputs.Name refers to Bucket
          List: !GetAtt [Bucket, Arn]
                ~~~~~~~~~~~~~~~~~~~~~ unknown resource-attribute Bucket.Arn refers to Bucket
          Long: { "Fn::GetAtt": [Bucket, Arn] }
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown resource-attribute Bucket.Arn refers to Bucket
          Region: !Ref AWS::Region
                  ~~~~~~~~~~~~~~~~ unknown pseudo-parameter AWS::Region
          Topics: !Ref AWS::NotificationARNs
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown pseudo-parameter AWS::NotificationARNs if there
          Nothing: !Ref AWS::NoValue
                   ~~~~~~~~~~~~~~~~~ absent
          Dangling: !Ref Nobody
                    ~~~~~~~~~~~ unknown dangling-reference Nobody
    `,
  );
});

test('a mapping gives the value under its keys, or that on which all candidates agree', () => {
  checkBody(
    'A',
    `
    Parameters:
      Env: { Type: String, Default: dev }
      Size: { Type: String, AllowedValues: [s, m] }
    Mappings:
      Envs:
        dev: { Days: 1, Same: 5 }
        prod: { Days: 30, Same: 5 }
      Sizes:
        s: { Days: 1 }
        m: { Days: "1" }
        l: { Days: 9 }
    Resources:
      A:
        Type: T
        Properties:
          Known: !FindInMap [Envs, prod, Days]
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known 30 by mapping Envs
          Default: !FindInMap [Envs, !Ref Env, Days]
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known 1 by mapping Envs by default Env
          Agreed: !FindInMap [Envs, !Ref AWS::Region, Same]
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known 5 by mapping Envs
          Torn: !FindInMap [Envs, !Ref AWS::Region, Days]
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown mapping Envs
          Allowed: !FindInMap [Sizes, !Ref Size, Days]
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known 1 by mapping Sizes
          Fallback: !FindInMap [Sizes, xxl, Days, DefaultValue: 3]
                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known 3
          Missing: !FindInMap [Sizes, xxl, Days]
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown mapping Sizes
          Nowhere: !FindInMap [Nobody, a, b]
                   ~~~~~~~~~~~~~~~~~~~~~~~~~ unknown dangling-reference Nobody
    `,
  );
});

test('Sub is known as far as its variables are', () => {
  checkBody(
    'A',
    `
    Parameters:
      Env: { Type: String, Default: dev }
      Days: { Type: Number, Default: 7 }
    Resources:
      Bucket: { Type: AWS::S3::Bucket }
      A:
        Type: T
        Properties:
          Known: !Sub "a-\${Env}"
                 ~~~~~~~~~~~~~~~ known "a-dev" by default Env
          Text: !Sub "\${Bucket.Arn}/*"
                ~~~~~~~~~~~~~~~~~~~~~~ text <Bucket.Arn>/*
          Only: !Sub "\${Days}"
                ~~~~~~~~~~~~~~ known 7 by default Days
          Literal: !Sub "\${!aws:username}/x"
                   ~~~~~~~~~~~~~~~~~~~~~~~~~~ known "\${aws:username}/x"
          Names: !Sub ["\${Env}/\${X}", { Env: stage, X: !Ref Days }]
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known "stage/7" by default Days
          Choice: !Sub ["x-\${X}", { X: !If [C, a, b] }]
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ if C then known "x-a" else known "x-b"
          Long: { "Fn::Sub": "\${AWS::Region}-x" }
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ text <AWS::Region>-x
    `,
  );
});

test('references inside a string stand where they are written', () => {
  check(
    `
    Resources:
      Bucket: { Type: AWS::S3::Bucket }
      A:
        Type: T
        DependsOn: Bucket
        Properties:
          Value: !Sub |
            first \${AWS::Region}
            then \${Bucket.Arn} and \${Bucket}
                 ~~~~~~~~~~~~~ Arn
                                   ~~~~~~~~~ Ref
    `,
    ({ text }) => {
      const template = readTemplate(uri, text);
      return resourceNamed(template, 'A').references.map(({ at, attribute }) => {
        const span = documentSpanOf(template, at);
        assert.ok(span);
        return { start: span.start, end: span.end, message: attribute ?? 'Ref' };
      });
    },
  );
});

test('Join, Select, Split and Length work on what is known', () => {
  checkBody(
    'A',
    `
    Parameters:
      Names: { Type: CommaDelimitedList, Default: "a,b" }
      Later: { Type: CommaDelimitedList }
    Resources:
      Bucket: { Type: AWS::S3::Bucket }
      A:
        Type: T
        Properties:
          Join: !Join ["-", [a, 1, !Ref AWS::NoValue, b]]
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known "a-1-b"
          Arn: !Join ["", [!GetAtt Bucket.Arn, "/*"]]
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ text <Bucket.Arn>/*
          List: !Join ["+", !Ref Names]
                ~~~~~~~~~~~~~~~~~~~~~~~ known "a+b" by default Names
          Later: !Join ["+", !Ref Later]
                 ~~~~~~~~~~~~~~~~~~~~~~~ unknown parameter Later
          Either: !Join ["-", [a, !If [C, b, !Ref AWS::NoValue]]]
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ if C then known "a-b" else known "a"
          Select: !Select [1, !Split ["|", "x|y"]]
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known "y"
          Beyond: !Select [5, [a]]
                  ~~~~~~~~~~~~~~~~ unknown function Fn::Select
          Zone: !Select [0, !GetAZs ""]
                ~~~~~~~~~~~~~~~~~~~~~~~ unknown function Fn::GetAZs[0]
          Length: !Length [a, b]
                  ~~~~~~~~~~~~~~ known 2
          Base64: !Base64 { "Fn::Sub": "hi" }
                  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ known "hi"
          Cidr: !Cidr [10.0.0.0/16, 4, 8]
                ~~~~~~~~~~~~~~~~~~~~~~~~~ unknown function Fn::Cidr
          Import: !ImportValue shared-vpc
                  ~~~~~~~~~~~~~~~~~~~~~~~ unknown import shared-vpc
          Tag: !Tags { a: b }
               ~~~~~~~~~~~~~~ unknown function Fn::Tags
          Rain: !Rain::Embed script.sh
                ~~~~~~~~~~~~~~~~~~~~~~ unknown function !Rain::Embed
    `,
  );
});

test('a branch is a choice, also of maps, lists and items', () => {
  checkBody(
    'A',
    `
    Resources:
      A:
        Type: T
        Properties:
          Block: !If [C, { Enabled: true }, !Ref AWS::NoValue]
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ if C then map {Enabled: known true} else absent
          List: { "Fn::If": [C, [a], [b]] }
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~ if C then list [known "a"] else list [known "b"]
          Items: [a, !If [C, b, !Ref AWS::NoValue]]
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ list [known "a", if C then known "b" else absent]
    `,
  );
});

test('a choice between whole properties is a choice in each of them', () => {
  const template = readTemplate(
    uri,
    'Resources:\n  A:\n    Type: T\n    Properties: !If [C, { X: 1, Y: 2 }, { X: 3 }]\n',
  );
  assert.equal(
    describe(resourceNamed(template, 'A').body),
    'map {X: if C then known 1 else known 3, Y: if C then known 2 else absent}',
  );
});

test('what a transform gives is unknown, never missing', () => {
  checkValues(`
    Resources:
      A:
        Type: T
        Properties:
          Value: { "Fn::Transform": { Name: AWS::Include, Parameters: { Location: s3://a } } }
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown transform AWS::Include
      B:
        Type: T
        Properties:
          Value: { X: 1, "Fn::Transform": { Name: AWS::Include } }
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ map {X: known 1} open by transform
  `);
  const template = readTemplate(
    uri,
    'Resources:\n  A:\n    Type: T\n    Properties:\n      Fn::Transform: { Name: AWS::Include }\n      B: 1\n',
  );
  assert.equal(describe(resourceNamed(template, 'A').body), 'map {B: known 1} open by transform');
});

test('a macro of the account leaves every resource open', () => {
  const text = (transform: string): string =>
    `Transform: ${transform}\nResources:\n  A:\n    Type: T\n    Properties: { B: 1 }\n`;
  const bodyWith = (transform: string): string => {
    const template = readTemplate(uri, text(transform));
    const { body, meta } = resourceNamed(template, 'A');
    return `${describe(body)}; ${meta.get('DeletionPolicy')?.kind ?? 'no'} policy; ${template.open === undefined ? 'closed' : 'open'}`;
  };
  assert.equal(
    bodyWith('[AWS::Serverless-2016-10-31, Mine]'),
    'map {B: known 1} open by transform; unknown policy; open',
  );
  assert.equal(bodyWith('AWS::LanguageExtensions'), 'map {B: known 1}; no policy; closed');
});

test('dynamic references and placeholders are unknown, also within a string', () => {
  checkBody(
    'A',
    `
    Resources:
      Secret: { Type: AWS::SecretsManager::Secret }
      A:
        Type: T
        Properties:
          Whole: "{{resolve:ssm-secure:/a:1}}"
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown dynamic-reference resolve:ssm-secure:/a:1
          Part: "user:{{resolve:ssm:/a}}@host"
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ text user:<resolve:ssm:/a>@host
          Sub: !Sub "{{resolve:secretsmanager:\${Secret}:SecretString:password}}"
               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown dynamic-reference resolve:secretsmanager:…:SecretString:password refers to Secret
          Jinja: "{{ days }}"
                 ~~~~~~~~~~~~ unknown transform days
    `,
  );
});

test('a JSON string that is built from a structure keeps it', () => {
  checkValues(`
    Resources:
      A:
        Type: T
        Properties:
          Value: !ToJsonString { a: 1 }
                 ~~~~~~~~~~~~~~~~~~~~~~ known "{\\"a\\":1}" holding map {a: known 1}
  `);
});

test('nesting past the bound and strings that double are unknown', () => {
  const nested = `${'['.repeat(150)}1${']'.repeat(150)}`;
  const doubling = (depth: number): string =>
    depth === 0 ? 'x' : `!Sub ["\${A}\${A}\${A}\${A}", { A: ${doubling(depth - 1)} }]`;
  const template = readTemplate(
    uri,
    `Resources:\n  A:\n    Type: T\n    Properties:\n      Value: ${nested}\n  B:\n    Type: T\n    Properties:\n      Value: ${doubling(10)}\n`,
  );
  assert.match(describe(resourceNamed(template, 'A').body), /unknown depth|open by|unknown syntax/);
  const doubled = resourceNamed(template, 'B').body.entries.get('Value');
  assert.ok(
    doubled?.kind === 'text' &&
      doubled.parts.some((part) => typeof part !== 'string' && part.cause.kind === 'depth'),
  );
});

test('what stands beside the properties, and resources without any', () => {
  const template = readTemplate(
    uri,
    'Conditions:\n  C: !Equals [!Ref AWS::Region, x]\nResources:\n  A:\n    Type: T\n    Condition: C\n    DeletionPolicy: Retain\n    DependsOn: [B]\n  B: { Type: T }\n  NoType: { Properties: {} }\n',
  );
  const { body, meta, exists, references } = resourceNamed(template, 'A');
  assert.equal(describe(body), 'map {}');
  assert.deepEqual([...meta.keys()], ['Type', 'Condition', 'DeletionPolicy', 'DependsOn']);
  assert.deepEqual(
    exists.map(({ name }) => name),
    ['C'],
  );
  assert.deepEqual(references, []);
  assert.equal(
    template.resources.some(({ id }) => id === 'NoType'),
    false,
  );
});

test('parameters, outputs and the template itself are scopes', () => {
  const template = readTemplate(
    uri,
    'Description: Shop\nParameters:\n  Days: { Type: Number, Default: 7 }\nResources:\n  A: { Type: T }\nOutputs:\n  Out: { Condition: C, Value: !Ref A }\n',
  );
  assert.equal(
    describe(resourceNamed(template, '@parameter.Days').body),
    'map {Type: known "Number", Default: known 7}',
  );
  assert.equal(
    describe(resourceNamed(template, '@template').body),
    'map {Description: known "Shop", Parameters: map {Days: map {Type: known "Number"}}, Resources: map {A: map {Type: known "T"}}, Outputs: map {Out: map {}}}',
  );
  assert.deepEqual(
    resourceNamed(template, '@output.Out').references.map(({ id }) => id),
    ['A'],
  );
});

test('nothing is claimed missing in a resource that does not parse', () => {
  const template = readTemplate(
    uri,
    'Resources:\n  A:\n    Type: T\n    Properties:\n      Name: "half\n  B:\n    Type: T\n    Properties:\n      Name: whole\n',
  );
  const broken = template.resources.find(({ id }) => id === 'A');
  if (broken !== undefined) assert.equal(broken.body.open?.kind, 'syntax');
  assert.equal(describe(resourceNamed(template, 'B').body), 'map {Name: known "whole"}');
});

test('an only allowed value is known, and defaults of a mapping must agree where keys are open', () => {
  checkBody(
    'A',
    `
    Parameters:
      Env: { Type: String, AllowedValues: [prod] }
    Mappings:
      Regions:
        us-east-1: { Days: 7 }
    Resources:
      A:
        Type: T
        Properties:
          Only: !Ref Env
                ~~~~~~~~ known "prod" by default Env
          Same: !FindInMap [Regions, !Ref AWS::Region, Days, DefaultValue: 7]
                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ known 7 by mapping Regions
          Other: !FindInMap [Regions, !Ref AWS::Region, Days, DefaultValue: 9]
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ unknown mapping Regions
    `,
  );
});

test('modules, rules, policies by parameter and the whole of other constructs', () => {
  const template = readTemplate(
    uri,
    `Parameters:
  Keep: { Type: String, Default: Retain }
Rules:
  OnlyHere: { Assertions: [{ Assert: { "Fn::Contains": [[a], !Ref Keep] } }] }
Resources:
  Part: { Type: My::Own::Storage::MODULE }
  Custom: { Type: Custom::Thing, Properties: { ServiceToken: !Ref PartTopic, B: !GetAtt Part.Bucket.Arn } }
  Third: { Type: Datadog::Monitors::Monitor }
  Stack: { Type: AWS::CloudFormation::Stack, DeletionPolicy: !Ref Keep }
`,
  );
  assert.deepEqual(
    template.resources.map(({ id }) => id),
    ['@template', '@parameter.Keep', 'Part', 'Custom', 'Third', 'Stack'],
  );
  assert.equal(
    describe(resourceNamed(template, 'Custom').body),
    'map {ServiceToken: unknown resource-attribute PartTopic, B: unknown resource-attribute Part.Bucket.Arn refers to Part}',
  );
  const policy = resourceNamed(template, 'Stack').meta.get('DeletionPolicy');
  assert.equal(policy && describe(policy), 'known "Retain" by default Keep');
});

test('aliases that multiply come to an end', () => {
  const level = (depth: number): string =>
    Array.from({ length: depth }, (_, index) => {
      const items = index === 0 ? 'x' : `*l${index - 1}`;
      return `      P${index}: &l${index} [${Array.from({ length: 10 }, () => items).join(', ')}]`;
    }).join('\n');
  const started = performance.now();
  const template = readTemplate(uri, `Resources:\n  A:\n    Type: T\n    Properties:\n${level(9)}\n`);
  assert.ok(template.resources.length > 0);
  assert.ok(performance.now() - started < 5000);
});
