import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloudformation } from '../../server/cloudformation/dialect.ts';
import { logicalIdOf, sourceStepsOf } from '../../server/cloudformation/sam/source.ts';
import { readTemplate } from '../../server/cloudformation/template.ts';
import { applyEdits } from '../../server/text/textEdit.ts';
import { checkBody, describe, resourceNamed, uri } from './describe.ts';

const transform = 'Transform: AWS::Serverless-2016-10-31\n';

test('Globals are merged: maps merge, lists are joined, the rest is overridden', () => {
  const template = readTemplate(
    uri,
    `${transform}Globals:
  Function:
    Timeout: 3
    MemorySize: 512
    Layers: [a]
    Environment: { Variables: { A: 1, B: 1 } }
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 30
      Layers: [b]
      Environment: { Variables: { B: 2 } }
  Free:
    Type: AWS::Serverless::Function
    IgnoreGlobals: [Timeout, Layers, Environment]
  Plain: { Type: AWS::Lambda::Function }
`,
  );
  const { body } = resourceNamed(template, 'Fn');
  assert.equal(
    describe(body),
    'map {Timeout: known 30, Layers: list [known "a", known "b"], Environment: map {Variables: map {B: known 2, A: known 1}}, MemorySize: known 512}',
  );
  assert.deepEqual(body.entries.get('MemorySize')?.origins?.[0]?.kind, 'globals');
  assert.equal(describe(resourceNamed(template, 'Free').body), 'map {MemorySize: known 512}');
  assert.equal(describe(resourceNamed(template, 'Plain').body), 'map {}');
});

test('a function shows as the Lambda function that it becomes, its values in place', () => {
  checkBody(
    'Fn#AWS::Lambda::Function',
    `
    Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
    Resources:
      Queue: { Type: AWS::SQS::Queue }
      Fn:
        Type: AWS::Serverless::Function
        Properties:
          Timeout: 30
                   ~~ known 30
          Tracing: Active
                   ~~~~~~ map {Mode: known "Active"}
          DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Queue.Arn }
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ map {Type: known "SQS", TargetArn: unknown resource-attribute Queue.Arn refers to Queue}
          Tags: { Team: shop }
                ~~~~~~~~~~~~~~ list [map {Key: known "Team", Value: known "shop"}]
          CodeUri: src/
    `,
  );
});

test('references to a SAM resource and to what it generates lead to the views', () => {
  const template = readTemplate(
    uri,
    `${transform}Resources:
  Fn: { Type: AWS::Serverless::Function }
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: { A: !Ref Fn, B: !GetAtt FnRole.Arn, C: !Ref Api.Stage, D: !Ref ServerlessRestApi, E: !Ref Nobody }
`,
  );
  assert.deepEqual(
    resourceNamed(template, 'Alarm').references.map(({ id }) => id),
    ['Fn#AWS::Lambda::Function', 'Fn#AWS::IAM::Role', 'Api#AWS::ApiGateway::Stage'],
  );
  assert.equal(
    describe(resourceNamed(template, 'Alarm').body.entries.get('E') ?? resourceNamed(template, 'Alarm').body),
    'unknown dangling-reference Nobody',
  );
  const stage = resourceNamed(template, 'Api#AWS::ApiGateway::Stage');
  assert.deepEqual(
    stage.references.map(({ id }) => id),
    ['Api#AWS::ApiGateway::RestApi'],
  );
});

test('a simple table is on demand unless it has a throughput', () => {
  const billing = (properties: string): string => {
    const template = readTemplate(
      uri,
      `${transform}Resources:\n  Table: { Type: AWS::Serverless::SimpleTable, Properties: ${properties} }\n`,
    );
    const { body } = resourceNamed(template, 'Table#AWS::DynamoDB::Table');
    const value = body.entries.get('BillingMode');
    return value === undefined ? 'none' : describe(value);
  };
  assert.equal(billing('{ TableName: t }'), 'known "PAY_PER_REQUEST" by sam AWS::Serverless::SimpleTable');
  assert.equal(billing('{ ProvisionedThroughput: { ReadCapacityUnits: 1 } }'), 'none');
});

