import type { Resource } from '../../model/resource.ts';
import type { Cause, ListValue, Value } from '../../model/value.ts';
import { list, map, scalar } from '../evaluate/values.ts';
import { generated } from './view.ts';

/**
 * The role that SAM makes where none is named, when statements of its own are among its policies.
 * A role that is made of managed policies or policy templates alone says nothing that a rule could hold against its author.
 */
export function roleOf(resource: Resource): Resource | undefined {
  const policies = resource.body.entries.get('Policies');
  if (policies === undefined || resource.body.entries.has('Role')) return undefined;
  const items = policies.kind === 'list' ? policies.items : [policies];
  const inline: Value[] = [];
  const managed: Value[] = [];
  let open: Cause | undefined = policies.kind === 'list' ? policies.open : undefined;
  for (const item of items) {
    if (item.kind === 'map' && item.entries.has('Statement')) inline.push(inlinePolicy(item, inline.length));
    else if (item.kind === 'scalar') managed.push(item);
    else open = { kind: 'transform', subject: 'Policies', at: item.at };
  }
  if (inline.length === 0) return undefined;
  const entries = new Map<string, Value>([
    ['Policies', { ...list(policies, inline, open), key: policies.key }],
    ['ManagedPolicyArns', { ...managedPolicies(policies, managed, open), key: policies.key }],
  ]);
  const boundary = resource.body.entries.get('PermissionsBoundary');
  if (boundary !== undefined) entries.set('PermissionsBoundary', boundary);
  const unwritten = resource.body.open ?? { kind: 'transform' as const, subject: resource.type };
  return generated(
    resource,
    'AWS::IAM::Role',
    resource.name,
    resource.nameAt,
    map(resource.body, entries, unwritten),
  );
}

function inlinePolicy(document: Value, index: number): Value {
  const name = scalar({ at: document.at, origins: [{ kind: 'sam', name: 'Policies' }] }, `Policy${index}`);
  return map(
    document,
    new Map([
      ['PolicyName', name],
      ['PolicyDocument', document],
    ]),
  );
}

/** SAM adds the policies that logging, tracing and the network need. */
function managedPolicies(policies: Value, managed: readonly Value[], open: Cause | undefined): ListValue {
  return list(policies, managed, open ?? { kind: 'transform', subject: 'Policies', at: policies.at });
}
