import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { predicates } from '../../server/engine/predicates/registry.ts';
import { documentOf } from '../../server/engine/policy/document.ts';
import { overlaps, patternsOf, subsumes } from '../../server/engine/policy/pattern.ts';
import { settle } from '../../server/engine/reading.ts';
import type { Value } from '../../server/model/value.ts';
import { check } from '../fixture.ts';
import { contextOf, readingOf, resourceOf, valueOf } from './jsonValues.ts';

const yes = true;
const no = false;
const unknown = undefined;
type Expected = boolean | undefined;

const others = [
  resourceOf('Orders', 'AWS::S3::Bucket'),
  resourceOf('Worker', 'AWS::Lambda::Function'),
  resourceOf('Person', 'AWS::IAM::User'),
  resourceOf('App', 'AWS::IAM::Role'),
  resourceOf('GitHub', 'AWS::IAM::OIDCProvider'),
];
const owner = resourceOf('Policy', 'AWS::IAM::Policy');
const tables = {
  writes: { 's3:PutObject': { key: 's3:PutObject' } },
  wild: { 's3:Put*': { key: 's3:Put*' }, 'sqs:SendMessage': { key: 'sqs:SendMessage' } },
};

function judge(name: string, value: Value, given = {}): ReturnType<NonNullable<(typeof predicates)[string]>> {
  const predicate = predicates[name];
  assert.ok(predicate, name);
  return predicate(readingOf(value, owner), given, contextOf(owner, others, tables));
}

/** Runs a predicate over statements, each one drawn as JSON. */
function table(name: string, rows: readonly (readonly [Expected, string, object?])[]): void {
  describe(name, () => {
    for (const [expected, statements, given] of rows) {
      test(`${String(expected)} of ${statements}${given ? ` given ${JSON.stringify(given)}` : ''}`, () => {
        const text = `{"Statement": [${statements}]}`;
        assert.equal(judge(name, valueOf(text), given).truth, expected);
      });
    }
  });
}

const allow = (rest: string): string => `{"Effect": "Allow", ${rest}}`;
const deny = (rest: string): string => `{"Effect": "Deny", ${rest}}`;
const everyone = '"Principal": "*"';
const get = '"Action": "s3:GetObject", "Resource": "*"';

table('allowsAnyone', [
  [
    yes,
    allow(`${everyone}, ${get}, "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}`),
    { whateverConditions: true },
  ],
  [no, allow(`"Principal": {"AWS": "123456789012"}, ${get}`), { whateverConditions: true }],
  [yes, allow(`"Principal": {"Service": "*"}, ${get}`), { whateverConditions: true }],
]);

