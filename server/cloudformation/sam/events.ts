import type { Resource } from '../../model/resource.ts';
import type { MapValue } from '../../model/value.ts';
import { impliedReference, renamed, same, viewOf, type View } from './view.ts';
import { viewId } from './types.ts';

export const eventSourceType = 'AWS::Lambda::EventSourceMapping';

/** Events from which a function polls. */
const polled: ReadonlySet<string> = new Set([
  'SQS',
  'Kinesis',
  'DynamoDB',
  'MSK',
  'MQ',
  'SelfManagedKafka',
  'DocumentDB',
]);

export const eventSourceView: View = {
  type: eventSourceType,
  settings: [
    ...same(
      'BatchSize',
      'MaximumBatchingWindowInSeconds',
      'FunctionResponseTypes',
      'BisectBatchOnFunctionError',
    ),
    ...same(
      'DestinationConfig',
      'MaximumRetryAttempts',
      'MaximumRecordAgeInSeconds',
      'ParallelizationFactor',
    ),
    ...same(
      'StartingPosition',
      'Enabled',
      'FilterCriteria',
      'ScalingConfig',
      'TumblingWindowInSeconds',
      'KmsKeyArn',
    ),
    ...same('SourceAccessConfigurations', 'Topics', 'Queues', 'ProvisionedPollerConfig', 'MetricsConfig'),
    renamed('Queue', 'EventSourceArn'),
    renamed('Stream', 'EventSourceArn'),
    renamed('Broker', 'EventSourceArn'),
  ],
  implied: (resource) => [[['FunctionName'], impliedReference(resource, 'AWS::Lambda::Function')]],
};

/** The event source mappings of a function, named as SAM does: the function's logical id with the event's. */
export function eventSourcesOf(resource: Resource): readonly Resource[] {
  const events = resource.body.entries.get('Events');
  if (events?.kind !== 'map') return [];
  return [...events.entries].flatMap(([name, event]) => {
    if (event.kind !== 'map') return [];
    const type = event.entries.get('Type');
    const body = event.entries.get('Properties');
    if (type?.kind !== 'scalar' || !polled.has(type.text) || body?.kind !== 'map') return [];
    const source = mapping(resource, body);
    if (source === undefined) return [];
    const id = viewId(`${resource.id}.Events.${name}`, eventSourceType);
    return [{ ...source, id, name: `${resource.name}${name}`, nameAt: event.key ?? event.at }];
  });
}

function mapping(resource: Resource, body: MapValue): Resource | undefined {
  return viewOf(resource, eventSourceView, body);
}
