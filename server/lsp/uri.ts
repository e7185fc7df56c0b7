import { fileURLToPath, pathToFileURL } from 'node:url';

const known = new Map<string, string>();

/** One spelling for each file, however a client escapes it; what is no file keeps its URI. */
export function canonicalUri(uri: string): string {
  let canonical = known.get(uri);
  if (canonical === undefined) {
    const path = pathOf(uri);
    canonical = path === undefined ? uri : uriOf(path);
    if (known.size > 10_000) known.clear();
    known.set(uri, canonical);
  }
  return canonical;
}

/** `undefined` for what is no file on this machine. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path.replace(/^[A-Z]:/, (drive) => drive.toLowerCase())).href;
}
