import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { formatOf, isTemplate } from '../../server/cloudformation/syntax/detect.ts';

const templates: Record<string, string> = {
  'typed resources without a version': 'Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n',
  'a version alone': "AWSTemplateFormatVersion: '2010-09-09'\n",
  'a half-typed version': 'AWSTemplateFormatVersion:',
  'a SAM transform': 'Transform: AWS::Serverless-2016-10-31\n',
  'a list of transforms': 'Transform:\n  - AWS::LanguageExtensions\n',
  'a document mark and comments first': '---\n# Orders\n\nResources:\n  Orders:\n    Type: AWS::SQS::Queue\n',
  'a Rain module': 'Resources:\n  Orders: !Rain::Module ./queue.yaml\n',
  'a Rain module as the type': 'Resources:\n  Orders:\n    Type: !Rain::Module ./queue.yaml\n',
  'nothing but a loop': "Resources:\n  'Fn::ForEach::Queues':\n    - Name\n    - [A, B]\n",
  'a flow map': 'Resources: {Orders: {Type: AWS::SQS::Queue}}',
  'quoted keys': `"Resources":\n  'Orders':\n    "Type": 'AWS::SQS::Queue'\n`,
  'a custom resource': 'Resources:\n  Mailer:\n    Type: Custom::Mailer\n',
  'an indented document': '  Resources:\n    Orders:\n      Type: AWS::SQS::Queue\n',
  'line ends of Windows': 'Description: x\r\nResources:\r\n  Orders:\r\n    Type: AWS::SQS::Queue\r\n',
  'a byte order mark': '\uFEFFResources:\n  Orders:\n    Type: AWS::SQS::Queue\n',
  'a half-typed line at column 0': 'Hello\nResources:\n  Orders:\n    Type: AWS::SQS::Qu',
  'a placeholder of another tool': '{{ header }}\nResources:\n  Orders:\n    Type: AWS::SQS::Queue\n',
  JSON: '{"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}',
  'JSON with a version that is no date yet': '{\n  "AWSTemplateFormatVersion": "20"\n}',
  'JSON of the CDK':
    '{"Resources": {"Meta": {"Type": "AWS::CDK::Metadata", "Condition": "C"}}, "Parameters": {}}',
  'JSON with an unclosed brace before its resources':
    '{\n  "Parameters": {\n    "A": {\n  },\n  "Resources": {\n    "Orders": {\n      "Type": "AWS::SQS::Queue"\n',
  'JSON with an unclosed quote':
    '{\n  "Descr\n  "Resources": {\n    "Orders": {"Type": "AWS::SQS::Queue"}\n  }\n}',
};