table('allowsAnyone', [
  [yes, allow(`${everyone}, ${get}`)],
  [yes, allow(`"Principal": {"AWS": "*"}, ${get}`)],
  [yes, allow(`"Principal": {"AWS": ["arn:aws:iam::123456789012:root", "*"]}, ${get}`)],
  [no, allow(`"Principal": {"AWS": "123456789012"}, ${get}`)],
  [no, allow(`"Principal": {"Service": "s3.amazonaws.com"}, ${get}`)],
  [no, deny(`${everyone}, ${get}`)],
  [no, allow(get)],
  [unknown, allow(`"Principal": {"$unknown": "Who"}, ${get}`)],
  [unknown, allow(`"Principal": {"AWS": {"$unknown": "Who"}}, ${get}`)],
  [no, allow(`"Principal": {"AWS": {"$ref": "App.Arn"}}, ${get}`)],
  [
    no,
    allow(
      `"Principal": {"AWS": {"$text": ["arn:aws:iam::", {"$unknown": "AWS::AccountId"}, ":root"]}}, ${get}`,
    ),
  ],
  [yes, allow(`${everyone}, ${get}, "Condition": {"Bool": {"aws:SecureTransport": "true"}}`)],
  [no, allow(`${everyone}, ${get}, "Condition": {"StringEquals": {"AWS:SourceAccount": "123456789012"}}`)],
  [no, allow(`${everyone}, ${get}, "Condition": {"ArnLike": {"aws:sourcearn": {"$ref": "Orders.Arn"}}}`)],
  [
    unknown,
    allow(`${everyone}, ${get}, "Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}`),
  ],
  [
    yes,
    allow(
      `${everyone}, ${get}, "Condition": {"StringEqualsIfExists": {"aws:SourceAccount": "123456789012"}}`,
    ),
  ],
  [
    yes,
    allow(`${everyone}, ${get}, "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}`),
  ],
  [yes, allow(`"Principal": {"AWS": "arn:aws:iam::*:role/x"}, ${get}`)],
  [yes, allow(`${everyone}, ${get}, "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}`)],
  [yes, allow(`${everyone}, ${get}, "Condition": {"StringLike": {"aws:PrincipalArn": "*"}}`)],
  [no, allow(`${everyone}, ${get}, "Condition": {"IpAddress": {"aws:SourceIp": ["192.0.2.0/24"]}}`)],
  [
    yes,
    allow(`${everyone}, ${get}, "Condition": {"IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "0.0.0.0/0"]}}`),
  ],
  [
    unknown,
    allow(`${everyone}, ${get}, "Condition": {"IpAddress": {"aws:SourceIp": {"$unknown": "Range"}}}`),
  ],
  [unknown, allow(`${everyone}, ${get}, "Condition": {"$unknown": "C"}`)],
  [
    yes,
    allow(
      `${everyone}, ${get}, "Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}`,
    ),
  ],
  [
    no,
    allow(
      `${everyone}, ${get}, "Condition": {"StringEquals": {"kms:CallerAccount": {"$unknown": "AWS::AccountId"}, "kms:ViaService": "x"}}`,
    ),
  ],
  [no, `${allow(`${everyone}, ${get}`)}, ${deny(`${everyone}, "Action": "s3:*", "Resource": "*"`)}`],
  [yes, `${allow(`${everyone}, ${get}`)}, ${deny(`${everyone}, "Action": "s3:PutObject", "Resource": "*"`)}`],
  [
    no,
    `${allow(`${everyone}, ${get}`)}, ${deny(`${everyone}, "Action": "s3:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}`)}`,
  ],
  [
    yes,
    `${allow(`${everyone}, ${get}`)}, ${deny(`${everyone}, "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}`)}`,
  ],
  [
    no,
    `${allow(`${everyone}, ${get}`)}, ${deny(`"NotPrincipal": {"AWS": {"$ref": "App.Arn"}}, "Action": "s3:*", "Resource": "*"`)}`,
  ],
  [yes, `${allow(`${everyone}, ${get}`)}, {"$unknown": "More"}`],
  [unknown, `${allow(`"Principal": {"AWS": "123456789012"}, ${get}`)}, "$open"`],
  [yes, allow(`${everyone}, ${get}`), { actions: ['s3:Get*'] }],
  [no, allow(`${everyone}, ${get}`), { actions: ['s3:PutObject'] }],
  [yes, allow(`${everyone}, "NotAction": "s3:DeleteBucket", "Resource": "*"`), { actions: ['s3:PutObject'] }],
  [unknown, `{"Effect": {"$unknown": "E"}, ${everyone}, ${get}}`],
  [
    yes,
    `{"effect": "Allow", "actions": ["s3:GetObject"], "resources": ["*"], "principals": [{"type": "AWS", "identifiers": ["*"]}]}`,
  ],
  [
    no,
    `{"actions": ["s3:*"], "resources": ["*"], "principals": {"type": "*", "identifiers": ["*"]}, "condition": {"test": "StringEquals", "variable": "aws:PrincipalOrgID", "values": ["o-1"]}}`,
  ],
]);

table('allowsFullAdmin', [
  [yes, allow('"Action": "*", "Resource": "*"')],
  [yes, allow('"Action": ["s3:GetObject", "*:*"], "Resource": ["arn:aws:s3:::x", "*"]')],
  [no, allow('"Action": "s3:*", "Resource": "*"')],
  [no, allow('"Action": "*", "Resource": "arn:aws:s3:::x"')],
  [no, allow('"Action": "*", "Resource": {"$ref": "Orders.Arn"}')],
  [unknown, allow('"Action": "*", "Resource": {"$unknown": "Where"}')],
  [unknown, allow('"Action": {"$unknown": "What"}, "Resource": "*"')],
  [no, deny('"Action": "*", "Resource": "*"')],
  [
    yes,
    allow('"Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}'),
  ],
  [
    no,
    allow('"Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}'),
    { unlessCondition: 'any' },
  ],
]);

