import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Data } from '../../server/model/dialect.ts';
import { add, becomes, edited, editedFiles, replace, set } from './edited.ts';

const self: Data = { $reference: { type: 'aws_s3_bucket', name: 'a' } };
const versioning: Data = { bucket: self, versioning_configuration: [{ status: 'Enabled' }] };

describe('declaring a resource', () => {
  test('comes behind the other one, with a blank line between', () => {
    becomes(
      `
      resource "aws_s3_bucket" "a" {
        bucket = "x"
      } # the bucket

      # next
      resource "aws_s3_bucket" "b" {}
      `,
      `
      resource "aws_s3_bucket" "a" {
        bucket = "x"
      } # the bucket

      resource "aws_s3_bucket_versioning" "a" {
        bucket = aws_s3_bucket.a.id

        versioning_configuration {
          status = "Enabled"
        }
      }

      # next
      resource "aws_s3_bucket" "b" {}
      `,
      add('aws_s3_bucket.a', 'aws_s3_bucket_versioning', 'a', versioning),
    );
  });

  test('names attributes, joins templates, and leaves a lone reference without quotes', () => {
    const arn: Data = { $reference: { type: 'aws_s3_bucket', name: 'a', attribute: 'arn' } };
    const all: Data = { $template: [arn, '/${x}*'] };
    becomes(
      'resource "aws_s3_bucket" "a" {}\n',
      `
      resource "aws_s3_bucket" "a" {}

      resource "aws_x" "b" {
        arn  = aws_s3_bucket.a.arn
        all  = "\${aws_s3_bucket.a.arn}/$\${x}*"
        same = aws_s3_bucket.a.arn

        lifecycle {
          prevent_destroy = true
        }
      }
      `,
      add('aws_s3_bucket.a', 'aws_x', 'b', {
        arn,
        all,
        same: { $template: [arn] },
        '^lifecycle': { prevent_destroy: true },
      }),
    );
  });

  test('repeats what is made for each instance of a repeated block', () => {
    becomes(
      `
      resource "aws_s3_bucket" "a" {
        for_each = toset(["x", "y"])
        bucket   = each.key
      }
      `,
      `
      resource "aws_s3_bucket" "a" {
        for_each = toset(["x", "y"])
        bucket   = each.key
      }

      resource "aws_s3_bucket_versioning" "a" {
        for_each = toset(["x", "y"])

        bucket = aws_s3_bucket.a[each.key].id

        versioning_configuration {
          status = "Enabled"
        }
      }
      `,
      add('aws_s3_bucket.a["x"]', 'aws_s3_bucket_versioning', 'a', versioning),
    );
    const counted = edited(
      'resource "aws_s3_bucket" "a" {\n  count = 1\n}\n',
      add('aws_s3_bucket.a', 'aws_s3_bucket_versioning', 'a', { bucket: self }),
    );
    assert.match(counted ?? '', /count = 1\n\n {2}bucket = aws_s3_bucket\.a\[count\.index\]\.id\n/);
  });

  test('never names an instance of a repeated block from outside of it', () => {
    const text = 'resource "aws_s3_bucket" "a" {\n  count = 2\n}\n\nresource "aws_x" "b" {}\n';
    assert.equal(edited(text, set('aws_x.b', ['bucket'], self)), undefined);
  });

  test('takes the account from the data source that is there, or declares one', () => {
    const account: Data = { $template: ['a:', { $pseudo: 'AWS::AccountId' }] };
    const files = {
      'main.tf': 'resource "aws_x" "a" {}\n',
      'data.tf': 'data "aws_caller_identity" "me" {}\n',
    };
    assert.equal(
      editedFiles(files, set('aws_x.a', ['b'], account))?.['main.tf'],
      'resource "aws_x" "a" {\n  b = "a:${data.aws_caller_identity.me.account_id}"\n}\n',
    );
    assert.equal(
      edited(files['main.tf'], set('aws_x.a', ['b'], account)),
      'resource "aws_x" "a" {\n  b = "a:${data.aws_caller_identity.current.account_id}"\n}\n\ndata "aws_caller_identity" "current" {}\n',
    );
    assert.equal(
      edited(files['main.tf'], set('aws_x.a', ['b'], { $template: [{ $pseudo: 'AWS::StackName' }] })),
      undefined,
    );
  });

  test('comes into the document of a called module', () => {
    const files = {
      'main.tf': 'module "m" {\n  source = "./m"\n}\n',
      'm/main.tf': 'resource "aws_s3_bucket" "a" {}\n',
    };
    const after = editedFiles(files, add('module.m.aws_s3_bucket.a', 'aws_x', 'b', { bucket: self }));
    assert.equal(after?.['main.tf'], files['main.tf']);
    assert.equal(
      after['m/main.tf'],
      'resource "aws_s3_bucket" "a" {}\n\nresource "aws_x" "b" {\n  bucket = aws_s3_bucket.a.id\n}\n',
    );
  });
});

describe('what cannot be said safely', () => {
  test('a name that is taken, be it by a block that makes nothing', () => {
    const text = 'resource "aws_s3_bucket" "a" {}\n\nresource "aws_x" "b" {\n  count = 0\n}\n';
    assert.equal(edited(text, add('aws_s3_bucket.a', 'aws_x', 'b', {})), undefined);
  });

  test('a reference in a default, or to what another folder declares', () => {
    const files = {
      'main.tf': 'module "m" {\n  source = "./m"\n  to     = "argument"\n}\n',
      'm/main.tf': 'variable "to" {\n  default = "default"\n}\n\nresource "aws_s3_bucket" "a" {}\n',
    };
    assert.equal(editedFiles(files, replace('"default"', self)), undefined);
    assert.equal(editedFiles(files, replace('"argument"', self)), undefined);
  });
});

test('a data source for several changes is declared once', () => {
  const account: Data = { $template: [{ $pseudo: 'AWS::AccountId' }] };
  const text = 'resource "aws_x" "a" {}\nresource "aws_x" "b" {}\n';
  const after = edited(text, set('aws_x.a', ['c'], account), set('aws_x.b', ['c'], account)) ?? '';
  assert.equal(after.split('data "aws_caller_identity" "current" {}').length, 2);
  assert.equal(after.split('c = data.aws_caller_identity.current.account_id').length, 3);
});

test('an attribute that an override document gives is changed there', () => {
  const files = {
    'main.tf': 'resource "aws_x" "a" {\n  b = 1\n  c = 1\n}\n',
    'main_override.tf': 'resource "aws_x" "a" {\n  b = 2\n}\n',
  };
  const after = editedFiles(files, set('aws_x.a', ['b'], 3), set('aws_x.a', ['d'], 4));
  assert.equal(after?.['main_override.tf'], files['main_override.tf'].replace('2', '3'));
  assert.equal(after['main.tf'], files['main.tf'].replace('c = 1', 'c = 1\n  d = 4'));
});
