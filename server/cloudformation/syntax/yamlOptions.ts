import { Schema } from 'yaml';
import type { DocumentOptions, ParseOptions, SchemaOptions, Tags } from 'yaml';

/** Naming the intrinsics spares the parser one warning object for each use; other tags are read all the same. */
const shortForms = [
  'Ref',
  'Sub',
  'GetAtt',
  'If',
  'Join',
  'Select',
  'Equals',
  'Not',
  'And',
  'Or',
  'FindInMap',
  'GetAZs',
  'ImportValue',
  'Base64',
  'Split',
  'Cidr',
  'Condition',
  'Transform',
  'ToJsonString',
  'Length',
];

// prettier-ignore
const customTags: Tags = shortForms.flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'map' as const },
  { tag: `!${name}`, collection: 'seq' as const },
]);

/** Scalars stay text here; what they mean is told by their own text. One schema serves every piece. */
export const yamlOptions: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: new Schema({ schema: 'failsafe', customTags, resolveKnownTags: false }),
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
};