table('allowsServiceWildcard', [
  [yes, allow('"Action": "S3:*", "Resource": "*"')],
  [no, allow('"Action": "*", "Resource": "*"')],
  [no, allow('"Action": "s3:Get*", "Resource": "*"')],
  [no, allow('"Action": "s3:*", "Resource": "arn:aws:s3:::x/*"')],
  [no, allow('"Action": "logs:*", "Resource": "*"'), { exceptServices: ['logs'] }],
  [no, allow('"Action": "s3:*", "Resource": "*"'), { services: ['iam'] }],
]);

table('allowsAction', [
  [yes, allow('"Action": "lambda:Invoke*", "Resource": "*"'), { actions: ['lambda:InvokeFunction'] }],
  [no, allow('"NotAction": "lambda:*", "Resource": "*"'), { actions: ['lambda:InvokeFunction'] }],
  [yes, allow('"NotAction": "s3:*", "Resource": "*"'), { actions: ['lambda:InvokeFunction'] }],
  [
    no,
    `${allow('"Action": "*", "Resource": "*"')}, ${deny('"Action": "lambda:*", "Resource": "*"')}`,
    { actions: ['lambda:InvokeFunction'] },
  ],
  [
    unknown,
    `${allow('"Action": "*", "Resource": "*"')}, ${deny('"Action": {"$unknown": "D"}, "Resource": "*"')}`,
    { actions: ['lambda:InvokeFunction'] },
  ],
  [
    yes,
    `${allow('"Action": "*", "Resource": "*"')}, ${deny('"Action": "lambda:*", "Resource": {"$ref": "Worker.Arn"}')}`,
    { actions: ['lambda:InvokeFunction'] },
  ],
  [
    yes,
    allow('"Action": "lambda:*", "Resource": {"$ref": "Worker.Arn"}'),
    { resourceTypes: ['AWS::Lambda::Function'] },
  ],
  [
    no,
    allow('"Action": "lambda:*", "Resource": {"$ref": "Orders.Arn"}'),
    { resourceTypes: ['AWS::Lambda::Function'] },
  ],
  [
    yes,
    allow(
      '"Action": "iam:PassRole", "Resource": {"$text": ["arn:aws:iam::", {"$unknown": "AWS::AccountId"}, ":role/*"]}',
    ),
    { resource: 'kind' },
  ],
  [
    no,
    allow(
      '"Action": "iam:PassRole", "Resource": {"$text": ["arn:aws:iam::", {"$unknown": "AWS::AccountId"}, ":role/app-*"]}',
    ),
    { resource: 'kind' },
  ],
  [
    unknown,
    allow('"Action": "s3:GetObject", "Resource": {"$text": [{"$unknown": "Arn"}, "/*"]}'),
    { resource: 'kind' },
  ],
  [
    yes,
    allow('"Action": "s3:GetObject", "Resource": {"$if": ["Open", "*", "arn:aws:s3:::x"]}'),
    { resource: 'all' },
  ],
]);

table('allowsActionInTable', [
  [yes, allow('"Action": ["s3:PutObject"], "Resource": "*"'), { table: 'writes' }],
  [no, allow('"Action": ["s3:PutObject"], "Resource": "arn:aws:s3:::x/*"'), { table: 'writes' }],
  [no, allow('"Action": ["s3:GetObject"], "Resource": "*"'), { table: 'writes' }],
]);

const wild = { table: ['wild'], wildcards: true, unlessCondition: 'any' };
table('allowsActionInTable', [
  [yes, allow('"Action": "s3:PutObjectAcl", "Resource": "*"'), wild],
  [yes, allow('"Action": ["s3:Get*", "s3:P*"], "Resource": "*"'), wild],
  [yes, allow('"Action": "*", "Resource": "*"'), wild],
  [yes, allow('"NotAction": "s3:*", "Resource": "*"'), wild],
  [no, allow('"NotAction": ["s3:*", "sqs:*"], "Resource": "*"'), wild],
  [no, allow('"Action": "s3:Get*", "Resource": "*"'), wild],
  [no, allow('"Action": "s3:*", "Resource": "arn:aws:s3:::x/*"'), wild],
  [no, allow('"Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"a": "true"}}'), wild],
  [no, `${allow('"Action": "sqs:*", "Resource": "*"')}, ${deny('"Action": "sqs:*", "Resource": "*"')}`, wild],
  [unknown, allow('"Action": {"$unknown": "What"}, "Resource": "*"'), wild],
]);

