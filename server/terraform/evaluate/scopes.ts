import type { Resource } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import type { TopBlock } from '../syntax/node.ts';
import { bodiesOf, evaluateBody } from './body.ts';
import type { Declared } from './declarations.ts';
import { sourceOf } from './expression.ts';
import { remembered } from './memory.ts';
import type { Module } from './scope.ts';
import { scalar } from './values.ts';
import { contextOf, lastAttribute } from './variables.ts';

type ScopeName = '@variable' | '@output' | '@module' | '@provider' | '@terraform';

/** What rules may speak to besides resources: each variable, output, module call and provider, and the settings as one. */
export function evaluateScopes(module: Module): readonly Resource[] {
  const { variables, outputs, modules, providers, terraform } = module.declarations;
  const of = (scope: ScopeName, declared: ReadonlyMap<string, Declared>): Resource[] =>
    [...declared.values()].flatMap((one) => evaluateScope(module, scope, one));
  const settings: Declared = { name: '', parts: terraform };
  return [
    ...(terraform.length > 0 ? evaluateScope(module, '@terraform', settings) : []),
    ...of('@provider', providers),
    ...of('@variable', variables),
    ...of('@module', modules),
    ...of('@output', outputs),
  ];
}

function evaluateScope(module: Module, scope: ScopeName, declared: Declared): readonly Resource[] {
  return remembered<readonly Resource[]>(
    module,
    `scope:${scope}.${declared.name}`,
    { declaration: `${scope.slice(1)} ${declared.name}`, parts: declared.parts },
    [],
    () => {
      const [first] = declared.parts;
      return first ? [scopeResource(module, scope, declared, first)] : [];
    },
  );
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
  return declared && evaluateScope(module, scope, declared);
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
