import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { predicates } from '../../server/engine/predicates/registry.ts';
import type { PredicateResult } from '../../server/engine/predicates/predicate.ts';
import type { Resource } from '../../server/model/resource.ts';
import { check } from '../fixture.ts';
import { type Rows, contextOf, readingOf, resourceOf, valueOf } from './jsonValues.ts';

const yes = true;
const no = false;
const unknown = undefined;
type Expected = boolean | undefined;
type Row = readonly [Expected, string, object?];

const owner = resourceOf('Thing', 'Some::Type');
const others: readonly Resource[] = [
  resourceOf('Network', 'AWS::EC2::VPC'),
  resourceOf('Orders', 'AWS::SQS::Queue'),
  resourceOf('Files', 'AWS::S3::Bucket'),
  resourceOf('Key', 'AWS::KMS::Key'),
  resourceOf('drawn', 'random_password'),
  resourceOf('SubnetA', 'AWS::EC2::Subnet', '{"AvailabilityZone": "us-east-1a"}'),
  resourceOf('SubnetB', 'AWS::EC2::Subnet', '{"AvailabilityZone": "us-east-1b"}'),
  resourceOf('SubnetA2', 'AWS::EC2::Subnet', '{"AvailabilityZone": "us-east-1a"}'),
  resourceOf('SubnetX', 'AWS::EC2::Subnet', '{"AvailabilityZone": {"$unknown": "function:Fn::Select"}}'),
  resourceOf('@parameter.Password', '@parameter', '{"Type": "String", "NoEcho": true}'),
  resourceOf('@parameter.Image', '@parameter', '{"Default": "/aws/service/al2023/x"}'),
  resourceOf('@parameter.Stage', '@parameter', '{"Type": "String"}'),
];
const tables: Rows = {
  engines: {
    'mysql 5.7': { key: 'mysql 5.7', end: '2024-02-29' },
    'mysql 8.4': { key: 'mysql 8.4', end: '2032-04-30' },
  },
  families: { m4: { key: 'm4', status: 'previous' } },
};

function judge(name: string, drawn: string, given: object = {}): PredicateResult {
  const predicate = predicates[name];
  assert.ok(predicate, name);
  const context = { ...contextOf(owner, others, tables), today: '2026-08-01' };
  return predicate(readingOf(valueOf(drawn), owner), { ...given }, context);
}

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    for (const [expected, drawn, given] of rows) {
      test(`${String(expected)} of ${drawn}${given ? ` given ${JSON.stringify(given)}` : ''}`, () => {
        assert.equal(judge(name, drawn, given).truth, expected);
      });
    }
  });
}

describe('the table for rule authors', () => {
  const some = { count: 2, keys: ['a'], values: ['a'], path: 'a' };

  test('names exactly the predicates that there are', () => {
    const text = readFileSync(new URL('../../docs/predicates.md', import.meta.url), 'utf8');
    const rows = text.split('\n').filter((line) => line.split(' | ').length >= 7);
    const named = rows.map((row) => /^\| `(\w+)`/.exec(row)?.[1]).filter((name) => name !== undefined);
    assert.deepEqual(named.sort(), Object.keys(predicates).sort());
  });

  test('an absent value makes every predicate false or unknown', () => {
    const wrong = Object.keys(predicates).filter((name) => judge(name, 'null', some).truth === true);
    assert.deepEqual(wrong, []);
  });

  test('an unknown value makes no predicate true', () => {
    const wrong = Object.keys(predicates).filter(
      (name) => judge(name, '{"$unknown": "function:Fn::Cidr"}', some).truth === true,
    );
    assert.deepEqual(wrong, []);
  });
});

table('openToWorld', [
  [yes, '"0.0.0.0/0"'],
  [yes, '"10.1.2.3/0"'],
  [yes, '"::/0"'],
  [yes, '"0:0:0:0:0:0:0:0/0"'],
  [no, '"0.0.0.0/1"'],
  [no, '"pl-12345"'],
  [yes, '["10.0.0.0/8", "0.0.0.0/0"]'],
  [unknown, '["10.0.0.0/8", "$open"]'],
  [unknown, '{"$unknown": "Range"}'],
  [no, '{"$ref": "Network.CidrBlock"}'],
  [no, '{"$text": [{"$unknown": "Ip"}, "/32"]}'],
]);

