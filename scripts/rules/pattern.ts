/** What is wrong with a regular expression, as a sentence; `undefined` when every supported runtime reads it. */
export function faultOfPattern(pattern: string): string | undefined {
  try {
    new RegExp(pattern);
  } catch {
    return `“${pattern}” is not a regular expression.`;
  }
  const groups = pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  // Newer runtimes read both of these; Node 20, on which editors run the server, does not.
  if (/\(\?[a-z]*-?[a-z]*:/.test(groups.replaceAll('(?:', '(')))
    return `“${pattern}” has inline flags, which Node 20 cannot read; spell both cases as [Aa].`;
  const names = [...groups.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name);
  return new Set(names).size < names.length
    ? `“${pattern}” has two groups of one name, which Node 20 cannot read.`
    : undefined;
}
