import type { Reading } from '../reading.ts';
import type { Truth } from '../truth.ts';
import { fromBase64, isName, isPlaceholder, isSecretName } from './credentialForms.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext, PredicateResult } from './predicate.ts';
import { fitsGlob, hole, holesIn, overText } from './texts.ts';

export const installs: Predicate = (reading, given, context) => {
  const packages = textsOf(given['packages']);
  return overScript(reading, context, (lines) =>
    installed(lines).some((name) => packages.some((wanted) => fitsGlob(name, wanted))),
  );
};

export const runs: Predicate = (reading, given, context) => {
  const commands = textsOf(given['commands']).map((command) => new RegExp(command));
  return overScript(reading, context, (lines) =>
    lines.some((line) => commands.some((command) => command.test(line))),
  );
};

export const assignsSecret: Predicate = (reading, _, context) =>
  overScript(reading, context, (lines) => lines.some(givesSecret));

/** `NAME=value`, `--name value` and `name: value`. */
const assignments: readonly RegExp[] = [
  /(?:^|[\s;&|"'(-])([A-Za-z][\w.-]*)\s?=\s?\\?["']?([^\s"'\\;&|]+)/g,
  /(?:^|\s)--([A-Za-z][\w-]*)\s+\\?["']?([^\s"'\\;&|]+)/g,
  /^\s*(?:-\s+)?["']?([A-Za-z][\w.-]*)["']?\s*:\s+["']?([^\s"',]+)/g,
];
const settings = /(?:stdin|encryption|hash|algorithm|format|authentication|plugin)$/i;

/** Whether a line gives literal text to something that is named like a secret. */
function givesSecret(line: string): boolean {
  return assignments.some((form) =>
    [...line.matchAll(form)].some(
      ([, name = '', value = '']) =>
        isSecretName(name) &&
        !settings.test(name) &&
        value.length >= 6 &&
        !/^[<({%!`]|\$/.test(value) &&
        !isPlaceholder(value) &&
        !isName(value),
    ),
  );
}

/** Applies a test to the lines that are no comments; unknown where an unknown part may hold further lines. */
function overScript(
  reading: Reading,
  context: PredicateContext,
  test: (lines: readonly string[]) => boolean,
): PredicateResult {
  return overText(reading, context, (text, value): Truth => {
    const script = text === hole ? '' : (fromBase64(text) ?? text);
    const lines = script
      .replaceAll(/\\\r?\n/g, ' ')
      .split(/\r?\n/)
      .filter((line) => !/^\s*(?:#|REM\b|::)/.test(line));
    if (test(lines)) return true;
    return holesIn(value).every(
      ({ reference, cause }) => reference !== undefined || cause.kind === 'pseudo-parameter',
    )
      ? false
      : undefined;
  });
}

const install =
  /\b(?:yum|dnf|microdnf|apt|apt-get|aptitude|zypper|apk|brew|amazon-linux-extras)\s+(?:-{1,2}[\w=:./-]+\s+)*(?:install|add|enable|localinstall|groupinstall)\b([^;&|>]*)/g;
const container = /\b(?:docker|podman|nerdctl)\s+(?:container\s+)?(?:run|pull|create)\b([^;&|>]*)/g;

/** The names of packages and container images that the lines install, without versions. */
function installed(lines: readonly string[]): string[] {
  const names: string[] = [];
  for (const line of lines) {
    for (const [, list = ''] of line.matchAll(install))
      names.push(...wordsOf(list).map((word) => word.replace(/=.*$/, '')));
    for (const [, list = ''] of line.matchAll(container)) {
      names.push(
        ...wordsOf(list).map((word) => word.slice(word.lastIndexOf('/') + 1).replace(/[:@].*$/, '')),
      );
    }
  }
  return [...names, ...cloudConfigPackages(lines)];
}

function wordsOf(list: string): string[] {
  return list.split(/[\s"']+/).filter((word) => word !== '' && !word.startsWith('-') && !word.includes(hole));
}

/** The items under `packages:` of a cloud-config document. */
function cloudConfigPackages(lines: readonly string[]): string[] {
  const names: string[] = [];
  let inside = false;
  for (const line of lines) {
    const item = /^\s*-\s*(?:\[\s*)?["']?([\w.+-]+)/.exec(line)?.[1];
    if (/^packages:\s*$/.test(line)) inside = true;
    else if (inside && item !== undefined) names.push(item);
    else if (line.trim() !== '') inside = false;
  }
  return names;
}