table('cidrWiderThan', [
  [yes, '"10.0.0.0/8"', { bits: 16 }],
  [no, '"10.0.0.0/16"', { bits: 16 }],
  [no, '"2001:db8::/32"', { bits: 16 }],
  [yes, '"2001:db8::/32"', { bits: 16, bits6: 48 }],
  [yes, '{"$text": ["10.", {"$unknown": "Second"}, ".0.0/8"]}', { bits: 16 }],
]);

table('cidrNarrowerThan', [
  [yes, '"10.0.0.0/28"', { bits: 27 }],
  [no, '"10.0.0.0/24"', { bits: 27 }],
]);

table('privateCidr', [
  [yes, '"10.1.0.0/16"'],
  [yes, '"fd00::/8"'],
  [no, '"172.0.0.0/8"'],
  [no, '"8.8.8.8/32"'],
]);

table('overlapping', [
  [yes, '["10.0.0.0/16", "10.0.1.0/24"]'],
  [no, '["10.0.0.0/24", "10.0.1.0/24"]'],
  [unknown, '["10.0.0.0/24", {"$unknown": "B"}]'],
]);

table('admitsWorld', [
  [yes, '{"IpProtocol": "tcp", "FromPort": 22, "ToPort": "22", "CidrIp": "0.0.0.0/0"}', { ports: [22] }],
  [yes, '{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}', { ports: [22] }],
  [no, '{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["0.0.0.0/0"]}', { ports: [22] }],
  [no, '{"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["10.0.0.0/8"]}', { ports: [22] }],
  [
    no,
    '{"IpProtocol": "udp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}',
    { ports: [22], protocols: ['tcp'] },
  ],
  [no, '{"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1, "CidrIp": "0.0.0.0/0"}', { portsAtLeast: 1000 }],
  [yes, '{"IpProtocol": 6, "FromPort": 0, "ToPort": 65535, "CidrIpv6": "::/0"}', { portsAtLeast: 1000 }],
  [
    unknown,
    '{"IpProtocol": "tcp", "FromPort": {"$unknown": "Port"}, "ToPort": 443, "CidrIp": "0.0.0.0/0"}',
    { ports: [22] },
  ],
  [
    no,
    '{"IpProtocol": "tcp", "FromPort": 80, "ToPort": {"$unknown": "Port"}, "CidrIp": "0.0.0.0/0"}',
    { ports: [22] },
  ],
  [
    unknown,
    '{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": {"$unknown": "Range"}}',
    { ports: [22] },
  ],
  [
    no,
    '{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}',
    { exceptPorts: [80, 443] },
  ],
  [
    yes,
    '{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 443, "CidrIp": "0.0.0.0/0"}',
    { exceptPorts: [80, 443] },
  ],
  [yes, '{"Protocol": -1, "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"}', { allTraffic: true }],
  [
    no,
    '{"Protocol": 6, "PortRange": {"From": 22, "To": 22}, "CidrBlock": "0.0.0.0/0"}',
    { allTraffic: true },
  ],
  [yes, '{"Protocol": 6, "PortRange": {"From": 22, "To": 22}, "CidrBlock": "0.0.0.0/0"}', { ports: [22] }],
  [no, '{"IpProtocol": "-1", "SourceSecurityGroupId": "sg-1"}'],
]);

table('portRangeIncludes', [
  [yes, '{"from_port": 5000, "to_port": 6000, "protocol": "tcp"}', { ports: [5432] }],
  [no, '{"from_port": 5433, "to_port": 6000, "protocol": "tcp"}', { ports: [5432] }],
]);

table('portRangeWiderThan', [
  [yes, '{"from_port": 0, "to_port": 2000, "protocol": "tcp"}', { ports: 1000 }],
  [no, '{"from_port": 80, "to_port": 80, "protocol": "tcp"}', { ports: 1000 }],
]);

table('allTraffic', [
  [yes, '{"IpProtocol": -1}'],
  [no, '{"IpProtocol": "tcp"}'],
  [unknown, '{"IpProtocol": {"$unknown": "P"}}'],
]);

const accessKey = `AKIAQWERTYUIOP123456`;

