/** A template of at most so many resources, made of copies of one: each with names of its own. */
export function grownTemplate(text: string, resources: number): string {
  const start = text.indexOf('\nResources:\n') + '\nResources:\n'.length;
  const rest = text.slice(start).search(/^\S/m);
  const end = rest < 0 ? text.length : start + rest;
  const section = text.slice(start, end);
  const names = [...section.matchAll(/^ {2}([A-Za-z0-9]+):/gm)].map(([, name = '']) => name);
  return (
    text.slice(0, start) + copies(section, names, Math.floor(resources / names.length)) + text.slice(end)
  );
}

/** A Terraform document of about so many UTF-16 code units, made in the same way. */
export function grownModule(text: string, size: number): string {
  const blocks = text.split(/\n(?=(?:#.*\n)*\w)/);
  const isResource = (block: string): boolean => /^(?:#.*\n)*resource /.test(block);
  const section = `${blocks.filter(isResource).join('\n')}\n`;
  const names = [...section.matchAll(/^resource "\w+" "(\w+)"/gm)].map(([, name = '']) => name);
  const head = blocks.filter((block) => !isResource(block) && !block.startsWith('output')).join('\n');
  return `${head}\n${copies(section, names, Math.ceil(size / section.length))}`;
}

function copies(section: string, names: readonly string[], count: number): string {
  const own = new RegExp(`\\b(${[...new Set(names)].join('|')})\\b`, 'g');
  return Array.from({ length: count }, (_, i) => section.replace(own, `$1${String(i + 1)}`)).join('');
}
