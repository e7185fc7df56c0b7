// Edits as a hasty typist makes them, the same in every run.

const snippets = [
  ...[
    ' ',
    '\n',
    ':',
    ': ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    '- ',
    '#',
    ' #',
    '&a',
    '*a',
    '!',
    '\t',
    '\r',
    ',',
    '|',
    '>',
    '? ',
  ],
  ...['Resources:\n', '  X:\n', 'x', '<<: *x', '---\n', '...', '\\', '@', '0'],
];

/** `count` texts, each one edit away from `text`. */
export function randomEdits(text: string, count: number, seed: number): readonly string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => randomEdit(text, random));
}

export function randomEdit(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const length = random() < 0.5 ? 0 : Math.floor(random() * random() * 12);
  const snippet = random() < 0.7 ? (snippets[Math.floor(random() * snippets.length)] ?? '') : '';
  return text.slice(0, at) + snippet + text.slice(at + length);
}

/** Numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