table('containsCredential', [
  [yes, `"export AWS_ACCESS_KEY_ID=${accessKey}"`],
  [yes, JSON.stringify(Buffer.from(`#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${accessKey}\n`).toString('base64'))],
  [yes, '"AKIAIOSFODNN7EXAMPLE"'],
  [yes, '"-----BEGIN RSA PRIVATE KEY-----\\nMIIE"'],
  [no, '"-----BEGIN CERTIFICATE-----"'],
  [yes, '{"URL": "postgres://app:hunter22@db:5432/app"}'],
  [no, '{"$text": ["postgres://app:", {"$unknown": "Password"}, "@db/app"]}'],
  [yes, `[{"name": "A", "value": "${accessKey}"}]`],
  [no, '{"$unknown": "dynamic-reference:secretsmanager:x"}'],
  [unknown, '{"$unknown": "function:Fn::Join"}'],
]);

table('looksLikeSecret', [
  [yes, '"wJalrXUtnFEMIK7MDENGbPxRfiCYzq83hT0Lc2Vd"'],
  [no, '"my-application-production-queue-7"'],
  [no, '"WindowsEC2DomainJoinResourcesCondition"'],
  [no, '"SecurityPolicy_TLS13_1_3_2025_09"'],
  [yes, '"9f86d081884c7d659a2feaa0c55ad015"'],
  [no, '"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"'],
  [no, '"123e4567-e89b-12d3-a456-426614174000"'],
]);

table('literalSecret', [
  [yes, '"Sup3rSecret"'],
  [no, '"{{resolve:secretsmanager:prod/db:SecretString:password}}"'],
  [no, '{"$unknown": "dynamic-reference:secretsmanager"}'],
  [no, '{"$unknown": "Password"}'],
  [no, '{"$default": "Sup3rSecret"}'],
  [yes, '{"$default": "Sup3rSecret"}', { defaults: true }],
  [yes, '{"$unknown": "dynamic-reference:resolve:ssm:/db/password"}', { plainReferences: true }],
  [no, '{"$unknown": "dynamic-reference:resolve:ssm-secure:/db/password"}', { plainReferences: true }],
  [no, '"changeme"'],
  [no, '"my-example-password"'],
  [no, '""'],
  [unknown, '{"$text": ["pw-", {"$unknown": "Stage"}]}'],
  [yes, '"{\\"username\\": \\"a\\", \\"password\\": \\"Sup3rSecret\\"}"'],
  [no, '"{\\"username\\": \\"app\\"}"'],
]);

table('namesSecretWithLiteral', [
  [yes, '{"DB_PASSWORD": "hunter22"}'],
  [yes, '[{"Name": "apiKey", "Value": "0123456789"}]'],
  [yes, '{"AWS_ACCESS_KEY_ID": "AIPA8YOHGIS58IBFDU3E"}'],
  [
    no,
    '{"DB_PASSWORD_ARN": "arn:aws:secretsmanager:eu-west-1:1:secret:x", "TOKEN_URL": "https://example.com", "TOKEN_TTL": "360000"}',
  ],
  [no, '{"DB_PASSWORD": {"$unknown": "Password"}}'],
  [no, '[{"Name": "DB_PASSWORD", "Type": "SECRETS_MANAGER", "Value": "prod/db:password"}]'],
  [unknown, '{"A": "1", "$open": true}'],
  [no, '{"PASSWORD": "short"}'],
]);

table('namedLikeSecret', [
  [yes, '"MasterUserPassword"'],
  [no, '"PasswordLength"'],
  [no, '{}'],
  [yes, '"OrdersApiKey"', { pattern: 'api_key$' }],
  [no, '"OrdersSecret"', { pattern: 'api_key$' }],
]);

table('fromReadableParameter', [
  [no, '{"$unknown": "Password"}'],
  [yes, '{"$unknown": "Password"}', { hidden: true }],
  [yes, '{"$unknown": "Stage"}'],
  [no, '"text"'],
]);

table('comesFromSecret', [
  [yes, '{"$unknown": "Password"}'],
  [no, '{"$unknown": "Stage"}'],
  [yes, '{"$ref": "drawn.result"}'],
  [no, '{"$ref": "drawn.id"}'],
  [no, '{"$ref": "Orders.Arn"}'],
  [yes, '{"$text": ["user:", {"$unknown": "Password"}]}'],
  [no, '"text"'],
]);

