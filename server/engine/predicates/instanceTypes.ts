import { textsOf } from './policyVerdict.ts';
import type { Predicate } from './predicate.ts';
import { fitsGlob, hole, overText } from './texts.ts';

/** The parts of a type such as `db.r6g.2xlarge`; a bare family has no size. */
interface InstanceType {
  readonly family: string;
  readonly size?: string | undefined;
}

const form =
  /^(?:(?:db|cache|ml|kafka|express|dms|mq|dax)\.)*([a-z][a-z0-9-]*)(?:\.([a-z0-9-]+))?(?:\.(?:search|elasticsearch))?$/;

/** `undefined` for what is no instance type. */
export function instanceTypeOf(text: string): InstanceType | undefined {
  const [, family, size] = form.exec(text.toLowerCase()) ?? [];
  return family === undefined ? undefined : { family, size };
}

/** The type as far as it is known: a family whose size is open still tells. */
function knownType(text: string): InstanceType | undefined {
  const [known = '', ...rest] = text.split(hole);
  if (rest.length === 0) return instanceTypeOf(text);
  const complete = /^(.+)\.[a-z0-9-]*$/.exec(known)?.[1];
  return complete === undefined || form.exec(complete)?.[2] !== undefined
    ? undefined
    : instanceTypeOf(complete);
}

export const instanceFamilyIn: Predicate = (reading, given, context) =>
  overText(reading, context, (text) => {
    const type = knownType(text);
    if (!type) return text.includes(hole) ? undefined : false;
    if (textsOf(given['families']).some((family) => fitsGlob(type.family, family))) return true;
    return typeof given['table'] === 'string' && context.row(given['table'], type.family) !== undefined;
  });

export const instanceSizeAtLeast: Predicate = (reading, given, context) =>
  overText(reading, context, (text) => {
    const size = text.includes(hole) ? undefined : weightOf(instanceTypeOf(text)?.size);
    const bound = weightOf(String(given['size']));
    return size === undefined || bound === undefined ? undefined : size >= bound;
  });

const small: Readonly<Record<string, number>> = {
  nano: 1 / 32,
  micro: 1 / 16,
  small: 1 / 8,
  medium: 1 / 4,
  large: 1 / 2,
  xlarge: 1,
  xlplus: 1,
};

/** How large a size is against `xlarge`; `undefined` for what is no size. */
function weightOf(size: string | undefined): number | undefined {
  if (size === undefined) return undefined;
  if (size.startsWith('metal')) return Infinity;
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  return times === undefined ? small[size] : Number(times);
}

export const instanceProcessorIn: Predicate = (reading, given, context) =>
  overText(reading, context, (text) => {
    const processor = processorOf(knownType(text)?.family);
    return processor === undefined ? undefined : textsOf(given['processors']).includes(processor);
  });

/** What a family's letters say of its processor; `undefined` where they say nothing. */
export function processorOf(family: string | undefined): string | undefined {
  const [, kind = '', generation = '', letters = ''] =
    /^([a-z]+)(\d+)([a-z]*)(?:-.*)?$/.exec(family ?? '') ?? [];
  if (kind === '') return undefined;
  if (kind === 'mac') return generation === '1' ? 'intel' : 'apple';
  if (letters.includes('g') || (kind === 'a' && generation === '1')) return 'arm';
  if (letters.includes('a')) return 'amd';
  if (letters.includes('i')) return 'intel';
  return /^(?:c|m|r|t|d|h|i|x|z|cc|cr|hi|hs)$/.test(kind) ? 'intel' : undefined;
}
