import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isTemplate } from '../../server/cloudformation/syntax/detect.ts';
import { readTemplate } from '../../server/cloudformation/template.ts';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const folders = ['realworld/files', 'corpus/files']
  .map((folder) => join(shared, folder))
  .filter((folder) => existsSync(folder));

function templatesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(ya?ml|json|template)$/.test(name),
  );
}

test(
  'real templates are read with unique ids and references that lead somewhere',
  { skip: folders.length === 0 },
  () => {
    let read = 0;
    for (const folder of folders) {
      for (const name of templatesIn(folder)) {
        const text = readFileSync(join(folder, name), 'utf8');
        if (!isTemplate(text)) continue;
        const { resources, startOf } = readTemplate(`file:///${name}`, text);
        const ids = new Set(resources.map(({ id }) => id));
        assert.equal(ids.size, resources.length, name);
        for (const { nameAt, references, id } of resources) {
          assert.notEqual(startOf(nameAt.piece), undefined, `${name} ${id}`);
          const lost = references.find((reference) => !reference.id.includes('#') && !ids.has(reference.id));
          assert.equal(lost, undefined, `${name} ${id} ${lost?.id ?? ''}`);
        }
        read++;
      }
    }
    assert.ok(read > 1000, `${String(read)} templates`);
  },
);