table('assignsSecret', [
  [yes, '"#!/bin/sh\\nexport DB_PASSWORD=\\"Sup3rSecret\\""'],
  [yes, '"mysqladmin --password Sup3rSecret"'],
  [yes, '"password: Sup3rSecret"'],
  [no, '"export DB_PASSWORD=$(aws ssm get-parameter --name /db/password)"'],
  [no, '"export GREETING=Hello-there"'],
  [no, '"# export DB_PASSWORD=Sup3rSecret"'],
  [no, '"docker login --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com"'],
  [unknown, '{"$text": ["export DB_PASSWORD=", {"$unknown": "Password"}]}'],
]);

table('writtenInPlace', [
  [yes, '"ami-0123456789abcdef0"', { pattern: '^ami-' }],
  [no, '"other"', { pattern: '^ami-' }],
  [no, '{"$default": "ami-0123456789abcdef0"}', { pattern: '^ami-' }],
  [no, '{"$unknown": "Image"}'],
  [no, '{"$text": ["arn:aws:s3:::", {"$unknown": "Name"}]}', { pattern: '^arn:aws:' }],
  [yes, '{"$text": ["arn:aws:s3:::", {"$unknown": "Name"}]}', { pattern: '^arn:aws:', partly: true }],
  [
    no,
    '{"$text": ["arn:", {"$unknown": "AWS::Partition"}, ":s3:::x"]}',
    { pattern: '^arn:aws:', partly: true },
  ],
]);

table('scheduleMoreOftenThan', [
  [yes, '"rate(5 minutes)"', { minutes: 6 }],
  [no, '"rate(1 hour)"', { minutes: 60 }],
  [yes, '"cron(*/5 * * * ? *)"', { minutes: 6 }],
  [no, '"cron(0 8 * * ? *)"', { minutes: 60 }],
  [yes, '"cron(0,2 8 * * ? *)"', { minutes: 6 }],
  [yes, '"cron(0 * ? * MON-FRI *)"', { minutes: 61 }],
  [no, '"at(2026-01-01T00:00:00)"', { minutes: 60 }],
  [unknown, '"every day"', { minutes: 60 }],
  [unknown, '{"$text": ["rate(", {"$unknown": "N"}, " minutes)"]}', { minutes: 60 }],
]);

table('versionAtLeast', [
  [yes, '"5.18"', { version: '5.9' }],
  [no, '"5.9"', { version: '5.18' }],
  [yes, '"1.2.3"', { version: '1.2' }],
  [unknown, '"5"', { version: '5.7' }],
  [yes, '"5"', { version: '5.0' }],
  [yes, '"8.0.mysql_aurora.3.02"', { version: '5.7' }],
  [yes, '{"$text": ["8.", {"$unknown": "Minor"}]}', { version: '5.7' }],
]);

table('versionBelow', [
  [yes, '"OpenSearch_1.3"', { version: '2.0' }],
  [no, '"OpenSearch_2.11"', { version: '2.9' }],
]);

table('inTable', [
  [
    yes,
    '{"Engine": "mysql", "EngineVersion": "5.7"}',
    { table: 'engines', key: [['Engine', 'engine'], ['EngineVersion']] },
  ],
  [
    no,
    '{"engine": "mysql", "EngineVersion": "9"}',
    { table: 'engines', key: [['Engine', 'engine'], ['EngineVersion']] },
  ],
  [no, '{"engine": "mysql"}', { table: 'engines', key: [['Engine', 'engine'], ['EngineVersion']] }],
  [yes, '"m4"', { table: 'families', column: 'status', equals: 'previous' }],
  [unknown, '{"$unknown": "Family"}', { table: 'families' }],
]);

table('tableDatePast', [
  [yes, '"mysql 5.7"', { table: 'engines', column: 'end' }],
  [no, '"mysql 8.4"', { table: 'engines', column: 'end' }],
  [no, '"mysql 9"', { table: 'engines', column: 'end' }],
]);

table('datePast', [
  [yes, '"2024-01-01"', { days: 365 }],
  [no, '"2026-07-01"', { days: 365 }],
  [unknown, '"soon"', { days: 365 }],
]);

