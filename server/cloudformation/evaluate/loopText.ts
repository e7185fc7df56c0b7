import type { Scope } from './scope.ts';

/** A text with the loop's variables filled in, as `${Name}` or `&{Name}` (letters and digits only); unknown ones stay. */
export function withLoops(text: string, scope: Pick<Scope, 'loop'>): string {
  if (scope.loop.size === 0) return text;
  return text.replace(/([$&])\{([A-Za-z0-9]+)\}/g, (whole, sigil: string, name: string) => {
    const value = scope.loop.get(name)?.text;
    if (value === undefined) return whole;
    return sigil === '&' ? value.replace(/[^A-Za-z0-9]/g, '') : value;
  });
}
