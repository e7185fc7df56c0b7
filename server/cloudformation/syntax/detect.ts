import type { Format } from './node.ts';
import { walkMembers } from './jsonMembers.ts';

/** JSON when the first thing in the text is a brace that begins no placeholder; a byte order mark counts for nothing. */
export function formatOf(text: string): Format {
  return /^\uFEFF?\s*\{(?![{%#])/.test(text) ? 'json' : 'yaml';
}

/** Where a top-level name is looked for: longer than any template may be. */
const searched = 1_500_000;

const versionName = 'AWSTemplateFormatVersion';

/** Org-formation's own version and the look of a type: `AWS::S3::Bucket`, `Custom::Thing`, `My::Module::MODULE`. */
const foreignVersion = /-OC\b/;
const typeName = /^\s*["']?(?:\w+::|AWS\b|!Rain::)/;
const loopName = /^Fn::(?:ForEach|Transform)\b/;

/**
 * True when the text is a CloudFormation or SAM template, whole or half-typed: it says so by its version or its
 * transform, or its `Resources` are a map with typed members. Looks at nothing but the content; never throws.
 */
export function isTemplate(text: string): boolean {
  const head = text.length > searched ? text.slice(0, searched) : text;
  if (!head.includes('Resources') && !head.includes(versionName) && !head.includes('Transform')) return false;
  return formatOf(head) === 'json' ? isJsonTemplate(head) : isYamlTemplate(head);
}

function isYamlTemplate(text: string): boolean {
  const indent = /^\uFEFF?(?:(?:---.*|%.*|[ \t]*#.*|[ \t]*)(?:\r\n|\r|\n))*( {0,16})/.exec(text)?.[1] ?? '';
  return saysTemplate(text, '') || (indent !== '' && saysTemplate(text, indent));
}

/** Looks at the lines that are indented by exactly `indent`. */
function saysTemplate(text: string, indent: string): boolean {
  const heads = new RegExp(
    `(?:^\\uFEFF?|[\\r\\n])${indent}(["']?)(${versionName}|Transform|Resources)\\1[ \\t]*:(?=[\\s{]|$)[ \\t]*`,
    'g',
  );
  let found = false;
  for (let match = heads.exec(text); match; match = heads.exec(text)) {
    const rest = text.slice(heads.lastIndex, sectionEnd(text, heads.lastIndex, indent));
    if (match[2] === versionName) {
      if (foreignVersion.test(firstLine(rest))) return false;
      found = true;
    } else if (match[2] === 'Transform') found ||= /^[\s>|\-["']*AWS::/.test(rest);
    else found ||= hasTypedMember(rest);
  }
  return found;
}

/** Where the next line begins that is indented no deeper; lists and comments may stand there. */
function sectionEnd(text: string, from: number, indent: string): number {
  const next = new RegExp(`[\\r\\n] {0,${indent.length}}[^\\s#\\-}\\]]`, 'g');
  next.lastIndex = from;
  return next.exec(text)?.index ?? text.length;
}

function hasTypedMember(section: string): boolean {
  const body = section.replace(/^(?:\s*#.*)*\s*/, '');
  if (/^[-[]/.test(body)) return false;
  if (/(?:^|[\s{,])["']?Fn::(?:ForEach|Transform)\b/.test(body)) return true;
  const types = /(?:^|[\s{,])(?:["']?Type["']?\s*:|[\w"']+:[ \t]+(?=!Rain::))(.{0,80})/g;
  for (let match = types.exec(body); match; match = types.exec(body)) {
    if (typeName.test(match[1] ?? '')) return true;
  }
  return false;
}

function isJsonTemplate(text: string): boolean {
  let typed = false;
  let verdict: boolean | undefined;
  const whole = walkMembers(text, ({ name, value }, depth) => {
    const start = text.slice(value.start, Math.min(value.end, value.start + 200));
    if (depth === 3) typed ||= name === 'Type' && typeName.test(start);
    else if (depth === 2) typed ||= loopName.test(name);
    else {
      if (name === versionName) verdict = !foreignVersion.test(start);
      else if (name === 'Transform' && /^[\s["]*AWS::/.test(start)) verdict = true;
      else if (name === 'Resources' && typed && start.startsWith('{')) verdict = true;
      typed = false;
    }
    return verdict === undefined;
  });
  return verdict ?? (!whole && looksLikeJsonTemplate(text));
}

/** While its brackets do not match: a name that stands where the first key stands. */
function looksLikeJsonTemplate(text: string): boolean {
  const indent = /^\uFEFF?\s*\{[ \t]*(?:\r\n|\r|\n)([ \t]{0,16})"/.exec(text)?.[1];
  if (indent === undefined) return false;
  if (new RegExp(`[\\r\\n]${indent}"${versionName}"\\s*:`).test(text)) return true;
  const resources = new RegExp(`[\\r\\n]${indent}"Resources"\\s*:\\s*\\{`).exec(text);
  return resources !== null && hasTypedMember(text.slice(resources.index + resources[0].length));
}

function firstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}