table('instanceFamilyIn', [
  [yes, '"db.m4.large"', { table: 'families' }],
  [yes, '"m4.large.search"', { families: ['m4'] }],
  [yes, '"p3"', { families: ['p*'] }],
  [no, '"m5.large"', { table: 'families' }],
  [yes, '{"$text": ["m4.", {"$unknown": "Size"}]}', { families: ['m4'] }],
  [unknown, '{"$text": [{"$unknown": "Family"}, ".large"]}', { families: ['m4'] }],
]);

table('instanceSizeAtLeast', [
  [yes, '"r6g.4xlarge.search"', { size: '4xlarge' }],
  [yes, '"m5.metal"', { size: '4xlarge' }],
  [no, '"cache.m5.xlarge"', { size: '4xlarge' }],
  [unknown, '"p3"', { size: 'large' }],
]);

table('instanceProcessorIn', [
  [yes, '"db.r6g.large"', { processors: ['arm'] }],
  [yes, '"m5a.large"', { processors: ['amd'] }],
  [yes, '"t3.micro"', { processors: ['intel'] }],
  [no, '"im4gn.large"', { processors: ['intel'] }],
  [unknown, '"g5.xlarge"', { processors: ['intel'] }],
]);

const queue = { services: ['sqs'], types: ['AWS::SQS::Queue'] };
table('arnOf', [
  [yes, '"arn:aws:sqs:eu-west-1:123456789012:orders"', queue],
  [yes, '{"$text": ["arn:", {"$unknown": "AWS::Partition"}, ":sqs:eu-west-1:1:orders"]}', queue],
  [yes, '{"$ref": "Orders.Arn"}', queue],
  [no, '{"$ref": "Files.Arn"}', queue],
  [no, '"arn:aws:kinesis:eu-west-1:1:stream/x"', queue],
  [no, '"orders"', queue],
  [unknown, '{"$unknown": "Source"}', queue],
  [
    yes,
    '"arn:aws:dynamodb:eu-west-1:1:table/x/stream/2026"',
    { services: ['dynamodb'], resource: 'table/*/stream/*' },
  ],
]);

table('refersToType', [
  [yes, '{"a": [{"$text": ["x", {"$ref": "Orders.Arn"}]}]}', { types: ['AWS::SQS::Queue'] }],
  [no, '{"$ref": "Orders.QueueName"}', { types: ['AWS::SQS::Queue'], attributes: ['Arn'] }],
  [no, '"orders"', { types: ['AWS::SQS::Queue'] }],
  [unknown, '{"$unknown": "Queue"}', { types: ['AWS::SQS::Queue'] }],
]);

table('awsManagedKey', [
  [yes, '"alias/aws/s3"'],
  [yes, '"aws/s3"'],
  [yes, '{"$text": ["arn:aws:kms:", {"$unknown": "AWS::Region"}, ":1:alias/aws/s3"]}'],
  [no, '"alias/own"'],
  [no, '{"$ref": "Key.Arn"}'],
  [unknown, '{"$unknown": "Key"}'],
]);

table('bucketDomain', [
  [yes, '{"$ref": "Files.RegionalDomainName"}'],
  [yes, '{"$text": [{"$ref": "Files"}, ".s3.", {"$unknown": "AWS::Region"}, ".amazonaws.com"]}'],
  [no, '"files.s3-website-us-east-1.amazonaws.com"'],
  [no, '"api.example.com"'],
]);

table('bucketWebsite', [
  [yes, '"files.s3-website-us-east-1.amazonaws.com"'],
  [no, '"files.s3.amazonaws.com"'],
]);

table('imageNamed', [
  [yes, '"/aws/service/ami-amazon-linux-latest/al2023-ami"', { pattern: 'al2023' }],
  [yes, '{"$unknown": "ssm-parameter:Image"}', { pattern: 'al2023' }],
  [
    yes,
    '{"$unknown": "dynamic-reference:resolve:ssm:/aws/service/bottlerocket/x"}',
    { pattern: 'bottlerocket' },
  ],
  [no, '{"$unknown": "parameter:Other"}', { pattern: 'al2023' }],
  [no, '"ami-0a1b2c3d"', { pattern: 'al2023' }],
]);

table('unpinnedImage', [
  [yes, '"nginx"'],
  [yes, '"localhost:5000/nginx:latest"'],
  [no, '"nginx:1.27"'],
  [no, '"nginx@sha256:abc"'],
  [no, '{"$text": ["nginx:", {"$unknown": "Tag"}]}'],
  [unknown, '{"$unknown": "Image"}'],
]);

