/** The top-level names that CloudFormation and SAM know. */
export const sectionNames: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Globals',
  'Hooks',
  'Resources',
  'Outputs',
]);

/** Sections whose members are pieces of their own. */
export const cutSectionNames: ReadonlySet<string> = new Set([
  'Resources',
  'Parameters',
  'Mappings',
  'Conditions',
  'Outputs',
  'Rules',
  'Globals',
]);
