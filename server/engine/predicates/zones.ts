import type { Resource } from '../../model/resource.ts';
import type { Unknown, Value } from '../../model/value.ts';
import type { Settled } from '../reading.ts';
import type { Predicate, PredicateContext } from './predicate.ts';
import { type Leaf, holesIn, identityOf, itemsOf, numberGiven } from './texts.ts';

const subnetTypes = /^(?:AWS::EC2::Subnet|(?:data\.)?aws_(?:default_)?subnet)$/;
const zoneName = /^(?:[a-z]{2}(?:-[a-z]+)+-\d[a-z]|[a-z]{3,4}\d+-az\d+)$/;

export const availabilityZonesAtLeast: Predicate = (reading, given, context) => {
  const count = numberGiven(given['count']) ?? 2;
  const { leaves, open } = itemsOf(reading.value, context);
  if (reading.value.kind === 'unknown') return { truth: undefined, evidence: [] };
  const items = leaves.flatMap(separate);
  const places = items.map((item, index) => placeOf(item.value, index, context));
  const many = open ?? leaves.map(({ value }) => value).find((value) => mayBeList(value, context));
  const least = new Set(places.filter((place) => place !== undefined)).size;
  if (least >= count) return { truth: true, evidence: [] };
  const most = many ? Infinity : least + places.filter((place) => place === undefined).length;
  return most < count
    ? { truth: false, evidence: [] }
    : { truth: undefined, evidence: open ? [{ at: open.at, unknown: open }] : [] };
};

/** `subnet-a,subnet-b` counts as its parts. */
function separate(leaf: Leaf): Leaf[] {
  const { value } = leaf;
  if (value.kind !== 'scalar' || !value.text.includes(',')) return [leaf];
  return value.text
    .split(',')
    .map((part) => ({ ...leaf, value: { ...value, data: part.trim(), text: part.trim() } }));
}

/** What tells an item from others: its zone where that is known, else the subnet; `undefined` when it may be any. */
function placeOf(value: Settled, index: number, context: PredicateContext): string | undefined {
  if (value.kind === 'scalar') return zoneName.test(value.text) ? `zone ${value.text}` : identityOf(value);
  if (value.kind === 'map') return undefined;
  const [only] = holesIn(value);
  const subnet = value.kind === 'unknown' && only?.reference ? context.byId(only.reference.id) : undefined;
  if (!subnet || !subnetTypes.test(subnet.type)) return identityOf(value);
  const written = ['AvailabilityZone', 'AvailabilityZoneId', 'availability_zone', 'availability_zone_id']
    .map((name) => subnet.body.entries.get(name))
    .find((zone): zone is Value => zone !== undefined);
  const zone = written && context.settle(written).value;
  return zone?.kind === 'scalar'
    ? `zone ${zone.text}`
    : `@${subnet.id}${isRepeated(subnet) ? ` ${String(index)}` : ''}`;
}

const listTypes =
  /^(?:List<|CommaDelimitedList$|AWS::SSM::Parameter::Value<(?:List<|CommaDelimitedList|String>)|String$)/;

/** A parameter that may hold many subnets is no single place. */
function mayBeList(value: Settled, context: PredicateContext): value is Unknown {
  if (value.kind !== 'unknown' || value.cause.kind !== 'parameter') return false;
  const declared = context.byId(`@parameter.${value.cause.subject}`)?.body.entries.get('Type');
  const type = declared && context.settle(declared).value;
  return type?.kind === 'scalar' && listTypes.test(type.text);
}

/** Instances that do not differ are one resource of the model. */
function isRepeated({ id, meta }: Resource): boolean {
  return !id.endsWith(']') && (meta.has('count') || meta.has('for_each'));
}

export const distinctAtLeast: Predicate = (reading, given, context) => {
  const count = numberGiven(given['count']) ?? 2;
  if (reading.value.kind === 'unknown') return { truth: undefined, evidence: [] };
  const { leaves, open } = itemsOf(reading.value, context);
  const identities = leaves.map(({ value }, index) => {
    const named = value.kind === 'unknown' && value.reference ? context.byId(value.reference.id) : undefined;
    return `${identityOf(value) ?? ''}${named && isRepeated(named) ? ` ${String(index)}` : ''}` || undefined;
  });
  const certain = new Set(
    identities.filter((identity) => identity !== undefined && !identity.startsWith('$')),
  );
  const possible =
    new Set(identities.filter((identity) => identity?.startsWith('$'))).size +
    identities.filter((identity) => identity === undefined).length;
  if (certain.size >= count) return { truth: true, evidence: [] };
  if (!open && certain.size + possible < count) return { truth: false, evidence: [] };
  return { truth: undefined, evidence: open ? [{ at: open.at, unknown: open }] : [] };
};
