// Whether types and paths exist, by CloudFormation's specification and the Terraform provider's schema.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PathStep, parsePath } from '../../server/engine/path.ts';
import type { DialectName } from '../../server/model/resource.ts';

interface TypeSchema {
  readonly properties: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly attributes: readonly string[];
}
type Body = { readonly [name: string]: string | Body };

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../schemas', name), 'utf8'));
const cloudformation = read('cloudformation.json') as Readonly<Record<string, TypeSchema>>;
/** What rules know of other providers than that of AWS. */
const foreign: Readonly<Record<string, Body>> = {
  'data.http': { url: 's!', method: 's', request_body: 's', request_headers: '{s}', insecure: 'b' },
};
const present = read('terraform.json') as Readonly<Record<string, Body>>;
/** What only earlier versions of the provider know. */
const former: Readonly<Record<string, Body>> = {
  aws_db_security_group: { name: 's!', description: 's', ingress: { cidr: 's' } },
  aws_elasticache_security_group: { name: 's!', description: 's', security_group_names: '[s]!' },
  aws_redshift_security_group: { name: 's!', description: 's', ingress: { cidr: 's' } },
  aws_autoscaling_group: { ...present['aws_autoscaling_group'], tags: '[{s}]' },
  aws_redshift_cluster: { ...present['aws_redshift_cluster'], logging: { enable: 'b', bucket_name: 's' } },
  aws_guardduty_organization_configuration: {
    ...present['aws_guardduty_organization_configuration'],
    auto_enable: 'b',
  },
};
const terraform = { ...present, ...foreign, ...former };

const besides: Readonly<Record<DialectName, ReadonlySet<string>>> = {
  cloudformation: new Set([
    'DeletionPolicy',
    'UpdateReplacePolicy',
    'UpdatePolicy',
    'CreationPolicy',
    'Metadata',
    'DependsOn',
    'Condition',
    'Type',
    'Connectors',
    'Transform',
    'Name',
  ]),
  terraform: new Set([
    'lifecycle',
    'timeouts',
    'provider',
    'count',
    'for_each',
    'depends_on',
    'provisioner',
    'connection',
    'name',
  ]),
};

/** What a step leads to: names, or anything at all. */
type Node =
  | { readonly names: ReadonlyMap<string, () => Node>; readonly required: readonly string[] }
  | 'anything'
  | 'value';

/** True for a resource or data source of the dialect, and for scopes such as `@template`. */
export function typeExists(dialect: DialectName, type: string): boolean {
  if (type.startsWith('@')) return true;
  if (dialect === 'cloudformation')
    return type in cloudformation || /^(Custom::|AWS::CloudFormation::CustomResource)/.test(type);
  return type in terraform;
}

/** What is wrong with a path of a type; `undefined` when it exists or cannot be judged. */
export function wrongStep(dialect: DialectName, type: string, path: string): string | undefined {
  let steps: readonly PathStep[] = parsePath(path);
  let owner = type;
  const [first] = steps;
  if (first?.kind === 'companion') {
    if (!typeExists(dialect, first.type)) return `there is no ${first.type}`;
    const via = wrongStep(dialect, first.type, first.via);
    if (via !== undefined) return via;
    owner = first.type;
    steps = steps.slice(1);
  }
  if (owner.startsWith('@') || owner.startsWith('Custom::')) return undefined;
  return walk(rootOf(dialect, owner), steps, dialect, owner);
}

/** Names in the data of a new resource that its type does not know, and required ones that are missing. */
export function wrongBody(dialect: DialectName, type: string, body: unknown): readonly string[] {
  if (!typeExists(dialect, type)) return [`there is no ${type}`];
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const inside = entries.filter(([name]) => !(name.startsWith('^') && besides[dialect].has(name.slice(1))));
  return wrongData(rootOf(dialect, type), Object.fromEntries(inside), type);
}

function wrongData(node: Node, data: unknown, place: string): readonly string[] {
  if (typeof node === 'string' || typeof data !== 'object' || data === null) return [];
  if (Array.isArray(data)) return data.flatMap((item: unknown) => wrongData(node, item, place));
  if (Object.keys(data).some((key) => key.startsWith('$') || key.startsWith('Fn::') || key === 'Ref'))
    return [];
  const missing = node.required.filter((name) => !(name in data)).map((name) => `${place} lacks ${name}`);
  return [
    ...missing,
    ...Object.entries(data).flatMap(([name, value]) => {
      const next = node.names.get(name.replace('(json)', ''));
      return next ? wrongData(next(), value, `${place}.${name}`) : [`${place} has no ${name}`];
    }),
  ];
}

function walk(
  start: Node,
  steps: readonly PathStep[],
  dialect: DialectName,
  type: string,
): string | undefined {
  let node = start;
  for (const step of steps) {
    if (step.kind === 'beside')
      return besides[dialect].has(step.name)
        ? undefined
        : `nothing called ${step.name} stands beside the attributes`;
    if (node === 'anything' || step.kind === 'decode') return undefined;
    if (step.kind !== 'key') continue;
    const next: (() => Node) | undefined = node === 'value' ? undefined : node.names.get(step.name);
    if (!next) return `${type} has no ${step.name} there`;
    node = next();
  }
  return undefined;
}

function rootOf(dialect: DialectName, type: string): Node {
  if (dialect === 'terraform') return blockNode(terraform[type] ?? {});
  const schema = cloudformation[type];
  return schema ? propertiesNode(schema.properties, schema) : 'anything';
}

function propertiesNode(properties: Readonly<Record<string, string>>, schema: TypeSchema): Node {
  const entries = Object.entries(properties);
  return {
    names: new Map(entries.map(([name, text]) => [name, () => typeNode(text, schema)])),
    required: entries.filter(([, text]) => text.endsWith('!')).map(([name]) => name),
  };
}

function typeNode(text: string, schema: TypeSchema): Node {
  const definition = /#(\w+)/.exec(text)?.[1];
  if (definition !== undefined) {
    const node = propertiesNode(schema.definitions[definition] ?? {}, schema);
    return text.includes('{') ? 'anything' : node;
  }
  return /^[[{]*j|\{/.test(text) ? 'anything' : 'value';
}

function blockNode(body: Body): Node {
  const entries = Object.entries(body);
  return {
    names: new Map(
      entries.map(([name, part]) => [
        name,
        () => (typeof part === 'string' ? attributeNode(part) : blockNode(part)),
      ]),
    ),
    required: entries
      .filter(([, part]) => typeof part === 'string' && part.endsWith('!'))
      .map(([name]) => name),
  };
}

function attributeNode(text: string): Node {
  return /^[[{]*j|\{/.test(text) ? 'anything' : 'value';
}
