import { type Dirent, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Workspace } from '../service/workspace.ts';
import { pathOf, uriOf } from './uri.ts';

/** Larger files are left alone: a template may have 1 MB at most, and nobody writes a module file of this size. */
const mostBytes = 5 * 1024 * 1024;

/** So much text is remembered at most. */
const mostCharacters = 64 * 1024 * 1024;

const skippedFolders = new Set(['node_modules', 'bower_components', 'vendor', '__pycache__', 'venv']);

/** Files that hold no template, whatever is in them; everything else is told by its content. */
const otherFiles = new Set(
  (
    '.js .mjs .cjs .ts .mts .cts .jsx .tsx .map .py .pyc .rb .go .rs .java .class .kt .scala .cs .c .h .cc .cpp .hpp .swift .php .pl ' +
    '.sh .bash .zsh .ps1 .bat .cmd .sql .html .htm .css .scss .less .svg .png .jpg .jpeg .gif .ico .webp .bmp .pdf .md .rst .adoc ' +
    '.csv .tsv .xml .log .lock .zip .gz .tgz .tar .bz2 .xz .7z .jar .war .whl .exe .dll .so .dylib .o .a .wasm .bin .dat .db .sqlite ' +
    '.woff .woff2 .ttf .otf .eot .mp3 .mp4 .mov .avi .pem .key .crt .pub .drawio .ipynb .gradle .toml .ini .cfg .snap .vue .vtl'
  ).split(' '),
);

interface Cached {
  readonly text: string | undefined;
  readonly changed: number;
}

/**
 * The files below some folders, or those files themselves. Nothing outside of them is ever read, links included.
 * While `watched` is true a file is read again only after `forget`; otherwise whenever its time of change is another.
 */
export class Disk implements Workspace {
  watched = false;
  #filesRevision = 0;
  #looked = 0;
  #characters = 0;
  #roots: readonly string[];
  #texts = new Map<string, Cached>();
  #lists = new Map<string, readonly string[]>();

  constructor(paths: readonly string[]) {
    this.#roots = realPathsOf(paths);
  }

  /** A disk that nobody watches may have changed at any time. */
  get revision(): number {
    if (!this.watched) this.#looked++;
    return this.#filesRevision + this.#looked;
  }

  get filesRevision(): number {
    return this.#filesRevision;
  }

  openUris(): readonly string[] {
    return [];
  }

  get roots(): readonly string[] {
    return this.#roots;
  }

  /** Takes other folders; what was read stays. */
  open(paths: readonly string[]): void {
    this.#roots = realPathsOf(paths);
    this.#filesRevision++;
  }

  /** A document has changed, come or gone. */
  forget(uri: string): void {
    this.#texts.delete(uri);
    this.#lists.clear();
    this.#filesRevision++;
  }

  text(uri: string): string | undefined {
    const cached = this.#texts.get(uri);
    if (cached && this.watched) return cached.text;
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    const changed = this.#changeOf(path);
    if (cached && cached.changed === (changed ?? 0)) return cached.text;
    const text = changed === undefined ? undefined : readText(path);
    this.#remember(uri, { text, changed: changed ?? 0 });
    return text;
  }

  list(folder: string): readonly string[] {
    const known = this.watched ? this.#lists.get(folder) : undefined;
    if (known) return known;
    const path = pathOf(folder);
    const entries = path !== undefined && this.#holds(path) ? entriesOf(path) : [];
    const uris = entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => `${folder}/${encodedName(name)}`);
    this.#lists.set(folder, uris);
    return uris;
  }

  *walk(): Generator<string> {
    for (const root of this.#roots) {
      if (statOf(root)?.isDirectory()) yield* filesBelow(root);
      else yield uriOf(root);
    }
  }

  #remember(uri: string, cached: Cached): void {
    this.#characters += cached.text?.length ?? 0;
    if (this.#characters > mostCharacters) {
      this.#texts.clear();
      this.#characters = cached.text?.length ?? 0;
    }
    this.#texts.set(uri, cached);
  }

  /** When the file was last changed; `undefined` when it may not or cannot be read. */
  #changeOf(path: string): number | undefined {
    const stat = statOf(path);
    if (!stat?.isFile() || stat.size > mostBytes || !this.#holds(path)) return undefined;
    return stat.mtimeMs;
  }

  #holds(path: string): boolean {
    const real = realPathOf(path);
    return (
      real !== undefined &&
      this.#roots.some((root) => real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))
    );
  }
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.has(entry.name) && !entry.name.startsWith('.')) yield* filesBelow(path);
    } else if (entry.isFile() && !otherFiles.has(extname(entry.name).toLowerCase())) {
      yield uriOf(path);
    }
  }
}

/** Sorted by name in an order that no locale changes; empty for a folder that cannot be read. */
function entriesOf(path: string): readonly Dirent[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch {
    return [];
  }
}

function encodedName(name: string): string {
  const uri = uriOf(join(sep, name));
  return uri.slice(uri.lastIndexOf('/') + 1);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function realPathsOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) => realPathOf(path) ?? []);
}
