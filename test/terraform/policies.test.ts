import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe, moduleOf } from './describe.ts';

/** The structure behind `policy` of `aws_x.y`. */
function decoded(text: string): string {
  const policy = moduleOf(text)
    .resources.find(({ id }) => id === 'aws_x.y')
    ?.body.entries.get('policy');
  const inner = policy && 'decoded' in policy ? policy.decoded : undefined;
  return inner ? describe({ ...inner, origins: [] }) : 'nothing';
}

test('a policy document gives the statements that it builds', () => {
  assert.equal(
    decoded(`
      resource "aws_b" "b" {}
      data "aws_iam_policy_document" "d" {
        statement {
          sid       = "Tls"
          effect    = "Deny"
          actions   = ["s3:*"]
          resources = [aws_b.b.arn, "\${aws_b.b.arn}/*"]
          principals {
            type        = "AWS"
            identifiers = ["*"]
          }
          condition {
            test     = "Bool"
            variable = "aws:SecureTransport"
            values   = ["false"]
          }
        }
      }
      resource "aws_x" "y" { policy = data.aws_iam_policy_document.d.json }
    `),
    '{Version: "2012-10-17", Statement: [{Sid: "Tls", Action: ["s3:*"], Resource: [aws_b.b.arn, aws_b.b.arn + "/*"], Effect: "Deny", ' +
      'Principal: {AWS: ["*"]}, Condition: {Bool: {aws:SecureTransport: ["false"]}}}]}',
  );
});

test('what is not said is allowed, and everybody is a star', () => {
  assert.equal(
    decoded(`
      data "aws_iam_policy_document" "d" {
        statement {
          not_actions = ["iam:*"]
          resources   = ["*"]
          principals {
            type        = "*"
            identifiers = ["*"]
          }
        }
      }
      resource "aws_x" "y" { policy = data.aws_iam_policy_document.d.json }
    `),
    '{Version: "2012-10-17", Statement: [{NotAction: ["iam:*"], Resource: ["*"], Effect: "Allow", Principal: "*"}]}',
  );
});

test('documents are merged, and one that cannot be read leaves the statements open', () => {
  const documents = `
    variable "more" { type = string }
    data "aws_iam_policy_document" "base" {
      statement {
        sid     = "A"
        actions = ["a"]
      }
      statement {
        sid     = "B"
        actions = ["b"]
      }
    }
    data "aws_iam_policy_document" "over" {
      statement {
        sid     = "A"
        actions = ["over"]
      }
    }
  `;
  assert.equal(
    decoded(`${documents}
      data "aws_iam_policy_document" "d" {
        source_policy_documents   = [data.aws_iam_policy_document.base.json]
        override_policy_documents = [data.aws_iam_policy_document.over.json]
        statement { actions = ["own"] }
      }
      resource "aws_x" "y" { policy = data.aws_iam_policy_document.d.json }
    `),
    '{Version: "2012-10-17", Statement: [{Sid: "B", Action: ["b"], Effect: "Allow"}, {Action: ["own"], Effect: "Allow"}, {Sid: "A", Action: ["over"], Effect: "Allow"}]}',
  );
  assert.equal(
    decoded(`${documents}
      data "aws_iam_policy_document" "d" { source_policy_documents = [var.more] }
      resource "aws_x" "y" { policy = data.aws_iam_policy_document.d.json }
    `),
    '{Version: "2012-10-17", Statement: [, … parameter]}',
  );
});

test('what jsonencode was given stays a structure', () => {
  assert.equal(
    decoded(
      'resource "aws_x" "y" { policy = jsonencode({ Version = "2012-10-17", "Statement" = [{ Effect = "Allow", Resource = aws_x.y.arn }] }) }',
    ),
    '{Version: "2012-10-17", Statement: [{Effect: "Allow", Resource: aws_x.y.arn}]}',
  );
});

test('dynamic statements over what is known are statements', () => {
  assert.equal(
    decoded(`
      data "aws_iam_policy_document" "d" {
        dynamic "statement" {
          for_each = ["a", "b"]
          content { actions = [statement.value] }
        }
      }
      resource "aws_x" "y" { policy = data.aws_iam_policy_document.d.json }
    `),
    '{Version: "2012-10-17", Statement: [{Action: ["a"], Effect: "Allow"}, {Action: ["b"], Effect: "Allow"}]}',
  );
});
