import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { becomes, dedent, edited, editedFiles, remove, replace, set } from './edited.ts';

describe('replacing a value where it comes from', () => {
  const files = {
    'variables.tf': 'variable "days" {\n  type    = number\n  default = 1\n}\n',
    'main.tf': 'module "logs" {\n  source = "./logs"\n  days   = 3\n}\n',
    'terraform.tfvars': 'name = "a"\ndays = 2\n',
    'logs/main.tf': 'variable "days" {}\n\nresource "aws_x" "a" {\n  days = var.days\n}\n',
  };

  test('a default, a line of tfvars, an argument', () => {
    const after = editedFiles(files, replace('1', 30), replace('2', 31), replace('3', 32));
    assert.equal(after?.['variables.tf'], files['variables.tf'].replace('1', '30'));
    assert.equal(after['terraform.tfvars'], files['terraform.tfvars'].replace('2', '31'));
    assert.equal(after['main.tf'], files['main.tf'].replace('3', '32'));
    assert.equal(after['logs/main.tf'], files['logs/main.tf']);
  });

  test('in the document of a called module', () => {
    const after = editedFiles(files, set('module.logs.aws_x.a', ['days'], 30));
    assert.equal(after?.['logs/main.tf'], files['logs/main.tf'].replace('var.days', '30'));
    assert.equal(after['main.tf'], files['main.tf']);
  });

  test('a branch of a conditional, an item, a value deep in a local', () => {
    becomes(
      `
      locals {
        a   = var.b ? "x" : "y"
        bcd = { e = ["f", "g"] }
      }
      `,
      `
      locals {
        a   = var.b ? "x" : false
        bcd = { e = ["f", 8] }
      }
      `,
      replace('"y"', false),
      replace('"g"', 8),
    );
  });

  test('a value that comes to take several lines leaves its group', () => {
    becomes(
      `
      locals {
        a      = 1
        policy = "old"
        longer = 2
      }
      `,
      `
      locals {
        a = 1
        policy = jsonencode({
          A = "b"
        })
        longer = 2
      }
      `,
      replace('"old"', { $json: { A: 'b' } }),
    );
  });

  test('never a string that holds a structure by one of its parts', () => {
    const text = 'locals {\n  a = <<EOT\n{"b": "c"}\nEOT\n  d = "{\\"e\\": 1}"\n}\n';
    assert.equal(edited(text, replace('<<EOT\n{"b": "c"}\nEOT', 'z')), undefined);
    assert.equal(edited(text, replace('"{\\"e\\": 1}"', 2)), undefined);
    const whole = edited(text, replace('<<EOT\n{"b": "c"}\nEOT', { $json: { b: 'd' } }));
    assert.equal(whole, text.replace('<<EOT\n{"b": "c"}\nEOT', 'jsonencode({\n    b = "d"\n  })'));
  });
});

describe('setting something in an expression', () => {
  test('inside jsonencode, in the hand of what is there', () => {
    becomes(
      `
      resource "aws_x" "a" {
        policy = jsonencode({
          Statement = [
            {
              Effect = "Allow"
            },
          ]
        })
        flat = jsonencode({ A = [{ B = 1 }] })
      }
      `,
      `
      resource "aws_x" "a" {
        policy = jsonencode({
          Statement = [
            {
              Effect    = "Deny"
              Principal = "*"
              Condition = {
                Bool = {
                  "aws:SecureTransport" = "false"
                }
              }
            },
            {
              Effect = "Allow"
            },
          ]
          Version = "2012-10-17"
        })
        flat = jsonencode({ A = [{ B = 1, C = { D = 2 } }, { E = 3 }] })
      }
      `,
      set('aws_x.a', ['policy', 'Statement', 0, 'Effect'], 'Deny'),
      set('aws_x.a', ['policy', 'Statement', 0, 'Principal'], '*'),
      set('aws_x.a', ['policy', 'Statement', 0, 'Condition', 'Bool', 'aws:SecureTransport'], 'false'),
      set('aws_x.a', ['policy', 'Statement', 1], { Effect: 'Allow' }),
      set('aws_x.a', ['policy', 'Version'], '2012-10-17'),
      set('aws_x.a', ['flat', 'A', 0, 'C'], { D: 2 }),
      set('aws_x.a', ['flat', 'A', 1], { E: 3 }),
    );
  });

  test('in the map that counts most, with commas, colons and quotes as they are', () => {
    becomes(
      `
      resource "aws_x" "a" {
        tags  = merge(var.tags, { "A" = 1 })
        items = [
          "a",
          "b"
        ]
        colons = {
          a : 1,
          b : 2,
        }
      }
      `,
      `
      resource "aws_x" "a" {
        tags  = merge(var.tags, { "A" = 1, "B" = 2 })
        items = [
          "a",
          "b",
          "c"
        ]
        colons = {
          a : 1,
          b : 2,
          c : 3,
        }
      }
      `,
      set('aws_x.a', ['tags', 'B'], 2),
      set('aws_x.a', ['items', 2], 'c'),
      set('aws_x.a', ['colons', 'c'], 3),
    );
  });

  test('never in what another place decides', () => {
    const text = dedent(`
      resource "aws_x" "a" {
        tags   = var.tags
        merged = merge({ a = 1 }, var.tags)
        either = var.b ? { a = 1 } : {}
        policy = data.aws_iam_policy_document.p.json
      }
    `);
    for (const name of ['tags', 'merged', 'either', 'policy'])
      assert.equal(edited(text, set('aws_x.a', [name, 'b'], 1)), undefined, name);
  });
});

describe('JSON in a heredoc', () => {
  const policy = dedent(`
    resource "aws_x" "a" {
      policy = <<-EOF
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "s3:*",
              "Resource": ["\${aws_s3_bucket.b.arn}/*", \${jsonencode(var.more)}]
            }
          ]
        }
      EOF
    }
  `);

  test('takes a value, gains a member and loses one', () => {
    assert.equal(
      edited(
        policy,
        set('aws_x.a', ['policy', 'Statement', 0, 'Action'], ['s3:GetObject']),
        set('aws_x.a', ['policy', 'Statement', 0, 'Condition', 'Bool', 'aws:SecureTransport'], 'true'),
        remove('aws_x.a', 'policy', 'Version'),
      ),
      policy
        .replace('      "Version": "2012-10-17",\n', '')
        .replace('"s3:*"', '[\n            "s3:GetObject"\n          ]')
        .replace(
          '(var.more)}]\n',
          '(var.more)}],\n          "Condition": {\n            "Bool": {\n              "aws:SecureTransport": "true"\n            }\n          }\n',
        ),
    );
  });

  test('is left alone where the text around an interpolation is no JSON', () => {
    const wish = set('aws_x.a', ['policy', 'Statement', 0, 'Action'], 's3:GetObject');
    assert.equal(edited(policy.replace('"Effect": "Allow",', 'Effect: "Allow",'), wish), undefined);
    assert.equal(edited(policy.replace('"Allow"', '%{ if var.a }"Allow"%{ endif }'), wish), undefined);
  });
});

test('what stands in a block with labels', () => {
  becomes(
    `
    terraform {
      backend "s3" {
        bucket = "state"
      }
    }
    `,
    `
    terraform {
      backend "s3" {
        bucket       = "state"
        use_lockfile = true
      }
    }
    `,
    set('@terraform', ['backend', 0, 's3', 0, 'use_lockfile'], true),
  );
});
