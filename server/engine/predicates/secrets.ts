import type { Assumption } from '../../model/condition.ts';
import type { Resource } from '../../model/resource.ts';
import type { MapValue, Unknown, Value } from '../../model/value.ts';
import { decodeJson } from '../decodeJson.ts';
import type { Settled } from '../reading.ts';
import { type Truth, anyOf } from '../truth.ts';
import {
  holdsCredential,
  isName,
  isPlaceholder,
  isSecretName,
  looksRandom,
  wordsOf,
} from './credentialForms.ts';
import { type Leaf, evidenceOf, hole, holesIn, markedTextOf, someOf } from './texts.ts';
import type { Predicate, PredicateContext, PredicateResult } from './predicate.ts';

/** Every value at any depth that is neither list nor map. */
export function leavesOf(value: Value, context: PredicateContext, under: readonly Assumption[] = []): Leaf[] {
  const settled = context.settle(value);
  const here = [...under, ...settled.under];
  const held = settled.value;
  switch (held.kind) {
    case 'list':
      return [
        ...held.items.flatMap((item) => leavesOf(item, context, here)),
        ...openLeaf(held.open && { kind: 'unknown', cause: held.open, present: false, at: held.at }),
      ];
    case 'map':
      return [
        ...[...held.entries.values()].flatMap((entry) => leavesOf(entry, context, here)),
        ...openLeaf(held.open && { kind: 'unknown', cause: held.open, present: false, at: held.at }),
      ];
    case 'absent':
      return [];
    default:
      return [{ value: held, under: here }];
  }
}

function openLeaf(open: Unknown | undefined): Leaf[] {
  return open ? [{ value: open, under: [] }] : [];
}

/** The result over leaves: true when one is; the evidence is each such leaf, or each that leaves it open. */
export function someLeaf(leaves: readonly Leaf[], test: (value: Leaf['value']) => Truth): PredicateResult {
  const truths = leaves.map(({ value }) => test(value));
  const truth = anyOf(truths);
  if (truth === false) return { truth, evidence: [] };
  return { truth, evidence: leaves.filter((_, index) => truths[index] === truth).map(evidenceOf) };
}

const references: readonly string[] = [
  'parameter',
  'ssm-parameter',
  'dynamic-reference',
  'pseudo-parameter',
  'resource-attribute',
  'import',
  'data-source',
  'dangling-reference',
];

/** Whether what is not known stands elsewhere, so that the text here says nothing secret. */
function isReference({ reference, cause }: Unknown): boolean {
  return reference !== undefined || references.includes(cause.kind);
}

export const containsCredential: Predicate = (reading, _, context) =>
  someLeaf(leavesOf(reading.value, context), (value) => holdsOrMay(value, holdsCredential));

function holdsOrMay(value: Settled, test: (text: string) => boolean): Truth {
  const text = markedTextOf(value);
  if (text !== undefined && text !== hole && test(text)) return true;
  return holesIn(value).every(isReference) ? false : undefined;
}

export const looksLikeSecret: Predicate = (reading, _, context) =>
  someOf(reading.value, context, (value) =>
    holdsOrMay(value, (text) => holdsCredential(text) || looksRandom(text)),
  );

export const literalSecret: Predicate = (reading, given, context) =>
  someOf(reading.value, context, (value) => {
    const plain = given['plainReferences'] === true && holesIn(value).some(isPlainReference);
    return plain || isLiteralSecret(value, context, given['defaults'] === true);
  });

/** A dynamic reference to a parameter that is stored without encryption. */
function isPlainReference({ cause }: Unknown): boolean {
  return cause.kind === 'dynamic-reference' && /^(?:resolve:)?ssm:/.test(cause.subject);
}

