import { scalar } from '../evaluate/values.ts';
import { tagList } from './conversions.ts';
import { impliedReference, renamed, same, under, type View } from './view.ts';

const lambda = 'AWS::Lambda::Function';

/** What `AWS::Serverless::Function` becomes, apart from its role and its events. */
export const functionViews: readonly View[] = [
  {
    type: lambda,
    settings: [
      ...same(
        'FunctionName',
        'Description',
        'Handler',
        'Runtime',
        'Timeout',
        'MemorySize',
        'Role',
        'Environment',
      ),
      ...same(
        'VpcConfig',
        'KmsKeyArn',
        'ReservedConcurrentExecutions',
        'Architectures',
        'Layers',
        'EphemeralStorage',
      ),
      ...same(
        'FileSystemConfigs',
        'ImageConfig',
        'PackageType',
        'CodeSigningConfigArn',
        'SnapStart',
        'LoggingConfig',
      ),
      ...same(
        'RuntimeManagementConfig',
        'RecursiveLoop',
        'DurableConfig',
        'TenancyConfig',
        'CapacityProviderConfig',
      ),
      { ...renamed('DeadLetterQueue', 'DeadLetterConfig'), onlyWritten: true },
      renamed('Tracing', 'TracingConfig', 'Mode'),
      renamed('InlineCode', 'Code', 'ZipFile'),
      renamed('ImageUri', 'Code', 'ImageUri'),
      { ...renamed('Tags', 'Tags'), convert: tagList },
    ],
  },
  {
    type: 'AWS::Lambda::Alias',
    when: ['AutoPublishAlias'],
    settings: [renamed('AutoPublishAlias', 'Name'), ...same('ProvisionedConcurrencyConfig')],
    implied: (resource) => [[['FunctionName'], impliedReference(resource, lambda)]],
  },
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    when: ['EventInvokeConfig'],
    settings: under(
      'EventInvokeConfig',
      'MaximumEventAgeInSeconds',
      'MaximumRetryAttempts',
      'DestinationConfig',
    ),
    implied: (resource) => [[['FunctionName'], impliedReference(resource, lambda)]],
  },
  {
    type: 'AWS::Lambda::Url',
    when: ['FunctionUrlConfig'],
    settings: under('FunctionUrlConfig', 'AuthType', 'Cors', 'InvokeMode'),
    implied: (resource) => [[['TargetFunctionArn'], impliedReference(resource, lambda)]],
  },
  {
    type: 'AWS::CodeDeploy::DeploymentGroup',
    when: ['DeploymentPreference', 'Alarms'],
    settings: [
      { from: ['DeploymentPreference', 'Alarms'], to: ['AlarmConfiguration', 'Alarms'], onlyWritten: true },
    ],
    implied: (resource) => [
      [['AutoRollbackConfiguration', 'Enabled'], scalar({ at: resource.nameAt }, true)],
    ],
  },
];