table('allowsWildcard', [
  [yes, allow('"Action": "s3:Get*", "Resource": "arn:aws:s3:::x"'), { in: 'actions' }],
  [no, allow('"Action": "s3:GetObject", "Resource": "*"'), { in: 'actions' }],
  [no, deny('"Action": "s3:*", "Resource": "*"'), { in: 'actions' }],
  [
    yes,
    allow('"Action": "s3:GetObject", "Resource": ["arn:aws:s3:::x", "*"]'),
    { in: 'resources', whole: true },
  ],
  [no, allow('"Action": "s3:GetObject", "Resource": "arn:aws:s3:::x/*"'), { in: 'resources', whole: true }],
  [
    unknown,
    allow('"Action": "s3:GetObject", "Resource": {"$unknown": "Which"}'),
    { in: 'resources', whole: true },
  ],
]);

table('hasConditionOn', [
  [
    yes,
    deny(
      '"Action": "*", "Resource": "*", "Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}',
    ),
    { keys: ['aws:multifactorauth*'] },
  ],
  [no, allow(get), { keys: ['aws:MultiFactorAuthPresent'] }],
]);

table('grantsToWrittenAccount', [
  [yes, allow(`"Principal": {"AWS": "arn:aws:iam::123456789012:role/x"}, ${get}`)],
  [no, allow(`"Principal": {"AWS": "arn:aws:iam::123456789012:role/x"}, ${get}`), { whole: true }],
  [yes, allow(`"Principal": {"AWS": "123456789012"}, ${get}`), { whole: true }],
  [no, allow(`"Principal": "*", ${get}`)],
]);

const githubTrust = (condition: string): string =>
  allow(
    `"Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {${condition}}`,
  );
const subject = (value: string): string =>
  githubTrust(`"StringLike": {"token.actions.githubusercontent.com:sub": "${value}"}`);
table('trustsGithubFreely', [
  [yes, githubTrust('"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}')],
  [yes, subject('*')],
  [yes, subject('repo:*')],
  [yes, subject('repo:acme*')],
  [yes, subject('workflow:deploy:repo:acme/orders')],
  [no, subject('repo:acme/*')],
  [no, subject('repo:acme/orders:ref:refs/heads/main')],
  [no, allow('"Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}')],
]);

table('allowsEscalation', [
  [yes, allow('"Action": "iam:AttachRolePolicy", "Resource": "*"')],
  [yes, allow('"Action": "iam:*", "Resource": "arn:aws:iam::*:user/*"')],
  [no, allow('"Action": "iam:AttachRolePolicy", "Resource": "arn:aws:iam::123456789012:role/app-*"')],
  [no, allow('"Action": "iam:PassRole", "Resource": "*"')],
  [
    yes,
    `${allow('"Action": "iam:PassRole", "Resource": "*"')}, ${allow('"Action": "lambda:*", "Resource": {"$ref": "Worker.Arn"}')}`,
  ],
  [
    no,
    `${allow('"Action": "iam:PassRole", "Resource": "*", "Condition": {"StringEquals": {"iam:PassedToService": "x"}}')}, ${allow('"Action": "lambda:*", "Resource": "*"')}`,
  ],
  [yes, allow('"NotAction": "s3:*", "Resource": "*"')],
  [no, allow('"NotAction": ["iam:*"], "Resource": "*"')],
]);

table('passesRoleFreely', [
  [yes, allow('"Action": "iam:Pass*", "Resource": "*"')],
  [no, allow('"Action": "iam:PassRole", "Resource": {"$ref": "App.Arn"}')],
  [no, allow('"Action": "iam:PassRole", "Resource": "arn:aws:s3:::*"')],
]);