table('unpinnedModule', [
  [yes, '{"source": "terraform-aws-modules/vpc/aws"}'],
  [no, '{"source": "terraform-aws-modules/vpc/aws", "version": "~> 5.0"}'],
  [no, '{"source": "../vpc"}'],
  [yes, '{"source": "git::https://example.com/vpc.git"}'],
  [yes, '{"source": "git::https://example.com/vpc.git?ref=main"}'],
  [no, '{"source": "git::https://example.com/vpc.git?ref=v1.2.0"}'],
  [yes, '{"source": "github.com/acme/vpc"}'],
]);

table('structuredLogFormat', [
  [yes, '"{\\"id\\": \\"$context.requestId\\", \\"size\\": $context.responseLength}"'],
  [no, '"$context.identity.sourceIp - $context.requestId"'],
]);

table('installs', [
  [yes, '"#!/bin/bash\\nyum install -y mysql-server"', { packages: ['mysql-server'] }],
  [yes, '"apt-get -y install \\\\\\n  nginx mariadb105-server"', { packages: ['mariadb*'] }],
  [yes, '"docker run -d -p 6379:6379 redis:7"', { packages: ['redis'] }],
  [yes, '"#cloud-config\\npackages:\\n  - postgresql"', { packages: ['postgresql'] }],
  [no, '"# yum install mysql-server"', { packages: ['mysql-server'] }],
  [no, '"yum install -y httpd"', { packages: ['mysql-server'] }],
  [unknown, '{"$text": ["yum install -y ", {"$unknown": "Package"}]}', { packages: ['mysql-server'] }],
]);

table('runs', [
  [
    yes,
    '{"$text": ["/opt/aws/bin/cfn-signal --stack ", {"$unknown": "AWS::StackName"}]}',
    { commands: ['\\bcfn-signal\\b'] },
  ],
  [no, '"echo hello"', { commands: ['\\bcfn-signal\\b'] }],
]);

table('availabilityZonesAtLeast', [
  [yes, '["us-east-1a", "us-east-1b"]', { count: 2 }],
  [no, '["us-east-1a", "us-east-1a"]', { count: 2 }],
  [yes, '[{"$ref": "SubnetA"}, {"$ref": "SubnetB"}]', { count: 2 }],
  [no, '[{"$ref": "SubnetA"}, {"$ref": "SubnetA2"}]', { count: 2 }],
  [yes, '[{"$ref": "SubnetA"}, {"$ref": "SubnetX"}]', { count: 2 }],
  [no, '[{"$unknown": "Subnet"}]', { count: 2 }],
  [unknown, '{"$unknown": "Subnets"}', { count: 2 }],
  [unknown, '["subnet-a", "$open"]', { count: 2 }],
  [yes, '"subnet-a,subnet-b"', { count: 2 }],
]);

table('distinctAtLeast', [
  [yes, '["a", "b", "b"]', { count: 2 }],
  [no, '["b", "b"]', { count: 2 }],
  [unknown, '["b", {"$unknown": "C"}]', { count: 2 }],
]);

table('includesAll', [
  [yes, '["api", "audit", "x"]', { values: ['api', 'audit'] }],
  [no, '["API"]', { values: ['api'] }],
  [yes, '["API"]', { values: ['api'], anyCase: true }],
  [unknown, '["api", {"$unknown": "Log"}]', { values: ['api', 'audit'] }],
]);

table('jsonLongerThan', [
  [yes, '{"Sid": "Read", "Actions": ["a", 1]}', { characters: 31 }],
  [no, '{"Sid": "Read", "Actions": ["a", 1]}', { characters: 32 }],
  [yes, '"{ \\"a\\": 1 }"', { characters: 6 }],
  [no, '"{ \\"a\\": 1 }"', { characters: 7 }],
  [unknown, '{"Sid": {"$unknown": "Sid"}}', { characters: 20 }],
  [yes, '{"Sid": {"$unknown": "Sid"}}', { characters: 5 }],
]);

