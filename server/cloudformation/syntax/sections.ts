import { sections } from '../names.ts';

/** The top-level names that CloudFormation and SAM know. */
export const sectionNames: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Hooks',
  ...Object.values(sections),
]);

/** Sections whose members are pieces of their own. */
export const cutSectionNames: ReadonlySet<string> = new Set([
  sections.resources,
  sections.parameters,
  sections.mappings,
  sections.conditions,
  sections.outputs,
  sections.rules,
  sections.globals,
]);

/** Sections that hold no more than a word or a sentence. */
export const scalarSectionNames: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  sections.description,
  sections.transform,
]);

/** What may stand directly under a logical id: such a name, indented wrongly, is no logical id. */
export const memberNames: ReadonlySet<string> = new Set([
  ...['Type', 'Properties', 'DependsOn', 'Condition', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy'],
  ...[
    'UpdatePolicy',
    'CreationPolicy',
    'Connectors',
    'Default',
    'Description',
    'AllowedValues',
    'Value',
    'Export',
  ],
]);