table('grantsToServiceFreely', [
  [yes, allow('"Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*"')],
  [
    no,
    allow(
      '"Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*", "Condition": {"ArnEquals": {"aws:SourceArn": "x"}}',
    ),
  ],
  [
    no,
    allow(
      '"Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"}, "Action": "s3:PutObject"',
    ),
  ],
  [no, allow('"Principal": {"AWS": "*"}, "Action": "s3:PutObject"')],
]);

table('grantsToService', [
  [
    yes,
    allow('"Principal": {"Service": ["x.amazonaws.com", "ec2.amazonaws.com"]}, "Action": "sts:AssumeRole"'),
    { services: ['ec2.amazonaws.com'] },
  ],
  [
    no,
    allow('"Principal": {"Service": "ecs.amazonaws.com"}, "Action": "sts:AssumeRole"'),
    { services: ['ec2.amazonaws.com'] },
  ],
  [
    unknown,
    allow('"Principal": {"Service": {"$unknown": "S"}}, "Action": "sts:AssumeRole"'),
    { services: ['ec2.amazonaws.com'] },
  ],
]);

const root = '"Principal": {"AWS": {"$text": ["arn:aws:iam::", {"$unknown": "AWS::AccountId"}, ":root"]}}';

table('grantsAllActions', [
  [no, allow(`${root}, "Action": "kms:*", "Resource": "*"`)],
  [
    yes,
    allow('"Principal": {"AWS": "arn:aws:iam::123456789012:role/x"}, "Action": "kms:*", "Resource": "*"'),
  ],
  [yes, allow('"Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "kms:*", "Resource": "*"')],
  [no, allow(`${everyone}, "Action": "kms:Decrypt", "Resource": "*"`)],
  [
    no,
    allow('"Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "kms:*"'),
    { ownAccounts: ['123456789012'] },
  ],
]);

table('grantsOtherAccountAllActions', [
  [yes, allow('"Principal": {"AWS": "123456789012"}, "Action": "sqs:*"')],
  [no, allow('"Principal": {"AWS": "123456789012"}, "Action": "sqs:SendMessage"')],
  [no, allow('"Principal": {"AWS": "123456789012"}, "Action": "sqs:*"'), { ownAccounts: ['123456789012'] }],
  [no, allow(`${root}, "Action": "sqs:*"`)],
]);

table('mixesKeyDuties', [
  [yes, allow('"Principal": {"AWS": {"$ref": "App.Arn"}}, "Action": "kms:*", "Resource": "*"')],
  [no, allow(`${root}, "Action": "kms:*", "Resource": "*"`)],
  [no, allow('"Principal": {"AWS": {"$ref": "App.Arn"}}, "Action": ["kms:Decrypt"], "Resource": "*"')],
]);

const plainHttp = '"Condition": {"Bool": {"aws:SecureTransport": false}}';

table('deniesInsecureTransport', [
  [yes, deny(`${everyone}, "Action": "s3:*", "Resource": "*", ${plainHttp}`)],
  [
    yes,
    deny(
      `"Principal": {"AWS": "*"}, "Action": "*", "Resource": "*", "Condition": {"BoolIfExists": {"aws:securetransport": ["false"]}}`,
    ),
  ],
  [no, deny(`${everyone}, "Action": "s3:GetObject", "Resource": "*", ${plainHttp}`)],
  [no, deny(`"Principal": {"AWS": "123456789012"}, "Action": "s3:*", "Resource": "*", ${plainHttp}`)],
  [no, allow(`${everyone}, "Action": "s3:*", "Resource": "*", ${plainHttp}`)],
  [
    yes,
    allow(
      `${everyone}, "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}`,
    ),
  ],
  [
    no,
    deny(
      `${everyone}, "Action": "s3:*", "Resource": "*", "Condition": {"NumericLessThan": {"s3:TlsVersion": 1.2}}`,
    ),
  ],
  [
    yes,
    deny(`${everyone}, "Action": "sns:Publish", "Resource": "*", ${plainHttp}`),
    { actions: ['sns:Publish'] },
  ],
  [unknown, '{"$unknown": "S"}'],
  [no, ''],
]);

