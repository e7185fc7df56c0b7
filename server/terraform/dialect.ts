import type { Dialect } from '../model/dialect.ts';
import type { Model } from '../model/model.ts';
import { editModule } from './edit/edit.ts';
import { suppressInModule } from './edit/suppress.ts';
import type { TerraformModule } from './module.ts';

/** Terraform and OpenTofu modules, in the native syntax and in JSON. */
export const terraform: Dialect = {
  name: 'terraform',
  edit(model, changes, textOf) {
    return isModule(model) ? editModule(model, changes, textOf) : undefined;
  },
  stepsInText: (_resource, steps) => steps,
  suppress(model, resource, at, rule, reason, textOf) {
    return isModule(model) ? suppressInModule(model, resource, at, rule, reason, textOf) : undefined;
  },
};

function isModule(model: Model): model is TerraformModule {
  return model.dialect === 'terraform' && 'documents' in model;
}
