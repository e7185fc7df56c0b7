import type { Resource } from '../../model/resource.ts';
import { apiViews, httpApiViews } from './api.ts';
import { eventSourcesOf } from './events.ts';
import { functionViews } from './function.ts';
import { applicationViews, layerViews, stateMachineViews, tableViews } from './others.ts';
import { roleOf } from './role.ts';
import { viewOf, type View } from './view.ts';

/** What each SAM type becomes; the first is its main type. */
export const viewsByType: Readonly<Record<string, readonly View[]>> = {
  'AWS::Serverless::Function': functionViews,
  'AWS::Serverless::Api': apiViews,
  'AWS::Serverless::HttpApi': httpApiViews,
  'AWS::Serverless::SimpleTable': tableViews,
  'AWS::Serverless::StateMachine': stateMachineViews,
  'AWS::Serverless::LayerVersion': layerViews,
  'AWS::Serverless::Application': applicationViews,
};

/**
 * The CloudFormation resources that a SAM resource generates, as far as rules look at them.
 * They have its name and its places in the text; their ids are its id with their type (`Fn#AWS::Lambda::Function`).
 */
export function viewsOf(resource: Resource): readonly Resource[] {
  if (!resource.type.startsWith('AWS::Serverless::')) return [];
  const views = Object.hasOwn(viewsByType, resource.type) ? (viewsByType[resource.type] ?? []) : [];
  const generated = views.map((view) => viewOf(resource, view));
  const role = views === functionViews || views === stateMachineViews ? roleOf(resource) : undefined;
  const sources = views === functionViews ? eventSourcesOf(resource) : [];
  return [...generated, role, ...sources].filter((view) => view !== undefined);
}
