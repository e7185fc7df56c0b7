import type { Resource } from '../../model/resource.ts';
import { referencesIn } from '../references.ts';
import { type Truth, allOf, anyOf } from '../truth.ts';
import { type CidrBlock, cidrBlockOf, overlap } from './cidrBlock.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext } from './predicate.ts';
import { exists, isSame, valueAt } from './siblings.ts';
import { identityOf, markedTextOf } from './texts.ts';

const networkTypes = /^(?:AWS::EC2::VPC|aws_vpc)$/;
const furtherBlocks = ['AWS::EC2::VPCCidrBlock', 'aws_vpc_ipv4_cidr_block_association'];

/** A network with its address ranges; `undefined` for a range that is not known. */
interface Network {
  readonly id: string;
  readonly blocks: readonly (CidrBlock | undefined)[];
}

export const joinsOverlappingNetworks: Predicate = ({ owner }, given, context) => {
  const names = textsOf(given['networks']);
  const own = networksOf(owner, names, context);
  const hub = given['same'] === undefined ? undefined : textsOf(given['same']);
  const all = hub ? context.ofType(owner.type) : [];
  const earlier = all.slice(0, Math.max(0, all.indexOf(owner))).filter((other) => exists(other, context));
  const truths = earlier.map((other) =>
    allOf([
      ...(hub ?? []).map((name) => isSame(valueAt(owner, [name], context), valueAt(other, [name], context))),
      anyOverlap(own, networksOf(other, names, context)),
    ]),
  );
  return { truth: hub ? anyOf(truths) : anyOverlap(own.slice(0, 1), own.slice(1)), evidence: [] };
};

function networksOf(
  resource: Resource,
  names: readonly string[],
  context: PredicateContext,
): (Network | undefined)[] {
  return names.flatMap((name) => {
    const value = valueAt(resource, [name], context);
    if (value.kind === 'absent') return [];
    const [id] = referencesIn(value);
    const network = id === undefined ? undefined : context.byId(id);
    return [network && networkTypes.test(network.type) ? networkOf(network, context) : undefined];
  });
}

function networkOf(network: Resource, context: PredicateContext): Network {
  const further = furtherBlocks
    .flatMap((type) => context.ofType(type))
    .filter((block) =>
      ['VpcId', 'vpc_id'].some((name) => referencesIn(valueAt(block, [name], context)).includes(network.id)),
    );
  const blocks = [network, ...further].map((holder) => {
    const written = valueAt(holder, ['CidrBlock'], context);
    const value = written.kind === 'absent' ? valueAt(holder, ['cidr_block'], context) : written;
    return cidrBlockOf(markedTextOf(value) ?? '');
  });
  return { id: network.id, blocks };
}

function anyOverlap(some: readonly (Network | undefined)[], others: readonly (Network | undefined)[]): Truth {
  return anyOf(
    some.flatMap((one) =>
      others.map((other): Truth => {
        if (!one || !other) return undefined;
        if (one.id === other.id) return false;
        return anyOf(
          one.blocks.flatMap((a) => other.blocks.map((b) => (a && b ? overlap(a, b) : undefined))),
        );
      }),
    ),
  );
}

type Pair = readonly [string, string];

export const firstOfMesh: Predicate = ({ owner }, given, context) => {
  const ends = Array.isArray(given['ends']) ? given['ends'].map((names) => textsOf(names)) : [];
  const all = context.ofType(owner.type).filter((other) => exists(other, context));
  const pairs = all.map((one): Pair | undefined => {
    const [a, b] = ends.map((names) => endOf(one, names, context));
    return a === undefined || b === undefined ? undefined : [a, b];
  });
  const known = pairs.filter((pair): pair is Pair => pair !== undefined);
  const large = known.length > 3 && new Set(known.flat()).size > 3;
  const first = large ? pairs.findIndex((pair) => pair !== undefined && isInTriangle(pair, known)) : -1;
  if (first >= 0) return { truth: all[first] === owner, evidence: [] };
  const open = pairs.length > 3 && known.length < pairs.length;
  return { truth: open ? undefined : false, evidence: [] };
};

function endOf(resource: Resource, names: readonly string[], context: PredicateContext): string | undefined {
  const value = names.map((name) => valueAt(resource, [name], context)).find(({ kind }) => kind !== 'absent');
  return value && identityOf(value);
}

function isInTriangle([a, b]: Pair, pairs: readonly Pair[]): boolean {
  const joined = (one: string, other: string): boolean =>
    pairs.some(([c, d]) => (c === one && d === other) || (c === other && d === one));
  return pairs.flat().some((third) => third !== a && third !== b && joined(a, third) && joined(b, third));
}
