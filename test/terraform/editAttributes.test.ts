import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { becomes, dedent, edited, remove, set } from './edited.ts';

const bucket = `
  resource "aws_s3_bucket" "a" {
    bucket = "x" # its name
    acl    = "private"

    tags = {
      Team = "web"
    }

    versioning {
      enabled = false
    }
  }
`;

describe('setting an attribute in HCL', () => {
  test('replaces a value and nothing else', () => {
    becomes(bucket, bucket.replace('"private"', '"log"'), set('aws_s3_bucket.a', ['acl'], 'log'));
  });

  test('inserts behind the attributes of one line and aligns their group anew', () => {
    becomes(
      bucket,
      bucket
        .replace('bucket = "x"', 'bucket        = "x"')
        .replace('acl    = "private"', 'acl           = "private"\n    force_destroy = true'),
      set('aws_s3_bucket.a', ['force_destroy'], true),
    );
  });

  test('leaves a group alone that is not aligned', () => {
    becomes(
      `
      resource "aws_x" "a" {
        b = 1
        long = 2
      }
      `,
      `
      resource "aws_x" "a" {
        b = 1
        long = 2
        longest = 3
      }
      `,
      set('aws_x.a', ['longest'], 3),
    );
  });

  test('puts a value of several lines below the group, which stays as it is', () => {
    becomes(
      bucket,
      bucket.replace(
        '"private"',
        '"private"\n    policy = jsonencode({\n      Version = "2012-10-17"\n      Id      = "a"\n    })',
      ),
      set('aws_s3_bucket.a', ['policy'], { $json: { Version: '2012-10-17', Id: 'a' } }),
    );
  });

  test('keeps a blank line below count and above depends_on', () => {
    becomes(
      `
      resource "aws_x" "a" {
        count = 2
        depends_on = [aws_y.b]
      }
      `,
      `
      resource "aws_x" "a" {
        count = 2

        b = 1
        depends_on = [aws_y.b]
      }
      `,
      set('aws_x.a', ['b'], 1),
    );
  });

  test('unfolds a block of one line', () => {
    becomes(
      'resource "aws_x" "a" {}\nresource "aws_x" "b" { c = 1 }\n',
      `
      resource "aws_x" "a" {
        long = [1, "b", true]
      }
      resource "aws_x" "b" {
        c    = 2
        long = []
      }
      `,
      set('aws_x.a', ['long'], [1, 'b', true]),
      set('aws_x.b', ['c'], 2),
      set('aws_x.b', ['long'], []),
    );
  });

  test('escapes what a string may not hold', () => {
    const value = 'say "no"\\\n${a} %{b} $c';
    const after = edited('resource "aws_x" "a" {\n}\n', set('aws_x.a', ['b'], value));
    assert.equal(after, 'resource "aws_x" "a" {\n  b = "say \\"no\\"\\\\\\n$${a} %%{b} $c"\n}\n');
  });

  test('keeps the quotes of a quoted number or boolean', () => {
    becomes(
      'resource "aws_x" "a" {\n  b = "7"\n  c = "true"\n  d = 7\n}\n',
      'resource "aws_x" "a" {\n  b = "30"\n  c = "false"\n  d = 30\n}\n',
      set('aws_x.a', ['b'], 30),
      set('aws_x.a', ['c'], false),
      set('aws_x.a', ['d'], 30),
    );
  });

  test('keeps CRLF and a missing line break at the end', () => {
    const text = 'resource "aws_x" "a" {\r\n  b = 1\r\n}';
    const after = edited(text, set('aws_x.a', ['long'], 2), set('aws_x.a', ['c', 0, 'd'], 3));
    assert.equal(
      after,
      'resource "aws_x" "a" {\r\n  b    = 1\r\n  long = 2\r\n\r\n  c {\r\n    d = 3\r\n  }\r\n}',
    );
  });

  test('refuses what does not parse', () => {
    assert.equal(edited('resource "aws_x" "a" {\n  b = \n}\n', set('aws_x.a', ['c'], 1)), undefined);
  });
});

describe('removing from HCL', () => {
  test('takes the line away and aligns the rest of the group', () => {
    becomes(
      bucket,
      bucket.replace('    bucket = "x" # its name\n    acl    =', '    acl ='),
      remove('aws_s3_bucket.a', 'bucket'),
    );
  });

  test('takes a block away with one of the blank lines around it', () => {
    becomes(
      bucket,
      bucket.replace('\n\n    versioning {\n      enabled = false\n    }', ''),
      remove('aws_s3_bucket.a', 'versioning'),
    );
  });

  test('takes a key out of a map and an item out of a list', () => {
    becomes(
      `
      resource "aws_x" "a" {
        tags = {
          A      = 1
          Longer = 2
        }
        list = ["a", "b", "c"]
      }
      `,
      `
      resource "aws_x" "a" {
        tags = {
          A = 1
        }
        list = ["a", "c"]
      }
      `,
      remove('aws_x.a', 'tags', 'Longer'),
      remove('aws_x.a', 'list', 1),
    );
  });

  test('of what is not there changes nothing', () => {
    assert.equal(edited(dedent(bucket), remove('aws_s3_bucket.a', 'nothing')), dedent(bucket));
  });
});
