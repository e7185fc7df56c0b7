import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { becomes, edited, remove, set } from './edited.ts';

const group = `
  resource "aws_security_group" "a" {
    name = "a"

    ingress {
      port = 22
    }

    ingress {
      port = 80
    }

    lifecycle {
      create_before_destroy = true
    }
  }
`;

describe('setting something in a nested block', () => {
  test('finds the block by its index', () => {
    becomes(
      group,
      group.replace('port = 80', 'port        = 443\n      description = "web"'),
      set('aws_security_group.a', ['ingress', 1, 'port'], 443),
      set('aws_security_group.a', ['ingress', 1, 'description'], 'web'),
    );
  });

  test('adds a block behind the last of its kind', () => {
    becomes(
      group,
      group.replace('80\n    }', '80\n    }\n\n    ingress {\n      port = 443\n    }'),
      set('aws_security_group.a', ['ingress', 2, 'port'], 443),
    );
  });

  test('adds a first block behind all others, but before lifecycle', () => {
    becomes(
      group,
      group.replace('80\n    }', '80\n    }\n\n    egress {\n      port = 0\n    }'),
      set('aws_security_group.a', ['egress', 0, 'port'], 0),
    );
  });

  test('makes blocks of names on the way, and maps of those that hold maps', () => {
    becomes(
      'resource "aws_x" "a" {}\n',
      `
      resource "aws_x" "a" {
        tags = {
          Team = "web"
        }

        rule {
          days = 1

          apply {
            algorithm = "aws:kms"
          }
        }
      }
      `,
      set('aws_x.a', ['rule', 'apply', 'algorithm'], 'aws:kms'),
      set('aws_x.a', ['rule', 'days'], 1),
      set('aws_x.a', ['tags', 'Team'], 'web'),
    );
  });

  test('writes a list of maps as repeated blocks', () => {
    becomes(
      'resource "aws_x" "a" {\n  b = 1\n}\n',
      `
      resource "aws_x" "a" {
        b = 1

        rule {
          days = 1
        }

        rule {
          days = 2
        }
      }
      `,
      set('aws_x.a', ['rule'], [{ days: 1 }, { days: 2 }]),
    );
  });

  test('writes beside the attributes', () => {
    becomes(
      group,
      group.replace(
        'create_before_destroy = true',
        'create_before_destroy = true\n      prevent_destroy       = true',
      ),
      set('aws_security_group.a', ['^', 'lifecycle', 'prevent_destroy'], true),
    );
    becomes(
      'resource "aws_x" "a" {\n  b = 1\n}\n',
      'resource "aws_x" "a" {\n  b = 1\n\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n',
      set('aws_x.a', ['^', 'lifecycle', 'prevent_destroy'], true),
    );
  });

  test('changes what a dynamic block generates where it is written', () => {
    const dynamic = `
      resource "aws_x" "a" {
        dynamic "rule" {
          for_each = [1, 2]
          content {
            port = rule.value
          }
        }
      }
    `;
    becomes(
      dynamic,
      dynamic.replace('port = rule.value', 'port    = rule.value\n            enabled = true'),
      set('aws_x.a', ['rule', 0, 'enabled'], true),
      set('aws_x.a', ['rule', 1, 'enabled'], true),
    );
    assert.equal(
      edited(dynamic, set('aws_x.a', ['rule', 0, 'a'], 1), set('aws_x.a', ['rule', 1, 'a'], 2)),
      undefined,
    );
  });

  test('opens a block that holds nothing', () => {
    becomes(
      'resource "aws_x" "a" {\n  rule {}\n}\n',
      'resource "aws_x" "a" {\n  rule {\n    days = 1\n  }\n}\n',
      set('aws_x.a', ['rule', 0, 'days'], 1),
    );
  });

  test('removes one of several blocks', () => {
    becomes(
      group,
      group.replace('\n    ingress {\n      port = 22\n    }\n', ''),
      remove('aws_security_group.a', 'ingress', 0),
    );
  });
});
