// Extracts what tests know of CloudFormation's and Terraform's spellings into `test/schemas/`.
// Run where `npm install @aws-cdk/aws-service-spec` was done, with a provider schema as JSON:
// `node scripts/schemas.ts <folder of node_modules> <terraform-aws.json>`.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** How a value is written: `s`, `s(A|B)` one of these words, `n`, `b`, `j` (free JSON), `#Definition`; `[…]` a list, `{…}` a map; `!` at the end: required. */
type TypeText = string;
type Properties = Readonly<Record<string, TypeText>>;

interface TypeSchema {
  readonly properties: Properties;
  readonly definitions: Readonly<Record<string, Properties>>;
  /** What `Fn::GetAtt` gives. */
  readonly attributes: readonly string[];
}

interface SpecType {
  readonly type: string;
  readonly element?: SpecType;
  readonly types?: readonly SpecType[];
  readonly reference?: { readonly $ref: string };
  readonly allowedValues?: readonly (string | number)[];
}
interface SpecProperty {
  readonly type: SpecType;
  readonly required?: boolean;
}
interface SpecEntity {
  readonly $id: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, SpecProperty>>;
}
interface SpecResource extends SpecEntity {
  readonly cloudFormationType: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}
interface SpecDatabase {
  all(kind: 'resource'): readonly SpecResource[];
  get(kind: 'typeDefinition', reference: { readonly $ref: string }): SpecEntity;
}

/** Dashboards and their like: a quarter of the whole, and no rule speaks of them. */
const leftOut = /^AWS::QuickSight::(Analysis|Dashboard|Template)$/;

function cloudformationSchemas(modules: string): Record<string, TypeSchema> {
  const require = createRequire(join(resolve(modules), 'any.js'));
  const { loadAwsServiceSpecSync } = require('@aws-cdk/aws-service-spec') as {
    loadAwsServiceSpecSync: () => SpecDatabase;
  };
  const database = loadAwsServiceSpecSync();
  const judged = database
    .all('resource')
    .filter(({ cloudFormationType }) => !leftOut.test(cloudFormationType));
  const types = judged.map(
    (resource) => [resource.cloudFormationType, typeSchema(resource, database)] as const,
  );
  return Object.fromEntries(types.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function typeSchema(resource: SpecResource, database: SpecDatabase): TypeSchema {
  const definitions: Record<string, Properties> = {};
  const nameOf = (reference: { readonly $ref: string }): string => {
    const entity = database.get('typeDefinition', reference);
    if (!(entity.name in definitions)) {
      definitions[entity.name] = {};
      definitions[entity.name] = propertiesOf(entity, nameOf);
    }
    return entity.name;
  };
  const properties = propertiesOf(resource, nameOf);
  return { properties, definitions, attributes: Object.keys(resource.attributes).sort() };
}

function propertiesOf(
  { properties }: SpecEntity,
  nameOf: (reference: { readonly $ref: string }) => string,
): Properties {
  const named = Object.entries(properties).map(([name, { type, required }]) => [
    name,
    typeText(type, nameOf) + (required ? '!' : ''),
  ]);
  return Object.fromEntries(named) as Properties;
}

function typeText(type: SpecType, nameOf: (reference: { readonly $ref: string }) => string): TypeText {
  switch (type.type) {
    case 'ref':
      return type.reference ? `#${nameOf(type.reference)}` : 'j';
    case 'array':
      return type.element ? `[${typeText(type.element, nameOf)}]` : 'j';
    case 'map':
      return type.element ? `{${typeText(type.element, nameOf)}}` : 'j';
    case 'union': {
      const texts = (type.types ?? []).map((other) => typeText(other, nameOf));
      return (
        texts.find((text) => text.includes('#')) ?? texts.find((text) => text === 'j') ?? texts[0] ?? 'j'
      );
    }
    case 'json':
    case 'tag':
      return 'j';
    case 'boolean':
      return 'b';
    case 'number':
    case 'integer':
      return 'n';
    default:
      return `s${wordsText(type.allowedValues ?? [])}`;
  }
}

/** Nothing for values that would be read as part of the notation. */
function wordsText(values: readonly (string | number)[]): string {
  return values.length > 0 && values.every((value) => /^[\w .:/+*-]+$/.test(String(value)))
    ? `(${values.join('|')})`
    : '';
}

interface ProviderAttribute {
  readonly type?: string;
  readonly block?: Readonly<Record<string, ProviderAttribute>>;
  readonly many?: boolean;
  readonly required?: boolean;
}
type Body = { readonly [name: string]: TypeText | Body };

function terraformSchemas(file: string): Record<string, Body> {
  const { resources, data } = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'resources' | 'data',
    Record<string, Readonly<Record<string, ProviderAttribute>>>
  >;
  const bodies = [...Object.entries(resources), ...Object.entries(data)].map(
    ([type, body]) => [type, bodyOf(body)] as const,
  );
  return Object.fromEntries(bodies.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function bodyOf(body: Readonly<Record<string, ProviderAttribute>>): Body {
  const entries = Object.entries(body).map(([name, attribute]) => {
    if (attribute.block) return [name, bodyOf(attribute.block)];
    return [name, shortType(attribute.type ?? 'any') + (attribute.required ? '!' : '')];
  });
  return Object.fromEntries(entries) as Body;
}

function shortType(type: string): TypeText {
  const nested = /^(list|set|map)\((.*)\)$/s.exec(type);
  if (nested)
    return nested[1] === 'map' ? `{${shortType(nested[2] ?? '')}}` : `[${shortType(nested[2] ?? '')}]`;
  return { string: 's', number: 'n', bool: 'b' }[type] ?? 'j';
}

function write(name: string, entries: Readonly<Record<string, unknown>>): void {
  const lines = Object.entries(entries).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  writeFileSync(join(import.meta.dirname, '../test/schemas', name), `{\n${lines.join(',\n')}\n}\n`);
}

const [modules, provider] = process.argv.slice(2);
if (modules !== undefined && provider !== undefined) {
  write('cloudformation.json', cloudformationSchemas(modules));
  write('terraform.json', terraformSchemas(provider));
} else console.log('node scripts/schemas.ts <folder of node_modules> <terraform-aws.json>');
