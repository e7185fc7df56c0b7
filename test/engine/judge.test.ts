import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { check } from '../fixture.ts';
import { judgeTemplate, ruleOf, verdicts } from './verdict.ts';

const retention = verdicts(
  ruleOf(`
resource: { cloudformation: AWS::RDS::DBInstance }
attributes:
  days: { cloudformation: BackupRetentionPeriod, default: 1 }
  engine: { cloudformation: Engine }
unless: { engine: { startsWith: aurora } }
require: { days: { atLeast: 7 } }
`),
);

describe('a verdict', () => {
  test('points at the value that decides', () => {
    check(
      `
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Properties:
            BackupRetentionPeriod: "3"
                                   ~~~ fails
      `,
      retention,
    );
  });

  test('points at the name when the value is absent', () => {
    check(
      `
      Resources:
        Orders:
        ~~~~~~ fails
          Type: AWS::RDS::DBInstance
      `,
      retention,
    );
  });

  test('is unknown for a parameter without a default', () => {
    check(
      `
      Parameters:
        Days: { Type: Number }
      Resources:
        Orders:
        ~~~~~~ unknown parameter
          Type: AWS::RDS::DBInstance
          Properties:
            BackupRetentionPeriod: !Ref Days
      `,
      retention,
    );
  });

  test('is unknown when an exemption is', () => {
    check(
      `
      Parameters:
        Engine: { Type: String }
      Resources:
        Orders:
        ~~~~~~ unknown parameter
          Type: AWS::RDS::DBInstance
          Properties:
            BackupRetentionPeriod: 0
            Engine: !Ref Engine
      `,
      retention,
    );
  });

  test('leaves out what a rule exempts', () => {
    check(
      `
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Properties:
            BackupRetentionPeriod: 0
            Engine: aurora-mysql
      `,
      retention,
    );
  });
});

describe('a branch', () => {
  test('that fails is reported under its condition', () => {
    check(
      `
      Parameters:
        Stage: { Type: String }
      Conditions:
        Production: !Equals [!Ref Stage, prod]
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Properties:
            BackupRetentionPeriod: !If [Production, 30, 0]
                                                        ~ fails not Production
      `,
      retention,
    );
  });

  test('that cannot be taken where the resource exists is not reported', () => {
    check(
      `
      Parameters:
        Stage: { Type: String }
      Conditions:
        Production: !Equals [!Ref Stage, prod]
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Condition: Production
          Properties:
            BackupRetentionPeriod: !If [Production, 30, 0]
      `,
      retention,
    );
  });

  test('whose condition never holds is not reported', () => {
    check(
      `
      Conditions:
        Never: !Equals [a, b]
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Properties:
            BackupRetentionPeriod: !If [Never, 0, 30]
      `,
      retention,
    );
  });

  test('that says no value fails by the default, where it stands', () => {
    check(
      `
      Parameters:
        Stage: { Type: String }
      Conditions:
        Production: !Equals [!Ref Stage, prod]
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Properties:
            BackupRetentionPeriod: !If [Production, 30, !Ref AWS::NoValue]
                                                        ~~~~~~~~~~~~~~~~~ fails not Production
      `,
      retention,
    );
  });

  test('that fails only together with another names both', () => {
    const both = verdicts(
      ruleOf(`
resource: { cloudformation: AWS::RDS::DBInstance }
attributes:
  days: { cloudformation: BackupRetentionPeriod }
  engine: { cloudformation: Engine }
require: { any: [ { days: { atLeast: 7 } }, { engine: { equals: aurora } } ] }
`),
    );
    check(
      `
      Parameters:
        Stage: { Type: String }
        Kind: { Type: String }
      Conditions:
        Production: !Equals [!Ref Stage, prod]
        Aurora: !Equals [!Ref Kind, aurora]
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Properties:
            BackupRetentionPeriod: !If [Production, 30, 0]
                                                        ~ fails not Production not Aurora
            Engine: !If [Aurora, aurora, mysql]
      `,
      both,
    );
  });
});

describe('a resource', () => {
  test('whose condition never holds is not judged', () => {
    check(
      `
      Conditions:
        Never: !Equals [a, b]
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Condition: Never
      `,
      retention,
    );
  });

  test('that exists under a condition says so', () => {
    check(
      `
      Parameters:
        Stage: { Type: String }
      Conditions:
        Production: !Equals [!Ref Stage, prod]
      Resources:
        Orders:
        ~~~~~~ fails Production
          Type: AWS::RDS::DBInstance
          Condition: Production
      `,
      retention,
    );
  });
});

const openIngress = verdicts(
  ruleOf(`
resource: { cloudformation: AWS::EC2::SecurityGroup }
attributes:
  ingress:
    cloudformation: SecurityGroupIngress[]
    items:
      cidr: { cloudformation: CidrIp }
      text: { cloudformation: Description }
require: { ingress: { each: { all: [ { cidr: { noneOf: [0.0.0.0/0] } }, { text: present } ] } } }
`),
);

const compared = verdicts(
  ruleOf(`
resource: { cloudformation: AWS::CloudFront::Distribution }
attributes:
  behaviors:
    cloudformation: DistributionConfig.CacheBehaviors[]
    items:
      method: { cloudformation: ViewerProtocolPolicy }
      target: { cloudformation: TargetOriginId }
  origins:
    cloudformation: DistributionConfig.Origins[]
    items: { id: { cloudformation: Id }, domain: { cloudformation: DomainName } }
require:
  behaviors:
    none:
      all:
        - method: { equals: allow-all }
        - origins: { some: { id: { equals: { attribute: target } }, domain: { startsWith: old. } } }
`),
);