table('deniesTlsBelow', [
  [
    yes,
    deny(
      `${everyone}, "Action": "s3:*", "Resource": "*", "Condition": {"NumericLessThan": {"s3:TlsVersion": ["1.2"]}}`,
    ),
    { version: 1.2 },
  ],
  [
    no,
    deny(
      `${everyone}, "Action": "s3:*", "Resource": "*", "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.1"}}`,
    ),
    { version: 1.2 },
  ],
]);

table('deniesEveryone', [
  [yes, deny(`${everyone}, "Action": "s3:*", "Resource": "*"`)],
  [no, deny(`${everyone}, "Action": "s3:*", "Resource": "*", ${plainHttp}`)],
  [no, deny(`"NotPrincipal": {"AWS": "123456789012"}, "Action": "s3:*", "Resource": "*"`)],
]);

table('trustsAnyone', [
  [yes, allow('"Principal": {"Service": "*"}, "Action": "sts:AssumeRole"')],
  [yes, allow('"NotPrincipal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"')],
  [no, allow('"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"')],
  [
    no,
    allow(
      `${everyone}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}`,
    ),
  ],
]);

table('trustsOtherAccountFreely', [
  [yes, allow('"Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "sts:AssumeRole"')],
  [
    no,
    allow(
      '"Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "x"}}',
    ),
  ],
  [no, allow(`${root}, "Action": "sts:AssumeRole"`)],
  [unknown, allow('"Principal": {"$unknown": "P"}, "Action": "sts:AssumeRole"')],
]);

table('trustsPeopleWithoutMfa', [
  [yes, allow(`${root}, "Action": "sts:AssumeRole"`)],
  [yes, allow('"Principal": {"AWS": {"$ref": "Person.Arn"}}, "Action": "sts:AssumeRole"')],
  [no, allow('"Principal": {"AWS": {"$ref": "App.Arn"}}, "Action": "sts:AssumeRole"')],
  [
    no,
    allow(
      `${root}, "Action": "sts:AssumeRole", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}`,
    ),
  ],
]);

const github = '"Principal": {"Federated": {"$ref": "GitHub"}}, "Action": "sts:AssumeRoleWithWebIdentity"';
const host = 'token.actions.githubusercontent.com';

table('trustsFederationFreely', [
  [yes, allow(github)],
  [yes, allow(`${github}, "Condition": {"StringEquals": {"${host}:aud": "sts.amazonaws.com"}}`)],
  [yes, allow(`${github}, "Condition": {"StringLike": {"${host}:sub": "repo:*"}}`)],
  [yes, allow(`${github}, "Condition": {"StringLike": {"${host}:sub": "repo:acme*"}}`)],
  [no, allow(`${github}, "Condition": {"StringLike": {"${host}:sub": "repo:acme/*"}}`)],
  [
    no,
    allow(
      `${github}, "Condition": {"StringLike": {"${host}:sub": {"$text": ["repo:", {"$unknown": "Org"}, "/*"]}}}`,
    ),
  ],
  [unknown, allow(`${github}, "Condition": {"StringEquals": {"${host}:repository_owner": "acme"}}`)],
  [
    unknown,
    allow('"Principal": {"Federated": {"$unknown": "Provider"}}, "Action": "sts:AssumeRoleWithWebIdentity"'),
  ],
  [
    no,
    allow(
      '"Principal": {"Federated": "cognito-identity.amazonaws.com"}, "Action": "sts:AssumeRoleWithWebIdentity"',
    ),
  ],
]);

table('trustsCognitoFreely', [
  [
    yes,
    allow(
      '"Principal": {"Federated": "cognito-identity.amazonaws.com"}, "Action": "sts:AssumeRoleWithWebIdentity"',
    ),
  ],
  [
    no,
    allow(
      '"Principal": {"Federated": "cognito-identity.amazonaws.com"}, "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "x"}}',
    ),
  ],
]);

table('trustsUnauthenticated', [
  [
    yes,
    allow(
      '"Principal": {"Federated": "cognito-identity.amazonaws.com"}, "Condition": {"ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "unauthenticated"}}',
    ),
  ],
]);

table('trustsAllActions', [
  [yes, allow(`${everyone}, "Action": "sts:*"`)],
  [yes, allow(`${everyone}, "NotAction": "sts:TagSession"`)],
  [no, allow(`${everyone}, "Action": ["sts:AssumeRole", "sts:TagSession"]`)],
]);

