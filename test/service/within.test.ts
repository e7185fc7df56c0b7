import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judge } from '../../server/engine/judge.ts';
import type { Rule } from '../../server/engine/rule.ts';
import { allReaders } from '../../server/service/reader.ts';
import { defaultSettings, speechOf } from '../../server/service/settings.ts';
import { memoryWorkspace, rule } from './workspace.ts';

const folder = 'file:///stack';
const documents = {
  [`${folder}/buckets.tf`]: 'resource "aws_s3_bucket" "invoices" {}\nresource "aws_s3_bucket" "photos" {}\n',
  [`${folder}/versioning.tf`]: `resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  versioning_configuration {
    status = "Suspended"
  }
}
`,
  [`${folder}/queues.tf`]: 'resource "aws_sqs_queue" "orders" {\n  sqs_managed_sse_enabled = false\n}\n',
  [`${folder}/main.tf`]: 'module "mail" {\n  source    = "./mail"\n  encrypted = false\n}\n',
  [`${folder}/mail/main.tf`]:
    'variable "encrypted" {}\nresource "aws_sqs_queue" "mail" {\n  sqs_managed_sse_enabled = var.encrypted\n}\n',
};

const versioning = 'aws_s3_bucket_versioning(bucket).versioning_configuration[].status';
const rules = {
  rules: [
    inTerraform(rule('versioning', { type: '', path: '', equals: 'Enabled' }), 'aws_s3_bucket', versioning),
    inTerraform(
      rule('encryption', { type: '', path: '', equals: true }),
      'aws_sqs_queue',
      'sqs_managed_sse_enabled',
    ),
  ],
  tables: {},
};

function inTerraform(base: Rule, type: string, path: string): Rule {
  const attributes = { setting: { paths: { terraform: [{ path }] }, defaults: {}, items: {} } };
  return { ...base, subjects: [{ types: { terraform: [type] }, attributes, related: {} }] };
}

describe('what stands in one document', () => {
  const workspace = memoryWorkspace(documents);
  const readers = allReaders().filter((each) => each.dialect.name === 'terraform');
  const model = readers[0]?.read(folder, workspace);
  assert.ok(model);
  const speech = speechOf(defaultSettings);
  const everything = judge(model, rules, speech).findings;

  test('is found without the rest: a companion in another file, an argument that a caller gives', () => {
    for (const uri of model.uris) {
      const here = judge(model, rules, speech).within(uri);
      assert.deepEqual(
        here.filter(({ at }) => at.piece.uri === uri),
        everything.filter(({ at }) => at.piece.uri === uri),
        uri,
      );
    }
  });

  test('stands in every document of the example but the module and the bucket without versioning', () => {
    const places = new Set(
      everything.map(({ rule: id, at }) => `${id} ${at.piece.uri.slice(folder.length)}`),
    );
    assert.deepEqual([...places].sort(), [
      'encryption /main.tf',
      'encryption /queues.tf',
      'versioning /buckets.tf',
      'versioning /versioning.tf',
    ]);
  });

  test('costs the judging of no other resource', () => {
    const broken = {
      ...rules,
      rules: rules.rules.map((each) => (each.id === 'versioning' ? breaking(each) : each)),
    };
    const judgements = judge(model, broken, speech);
    assert.equal(judgements.within(`${folder}/queues.tf`).length, 1);
    assert.deepEqual(judgements.failures, []);
    assert.equal(judgements.within(`${folder}/buckets.tf`).length, 0);
    assert.equal(judgements.failures.length, 2);
  });
});

/** The rule as one that breaks down over whatever it judges. */
function breaking(base: Rule): Rule {
  return {
    ...base,
    get require(): Rule['require'] {
      throw new Error('breaks down');
    },
  };
}