table('hasTag', [
  [yes, '{"Owner": "us"}', { keys: ['Owner'] }],
  [yes, '[{"Key": "owner", "Value": "us"}]', { keys: ['Owner'], anyCase: true }],
  [no, '[{"Key": "owner", "Value": "us"}]', { keys: ['Owner'] }],
  [no, '{"Owner": "us"}', { keys: ['Owner'], values: ['them'] }],
  [yes, '{"shop:Owner-Team": "us"}', { keys: ['*owner*'], anyCase: true }],
  [unknown, '{"$open": true}', { keys: ['Owner'] }],
  [unknown, '[{"Key": {"$unknown": "K"}, "Value": "us"}]', { keys: ['Owner'] }],
  [no, 'null', { keys: ['Owner'] }],
]);

table('jsonHas', [
  [yes, '"{\\"source\\": [\\"aws.ec2\\", \\"aws.health\\"]}"', { path: 'source', equals: 'aws.health' }],
  [no, '{"detail": {"a": 1}}', { path: 'detail.b' }],
  [yes, '{"detail": [{"a": 1}]}', { path: 'detail.a', equals: '1' }],
  [unknown, '{"$unknown": "Pattern"}', { path: 'source' }],
]);

const machine = (states: string, more = ''): string =>
  JSON.stringify(`{"StartAt": "A", ${more} "States": {${states}}}`);

table('taskWithoutRetry', [
  [yes, machine('"A": {"Type": "Task", "Resource": "x"}')],
  [no, machine('"A": {"Type": "Task", "Resource": "x", "Catch": [{}]}')],
  [
    no,
    machine('"A": {"Type": "Parallel", "Retry": [{}], "Branches": [{"States": {"B": {"Type": "Task"}}}]}'),
  ],
  [yes, machine('"A": {"Type": "Map", "ItemProcessor": {"States": {"B": {"Type": "Task"}}}}')],
  [unknown, '{"$unknown": "Definition"}'],
]);

table('taskWithoutTimeout', [
  [yes, machine('"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"}')],
  [
    no,
    machine(
      '"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "HeartbeatSeconds": 60}',
    ),
  ],
  [
    no,
    machine(
      '"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken"}',
      '"TimeoutSeconds": 60,',
    ),
  ],
  [no, machine('"A": {"Type": "Task", "Resource": "arn:aws:lambda:x"}')],
]);

const stage = (category: string, order = 1): string =>
  `{"Actions": [{"ActionTypeId": {"Category": "${category}"}, "RunOrder": ${String(order)}}]}`;

table('deploysWithout', [
  [yes, `[${stage('Source')}, ${stage('Deploy')}]`, { categories: ['Approval'] }],
  [no, `[${stage('Approval')}, ${stage('Deploy')}]`, { categories: ['Approval'] }],
  [no, `[${stage('Source')}, ${stage('Build')}]`, { categories: ['Approval'] }],
  [yes, `[${stage('Deploy')}, ${stage('Approval')}]`, { categories: ['Approval'] }],
  [unknown, `[${stage('Deploy')}, {"$unknown": "Stage"}]`, { categories: ['Approval'] }],
  [
    yes,
    '[{"action": [{"category": "Source"}]}, {"action": [{"category": "Deploy"}]}]',
    { categories: ['Approval'] },
  ],
]);

table('exactlyOnePresent', [
  [yes, '{"GatewayId": "igw-1"}', { of: ['GatewayId', 'NatGatewayId'] }],
  [no, '{"GatewayId": "igw-1", "NatGatewayId": "nat-1"}', { of: ['GatewayId', 'NatGatewayId'] }],
  [no, '{"RouteTableId": "rtb-1"}', { of: ['GatewayId', 'NatGatewayId'] }],
]);

