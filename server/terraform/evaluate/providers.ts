import type { MapValue, Value } from '../../model/value.ts';
import { bodiesOf, evaluateBody } from './body.ts';
import type { DeclaredResource } from './declarations.ts';
import { remembered } from './memory.ts';
import type { Module } from './scope.ts';
import { map, place, textOf } from './values.ts';

/** Resources whose tags the provider's `default_tags` do not reach. */
const untagged = new Set(['aws_autoscaling_group']);

/** The body with the tags that the provider adds to all that it makes. */
export function tagged(
  module: Module,
  { type, address, parts }: DeclaredResource,
  body: MapValue,
  meta: ReadonlyMap<string, Value>,
): MapValue {
  if (!type.startsWith('aws_') || untagged.has(type)) return body;
  const defaults = defaultTags(module, textOf(meta.get('provider')) ?? 'aws');
  if (!defaults || defaults.kind === 'absent') return body;
  const own = body.entries.get('tags');
  const [first] = parts;
  const label = first?.block.labels[1];
  const at =
    own?.at ?? (first && label ? { piece: first.piece, start: label.start, end: label.end } : body.at);
  const inherited = place(defaults, at, 'provider', 'default_tags');
  return { ...body, entries: new Map(body.entries).set('tags', mergedTags(own, inherited, address)) };
}

function mergedTags(own: Value | undefined, inherited: Value, address: string): Value {
  if (!own || own.kind === 'absent') return inherited;
  if (own.kind === 'choice')
    return {
      ...own,
      whenTrue: mergedTags(own.whenTrue, inherited, address),
      whenFalse: mergedTags(own.whenFalse, inherited, address),
    };
  if (inherited.kind === 'choice') {
    return {
      ...inherited,
      key: own.key,
      whenTrue: mergedTags(own, inherited.whenTrue, address),
      whenFalse: mergedTags(own, inherited.whenFalse, address),
    };
  }
  if (inherited.kind === 'absent') return own;
  if (own.kind !== 'map')
    return inherited.kind === 'map'
      ? { ...inherited, key: own.key, open: own.kind === 'unknown' ? own.cause : inherited.open }
      : own;
  if (inherited.kind !== 'map')
    return {
      ...own,
      open:
        own.open ?? (inherited.kind === 'unknown' ? inherited.cause : { kind: 'function', subject: address }),
    };
  return {
    ...own,
    entries: new Map([...inherited.entries, ...own.entries]),
    open: own.open ?? inherited.open,
  };
}

/** The tags of a provider configuration; called modules have those of their callers, under the names that they were given. */
export function defaultTags(module: Module, provider: string): Value | undefined {
  const declared = module.declarations.providers.get(provider);
  if (!declared && module.call) return defaultTags(module.call.parent, passedProvider(module, provider));
  return remembered<Value | undefined>(
    module,
    `tags:${provider}`,
    { declaration: `provider ${provider}`, parts: declared?.parts ?? [] },
    undefined,
    () => {
      if (!declared) return undefined;
      const blocks = evaluateBody(bodiesOf(module, declared.parts, new Map()), new Set()).entries.get(
        'default_tags',
      );
      const tags =
        blocks?.kind === 'list'
          ? blocks.items.flatMap((item) => (item.kind === 'map' ? [item.entries.get('tags')] : []))
          : [];
      const [first] = tags;
      if (first) return first;
      return blocks?.kind === 'list' && blocks.open ? map(new Map(), blocks.at, blocks.open) : undefined;
    },
  );
}

/** What the caller's `providers = { aws = aws.west }` puts in the place of a provider. */
function passedProvider(module: Module, provider: string): string {
  const { call } = module;
  const parts = call?.parent.declarations.modules.get(call.name)?.parts ?? [];
  for (const { piece, block } of parts) {
    const given = block.body.attributes.find(({ name }) => name.text === 'providers')?.value;
    if (given?.kind !== 'object') continue;
    const text = ({ start, end }: { start: number; end: number }): string =>
      piece.text
        .slice(start, end)
        .trim()
        .replace(/^"(.*)"$/, '$1');
    const entry = given.entries.find(({ key }) => text(key) === provider);
    if (entry) return text(entry.value);
  }
  return provider.split('.')[0] ?? provider;
}
