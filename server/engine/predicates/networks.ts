import type { Settled } from '../reading.ts';
import type { Truth } from '../truth.ts';
import { cidrBlockOf, isPrivate, overlap } from './cidrBlock.ts';
import { hole, holesIn, itemsOf, markedTextOf, numberGiven, overText } from './texts.ts';
import type { Predicate, PredicateContext } from './predicate.ts';

/** What the text says of its prefix length, however much of the address is known. */
function prefixOf(text: string): { prefix: number | undefined; ipv6: boolean | undefined } | undefined {
  const block = cidrBlockOf(text);
  if (block) return { prefix: block.prefix, ipv6: block.bits === 128 };
  if (!text.includes(hole)) return undefined;
  const length = /\/(\d+)$/.exec(text)?.[1];
  const ipv6 = text.includes(':') ? true : text.includes('.') ? false : undefined;
  return { prefix: length === undefined ? undefined : Number(length), ipv6 };
}

const networks = /^(AWS::EC2::(VPC|Subnet)|(data\.)?aws_(vpc|subnet))$/;

/** The range of a network of the model is never the whole world. */
function isOwnNetwork(value: Settled, context: PredicateContext): boolean {
  const [only] = holesIn(value);
  const type =
    value.kind === 'unknown' && only?.reference ? context.byId(only.reference.id)?.type : undefined;
  return type !== undefined && networks.test(type);
}

/** Whether the value is a block with prefix length 0. */
export function isWorld(value: Settled, context: PredicateContext): Truth {
  const text = markedTextOf(value);
  if (text === undefined || isOwnNetwork(value, context)) return false;
  const found = prefixOf(text);
  if (!found) return false;
  return found.prefix === undefined ? undefined : found.prefix === 0;
}

export const openToWorld: Predicate = (reading, _, context) =>
  overText(reading, context, (_text, value) => isWorld(value, context));

export const cidrWiderThan: Predicate = (reading, given, context) =>
  overText(reading, context, (text) => {
    const found = prefixOf(text);
    if (!found) return false;
    const bits = numberGiven(given['bits']) ?? 0;
    const bits6 = numberGiven(given['bits6']);
    if (found.ipv6 === true && bits6 === undefined) return false;
    if (found.prefix === undefined || found.ipv6 === undefined) return undefined;
    return found.prefix < (found.ipv6 ? (bits6 ?? 0) : bits);
  });

export const cidrNarrowerThan: Predicate = (reading, given, context) =>
  overText(reading, context, (text) => {
    const found = prefixOf(text);
    if (!found) return false;
    return found.prefix === undefined ? undefined : found.prefix > (numberGiven(given['bits']) ?? 32);
  });

export const privateCidr: Predicate = (reading, _, context) =>
  overText(reading, context, (text) => {
    const block = cidrBlockOf(
      text.includes('/') || text.includes(hole) ? text : `${text}/${text.includes(':') ? '128' : '32'}`,
    );
    return block ? isPrivate(block) : text.includes(hole) ? undefined : false;
  });

export const overlapping: Predicate = (reading, _, context) => {
  const { leaves, open } = itemsOf(reading.value, context);
  const blocks = leaves.map((leaf) => cidrBlockOf(markedTextOf(leaf.value) ?? ''));
  const second = leaves.find((_leaf, index) => {
    const block = blocks[index];
    return block && blocks.slice(0, index).some((other) => other && overlap(block, other));
  });
  if (second)
    return {
      truth: true,
      evidence: [{ at: second.value.at, under: second.under, text: markedTextOf(second.value) }],
    };
  const undecided = open ?? leaves.flatMap(({ value }) => holesIn(value))[0];
  return undecided
    ? { truth: undefined, evidence: [{ at: undecided.at, unknown: undecided }] }
    : { truth: false, evidence: [] };
};