describe('siblings', () => {
  const subnet = (id: string, body: string): Resource => resourceOf(id, 'AWS::EC2::Subnet', body);
  const judgeSubnet = (name: string, first: string, second: string, given: object): Expected => {
    const [a, b] = [subnet('A', first), subnet('B', second)];
    const block = b.body.entries.get('CidrBlock');
    assert.ok(block);
    const base = contextOf(b);
    return predicates[name]?.(
      { ...readingOf(block, b), steps: ['CidrBlock'] },
      { ...given },
      { ...base, ofType: () => [a, b] },
    ).truth;
  };

  test('overlap in the same network', () => {
    const given = { same: ['VpcId'] };
    assert.equal(
      judgeSubnet(
        'overlapsSibling',
        '{"VpcId": "v", "CidrBlock": "10.0.0.0/16"}',
        '{"VpcId": "v", "CidrBlock": "10.0.1.0/24"}',
        given,
      ),
      yes,
    );
    assert.equal(
      judgeSubnet(
        'overlapsSibling',
        '{"VpcId": "w", "CidrBlock": "10.0.0.0/16"}',
        '{"VpcId": "v", "CidrBlock": "10.0.1.0/24"}',
        given,
      ),
      no,
    );
    assert.equal(
      judgeSubnet(
        'overlapsSibling',
        '{"VpcId": "v", "CidrBlock": {"$unknown": "C"}}',
        '{"VpcId": "v", "CidrBlock": "10.0.1.0/24"}',
        given,
      ),
      unknown,
    );
  });

  test('share a zone', () => {
    const subnetIn = (zone: string): string =>
      `{"VpcId": "v", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": ${zone}}`;
    const given = { same: ['VpcId'] };
    const judgeZones = (first: string, second: string): Expected =>
      judgeSubnet('sharesZoneWithSiblings', subnetIn(first), subnetIn(second), given);
    assert.equal(judgeZones('"eu-west-1a"', '"eu-west-1a"'), yes);
    assert.equal(judgeZones('"eu-west-1a"', '"eu-west-1b"'), no);
    assert.equal(judgeZones('"eu-west-1a"', '{"$unknown": "Zone"}'), unknown);
  });

  test('repeat a value', () => {
    assert.equal(
      judgeSubnet(
        'repeatedAmongSiblings',
        '{"VpcId": "v", "CidrBlock": "10.0.1.0/24"}',
        '{"VpcId": "v", "CidrBlock": "10.0.1.0/24"}',
        { same: ['VpcId'] },
      ),
      yes,
    );
  });
});

describe('what is mentioned', () => {
  const judgeOwner = (owner: Resource, other: Resource, given: object = {}): Expected =>
    predicates['mentioned']?.(
      readingOf(owner.body, owner),
      { ...given },
      contextOf(owner, [...others, other]),
    ).truth;
  const address = resourceOf('Out', 'AWS::EC2::EIP');
  const gateway = resourceOf('Gateway', 'AWS::EC2::NatGateway', '{"At": [{"$ref": "Out.AllocationId"}]}');
  const inTerraform = (id: string, type: string, body?: string): Resource => ({
    ...resourceOf(id, type, body),
    dialect: 'terraform',
  });
  const written = inTerraform('aws_eip.out', 'aws_eip');
  const output = (value: string): Resource => inTerraform('@output.out', '@output', `{"value": "${value}"}`);

  test('is named at any depth by another resource, or written in its block', () => {
    assert.equal(judgeOwner(address, gateway), yes);
    assert.equal(judgeOwner(written, output('aws_eip.out.public_ip')), yes);
  });

  test('is not what has another name', () => {
    assert.equal(judgeOwner(address, resourceOf('Gateway', 'AWS::EC2::NatGateway')), no);
    assert.equal(judgeOwner(written, output('aws_eip.outer')), no);
    assert.equal(judgeOwner(written, output('aws_eip.out-2')), no);
  });

  test('is not what an exception names', () => {
    assert.equal(judgeOwner(address, gateway, { except: ['AWS::EC2::NatGateway'] }), no);
    assert.equal(judgeOwner(address, gateway, { exceptAttributes: ['AllocationId'] }), no);
  });
});

describe('evidence', () => {
  const show =
    (name: string, given: object = {}) =>
    ({ text }: { text: string }): { start: number; end: number; message: string }[] =>
      judge(name, text, given).evidence.map(({ at, text: message = '' }) => ({
        start: at.start,
        end: at.end,
        message,
      }));

  test('is the range that lets the world in', () => {
    check(
      `
      {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"]}
                                                                                        ~~~~~~~~~~~ 0.0.0.0/0
      `,
      show('admitsWorld', { ports: [22] }),
    );
  });

  test('is the value of the secret, not its name', () => {
    check(
      `
      {"STAGE": "dev", "DB_PASSWORD": "hunter22"}
                                      ~~~~~~~~~~ hunter22
      `,
      show('namesSecretWithLiteral'),
    );
  });
});
