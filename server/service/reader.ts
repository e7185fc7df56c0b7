import { cloudformation } from '../cloudformation/dialect.ts';
import { isTemplate } from '../cloudformation/syntax/detect.ts';
import { type Template, readTemplate } from '../cloudformation/template.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Model } from '../model/model.ts';
import { terraform } from '../terraform/dialect.ts';
import { isTerraform } from '../terraform/module.ts';
import { moduleReader } from './moduleReader.ts';
import type { Workspace } from './workspace.ts';

/** How documents of one dialect become units: which belong together, and how a unit is read. */
export interface Reader {
  readonly dialect: Dialect;
  /** The keys of the units that the document is part of; empty when it is not written in this dialect. */
  unitsOf(uri: string, workspace: Workspace): readonly string[];
  /** The unit's model; `previous` itself when nothing has changed. */
  read(unit: string, workspace: Workspace, previous?: Model): Model;
}

/** Readers for every dialect there is; they keep what they have read. */
export function allReaders(): readonly Reader[] {
  return [templateReader(), moduleReader(terraform)];
}

/** A template is a unit of its own, told by its content alone. */
function templateReader(): Reader {
  const read = new WeakMap<Model, { readonly text: string; readonly template: Template }>();
  let last = { text: '', isOne: false };
  return {
    dialect: cloudformation,
    unitsOf(uri, workspace) {
      const text = isTerraform(uri) ? undefined : workspace.text(uri);
      if (text === undefined) return [];
      if (text !== last.text) last = { text, isOne: isTemplate(text) };
      return last.isOne ? [uri] : [];
    },
    read(unit, workspace, previous) {
      const text = workspace.text(unit) ?? '';
      const before = previous && read.get(previous);
      if (before?.text === text) return before.template;
      const template = readTemplate(unit, text, before?.template);
      read.set(template, { text, template });
      return template;
    },
  };
}
