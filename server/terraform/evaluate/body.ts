import type { Location } from '../../model/location.ts';
import type { Cause, ListValue, MapValue, Value } from '../../model/value.ts';
import type { Block, Body, TopBlock } from '../syntax/node.ts';
import { choose, withoutFailures } from './choice.ts';
import { namedCondition } from './condition.ts';
import { evaluate, locate } from './expression.ts';
import { eachOf } from './loop.ts';
import { type Bindings, type Context, type Module, stepBound } from './scope.ts';
import { absent, causeOf, list, map, unknown } from './values.ts';

/** A body, or what an override document puts over it. */
export interface PlacedBody {
  readonly context: Context;
  readonly body: Body;
  /** Why there may be more in it than can be read. */
  readonly open?: Cause | undefined;
}

/** The bodies of a block's parts in one instance. */
export function bodiesOf(
  module: Module,
  parts: readonly TopBlock[],
  bindings: Bindings,
): readonly PlacedBody[] {
  return parts.map(({ piece, block, broken }) => {
    const at: Location = { piece, start: block.start, end: block.body.start };
    return {
      context: { module, piece, bindings },
      body: block.body,
      open: broken ? { kind: 'syntax', subject: '', at } : undefined,
    };
  });
}

/** What stands in a body: attributes by name, and for each type of block the list of its blocks. Later parts count more. */
export function evaluateBody(parts: readonly PlacedBody[], skip: ReadonlySet<string>): MapValue {
  const entries = new Map<string, Value>();
  for (const { context, body } of parts) {
    for (const attribute of body.attributes) {
      const name = attribute.name.text;
      if (skip.has(name)) continue;
      const value = withoutFailures(evaluate(attribute.value, context));
      entries.set(name, { ...value, key: locate(attribute.name, context) });
    }
    for (const [type, blocks] of groupBlocks(body.blocks)) {
      if (!skip.has(type)) entries.set(type, blockList(type, blocks, context));
    }
  }
  const [first] = parts;
  const at = first ? locate(first.body, first.context) : { piece: { uri: '', text: '' }, start: 0, end: 0 };
  return map(entries, at, parts.find(({ open }) => open)?.open);
}

function groupBlocks(blocks: readonly Block[]): ReadonlyMap<string, readonly Block[]> {
  const groups = new Map<string, Block[]>();
  for (const block of blocks) {
    const type = block.type.text === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type.text;
    const group = groups.get(type);
    if (group) group.push(block);
    else groups.set(type, [block]);
  }
  return groups;
}

const none: ReadonlySet<string> = new Set();

function blockList(type: string, blocks: readonly Block[], context: Context): ListValue {
  const items: Value[] = [];
  let open: Cause | undefined;
  const { run } = context.module;
  for (const block of blocks) {
    if (run.steps++ > stepBound) open ??= { kind: 'depth', subject: type, at: locate(block, context) };
    else if (block.type.text !== 'dynamic') items.push(blockItem(block, context));
    else {
      const generated = dynamicItems(block, type, context);
      items.push(...generated.items);
      open ??= generated.open;
    }
  }
  const [first] = blocks;
  const at = locate(first ?? { start: 0, end: 0 }, context);
  const key = first && locate(headOf(first), context);
  return { ...list(items, at, open), key };
}

/** The word that names the blocks: the type, or the label of a `dynamic` one. */
function headOf(block: Block): Block['type'] {
  return block.type.text === 'dynamic' ? (block.labels[0] ?? block.type) : block.type;
}

/** A block as a map; labels, such as those of `backend "s3"`, become keys around it. */
function blockItem(block: Block, context: Context): Value {
  const inner = evaluateBody([{ context, body: block.body }], none);
  const key = locate(block.type, context);
  const placed: MapValue = { ...inner, at: locate(block, context), key };
  return block.labels.reduceRight<MapValue>(
    (value, label) => ({ ...map(new Map([[label.text, list([value], value.at)]]), value.at), key }),
    placed,
  );
}

/** The blocks that a `dynamic` block generates: all of them for a known collection, one under a condition for an unknown one. */
function dynamicItems(
  block: Block,
  type: string,
  context: Context,
): { items: readonly Value[]; open?: Cause | undefined } {
  const attribute = (name: string): Block['body']['attributes'][number] | undefined =>
    block.body.attributes.find((candidate) => candidate.name.text === name);
  const forEach = attribute('for_each');
  const content = block.body.blocks.find((inner) => inner.type.text === 'content');
  if (!forEach || !content)
    return { items: [], open: { kind: 'syntax', subject: '', at: locate(block, context) } };
  const named = attribute('iterator')?.value;
  const iterator = named?.kind === 'variable' ? named.name : type;
  const collection = withoutFailures(evaluate(forEach.value, context));
  const generate = (key: Value, value: Value): Value => {
    const item = map(
      new Map([
        ['key', key],
        ['value', value],
      ]),
      value.at,
    );
    const bindings = new Map(context.bindings).set(iterator, item);
    const head = block.labels[0] ?? block.type;
    return { ...blockItem(content, { ...context, bindings }), key: locate(head, context) };
  };
  const over = (value: Value): { items: readonly Value[]; open?: Cause | undefined } => {
    if (value.kind === 'choice') return bothWays(value, over(value.whenTrue), over(value.whenFalse));
    const items = eachOf(value)?.slice(0, dynamicBound);
    if (items) {
      const more = value.kind === 'list' || value.kind === 'map' ? value.open : undefined;
      return {
        items: items.map((item) =>
          conditionally(item.value, (inner) => generate(isSetItem(value) ? inner : item.key, inner)),
        ),
        open: more,
      };
    }
    if (value.kind === 'absent') return { items: [] };
    const cause = causeOf(value) ?? { kind: 'function' as const, subject: '', at: value.at };
    const at = value.at;
    const condition = namedCondition(value, forEach.value, context, (text) => `length(${text}) > 0`);
    const one = generate(
      unknown('each', `${iterator}.key`, at),
      unknown('each', `${iterator}.value`, at, false),
    );
    return { items: [choose(condition, one, absent(at), one.at)], open: cause };
  };
  return over(collection);
}

const dynamicBound = 60;

/** In a set the key of an item is the item; lists that are no sets have indexes, which nobody asks for. */
function isSetItem(value: Value): boolean {
  return value.kind === 'list' && value.items.every((item) => item.kind === 'scalar');
}

function conditionally(value: Value, derive: (inner: Value) => Value): Value {
  if (value.kind === 'choice') {
    const whenTrue = conditionally(value.whenTrue, derive);
    return choose(value.condition, whenTrue, conditionally(value.whenFalse, derive), whenTrue.at);
  }
  return value.kind === 'absent' ? value : derive(value);
}

type Generated = { items: readonly Value[]; open?: Cause | undefined };

function bothWays(
  { condition }: Value & { kind: 'choice' },
  whenTrue: Generated,
  whenFalse: Generated,
): Generated {
  const there = whenTrue.items.map((item) => choose(condition, item, absent(item.at), item.at));
  const other = whenFalse.items.map((item) => choose(condition, absent(item.at), item, item.at));
  return { items: [...there, ...other], open: whenTrue.open ?? whenFalse.open };
}