table('allowsNotAction', [
  [yes, allow('"NotAction": "iam:*", "Resource": "*"')],
  [no, deny('"NotAction": "iam:*", "Resource": "*"')],
  [no, allow('"Action": "s3:*", "NotAction": [], "Resource": "*"')],
]);

table('hasMalformedAction', [
  [yes, allow('"Action": "GetObject", "Resource": "*"')],
  [no, allow('"Action": ["s3:Get*", "*"], "Resource": "*"')],
]);

describe('a policy document', () => {
  const read = (text: string): ReturnType<typeof documentOf> =>
    documentOf(readingOf(valueOf(text), owner).value, (value) => settle(value, { holds: () => true }));

  test('may have one statement instead of a list', () => {
    assert.equal(read('{"Statement": {"Effect": "Deny"}}').statements.length, 1);
  });

  test('may be a JSON string', () => {
    assert.equal(
      read(JSON.stringify('{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}')).statements
        .length,
      1,
    );
  });

  test('may be a JSON string with unknown parts', () => {
    const { statements } = read(
      '{"$text": ["{\\"Statement\\": [{\\"Resource\\": \\"", {"$unknown": "Arn"}, "/*\\"}]}"]}',
    );
    assert.equal(statements[0]?.resources?.patterns[0]?.parts.length, 2);
  });

  test('is not the name of a managed policy', () => {
    assert.deepEqual(read('"AmazonS3FullAccess"'), { statements: [], gaps: [] });
  });

  test('that is unknown has a gap', () => {
    assert.equal(read('{"$unknown": "Document"}').gaps.length, 1);
  });
});

describe('patterns', () => {
  const pattern = (text: string): NonNullable<ReturnType<typeof patternsOf>['patterns'][number]> => {
    const [only] = patternsOf(valueOf(text), (value) => settle(value, { holds: () => true })).patterns;
    assert.ok(only);
    return only;
  };
  const bucket = '{"$text": ["arn:aws:s3:::", {"$ref": "Orders"}, "/*"]}';
  const key = '{"$text": ["arn:aws:s3:::", {"$ref": "Orders"}, "/a"]}';

  for (const [a, b, expected] of [
    ['"s3:*"', '"s3:Get*"', yes],
    ['"s3:Get*"', '"s3:*"', no],
    ['"s3:?et*"', '"s3:GetObject"', yes],
    ['"*"', bucket, yes],
    [bucket, '"*"', no],
    [bucket, key, yes],
    [bucket, '"arn:aws:s3:::x/y"', unknown],
    ['{"$unknown": "P"}', '"s3:*"', unknown],
  ] as const) {
    test(`${a} covers ${b}: ${String(expected)}`, () => {
      assert.equal(subsumes(pattern(a), pattern(b), true), expected);
    });
  }

  test('overlap where one string fits both', () => {
    assert.equal(overlaps(pattern('"s3:*Object"'), pattern('"s3:Get*"'), true), yes);
    assert.equal(overlaps(pattern('"s3:Put*"'), pattern('"s3:Get*"'), true), no);
  });
});

describe('evidence', () => {
  const show =
    (name: string, given = {}) =>
    ({ text }: { text: string }): { start: number; end: number; message: string }[] =>
      judge(name, valueOf(text), given).evidence.map(({ at, text: message = '' }) => ({
        start: at.start,
        end: at.end,
        message,
      }));

  test('is the principal that lets everyone in', () => {
    check(
      `
      {"Statement": [{"Effect": "Allow", "Principal": {"AWS": ["123456789012", "*"]}, "Action": "sqs:SendMessage"}]}
                                                                               ~~~ *
      `,
      show('allowsAnyone'),
    );
  });

  test('is the action that grants too much', () => {
    check(
      `
      {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "iam:Put*"], "Resource": "*"}]}
                                                                    ~~~~~~~~~~ iam:Put*
      `,
      show('allowsEscalation'),
    );
  });

  test('is what leaves it open', () => {
    check(
      `
      {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": {"$unknown": "Where"}}]}
                                                                    ~~~~~~~~~~~~~~~~~~~~~
      `,
      show('allowsFullAdmin'),
    );
  });
});
