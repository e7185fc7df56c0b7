import { tagList } from './conversions.ts';
import { impliedValue, renamed, same, type Setting, type View } from './view.ts';

const tags: Setting = { ...renamed('Tags', 'Tags'), convert: tagList };

/** What `AWS::Serverless::SimpleTable` becomes: on demand unless a throughput is given. */
export const tableViews: readonly View[] = [
  {
    type: 'AWS::DynamoDB::Table',
    settings: [
      ...same('TableName', 'ProvisionedThroughput', 'SSESpecification', 'PointInTimeRecoverySpecification'),
      { from: ['PrimaryKey', 'Name'], to: ['KeySchema', 0, 'AttributeName'] },
      tags,
    ],
    implied: (resource) =>
      resource.body.entries.has('ProvisionedThroughput')
        ? []
        : [[['BillingMode'], impliedValue(resource, 'PAY_PER_REQUEST')]],
  },
];

/** What `AWS::Serverless::StateMachine` becomes, apart from its role. */
export const stateMachineViews: readonly View[] = [
  {
    type: 'AWS::StepFunctions::StateMachine',
    settings: [
      ...same('Definition', 'DefinitionSubstitutions', 'EncryptionConfiguration'),
      renamed('DefinitionUri', 'DefinitionS3Location'),
      renamed('Logging', 'LoggingConfiguration'),
      renamed('Tracing', 'TracingConfiguration'),
      renamed('Role', 'RoleArn'),
      renamed('Type', 'StateMachineType'),
      renamed('Name', 'StateMachineName'),
      tags,
    ],
  },
];

export const layerViews: readonly View[] = [
  {
    type: 'AWS::Lambda::LayerVersion',
    settings: [
      ...same('LayerName', 'Description', 'CompatibleRuntimes', 'CompatibleArchitectures', 'LicenseInfo'),
      renamed('ContentUri', 'Content'),
    ],
  },
];

/** A nested application is a nested stack whose template lies elsewhere. */
export const applicationViews: readonly View[] = [
  {
    type: 'AWS::CloudFormation::Stack',
    settings: [
      ...same('Parameters', 'NotificationARNs', 'TimeoutInMinutes'),
      renamed('Location', 'TemplateURL'),
      tags,
    ],
  },
];
