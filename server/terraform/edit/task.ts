import type { Change } from '../../model/dialect.ts';
import type { TerraformModule } from '../module.ts';
import { folderOf } from './parts.ts';

/** Several changes that are made together. */
export interface Task {
  readonly module: TerraformModule;
  readonly textOf: (uri: string) => string;
  /** The resources that the changes declare, each by folder and address. */
  readonly added: ReadonlySet<string>;
  /** The data sources that the edits declare, each by folder and type. */
  readonly sources: Set<string>;
}

export function taskOf(
  module: TerraformModule,
  changes: readonly Change[],
  textOf: (uri: string) => string,
): Task {
  const added = changes.flatMap((change) =>
    change.kind === 'add' ? [inFolder(change.after.piece.uri, `${change.type}.${change.name}`)] : [],
  );
  return { module, textOf, added: new Set(added), sources: new Set() };
}

/** A name in the folder of a document. */
export function inFolder(uri: string, name: string): string {
  return `${folderOf(uri)} ${name}`;
}
