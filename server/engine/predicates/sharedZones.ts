import type { Resource } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import type { Settled } from '../reading.ts';
import { referencesIn } from '../references.ts';
import type { Truth } from '../truth.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext } from './predicate.ts';
import { exists, sharing, valueAt } from './siblings.ts';
import { identityOf, numberGiven } from './texts.ts';

const zoneNames = ['AvailabilityZone', 'AvailabilityZoneId', 'availability_zone', 'availability_zone_id'];

/** What tells the zone of a subnet from others; `undefined` when AWS chooses it or it cannot be told. */
function zoneOf(subnet: Resource, context: PredicateContext): string | undefined {
  for (const name of zoneNames) {
    const value = valueAt(subnet, [name], context);
    if (value.kind === 'absent') continue;
    const { cause } = value.kind === 'unknown' ? value : {};
    return cause?.kind === 'function' && cause.subject.endsWith(']')
      ? `[${cause.subject}`
      : identityOf(value);
  }
  return undefined;
}

export const sharesZoneWithSiblings: Predicate = (reading, given, context) => {
  const { owner } = reading;
  const others = context.ofType(owner.type).filter((other) => other !== owner && exists(other, context));
  const bound = others.map(sharing(owner, textsOf(given['same']), context));
  const siblings = others.filter((_, index) => bound[index] === true);
  const order = context.ofType(owner.type);
  const before = siblings.filter((other) => order.indexOf(other) < order.indexOf(owner)).length;
  if (before !== 1) return { truth: false, evidence: [] };
  const own = zoneOf(owner, context);
  const zones = siblings.map((other) => zoneOf(other, context));
  if (zones.some((zone) => differ(own, zone))) return { truth: false, evidence: [] };
  const open = own === undefined || zones.some((zone) => zone !== own) || bound.includes(undefined);
  return { truth: open ? undefined : true, evidence: [] };
};

export const servesZonesAtLeast: Predicate = ({ owner }, given, context) => {
  const count = numberGiven(given['count']) ?? 2;
  const subnets = subnetsRoutedTo(owner, context);
  const zones = subnets.map((subnet) => (subnet ? zoneOf(subnet, context) : undefined));
  const known = zones.filter((zone): zone is string => zone !== undefined && !zone.startsWith('$'));
  // A literal name and a place in a list may be the same zone, two of one form are not.
  const forms = new Set(known.map(formOf));
  const most = Math.max(
    0,
    ...[...forms].map((form) => new Set(known.filter((zone) => formOf(zone) === form)).size),
  );
  if (most >= count) return { truth: true, evidence: [] };
  const truth: Truth = known.length < zones.length || forms.size > 1 ? undefined : false;
  return { truth, evidence: [] };
};

/** Two parameters may hold the same zone; two names, or two places of one list, do not. */
function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b && !a.startsWith('$') && formOf(a) === formOf(b);
}

function formOf(zone: string): string {
  return zone.replace(/(?:\[?\.?\d+\]?|[a-z])$/, '');
}

/** The subnets whose route table sends traffic to the resource; `undefined` for one that is not in the model. */
function subnetsRoutedTo(gateway: Resource, context: PredicateContext): (Resource | undefined)[] {
  const names = (value: Settled): boolean => referencesIn(value).includes(gateway.id);
  const routes = existing(['AWS::EC2::Route', 'aws_route'], context);
  const tables = new Set([
    ...routes
      .filter((route) =>
        ['NatGatewayId', 'nat_gateway_id'].some((name) => names(valueAt(route, [name], context))),
      )
      .flatMap((route) => named(route, ['RouteTableId', 'route_table_id'], context)),
    ...existing(['aws_route_table'], context)
      .filter((table) => names(valueAt(table, ['route'], context)))
      .map(({ id }) => id),
  ]);
  const associations = existing(
    ['AWS::EC2::SubnetRouteTableAssociation', 'aws_route_table_association'],
    context,
  );
  return associations
    .filter((one) => named(one, ['RouteTableId', 'route_table_id'], context).some((id) => tables.has(id)))
    .map((one) => {
      const [id] = named(one, ['SubnetId', 'subnet_id'], context);
      return id === undefined ? undefined : context.byId(id);
    });
}

function existing(types: readonly string[], context: PredicateContext): Resource[] {
  return types.flatMap((type) => context.ofType(type)).filter((resource) => exists(resource, context));
}

function named(resource: Resource, names: readonly string[], context: PredicateContext): string[] {
  return names.flatMap((name) => {
    const value: Value = valueAt(resource, [name], context);
    return referencesIn(value);
  });
}
