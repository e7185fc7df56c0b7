const constants = new Map<string, boolean | null>([
  ['', null],
  ['~', null],
]);
for (const word of ['null']) for (const form of formsOf(word)) constants.set(form, null);
for (const word of ['true', 'yes', 'on']) for (const form of formsOf(word)) constants.set(form, true);
for (const word of ['false', 'no', 'off']) for (const form of formsOf(word)) constants.set(form, false);

/**
 * What an untagged plain scalar means: the YAML 1.2 core schema, plus the words that CloudFormation reads as booleans.
 * Account ids, dates and numbers that would not print as written (`007`, `1.10`, `1e3`) stay text.
 */
export function plainData(text: string): string | number | boolean | null {
  if (text.length <= 5) {
    const constant = constants.get(text);
    if (constant !== undefined) return constant;
  }
  if (!/^-?\d+(\.\d+)?$/.test(text) || /^\d{12}$/.test(text)) return text;
  const number = Number(text);
  return String(number) === text ? number : text;
}

function formsOf(word: string): readonly string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
}
