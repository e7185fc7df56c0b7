// What tests say of Terraform modules: values in one line, drawn where they stand.
import type { Formula } from '../../server/model/condition.ts';
import { documentSpanOf } from '../../server/model/model.ts';
import type { Resource } from '../../server/model/resource.ts';
import type { Value } from '../../server/model/value.ts';
import { type ModuleLoader, readModule, type TerraformModule } from '../../server/terraform/module.ts';
import { type Fixture, parseFixture, type Remark } from '../fixture.ts';

export const root = 'file:///work';

/** The module of a fixture, whose first file is `main.tf` when it has no name; files in folders are modules to be called. */
export function moduleOf(text: string | Fixture, previous?: TerraformModule): TerraformModule {
  const { texts, loader } = textsOf(typeof text === 'string' ? parseFixture(text) : text);
  return readModule(root, texts, loader, previous);
}

export function textsOf(fixture: Fixture): { texts: ReadonlyMap<string, string>; loader: ModuleLoader } {
  const files = new Map([fixture, ...fixture.files].map((file) => [uriOf(file.name), file.text]));
  const folder = (uri: string): ReadonlyMap<string, string> =>
    new Map([...files].filter(([name]) => name.slice(0, name.lastIndexOf('/')) === uri));
  const found = (uri: string): ReadonlyMap<string, string> | undefined =>
    folder(uri).size > 0 ? folder(uri) : undefined;
  return { texts: folder(root), loader: { folder: found, file: (uri) => files.get(uri) } };
}

function uriOf(name: string): string {
  return `${root}/${name === '' ? 'main.tf' : name}`;
}

/** Draws what the attributes of these names hold, wherever they stand in a resource. */
export function valuesOf(...names: readonly string[]): (fixture: Fixture) => readonly Remark[] {
  return (fixture) => {
    const module = moduleOf(fixture);
    const remarks: Remark[] = [];
    const walk = (value: Value): void => {
      if (value.kind === 'list') value.items.forEach(walk);
      else if (value.kind === 'choice') [value.whenTrue, value.whenFalse].forEach(walk);
      else if (value.kind === 'map') {
        for (const [key, inner] of value.entries) {
          if (names.includes(key)) remarks.push(remark(module, fixture, inner));
          else walk(inner);
        }
      }
    };
    for (const resource of module.resources) if (!resource.type.startsWith('@')) walk(resource.body);
    return remarks;
  };
}

function remark(module: TerraformModule, fixture: Fixture, value: Value): Remark {
  const span = documentSpanOf(module, value.at);
  const file = span && span.uri !== uriOf(fixture.name) ? span.uri.slice(root.length + 1) : undefined;
  return { start: span?.start ?? 0, end: span?.end ?? 0, message: describe(value), file };
}

/** A value in one line, with where it comes from in angle brackets. */
export function describe(value: Value): string {
  const from = value.origins?.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return bare(value) + (from === undefined || from === '' ? '' : ` <${from}>`);
}

function bare(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.data);
    case 'text':
      return value.parts
        .map((part) => (typeof part === 'string' ? JSON.stringify(part) : bare(part)))
        .join(' + ');
    case 'list':
      return `[${value.items.map(bare).join(', ')}${value.open ? `, … ${value.open.kind}` : ''}]`;
    case 'map':
      return `{${[...value.entries].map(([key, inner]) => `${key}: ${bare(inner)}`).join(', ')}${value.open ? `, … ${value.open.kind}` : ''}}`;
    case 'unknown':
      if (value.reference) return [value.reference.id, value.reference.attribute].filter(Boolean).join('.');
      return `unknown ${value.cause.kind} ${value.cause.subject}${value.present ? '' : ' or absent'}`;
    case 'absent':
      return 'absent';
    case 'choice':
      return `${value.condition.name} ? ${bare(value.whenTrue)} : ${bare(value.whenFalse)}`;
  }
}

export function resourcesOf(module: TerraformModule): readonly Resource[] {
  return module.resources.filter(({ type }) => !type.startsWith('@'));
}

/** The ids of the resources, with the conditions under which they exist. */
export function existing(text: string): readonly string[] {
  return resourcesOf(moduleOf(text)).map(({ id, exists }) =>
    [id, ...exists.map(({ name }) => name)].join(' if '),
  );
}

export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'constant':
      return String(formula.holds);
    case 'atom':
      return formula.id;
    case 'not':
      return `not(${formulaText(formula.of)})`;
    default:
      return `${formula.kind}(${formula.of.map(formulaText).join(', ')})`;
  }
}

/** What one attribute of the resource `aws_x.y` holds. */
export function valueOf(text: string, attribute: string, id = 'aws_x.y'): string {
  const resource = moduleOf(text).resources.find((candidate) => candidate.id === id);
  const value = resource?.body.entries.get(attribute);
  return value ? describe(value) : 'nothing';
}

/** What an expression evaluates to. */
export function evaluated(expression: string, declarations = ''): string {
  return valueOf(`${declarations}\nresource "aws_x" "y" {\n  value = ${expression}\n}\n`, 'value');
}
