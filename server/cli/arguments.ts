import type { Language, SentenceKey } from '../language/catalogue.ts';
import type { SentenceValues } from '../language/texts.ts';
import { type Profile, profileFrom, profileWords } from '../service/settings.ts';

/** What the command line asks for. */
export type Wish =
  | { readonly kind: 'help' | 'version' }
  | {
      readonly kind: 'check';
      readonly paths: readonly string[];
      readonly all: boolean;
      readonly profile: Profile;
      readonly format: Format;
    }
  | { readonly kind: 'rules'; readonly format: Format };

type Format = 'json' | 'text';

/** What is wrong with the command line, as a sentence of the catalogue. */
export interface Fault {
  readonly key: SentenceKey;
  readonly values: SentenceValues;
}

interface Options {
  readonly words: readonly string[];
  readonly given: ReadonlyMap<string, string>;
}

const flags = new Set(['all', 'help', 'version']);
const valued = new Set(['profile', 'language', 'format']);
const short: Readonly<Record<string, string>> = { '-h': '--help', '-v': '--version' };

/** Reads the arguments behind the program's name; `locale` decides about the language where none is asked for. */
export function parseArguments(
  args: readonly string[],
  locale: string,
): { readonly wish: Wish | Fault; readonly language: Language } {
  const options = readOptions(args);
  const asked = 'key' in options ? undefined : options.given.get('language');
  const language = asked === 'ko' || (asked === undefined && /^ko/i.test(locale)) ? 'ko' : 'en';
  return { wish: 'key' in options ? options : wishFrom(options), language };
}

function readOptions(args: readonly string[]): Options | Fault {
  const words: string[] = [];
  const given = new Map<string, string>();
  let onlyWords = false;
  for (let index = 0; index < args.length; index++) {
    const arg = short[args[index] ?? ''] ?? args[index] ?? '';
    if (onlyWords || !arg.startsWith('--')) words.push(arg);
    else if (arg === '--') onlyWords = true;
    else {
      const [name = '', own] = arg.slice(2).split(/=(.*)/s);
      if (flags.has(name) && own === undefined) given.set(name, '');
      else if (valued.has(name)) given.set(name, own ?? args[++index] ?? '');
      else return { key: 'cli.unknownOption', values: { name: arg } };
    }
  }
  return { words, given };
}

function wishFrom({ words, given }: Options): Wish | Fault {
  const [command, ...paths] = words;
  if (given.has('help') || command === 'help') return { kind: 'help' };
  if (given.has('version')) return { kind: 'version' };
  const format = given.get('format') ?? 'text';
  if (format !== 'json' && format !== 'text') return badValue('--format', ['json', 'text']);
  if (!['en', 'ko', undefined].includes(given.get('language'))) return badValue('--language', ['en', 'ko']);
  if (command === 'rules') return { kind: 'rules', format };
  if (command !== 'check')
    return command === undefined
      ? { kind: 'help' }
      : { key: 'cli.unknownCommand', values: { name: command } };
  if (paths.length === 0) return { key: 'cli.noPath', values: {} };
  const profile = profileOf(given.get('profile') ?? '');
  return 'key' in profile ? profile : { kind: 'check', paths, all: given.has('all'), profile, format };
}

/** `environment=production,dataClass=restricted`; a word alone is an environment. */
function profileOf(text: string): Profile | Fault {
  const parts: Record<string, string> = {};
  for (const part of text.split(',').filter((word) => word.trim() !== '')) {
    const [name = '', value] = part.split('=').map((word) => word.trim());
    const key = value === undefined ? 'environment' : name;
    const words = profileWords[key];
    if (!words)
      return badValue(
        '--profile',
        Object.keys(profileWords).map((word) => `${word}=…`),
      );
    if (!words.includes(value ?? name)) return badValue(`--profile ${key}=`, words);
    parts[key] = value ?? name;
  }
  return profileFrom(parts);
}

function badValue(name: string, values: readonly string[]): Fault {
  return { key: 'cli.badValue', values: { name, values: values.join(', ') } };
}
