import type { Dialect } from '../model/dialect.ts';
import type { Model } from '../model/model.ts';
import { type ModuleLoader, type TerraformModule, isTerraform, readModule } from '../terraform/module.ts';
import { ModuleCalls } from './moduleCalls.ts';
import type { Reader } from './reader.ts';
import { type Workspace, folderOf } from './workspace.ts';

/** A folder of Terraform documents is a unit, with the local modules it calls; a called module is judged through its callers. */
export function moduleReader(dialect: Dialect): Reader {
  const calls = new ModuleCalls();
  const read = new WeakMap<
    Model,
    { readonly texts: ReadonlyMap<string, string>; readonly module: TerraformModule }
  >();
  return {
    dialect,
    unitsOf: (uri, workspace) => (isTerraform(uri) ? calls.rootsOf(folderOf(uri), workspace) : []),
    read(unit, workspace, previous) {
      const before = previous && read.get(previous);
      if (before && isCurrent(before.texts, before.module, workspace)) return before.module;
      const texts = new Map<string, string>();
      const module = readModule(
        unit,
        textsIn(unit, workspace, texts),
        loaderOf(workspace, texts),
        before?.module,
      );
      read.set(module, { texts, module });
      return module;
    },
  };
}

/** Reads from the workspace and notes everything that was read. */
function loaderOf(workspace: Workspace, texts: Map<string, string>): ModuleLoader {
  return {
    folder(uri) {
      const documents = textsIn(uri, workspace, texts);
      return documents.size > 0 ? documents : undefined;
    },
    file(uri) {
      const text = workspace.text(uri);
      texts.set(uri, text ?? '');
      return text;
    },
  };
}

function textsIn(
  folder: string,
  workspace: Workspace,
  texts: Map<string, string>,
): ReadonlyMap<string, string> {
  const documents = new Map<string, string>();
  for (const uri of workspace.list(folder)) {
    const text = isTerraform(uri) ? workspace.text(uri) : undefined;
    if (text === undefined) continue;
    documents.set(uri, text);
    texts.set(uri, text);
  }
  return documents;
}

function isCurrent(
  texts: ReadonlyMap<string, string>,
  { folder, calledFolders }: TerraformModule,
  workspace: Workspace,
): boolean {
  for (const [uri, text] of texts) if ((workspace.text(uri) ?? '') !== text) return false;
  return [folder, ...calledFolders].every((each) =>
    workspace.list(each).every((uri) => !isTerraform(uri) || texts.has(uri)),
  );
}