const nested = verdicts(
  ruleOf(`
resource: { cloudformation: AWS::CloudFront::Distribution }
attributes:
  behaviors:
    cloudformation: DistributionConfig.CacheBehaviors[]
    items:
      policy: { cloudformation: ViewerProtocolPolicy }
      methods: { cloudformation: 'AllowedMethods[]' }
require:
  behaviors: { none: { all: [{ policy: { equals: allow-all } }, { methods: { some: { equals: DELETE } } }] } }
`),
);

describe('items of a list', () => {
  test('fail once together with the items within them', () => {
    check(
      `
      Resources:
        Shop:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              CacheBehaviors:
                - ViewerProtocolPolicy: allow-all
                                        ~~~~~~~~~ fails
                  AllowedMethods: [GET, DELETE]
                - ViewerProtocolPolicy: allow-all
                  AllowedMethods: [GET]
      `,
      nested,
    );
  });

  test('are compared with those of another list, and the finding is theirs alone', () => {
    check(
      `
      Resources:
        Shop:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Origins:
                - { Id: a, DomainName: old.example.com }
                - { Id: b, DomainName: new.example.com }
              CacheBehaviors:
                - TargetOriginId: a
                  ViewerProtocolPolicy: allow-all
                                        ~~~~~~~~~ fails
                - TargetOriginId: b
                  ViewerProtocolPolicy: allow-all
                - TargetOriginId: a
                  ViewerProtocolPolicy: https-only
      `,
      compared,
    );
  });

  test('each fail on their own, an absent attribute at the head of the item', () => {
    check(
      `
      Resources:
        Web:
          Type: AWS::EC2::SecurityGroup
          Properties:
            SecurityGroupIngress:
              - CidrIp: 0.0.0.0/0
                        ~~~~~~~~~ fails
                Description: Everybody
              - CidrIp: 10.0.0.0/8
                ~~~~~~ fails
              - CidrIp: 10.0.0.0/8
                Description: Office
      `,
      openIngress,
    );
  });

  test('of an empty or missing list satisfy everything', () => {
    check(
      `
      Resources:
        Web:
          Type: AWS::EC2::SecurityGroup
          Properties: { SecurityGroupIngress: [] }
        Api:
          Type: AWS::EC2::SecurityGroup
      `,
      openIngress,
    );
  });

  test('that may be more than are seen leave the verdict open', () => {
    check(
      `
      Parameters:
        Rules: { Type: CommaDelimitedList }
      Resources:
        Web:
        ~~~ unknown parameter
          Type: AWS::EC2::SecurityGroup
          Properties:
            SecurityGroupIngress: !Ref Rules
      `,
      openIngress,
    );
  });
});

const policied = verdicts(
  ruleOf(`
resource: { cloudformation: AWS::S3::Bucket }
related:
  policies:
    resource: { cloudformation: AWS::S3::BucketPolicy }
    by: referredBy
    via: { cloudformation: Bucket }
require: { policies: { count: { atLeast: 1 } } }
`),
);

describe('a related resource', () => {
  test('is found by its reference', () => {
    check(
      `
      Resources:
        Photos:
          Type: AWS::S3::Bucket
        Logs:
        ~~~~ fails
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Sub \${Photos}
      `,
      policied,
    );
  });

  test('whose reference cannot be told leaves the verdict open', () => {
    check(
      `
      Parameters:
        Name: { Type: String }
      Resources:
        Photos:
        ~~~~~~ unknown parameter
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Name
      `,
      policied,
    );
  });

  test('counts only in the worlds in which it exists', () => {
    check(
      `
      Parameters:
        Stage: { Type: String }
      Conditions:
        Production: !Equals [!Ref Stage, prod]
      Resources:
        Photos:
        ~~~~~~ unknown conditions
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Condition: Production
          Properties:
            Bucket: !Ref Photos
      `,
      policied,
    );
  });
});

describe('silencing', () => {
  test('with a reason hides the finding', () => {
    check(
      `
      Resources:
        # pillarlint:ignore tried rebuilt from events every night
        Orders:
          Type: AWS::RDS::DBInstance
      `,
      retention,
    );
  });

  test('without a reason hides nothing and is a finding itself', () => {
    check(
      `
      Resources:
        # pillarlint:ignore tried
          ~~~~~~~~~~~~~~~~~~~~~~~ fails
        Orders:
        ~~~~~~ fails
          Type: AWS::RDS::DBInstance
      `,
      retention,
    );
  });

  test('of what does not fail is a finding itself', () => {
    check(
      `
      Resources:
        Orders:
          Type: AWS::RDS::DBInstance
          Properties:
            # pillarlint:ignore tried nothing to see
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ fails
            BackupRetentionPeriod: 30
      `,
      retention,
    );
  });
});

describe('what is kept', () => {
  const rules = ruleOf(`
resource: { cloudformation: AWS::S3::Bucket }
related:
  policies: { resource: { cloudformation: AWS::S3::BucketPolicy }, by: referredBy, via: { cloudformation: Bucket } }
require: { policies: present }
`);
  const template = (bucket: string): string => `Resources:
  Photos:
    Type: AWS::S3::Bucket
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref ${bucket}
`;

  test('a change of another resource that the verdict rests on is seen', () => {
    const before = judgeTemplate(rules, template('Photos'));
    assert.equal(before.findings.length, 0);
    const after = judgeTemplate(rules, template('Elsewhere'), undefined, before);
    assert.deepEqual(
      [...after.byResource.values()].flat().map(({ verdict }) => verdict),
      ['unknown'],
    );
  });
});
