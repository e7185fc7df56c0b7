import { hole } from './texts.ts';

/** Tokens that tell by their form what they are. */
const tokens: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}/,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/,
  /\bglpat-[\w-]{20,}/,
  /\bxox[abprs]-[\w-]{10,}/,
  /\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/,
  /\b[sr]k_live_[A-Za-z0-9]{16,}/,
  /\bAIza[\w-]{35}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bSG\.[\w-]{22}\.[\w-]{43}\b/,
  /aws_?secret_?(?:access_?)?key["']?\s*[:=]\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/i,
];

const userInfo = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'<>{}$\uE000]*:([^\s/@"'<>{}$\uE000]{3,})@/gi;
const tokenInUrl = /\bhttps?:\/\/[A-Za-z0-9_-]{20,}@/;

/** Whether the text holds a credential that tells by its form, itself or in base64. */
export function holdsCredential(text: string): boolean {
  return holdsPlainCredential(text) || holdsPlainCredential(fromBase64(text) ?? '');
}

function holdsPlainCredential(text: string): boolean {
  if (tokens.some((token) => token.test(text))) return true;
  if (tokenInUrl.test(text)) return true;
  return [...text.matchAll(userInfo)].some(
    ([, password = '']) => !isPlaceholder(password) && !/^(?:password|pass|pwd)$/i.test(password),
  );
}

/** The text that base64 holds; `undefined` when it is none. */
export function fromBase64(text: string): string | undefined {
  const packed = text.replace(/\s/g, '');
  if (packed.length < 24 || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed))
    return undefined;
  try {
    const bytes = atob(packed);
    return /^[\x09\x0A\x0D\x20-\x7E\x80-\xFF]*$/.test(bytes) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const placeholder =
  /^(?:\s*|change[-_ ]?(?:me|it|this).*|replace[-_ ]?(?:me|this|with).*|(?:x{3,}|\*{3,}|\.{3,}|-{3,})|<.*>|\$\{.*\}|\{\{.*\}\}|%.*%|(?:.*[^a-z0-9])?(?:example|dummy|placeholder|redacted)(?:[^a-z0-9].*)?|your[-_ ].*|insert[-_ ].*|todo|fixme|tbd|none|null|undefined|n\/a)$/is;

/** Whether a text stands for a secret that is put in elsewhere. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text.trim()) || text.includes('{{resolve:') || text.includes(hole);
}

/** Whether a text is a name for something, not the thing: an ARN, a path, an address. */
export function isName(text: string): boolean {
  return /^(?:arn:|\/|\.{1,2}\/|[a-z][a-z0-9+.-]*:\/\/(?![^/]*:[^/]*@)|(?:true|false)$)/i.test(text);
}

const secretWord =
  /(?:^|_)(?:passwords?|passwd|passphrase|secrets?|tokens?|api_?keys?|private_?keys?|secret_?keys?|access_?keys?|auth_?keys?|credentials?)(?:_|$)/;
const aboutIt =
  /_(?:arns?|names?|ids?|paths?|params?|parameters?|prefix|suffix|ttl|length|urls?|uris?|endpoints?|hosts?|expiry|expires|expiration|enabled|policy|types?|region|version|files?|headers?|refs?|rotation|durations?|validity|timeout|minutes|seconds|hours|days|size|count|limit|issuer|audience|location|bucket|table|kind|mode|stage|manager|provider|store)$/;

/** A name as lower-case words joined by `_`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

/** Whether a name is that of a password, secret, token or key, and not of something about it. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return (secretWord.test(words) || /(?:password|passwd)$/.test(words)) && !aboutIt.test(words);
}

/** Hexadecimal digits of checksums, which are no secrets. */
const digestLengths = new Set([40, 64, 96, 128]);

/** Whether a token looks drawn at random: letters and digits, long, hardly repeating itself. */
export function looksRandom(text: string): boolean {
  if (!/^[A-Za-z0-9+/=_-]{20,}$/.test(text) || isName(text)) return false;
  if (
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ||
    !/\d/.test(text) ||
    !/[A-Za-z]/.test(text)
  )
    return false;
  if (/^[0-9a-f]+$/i.test(text))
    return text.length >= 32 && !digestLengths.has(text.length) && entropyOf(text) > 3;
  return text.split(/[_-]/).some(isMixed);
}

/** Whether a stretch without separators mixes its characters as no name does. */
function isMixed(text: string): boolean {
  const words = (text.match(/[A-Z]?[a-z]{2,}/g) ?? []).join('').length;
  return (
    text.length >= 20 &&
    words < text.length / 2 &&
    /\d/.test(text) &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text) &&
    entropyOf(text) > 3.8
  );
}

/** Bits for each character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}