test('events, role, alias and address of a function are resources of their own', () => {
  const template = readTemplate(
    uri,
    `${transform}Resources:
  Queue: { Type: AWS::SQS::Queue }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      AutoPublishAlias: live
      FunctionUrlConfig: { AuthType: NONE }
      Policies:
        - AWSLambdaBasicExecutionRole
        - Statement: [{ Effect: Allow, Action: "*", Resource: "*" }]
      Events:
        Orders: { Type: SQS, Properties: { Queue: !GetAtt Queue.Arn, BatchSize: 1 } }
        Web: { Type: Api, Properties: { Path: / } }
`,
  );
  const about = (id: string): string => {
    const { name, type, body } = resourceNamed(template, id);
    return `${name} ${type} ${describe(body)}`;
  };
  const mapping = 'Fn.Events.Orders#AWS::Lambda::EventSourceMapping';
  assert.equal(
    about(mapping),
    'FnOrders AWS::Lambda::EventSourceMapping map {BatchSize: known 1, EventSourceArn: unknown resource-attribute Queue.Arn refers to Queue, FunctionName: unknown resource-attribute Fn refers to Fn#AWS::Lambda::Function}',
  );
  assert.match(about('Fn#AWS::Lambda::Url'), /^Fn AWS::Lambda::Url map \{AuthType: known "NONE"/);
  assert.match(about('Fn#AWS::Lambda::Alias'), /Name: known "live"/);
  assert.match(
    about('Fn#AWS::IAM::Role'),
    /Policies: list \[map \{PolicyName: .*PolicyDocument: map \{Statement/,
  );
  assert.deepEqual(
    template.resources.filter(({ id }) => id.startsWith('Fn.Events')).map(({ id }) => id),
    [mapping],
  );
});

test('steps in a view lead back to where SAM has them written', () => {
  const template = readTemplate(
    uri,
    `${transform}Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Tags: { A: b }
      Events: { Orders: { Type: SQS, Properties: { BatchSize: 1 } } }
`,
  );
  const view = resourceNamed(template, 'Fn#AWS::Lambda::Function');
  assert.deepEqual(sourceStepsOf(view, ['TracingConfig', 'Mode']), ['Tracing']);
  assert.deepEqual(sourceStepsOf(view, ['Environment', 'Variables', 'A']), ['Environment', 'Variables', 'A']);
  assert.equal(sourceStepsOf(view, ['DeadLetterConfig', 'TargetArn']), undefined);
  assert.equal(sourceStepsOf(view, ['Tags', 0, 'Value']), undefined);
  assert.deepEqual(sourceStepsOf(view, ['^', 'DeletionPolicy']), ['^', 'DeletionPolicy']);
  const mapping = resourceNamed(template, 'Fn.Events.Orders#AWS::Lambda::EventSourceMapping');
  assert.deepEqual(sourceStepsOf(mapping, ['BatchSize']), ['Events', 'Orders', 'Properties', 'BatchSize']);
  assert.equal(logicalIdOf(mapping), 'Fn');
  assert.deepEqual(sourceStepsOf(resourceNamed(template, 'Fn'), ['Timeout']), ['Timeout']);
});

test('an edit of a view is written in the words of SAM', () => {
  const text = `${transform}Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 3
`;
  const template = readTemplate(uri, text);
  const resource = resourceNamed(template, 'Fn#AWS::Lambda::Function');
  const edits = cloudformation.edit(
    template,
    [{ kind: 'set', resource, steps: ['TracingConfig', 'Mode'], value: 'Active' }],
    () => text,
  );
  assert.equal(edits && applyEdits(text, edits), `${text}      Tracing: Active\n`);
});
