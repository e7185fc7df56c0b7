// Runs the edits of the CloudFormation dialect on a text, for tests that compare before and after.
import assert from 'node:assert/strict';
import { cloudformation } from '../../server/cloudformation/dialect.ts';
import { readTemplate } from '../../server/cloudformation/template.ts';
import type { Template } from '../../server/cloudformation/template.ts';
import type { Change, Data, Step } from '../../server/model/dialect.ts';
import type { Location } from '../../server/model/location.ts';
import type { Resource } from '../../server/model/resource.ts';
import { applyEdits } from '../../server/text/textEdit.ts';

export const uri = 'file:///template.yaml';

/** A template literal without the indentation of its first line. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  const body = lines.map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)));
  return body.join('\n').replace(/\n *$/, '\n');
}

export function resourceIn(template: Template, id: string): Resource {
  const resource = template.resources.find((one) => one.id === id);
  assert.ok(resource, `${id} is not there`);
  return resource;
}

/** A change said with the id of its resource. */
export type Wish = (template: Template) => Change;

export function set(id: string, path: readonly Step[], value: Data): Wish {
  return (template) => ({ kind: 'set', resource: resourceIn(template, id), steps: path, value });
}

export function remove(id: string, ...steps: readonly Step[]): Wish {
  return (template) => ({ kind: 'remove', resource: resourceIn(template, id), steps });
}

export function add(after: string, type: string, name: string, body: Data): Wish {
  return (template) => ({ kind: 'add', after: resourceIn(template, after), type, name, body });
}

/** Replaces the value that is written as `written`, the last of them. */
export function replace(written: string, value: Data): Wish {
  return (template) => {
    for (const section of template.syntax.sections.values()) {
      for (const { piece } of section.entries) {
        const start = piece.text.lastIndexOf(written);
        if (start >= 0) return { kind: 'replace', at: { piece, start, end: start + written.length }, value };
      }
    }
    assert.fail(`${written} is not there`);
  };
}

/** The text after the changes; `undefined` when the dialect has no safe form for them. */
export function edited(text: string, ...wishes: readonly Wish[]): string | undefined {
  const template = readTemplate(uri, text);
  const edits = cloudformation.edit(
    template,
    wishes.map((wish) => wish(template)),
    () => text,
  );
  return edits && applyEdits(text, edits);
}

/** Compares after taking out the indentation of both template literals. */
export function becomes(before: string, after: string, ...wishes: readonly Wish[]): void {
  assert.equal(edited(dedent(before), ...wishes), dedent(after));
}

/** The text with a rule silenced where `written` stands, or at the resource's name. */
export function suppressed(text: string, id: string, written?: string): string | undefined {
  const template = readTemplate(uri, text);
  const resource = resourceIn(template, id);
  const start = written === undefined ? resource.nameAt.start : resource.piece.text.indexOf(written);
  const at: Location = { piece: resource.piece, start, end: start + (written?.length ?? 1) };
  const edits = cloudformation.suppress(
    template,
    resource,
    at,
    'some-rule',
    'because it is a test',
    () => text,
  );
  return edits && applyEdits(text, edits);
}
