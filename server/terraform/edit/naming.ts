import type { DataReference } from '../../model/dialect.ts';
import type { TerraformModule } from '../module.ts';
import { type Loop, declaredIn, folderOf, loopOf } from './parts.ts';
import { type Task, inFolder } from './task.ts';
import type { Naming } from './written.ts';

/** The data sources behind pseudo parameters, and the attribute that holds each. */
const pseudoParameters: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  'AWS::AccountId': ['aws_caller_identity', 'account_id'],
  'AWS::Region': ['aws_region', 'name'],
  'AWS::Partition': ['aws_partition', 'partition'],
  'AWS::URLSuffix': ['aws_partition', 'dns_suffix'],
};

/** Names as they are written in one block, and the data sources that have to be declared for them. */
export interface BlockNaming extends Naming {
  readonly missing: Set<string>;
}

/** How things are called in the folder of `uri`, in a block that is repeated by `loop`; what is not declared there cannot be named. */
export function namingIn(task: Task, uri: string, loop: Loop | undefined): BlockNaming {
  const missing = new Set<string>();
  return {
    missing,
    reference: (reference) => referenceText(task, uri, loop, reference),
    pseudo(name) {
      const [type, attribute] = pseudoParameters[name] ?? [];
      if (type === undefined || attribute === undefined) return undefined;
      const declared = dataSourceIn(task.module, uri, type);
      const source = inFolder(uri, type);
      if (declared === undefined && !task.sources.has(source)) missing.add(type);
      task.sources.add(source);
      return `data.${type}.${declared ?? 'current'}.${attribute}`;
    },
  };
}

/** What a repeated block makes can be named only where the naming block is repeated in the same way. */
function referenceText(
  { module, added }: Task,
  uri: string,
  loop: Loop | undefined,
  { type, name, attribute = 'id' }: DataReference['$reference'],
): string | undefined {
  const address = `${type}.${name}`;
  const declared = declaredIn(module, uri, address);
  if (declared === undefined && !added.has(inFolder(uri, address))) return undefined;
  const repeated = declared && loopOf(declared);
  if (repeated === undefined) return `${address}.${attribute}`;
  if (loop?.by !== repeated.by || loop.text !== repeated.text) return undefined;
  return `${address}[${loop.by === 'count' ? 'count.index' : 'each.key'}].${attribute}`;
}

/** The name of a data source of a type that is declared once and for the provider itself. */
function dataSourceIn(module: TerraformModule, uri: string, type: string): string | undefined {
  const folder = folderOf(uri);
  const blocks = module.documents
    .filter((document) => folderOf(document.uri) === folder)
    .flatMap((document) => document.blocks.map(({ block }) => block));
  const found = blocks.find(
    ({ type: kind, labels, body }) =>
      kind.text === 'data' && labels[0]?.text === type && body.attributes.length === 0,
  );
  return found?.labels[1]?.text;
}
