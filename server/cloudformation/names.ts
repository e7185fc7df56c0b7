/** The names that CloudFormation gives to sections, functions and pseudo parameters, written once. */

export const sections = {
  description: 'Description',
  metadata: 'Metadata',
  parameters: 'Parameters',
  rules: 'Rules',
  mappings: 'Mappings',
  conditions: 'Conditions',
  transform: 'Transform',
  globals: 'Globals',
  resources: 'Resources',
  outputs: 'Outputs',
} as const;

export const fn = {
  ref: 'Ref',
  condition: 'Condition',
  getAtt: 'Fn::GetAtt',
  sub: 'Fn::Sub',
  join: 'Fn::Join',
  select: 'Fn::Select',
  split: 'Fn::Split',
  if: 'Fn::If',
  findInMap: 'Fn::FindInMap',
  base64: 'Fn::Base64',
  cidr: 'Fn::Cidr',
  getAzs: 'Fn::GetAZs',
  importValue: 'Fn::ImportValue',
  transform: 'Fn::Transform',
  toJsonString: 'Fn::ToJsonString',
  length: 'Fn::Length',
  equals: 'Fn::Equals',
  and: 'Fn::And',
  or: 'Fn::Or',
  not: 'Fn::Not',
} as const;

/** What a loop's key begins with; the loop's name follows. */
export const forEachPrefix = 'Fn::ForEach::';

export const noValue = 'AWS::NoValue';

/** `AWS::NoValue` is none of them: it removes what it stands for. */
export const pseudoParameters: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);
