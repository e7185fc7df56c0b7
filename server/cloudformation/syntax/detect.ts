import type { Format } from './node.ts';

/** JSON when the first thing in the text is a brace; a byte order mark counts for nothing. */
export function formatOf(text: string): Format {
  return /^\uFEFF?\s*\{(?![{%#])/.test(text) ? 'json' : 'yaml';
}

/** True when the text is a CloudFormation or SAM template, whole or half-typed. Looks at the content only; never throws. */
export function isTemplate(text: string): boolean {
  return (
    /^(["']?)(Resources|AWSTemplateFormatVersion|Transform)\1\s*:/m.test(text) ||
    /^\s*\{[^]*"Resources"\s*:/.test(text)
  );
}
