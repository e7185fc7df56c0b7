import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parsePath } from '../../server/engine/path.ts';

const drawn = (path: string): string =>
  parsePath(path)
    .map((step) =>
      'name' in step
        ? `${step.kind} ${step.name}`
        : step.kind === 'companion'
          ? `companion ${step.type} via ${step.via}`
          : step.kind,
    )
    .join(', ');

describe('a path', () => {
  const meanings: Readonly<Record<string, string>> = {
    'A.B': 'key A, key B',
    'Rules[].Status': 'key Rules, items, key Status',
    'Variables{}': 'key Variables, values',
    'redrive_policy(json).deadLetterTargetArn': 'key redrive_policy, decode, key deadLetterTargetArn',
    'inline_policy[].policy(json)': 'key inline_policy, items, key policy, decode',
    "Parameters.'rds.force_ssl'": 'key Parameters, key rds.force_ssl',
    '^DeletionPolicy': 'beside DeletionPolicy',
    '^Metadata.Owner': 'beside Metadata, key Owner',
    'aws_s3_bucket_versioning(bucket).versioning_configuration[].status':
      'companion aws_s3_bucket_versioning via bucket, key versioning_configuration, items, key status',
    'AWS::S3::BucketPolicy(Bucket).PolicyDocument':
      'companion AWS::S3::BucketPolicy via Bucket, key PolicyDocument',
    'AWS::S3::BucketPolicy(Bucket)': 'companion AWS::S3::BucketPolicy via Bucket',
    'AWS::X::Y(A.B).C': 'companion AWS::X::Y via A.B, key C',
    '': '',
  };
  for (const [path, meaning] of Object.entries(meanings)) {
    test(`${path || '(empty)'} means ${meaning || 'the thing itself'}`, () => {
      assert.equal(drawn(path), meaning);
    });
  }
});
