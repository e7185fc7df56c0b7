// Whether what stands in a model is what CloudFormation's specification and the Terraform provider's schema allow.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../../server/model/model.ts';
import type { Resource } from '../../server/model/resource.ts';
import type { MapValue, Value } from '../../server/model/value.ts';

interface TypeSchema {
  readonly properties: Properties;
  readonly definitions: Readonly<Record<string, Properties>>;
}
type Properties = Readonly<Record<string, string>>;
type Body = { readonly [name: string]: string | Body };

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../test/schemas', name), 'utf8'));
const cloudformation = read('cloudformation.json') as Readonly<Record<string, TypeSchema>>;
const terraform = read('terraform.json') as Readonly<Record<string, Body>>;

/** What every block may hold besides the attributes of its type. */
const everywhere: ReadonlySet<string> = new Set(
  'count for_each provider depends_on lifecycle timeouts provisioner connection dynamic'.split(' '),
);

/** The specification's resources for SAM are years behind what the transformation takes. */
const isBehind = (type: string): boolean => type.startsWith('AWS::Serverless::');

/** What is refused in the resources of a model, one line each, without where it stands in the text. */
export function refusedIn({ resources }: Model): readonly string[] {
  return resources.flatMap((resource) => refusedOf(resource).map((fault) => `${resource.id}: ${fault}`));
}

/** What is refused after a change and was not before, each as often as it is more. */
export function newlyRefused(before: Model, after: Model): readonly string[] {
  const left = [...refusedIn(before)];
  return refusedIn(after).filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function refusedOf({ dialect, type, body, silent }: Resource): readonly string[] {
  if (silent === true) return [];
  if (dialect === 'terraform') {
    const schema = terraform[type];
    return schema ? blockFaults(body, schema, type) : [];
  }
  const schema = isBehind(type) ? undefined : cloudformation[type];
  return schema ? propertyFaults(body, schema.properties, schema, type) : [];
}

function propertyFaults(
  { entries, open }: MapValue,
  properties: Properties,
  schema: TypeSchema,
  place: string,
): readonly string[] {
  const missing =
    open === undefined
      ? Object.keys(properties).filter((name) => properties[name]?.endsWith('!') && !entries.has(name))
      : [];
  const inside = [...entries].flatMap(([name, value]) => {
    const text = properties[name];
    if (text === undefined) return /^Fn::/.test(name) ? [] : [`${place} has no ${name}`];
    return valueFaults(value, text.replace(/!$/, ''), schema, `${place}.${name}`);
  });
  return [...missing.map((name) => `${place} lacks ${name}`), ...inside];
}

function valueFaults(value: Value, text: string, schema: TypeSchema, place: string): readonly string[] {
  if (value.kind === 'choice')
    return [value.whenTrue, value.whenFalse].flatMap((branch) => valueFaults(branch, text, schema, place));
  if (text === 'j' || value.kind === 'unknown' || value.kind === 'absent') return [];
  if (text.startsWith('[') || text.startsWith('{'))
    return collectionFaults(value, text, (item, inner) =>
      valueFaults(item, text.slice(1, -1), schema, `${place}${inner}`),
    ).map((fault) => fault || `${place} is no ${text.startsWith('[') ? 'list' : 'map'}`);
  if (text.startsWith('#'))
    return value.kind === 'map'
      ? propertyFaults(value, schema.definitions[text.slice(1)] ?? {}, schema, place)
      : [`${place} is no map`];
  return scalarFaults(value, text, place);
}

/** An empty text for a value that is no such collection. */
function collectionFaults(
  value: Value,
  text: string,
  faultsOf: (item: Value, place: string) => readonly string[],
): readonly string[] {
  if (text.startsWith('[')) {
    if (value.kind === 'list') return value.items.flatMap((item) => faultsOf(item, '[]'));
  } else if (value.kind === 'map') return [...value.entries.values()].flatMap((item) => faultsOf(item, '{}'));
  return [''];
}

function scalarFaults(value: Value, text: string, place: string): readonly string[] {
  if (value.kind === 'list' || value.kind === 'map') return [`${place} is no single value`];
  if (value.kind !== 'scalar') return [];
  const { data } = value;
  if (text === 'n' && !/^-?\d+(\.\d+)?$/.test(String(data))) return [`${place} is no number: ${data}`];
  if (text === 'b' && !/^(true|false)$/i.test(String(data))) return [`${place} is no boolean: ${data}`];
  const words = /^s\((.*)\)$/.exec(text)?.[1]?.split('|');
  return words === undefined || words.includes(String(data)) ? [] : [`${place} cannot be ${data}`];
}

function blockFaults({ entries, open }: MapValue, schema: Body, place: string): readonly string[] {
  const missing = Object.entries(schema).filter(
    ([name, part]) => typeof part === 'string' && part.endsWith('!') && !entries.has(name),
  );
  const inside = [...entries].flatMap(([name, value]) => {
    const part = schema[name];
    if (part === undefined) return everywhere.has(name) || isGiven(value) ? [] : [`${place} has no ${name}`];
    return argumentFaults(value, part, `${place}.${name}`);
  });
  return [...(open ? [] : missing.map(([name]) => `${place} lacks ${name}`)), ...inside];
}

function argumentFaults(value: Value, part: string | Body, place: string): readonly string[] {
  if (value.kind === 'choice')
    return [value.whenTrue, value.whenFalse].flatMap((branch) => argumentFaults(branch, part, place));
  if (value.kind === 'unknown' || value.kind === 'absent') return [];
  if (typeof part !== 'string') {
    if (value.kind === 'list') return value.items.flatMap((item) => argumentFaults(item, part, place));
    return value.kind === 'map' && !isAssigned(value)
      ? blockFaults(value, part, place)
      : [`${place} is no block`];
  }
  const text = part.replace(/!$/, '');
  if (/^[[{]*j/.test(text)) return [];
  if (!/^[[{]/.test(text)) return scalarFaults(value, text, place);
  const faults = collectionFaults(value, text, (item) => argumentFaults(item, text.slice(1, -1), place));
  return faults.map((fault) => fault || `${place} is no ${text.startsWith('[') ? 'list' : 'map'}`);
}

/** True for a map behind an equals sign, which Terraform's own syntax does not take for a block. */
function isAssigned({ key, at }: MapValue): boolean {
  return key !== undefined && /^\s*=/.test(key.piece.text.slice(key.end)) && key.end < at.start;
}

/** True for what a provider gives to every resource that can take it. */
function isGiven({ origins }: Value): boolean {
  return origins?.some(({ kind }) => kind === 'provider') ?? false;
}