const others: Record<string, string> = {
  nothing: '',
  'white space': ' \r\n\t\n',
  'a Kubernetes manifest': 'apiVersion: v1\nkind: Pod\nspec:\n  Resources:\n    limits: {cpu: 1}\n',
  'several Kubernetes manifests':
    'apiVersion: v1\nkind: Secret\n---\napiVersion: v1\nkind: Pod\nresources: []\n',
  'a GitHub workflow': 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps: []\n',
  OpenAPI:
    "openapi: '3.0.1'\npaths:\n  /orders:\n    get:\n      x-amazon-apigateway-integration: {type: aws}\n",
  'the Serverless Framework':
    'service: orders\nprovider:\n  name: aws\nresources:\n  Resources:\n    Orders:\n      Type: AWS::SQS::Queue\n',
  'Azure Resource Manager':
    '{"$schema": "x", "parameters": {}, "resources": [{"type": "Microsoft.Web/sites"}], "outputs": {}}',
  AppSpec: 'version: 0.0\nResources:\n  - Service:\n      Type: AWS::ECS::Service\n      Properties: {}\n',
  'AppSpec without indentation': 'version: 0.0\nResources:\n- Service:\n    Type: AWS::ECS::Service\n',
  'AppSpec in JSON': '{"version": 0.0, "Resources": [{"Service": {"Type": "AWS::ECS::Service"}}]}',
  'a CDK tree':
    '{"version": "tree-0.1", "tree": {"attributes": {"aws:cdk:cloudformation:type": "AWS::S3::Bucket"}}}',
  'a CDK manifest': '{"version": "36.0.0", "artifacts": {"Orders": {"type": "aws:cloudformation:stack"}}}',
  'CDK assets': '{"version": "36.0.0", "files": {"abc": {"source": {"path": "Orders.template.json"}}}}',
  'a resource schema': '{"typeName": "AWS::S3::Bucket", "properties": {"Resources": {"type": "object"}}}',
  'a JSON schema of templates':
    '{"properties": {"AWSTemplateFormatVersion": {}, "Resources": {"Type": "AWS::X::Y"}}}',
  'a template within an event':
    '{"fragment": {"Resources": {"Orders": {"Type": "AWS::SQS::Queue"}}}, "params": {}}',
  Helm: '{{- if .Values.queue }}\napiVersion: v1\nkind: Pod\n{{- end }}\n',
  Jinja: '{% for name in names %}\n- name: {{ name }}\n{% endfor %}\n',
  'org-formation':
    "AWSTemplateFormatVersion: '2010-09-09-OC'\nOrganization:\n  Root:\n    Type: OC::ORG::MasterAccount\n",
  'docker-compose': 'services:\n  web:\n    image: nginx\n    deploy: {resources: {limits: {cpus: "1"}}}\n',
  'a buildspec': 'version: 0.2\nphases:\n  build:\n    commands: [npm test]\n',
  'a Terraform plan': '{"format_version": "1.2", "resource_changes": [{"type": "aws_sqs_queue"}]}',
  'Step Functions': '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:x"}}}',
  'an IAM policy': '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*"}]}',
  'resources that are something else': 'Resources:\n  cpu: 1\n  memory: 2\n',
  'text in UTF-16': [...'Resources:\n  A:\n    Type: AWS::SQS::Queue'].join('\0'),
  bytes: '\0\u0001\uFFFD{[}]"\\'.repeat(50),
};

for (const [name, text] of Object.entries(templates))
  test(`${name}: a template`, () => assert.equal(isTemplate(text), true));
for (const [name, text] of Object.entries(others))
  test(`${name}: no template`, () => assert.equal(isTemplate(text), false));

test('JSON is told by its first brace, and a placeholder is no brace', () => {
  assert.equal(formatOf('\uFEFF \n{"Resources": {}}'), 'json');
  assert.equal(formatOf('{{ header }}\nResources:'), 'yaml');
  assert.equal(formatOf('# {\nResources:'), 'yaml');
  assert.equal(formatOf(''), 'yaml');
});

test('a large text that is no template is turned away at once', () => {
  const large = [
    'a:\n  b: Resources\n  Type: AWS::S3::Bucket\n'.repeat(70_000),
    `{"a": [${'{"Resources": {"x": 1}, "Type": "string"},'.repeat(70_000)}1]}`,
    `${'\n'.repeat(1_400_000)}Resources:`,
    `${' '.repeat(1_400_000)}Resources:`,
    `Resources:\n${'    Type: "          \n'.repeat(60_000)}`,
    `${'{'.repeat(1_400_000)}"Resources"`,
  ];
  const begun = performance.now();
  for (const text of large) assert.equal(isTemplate(text), false);
  assert.ok(performance.now() - begun < 3000);
});

const realworld = new URL('../../../shared/realworld/', import.meta.url);
test('every real file is told rightly', { skip: !existsSync(realworld) }, () => {
  const lines = readFileSync(new URL('manifest.jsonl', realworld), 'utf8').split('\n').filter(Boolean);
  const wrong = lines.flatMap((line) => {
    const { file, format } = JSON.parse(line) as { file: string; format: string };
    const expected = /^(cfn-(yaml|json)|sam-|cdk-synth)/.test(format);
    const text = readFileSync(new URL(encodeURI(file).replaceAll('#', '%23'), realworld), 'utf8');
    return isTemplate(text) === expected ? [] : [`${format} ${file}`];
  });
  assert.deepEqual(wrong, []);
});
