import type { Dialect, Step } from '../model/dialect.ts';
import type { Model } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import { editTemplate } from './edit/edit.ts';
import { suppressInTemplate } from './edit/suppress.ts';
import { sourceStepsOf } from './sam/source.ts';
import type { TemplateSyntax } from './syntax/node.ts';

/** CloudFormation and SAM templates, in YAML and JSON. */
export const cloudformation: Dialect = {
  name: 'cloudformation',
  edit(model, changes, textOf) {
    const syntax = syntaxOf(model);
    return syntax && editTemplate(syntax, changes, textOf(syntax.uri), stepsInSource);
  },
  stepsInText: sourceStepsOf,
  suppress(model, resource, at, rule, reason, textOf) {
    const syntax = syntaxOf(model);
    return syntax && suppressInTemplate(syntax, resource, at, rule, reason, textOf(syntax.uri));
  },
};

function syntaxOf(model: Model): TemplateSyntax | undefined {
  return model.dialect === 'cloudformation' && 'syntax' in model
    ? (model as Model & { syntax: TemplateSyntax }).syntax
    : undefined;
}

/** Parameters and outputs have their attributes right under their name, resources under `Properties`; what SAM generates is written in SAM's words. */
function stepsInSource(resource: Resource, steps: readonly Step[]): readonly Step[] | undefined {
  const [first, ...rest] = steps;
  if (first === '^') return rest;
  if (resource.type.startsWith('@')) return steps;
  const written = sourceStepsOf(resource, steps);
  return written && ['Properties', ...written];
}
