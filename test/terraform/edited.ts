// Runs the edits of the Terraform dialect on documents, for tests that compare before and after.
import assert from 'node:assert/strict';
import type { Change, Data, Step } from '../../server/model/dialect.ts';
import type { Location } from '../../server/model/location.ts';
import type { Resource } from '../../server/model/resource.ts';
import { terraform } from '../../server/terraform/dialect.ts';
import { type TerraformModule, readModule } from '../../server/terraform/module.ts';
import { applyEdits } from '../../server/text/textEdit.ts';

const folder = 'file:///module';

/** A template literal without the indentation of its first line. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  const body = lines.map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)));
  return body.join('\n').replace(/\n *$/, '\n');
}

/** Documents by their path from the module's folder. */
export type Files = Readonly<Record<string, string>>;

function uriOf(name: string): string {
  return `${folder}/${name}`;
}

export function moduleOf(files: Files): TerraformModule {
  const inFolder = (wanted: string): Map<string, string> =>
    new Map(
      Object.entries(files)
        .map(([name, text]) => [uriOf(name), text] as const)
        .filter(([uri]) => uri.slice(0, uri.lastIndexOf('/')) === wanted),
    );
  return readModule(folder, inFolder(folder), {
    folder: (uri) => (inFolder(uri).size > 0 ? inFolder(uri) : undefined),
    file: () => undefined,
  });
}

export function resourceIn(module: TerraformModule, id: string): Resource {
  const resource = module.resources.find((one) => one.id === id);
  assert.ok(resource, `${id} is not among ${module.resources.map((one) => one.id).join(', ')}`);
  return resource;
}

/** A change said with the address of its resource. */
export type Wish = (module: TerraformModule) => Change;

export function set(id: string, path: readonly Step[], value: Data): Wish {
  return (module) => ({ kind: 'set', resource: resourceIn(module, id), steps: path, value });
}

export function remove(id: string, ...steps: readonly Step[]): Wish {
  return (module) => ({ kind: 'remove', resource: resourceIn(module, id), steps });
}

export function add(after: string, type: string, name: string, body: Data): Wish {
  return (module) => ({ kind: 'add', after: resourceIn(module, after), type, name, body });
}

/** Replaces what is written as `written`, the last of them. */
export function replace(written: string, value: Data): Wish {
  return (module) => ({ kind: 'replace', at: placeOf(module, written), value });
}

export function placeOf(module: TerraformModule, written: string): Location {
  for (const { blocks, attributes } of module.documents) {
    for (const { piece } of [...blocks, ...attributes]) {
      const start = piece.text.lastIndexOf(written);
      if (start >= 0) return { piece, start, end: start + written.length };
    }
  }
  assert.fail(`${written} is not there`);
}

/** The documents after the changes; `undefined` when the dialect has no safe form for them. */
export function editedFiles(files: Files, ...wishes: readonly Wish[]): Files | undefined {
  const module = moduleOf(files);
  const textOf = (uri: string): string => files[uri.slice(folder.length + 1)] ?? '';
  const edits = terraform.edit(
    module,
    wishes.map((wish) => wish(module)),
    textOf,
  );
  if (edits === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      applyEdits(
        text,
        edits.filter(({ uri }) => uri === uriOf(name)),
      ),
    ]),
  );
}

export function edited(text: string, ...wishes: readonly Wish[]): string | undefined {
  return editedFiles({ 'main.tf': text }, ...wishes)?.['main.tf'];
}

/** Compares after taking out the indentation of both template literals. */
export function becomes(before: string, after: string, ...wishes: readonly Wish[]): void {
  assert.equal(edited(dedent(before), ...wishes), dedent(after));
}

/** The text with a rule silenced where `written` stands, or at the resource's name. */
export function suppressed(name: string, text: string, id: string, written?: string): string | undefined {
  const module = moduleOf({ [name]: text });
  const resource = resourceIn(module, id);
  const at = written === undefined ? resource.nameAt : placeOf(module, written);
  const edits = terraform.suppress(module, resource, at, 'some-rule', 'because it is a test', () => text);
  return edits && applyEdits(text, edits);
}