function isLiteralSecret(value: Settled, context: PredicateContext, defaults: boolean): Truth {
  if (value.kind === 'scalar' || value.kind === 'text') {
    const decoded =
      value.decoded ?? (/^\s*\{/.test(markedTextOf(value) ?? '') ? decodeJson(value) : undefined);
    const object = decoded && context.settle(decoded).value;
    if (object?.kind === 'map') return namedSecretsIn(object, context, 1).truth;
  }
  return isLiteral(value, 1, defaults);
}

/** Whether literal text stands here, or in a default that leads here, that may be a secret of at least that length. */
function isLiteral(value: Settled, length: number, defaults = false): Truth {
  if (value.kind === 'scalar') {
    const elsewhere =
      !defaults && (value.origins?.some(({ kind }) => kind === 'default' || kind === 'argument') ?? false);
    return !elsewhere && value.text.length >= length && !isPlaceholder(value.text) && !isName(value.text);
  }
  const holes = holesIn(value);
  if (holes.length === 0) return false;
  const known = (markedTextOf(value) ?? '').replaceAll(hole, '');
  return known === '' && holes.every(isReference)
    ? false
    : holes.every(isReference) && isName(known)
      ? false
      : undefined;
}

export const namesSecretWithLiteral: Predicate = (reading, _, context) =>
  namedSecretsIn(reading.value, context, 6);

interface Pair {
  readonly name: Settled | string;
  readonly value: Value | undefined;
}

function namedSecretsIn(value: Settled, context: PredicateContext, length: number): PredicateResult {
  const leaves: Leaf[] = [];
  for (const pair of pairsOf(value, context)) {
    const name =
      typeof pair.name === 'string' ? pair.name : pair.name.kind === 'scalar' ? pair.name.text : undefined;
    if (name === undefined || !(isSecretName(name) || isKeyId(name)) || !pair.value) continue;
    const settled = context.settle(pair.value);
    if (settled.value.kind !== 'absent' && settled.value.kind !== 'list')
      leaves.push({ value: settled.value, under: settled.under });
  }
  const result = someLeaf(leaves, (held) => (held.kind === 'map' ? false : isLiteral(held, length)));
  if (result.truth !== false) return result;
  const open = openIn(value);
  return open ? { truth: undefined, evidence: [{ at: open.at, unknown: open }] } : result;
}

/** Half of a credential, whose other half is seldom far. */
function isKeyId(name: string): boolean {
  return /(?:^|_)access_key_id$/.test(wordsOf(name));
}

function openIn(value: Settled): Unknown | undefined {
  if (value.kind === 'unknown')
    return isReference(value) && value.cause.kind === 'dynamic-reference' ? undefined : value;
  const cause = value.kind === 'map' || value.kind === 'list' ? value.open : undefined;
  return cause && { kind: 'unknown', cause, present: false, at: value.at };
}

/** The entries of a map, or the name and value of each item of a list. */
function pairsOf(value: Settled, context: PredicateContext): Pair[] {
  if (value.kind === 'list')
    return value.items.flatMap((item) => pairsOf(context.settle(item).value, context));
  if (value.kind !== 'map') return [];
  const name = entryOf(value, ['Name', 'name', 'Key', 'key', 'ParameterKey'], context);
  if (!name) return [...value.entries].map(([key, held]) => ({ name: key, value: held }));
  const type = entryOf(value, ['Type', 'type'], context);
  const elsewhere =
    type !== undefined && !(type.kind === 'scalar' && type.text.toUpperCase() === 'PLAINTEXT');
  const written = ['Value', 'value', 'ParameterValue']
    .map((key) => value.entries.get(key))
    .find((held) => held !== undefined);
  return elsewhere ? [] : [{ name, value: written }];
}

function entryOf(map: MapValue, keys: readonly string[], context: PredicateContext): Settled | undefined {
  for (const key of keys) {
    const written = map.entries.get(key);
    const value = written && context.settle(written).value;
    if (value && value.kind !== 'absent' && value.kind !== 'map') return value;
  }
  return undefined;
}

export const namedLikeSecret: Predicate = (reading, given, context) => {
  const pattern = typeof given['pattern'] === 'string' ? new RegExp(given['pattern']) : /^/;
  const isNamed = (name: string): boolean => isSecretName(name) && pattern.test(wordsOf(name));
  if (reading.value.kind === 'map') {
    const { name, nameAt } = reading.owner;
    const truth = isNamed(name.split('.').at(-1) ?? name);
    return { truth, evidence: truth ? [{ at: nameAt, text: name }] : [] };
  }
  return someOf(reading.value, context, (value) =>
    value.kind === 'scalar' ? isNamed(value.text) : value.kind === 'map' ? false : undefined,
  );
};

const generators =
  /^(?:data\.)?(?:random_password|aws_secretsmanager_random_password|aws_secretsmanager_secret_version|tls_private_key)$/;

export const comesFromSecret: Predicate = (reading, _, context) => {
  const leaves = leavesOf(reading.value, context);
  return someLeaf(leaves, (value) => {
    const named = (value.origins ?? [])
      .filter(({ kind }) => kind === 'default' || kind === 'tfvars')
      .map(({ name }) => isSecretDeclaration(name, context));
    if (named.includes(true)) return true;
    return anyOf([false, ...holesIn(value).map((part) => isSecretSource(part, context))]);
  });
};

function isSecretSource({ cause, reference }: Unknown, context: PredicateContext): Truth {
  if (reference) {
    const type = context.byId(reference.id)?.type;
    if (type !== undefined && generators.test(type))
      return type === 'tls_private_key'
        ? /^private_key/.test(reference.attribute ?? '')
        : !/^(?:arn|id|secret_id|version_id)$/.test(reference.attribute ?? '');
    return /(?:^|_)(?:password|secret_string|auth_token)$/.test(reference.attribute ?? '');
  }
  if (cause.kind === 'dynamic-reference') return /secretsmanager|ssm-secure/.test(cause.subject);
  if (cause.kind === 'parameter' || cause.kind === 'ssm-parameter')
    return isSecretDeclaration(cause.subject, context);
  return cause.kind === 'pseudo-parameter' || cause.kind === 'resource-attribute' ? false : undefined;
}

export const fromReadableParameter: Predicate = (reading, given, context) =>
  someOf(reading.value, context, (value) => {
    const named = (value.origins ?? []).filter(({ kind }) => kind === 'default').map(({ name }) => name);
    const open = holesIn(value)
      .filter(({ cause, reference }) => cause.kind === 'parameter' && !reference)
      .map(({ cause }) => cause.subject);
    const declared = [...named, ...open].filter((name) => declarationOf(name, context) !== undefined);
    if (declared.some((name) => given['hidden'] === true || !isSecretDeclaration(name, context))) return true;
    return holesIn(value).every(isReference) ? false : undefined;
  });

/** Whether a parameter says `NoEcho`, or a variable `sensitive`. */
function isSecretDeclaration(name: string, context: PredicateContext): boolean {
  const declared = declarationOf(name, context);
  const mark = declared && (declared.body.entries.get('NoEcho') ?? declared.body.entries.get('sensitive'));
  const value = mark && context.settle(mark).value;
  return value?.kind === 'scalar' && value.text.toLowerCase() === 'true';
}

function declarationOf(name: string, context: PredicateContext): Resource | undefined {
  const bare = name.replace(/^var\./, '');
  return context.byId(`@parameter.${bare}`) ?? context.byId(`@variable.${bare}`);
}
