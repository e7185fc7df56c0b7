import type { Resource } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import type { TopBlock } from '../syntax/node.ts';
import { bodiesOf, evaluateBody } from './body.ts';
import type { Declared } from './declarations.ts';
import { sourceOf } from './expression.ts';
import { fullKey, remembered } from './memory.ts';
import type { Module } from './scope.ts';
import { scalar } from './values.ts';
import { contextOf, lastAttribute } from './variables.ts';

type ScopeName = '@variable' | '@output' | '@module' | '@provider' | '@terraform';

/** A declaration that is a scope of its own. */
interface DeclaredScope {
  readonly scope: ScopeName;
  readonly declared: Declared;
  /** What its evaluation is remembered by. */
  readonly key: string;
}

/** The scopes of a module, declaration by declaration. */
export interface ListedScopes {
  readonly declared: readonly DeclaredScope[];
  readonly resources: readonly (readonly Resource[])[];
}

/**
 * What rules may speak to besides resources: each variable, output, module call and provider, and the settings as one.
 * Asks again only for declarations that are new, or of which something is in doubt.
 */
export function listScopes(module: Module, before: ListedScopes | undefined): ListedScopes {
  const { doubtful } = module.run.memory;
  const declared = declaredScopes(module);
  const resources = declared.map((one, i) => {
    const kept = before?.declared[i] === one && !doubtful.has(fullKey(module.path, one.key));
    return (kept ? before?.resources[i] : undefined) ?? evaluateScope(module, one);
  });
  return { declared, resources };
}

function declaredScopes(module: Module): readonly DeclaredScope[] {
  const { variables, outputs, modules, providers, terraform } = module.declarations;
  const of = (scope: ScopeName, declared: ReadonlyMap<string, Declared>): DeclaredScope[] =>
    [...declared.values()].map((one) => scopeOf(scope, one));
  return [
    ...(terraform.length > 0 ? [scopeOf('@terraform', { name: '', parts: terraform })] : []),
    ...of('@provider', providers),
    ...of('@variable', variables),
    ...of('@module', modules),
    ...of('@output', outputs),
  ];
}

const scopes = new WeakMap<Declared, DeclaredScope>();

function scopeOf(scope: ScopeName, declared: Declared): DeclaredScope {
  let known = scopes.get(declared);
  if (known?.scope !== scope) {
    known = { scope, declared, key: `scope:${scope}.${declared.name}` };
    scopes.set(declared, known);
  }
  return known;
}

function evaluateScope(module: Module, { scope, declared, key }: DeclaredScope): readonly Resource[] {
  const source = { declaration: `${scope.slice(1)} ${declared.name}`, parts: declared.parts };
  return remembered<readonly Resource[]>(module, key, source, [], () => {
    const [first] = declared.parts;
    return first ? [scopeResource(module, scope, declared, first)] : [];
  });
}

/** Asks again for a scope by its name in the model. */
export function readScope(module: Module, name: string): unknown {
  const dot = name.indexOf('.');
  const scope = name.slice(0, dot) as ScopeName;
  const label = name.slice(dot + 1);
  const { variables, outputs, modules, providers, terraform } = module.declarations;
  const among = {
    '@variable': variables,
    '@output': outputs,
    '@module': modules,
    '@provider': providers,
    '@terraform': new Map<string, Declared>(),
  }[scope];
  const declared = scope === '@terraform' ? { name: '', parts: terraform } : among.get(label);
  return declared && evaluateScope(module, scopeOf(scope, declared));
}

function scopeResource(module: Module, scope: ScopeName, declared: Declared, first: TopBlock): Resource {
  const { piece, block } = first;
  const label = block.labels.at(-1) ?? block.type;
  const prefix = scope.slice(1);
  const body = evaluateBody(bodiesOf(module, declared.parts, new Map()), skipped[scope] ?? new Set());
  return {
    dialect: 'terraform',
    id: scope === '@terraform' ? scope : `${scope}.${declared.name}`,
    name: scope === '@terraform' ? 'terraform' : `${scope === '@variable' ? 'var' : prefix}.${declared.name}`,
    type: scope,
    nameAt: { piece, start: label.start, end: label.end },
    piece,
    body: scope === '@variable' ? withType(module, declared, body) : body,
    meta: new Map(),
    exists: [],
    references: [],
  };
}

const skipped: Readonly<Partial<Record<ScopeName, ReadonlySet<string>>>> = {
  '@variable': new Set(['type']),
  '@module': new Set(['providers', 'depends_on']),
};

/** A type is no value: it is held as it is written. */
function withType(module: Module, declared: Declared, body: MapValue): MapValue {
  const found = lastAttribute(declared, 'type');
  if (!found) return body;
  const { value, name } = found.attribute;
  const { piece } = found.top;
  const type: Value = {
    ...scalar(sourceOf(value, contextOf(module, found.top)).replace(/^"(.*)"$/, '$1'), {
      piece,
      start: value.start,
      end: value.end,
    }),
    key: { piece, start: name.start, end: name.end },
  };
  return { ...body, entries: new Map(body.entries).set('type', type) };
}
