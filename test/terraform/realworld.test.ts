import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isTerraform, type ModuleLoader, readModule } from '../../server/terraform/module.ts';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const folders = ['realworld/files', 'corpus/files']
  .map((folder) => join(shared, folder))
  .filter((folder) => existsSync(folder));

function modulesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isTerraform);
  return [...new Set(names.map((name) => join(folder, name, '..')))];
}

function documentsIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter(
    (name) => isTerraform(name) && statSync(join(folder, name)).isFile(),
  );
  return new Map(
    names.map((name) => [pathToFileURL(join(folder, name)).href, readFileSync(join(folder, name), 'utf8')]),
  );
}

function loaderFor(workspace: string): ModuleLoader {
  const within = (uri: string, is: 'isDirectory' | 'isFile'): string | undefined => {
    const path = fileURLToPath(uri);
    return path.startsWith(workspace) && existsSync(path) && statSync(path)[is]() ? path : undefined;
  };
  return {
    folder(uri) {
      const path = within(uri, 'isDirectory');
      return path === undefined ? undefined : documentsIn(path);
    },
    file(uri) {
      const path = within(uri, 'isFile');
      return path === undefined ? undefined : readFileSync(path, 'utf8');
    },
  };
}

test(
  'real modules are evaluated with unique ids, places that exist and references that lead somewhere',
  { skip: folders.length === 0 },
  () => {
    let resources = 0;
    for (const workspace of folders) {
      for (const folder of modulesIn(workspace)) {
        const module = readModule(pathToFileURL(folder).href, documentsIn(folder), loaderFor(workspace));
        const ids = new Set(module.resources.map(({ id }) => id));
        assert.equal(ids.size, module.resources.length, folder);
        for (const { id, nameAt, references } of module.resources) {
          assert.notEqual(module.startOf(nameAt.piece), undefined, `${folder} ${id}`);
          const lost = references.find((reference) => !ids.has(reference.id));
          assert.equal(lost, undefined, `${folder} ${id} ${lost?.id ?? ''}`);
        }
        resources += ids.size;
      }
    }
    assert.ok(resources > 4000, `${String(resources)} resources`);
  },
);
