/** One step of a spelled path; `rules/README.md` describes the spelling. */
export type PathStep =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'beside'; readonly name: string }
  | { readonly kind: 'items' }
  | { readonly kind: 'values' }
  | { readonly kind: 'decode' }
  | { readonly kind: 'companion'; readonly type: string; readonly via: string };

const parsed = new Map<string, readonly PathStep[]>();

/** The steps of a path; an empty path has none and means the thing itself. */
export function parsePath(path: string): readonly PathStep[] {
  let steps = parsed.get(path);
  if (!steps) {
    steps = stepsOf(path);
    parsed.set(path, steps);
  }
  return steps;
}

const companion = /^((?:data\.)?[\w:]+)\(((?!json\))[^)]+)\)\.?/;

function stepsOf(path: string): PathStep[] {
  const steps: PathStep[] = [];
  const start = companion.exec(path);
  if (start?.[1] !== undefined && start[2] !== undefined) {
    steps.push({ kind: 'companion', type: start[1], via: start[2] });
    path = path.slice(start[0].length);
  }
  for (const part of path.match(/(?:'[^']*'|[^.'])+/g) ?? []) {
    const marks = /^(\^?)(.*?)((?:\[\]|\{\}|\(json\))*)$/.exec(part);
    const name = (marks?.[2] ?? part).replaceAll("'", '');
    if (name !== '') steps.push({ kind: marks?.[1] ? 'beside' : 'key', name });
    for (const mark of marks?.[3]?.match(/\[\]|\{\}|\(json\)/g) ?? []) {
      steps.push({ kind: mark === '[]' ? 'items' : mark === '{}' ? 'values' : 'decode' });
    }
  }
  return steps;
}
