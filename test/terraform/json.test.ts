import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readModule } from '../../server/terraform/module.ts';
import { check, parseFixture } from '../fixture.ts';
import { describe, resourcesOf, root, textsOf, valuesOf } from './describe.ts';

test('Terraform JSON says the same as HCL', () => {
  check(
    `
    --- main.tf.json
    {
      "variable": { "days": { "default": 7 } },
      "resource": {
        "aws_x": {
          "y": {
            "//": "a comment",
            "days": "\${var.days}",
                    ~~~~~~~~~~~~~ 7 <default days>
            "name": "a-\${var.days}",
                    ~~~~~~~~~~~~~~~ "a-7" <default days>
            "rule": [{ "port": 1 }, { "port": 2 }],
                               ~ 1
                                              ~ 2
            "dynamic": { "more": { "for_each": [3], "content": { "port": "\${more.value}" } } }
                                                                         ~~~~~~~~~~~~~~~ 3 <loop more.value>
          }
        }
      }
    }
    `,
    valuesOf('days', 'name', 'port'),
  );
});

test('a dynamic block within another one generates blocks there', () => {
  check(
    `
    --- main.tf.json
    {
      "resource": {
        "aws_x": {
          "y": {
            "rule": [
              { "action": { "port": 1 } },
                                    ~ 1
              { "dynamic": { "action": { "for_each": [2], "content": { "port": "\${action.value}" } } } }
                                                                               ~~~~~~~~~~~~~~~~~ 2 <loop action.value>
            ]
          }
        }
      }
    }
    `,
    valuesOf('port'),
  );
});

test('both forms make one module, and values may be JSON', () => {
  check(
    `
    --- a.tf
    variable "days" {}
    resource "aws_x" "y" {
      days = var.days
             ~~~~~~~~ 9 <tfvars days>
      id   = aws_b.b.id
             ~~~~~~~~~~ aws_b.b.id
    }
    --- b.tf.json
    { "resource": { "aws_b": { "b": {} } } }
    --- terraform.tfvars.json
    { "days": 9 }
    `,
    valuesOf('days', 'id'),
  );
});

test('a half-typed JSON document keeps what can be read', () => {
  const fixture = parseFixture('--- main.tf.json\n{ "resource": { "aws_x": { "a": { "n": 1 }, "b": { "n": ');
  const { texts, loader } = textsOf(fixture);
  const module = readModule(root, texts, loader);
  assert.deepEqual(
    resourcesOf(module).map(({ id, body }) => `${id} ${describe(body)}`),
    ['aws_x.a {n: 1}', 'aws_x.b {, … syntax}'],
  );
  assert.ok(module.problems.length > 0);
});
