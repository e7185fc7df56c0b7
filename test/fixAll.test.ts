// What `scripts/fixAll.ts` holds against a template or module.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedIn } from '../scripts/fixAll/specification.ts';
import { readTemplate } from '../server/cloudformation/template.ts';
import { parseFixture } from './fixture.ts';
import { moduleOf } from './terraform/edited.ts';

function refusedInTemplate(drawn: string): readonly string[] {
  return refusedIn(readTemplate('file:///template.yaml', parseFixture(drawn).text));
}

test('CloudFormation refuses unknown and missing properties, other types and other words', () => {
  const refused = refusedInTemplate(`
    Resources:
      Orders:
        Type: AWS::ECS::Cluster
        Properties:
          ClusterSettings:
            - - Name: containerInsights
          CapacityProviders: FARGATE
          Colour: red
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration: { Status: Always }
          PublicAccessBlockConfiguration: { BlockPublicAcls: perhaps }
      Allow:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Logs
  `);
  assert.deepEqual(refused, [
    'Orders: AWS::ECS::Cluster.ClusterSettings[] is no map',
    'Orders: AWS::ECS::Cluster.CapacityProviders is no list',
    'Orders: AWS::ECS::Cluster has no Colour',
    'Logs: AWS::S3::Bucket.VersioningConfiguration.Status cannot be Always',
    'Logs: AWS::S3::Bucket.PublicAccessBlockConfiguration.BlockPublicAcls is no boolean: perhaps',
    'Allow: AWS::S3::BucketPolicy lacks PolicyDocument',
  ]);
});

test('CloudFormation takes what is known only when it is deployed', () => {
  const refused = refusedInTemplate(`
    Parameters:
      Status: { Type: String }
    Resources:
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration: { Status: !Ref Status }
          Tags: !If [Tagged, [{ Key: a, Value: b }], !Ref AWS::NoValue]
  `);
  assert.deepEqual(refused, []);
});

test('Terraform refuses unknown and missing arguments, and attributes in place of blocks', () => {
  const module = moduleOf({
    'main.tf': `
      resource "aws_s3_bucket_versioning" "logs" {
        versioning_configuration = { status = "Enabled" }
        colour                   = "red"
      }
      resource "aws_ecs_cluster" "orders" {
        name = "orders"
        setting {
          name  = "containerInsights"
          value = "enhanced"
        }
        tags = { Owner = "shop" }
      }
    `,
  });
  assert.deepEqual(refusedIn(module), [
    'aws_s3_bucket_versioning.logs: aws_s3_bucket_versioning lacks bucket',
    'aws_s3_bucket_versioning.logs: aws_s3_bucket_versioning.versioning_configuration is no block',
    'aws_s3_bucket_versioning.logs: aws_s3_bucket_versioning has no colour',
  ]);
});
