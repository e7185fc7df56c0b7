import { endpointTypes, tagList } from './conversions.ts';
import { impliedReference, impliedValue, renamed, same, under, type Setting, type View } from './view.ts';

const rest = 'AWS::ApiGateway::RestApi';
const http = 'AWS::ApiGatewayV2::Api';

const tags: Setting = { ...renamed('Tags', 'Tags'), convert: tagList };

/** What `AWS::Serverless::Api` becomes. */
export const apiViews: readonly View[] = [
  {
    type: rest,
    settings: [
      ...same(
        'Name',
        'Description',
        'BinaryMediaTypes',
        'MinimumCompressionSize',
        'ApiKeySourceType',
        'Mode',
      ),
      ...same('DisableExecuteApiEndpoint', 'FailOnWarnings', 'SecurityPolicy', 'EndpointAccessMode'),
      renamed('DefinitionBody', 'Body'),
      renamed('DefinitionUri', 'BodyS3Location'),
      { ...renamed('EndpointConfiguration', 'EndpointConfiguration'), convert: endpointTypes },
      {
        from: ['Auth', 'ResourcePolicy'],
        to: ['Policy'],
        convert: ({ at, key, origins }) => ({
          kind: 'unknown',
          at,
          key,
          origins,
          present: true,
          cause: { kind: 'transform', subject: 'ResourcePolicy', at },
        }),
      },
      tags,
    ],
  },
  {
    type: 'AWS::ApiGateway::Stage',
    settings: [
      ...same('StageName', 'AccessLogSetting', 'TracingEnabled', 'CacheClusterEnabled', 'CacheClusterSize'),
      ...same('MethodSettings', 'CanarySetting', 'Variables'),
      tags,
    ],
    implied: (resource) => [[['RestApiId'], impliedReference(resource, rest)]],
  },
  {
    type: 'AWS::ApiGateway::UsagePlan',
    when: ['Auth', 'UsagePlan', 'CreateUsagePlan'],
    unless: 'NONE',
    settings: ['Quota', 'Throttle', 'Description', 'UsagePlanName'].map((name) => ({
      from: ['Auth', 'UsagePlan', name],
      to: [name],
    })),
    implied: (resource) => [
      [['ApiStages', 0, 'ApiId'], impliedReference(resource, rest)],
      [['ApiStages', 0, 'Stage'], impliedReference(resource, 'AWS::ApiGateway::Stage')],
    ],
  },
  {
    type: 'AWS::ApiGateway::DomainName',
    when: ['Domain'],
    settings: [
      ...under(
        'Domain',
        'DomainName',
        'SecurityPolicy',
        'MutualTlsAuthentication',
        'OwnershipVerificationCertificateArn',
      ),
      { from: ['Domain', 'CertificateArn'], to: ['CertificateArn'] },
      { from: ['Domain', 'EndpointConfiguration'], to: ['EndpointConfiguration'], convert: endpointTypes },
    ],
  },
];

/** What `AWS::Serverless::HttpApi` becomes. */
export const httpApiViews: readonly View[] = [
  {
    type: http,
    settings: [
      ...same(
        'Name',
        'Description',
        'CorsConfiguration',
        'DisableExecuteApiEndpoint',
        'FailOnWarnings',
        'Tags',
      ),
      renamed('DefinitionBody', 'Body'),
      renamed('DefinitionUri', 'BodyS3Location'),
    ],
    implied: (resource) => [[['ProtocolType'], impliedValue(resource, 'HTTP')]],
  },
  {
    type: 'AWS::ApiGatewayV2::Stage',
    settings: same(
      'StageName',
      'AccessLogSettings',
      'DefaultRouteSettings',
      'RouteSettings',
      'StageVariables',
      'Tags',
    ),
    implied: (resource) => [
      [['ApiId'], impliedReference(resource, http)],
      [['StageName'], impliedValue(resource, '$default')],
      [['AutoDeploy'], impliedValue(resource, true)],
    ],
  },
  {
    type: 'AWS::ApiGatewayV2::DomainName',
    when: ['Domain'],
    settings: [
      ...under('Domain', 'DomainName', 'MutualTlsAuthentication'),
      ...['CertificateArn', 'SecurityPolicy', 'OwnershipVerificationCertificateArn'].map((name) => ({
        from: ['Domain', name],
        to: ['DomainNameConfigurations', 0, name],
      })),
    ],
  },
];
