import { joinFolder } from '../terraform/evaluate/paths.ts';
import { isTerraform } from '../terraform/module.ts';
import { type Workspace, folderOf } from './workspace.ts';

/** Past this many callers the others add nothing new. */
const mostRoots = 16;

interface Read {
  readonly text: string;
  /** The folders that the document calls by relative paths. */
  readonly called: readonly string[];
}

/**
 * Who calls whom among the modules of a workspace, told by the `source` lines alone.
 * The files on disk are looked through when one has come, gone or changed; open documents each time.
 */
export class ModuleCalls {
  readonly #documents = new Map<string, Read>();
  #files = -1;

  /** The modules through which a folder is to be judged: those that nobody calls, on the way up; itself when nobody calls it. */
  rootsOf(folder: string, workspace: Workspace): readonly string[] {
    this.#update(workspace);
    const callers = this.#callers();
    const roots = new Set<string>();
    const seen = new Set<string>();
    const climb = (at: string): void => {
      if (seen.has(at) || roots.size >= mostRoots) return;
      seen.add(at);
      const above = callers.get(at) ?? [];
      if (above.length === 0) roots.add(at);
      for (const caller of above) climb(caller);
    };
    climb(folder);
    return roots.size > 0 ? [...roots].sort() : [folder];
  }

  #update(workspace: Workspace): void {
    if (workspace.filesRevision !== this.#files) {
      this.#files = workspace.filesRevision;
      const uris = [...workspace.walk()].filter(isTerraform);
      const there = new Set(uris);
      for (const uri of this.#documents.keys()) if (!there.has(uri)) this.#documents.delete(uri);
      for (const uri of uris) this.#read(uri, workspace.text(uri) ?? '');
    }
    for (const uri of workspace.openUris()) if (isTerraform(uri)) this.#read(uri, workspace.text(uri) ?? '');
  }

  #read(uri: string, text: string): void {
    if (this.#documents.get(uri)?.text === text) return;
    const called = [...text.matchAll(/source"?\s*[=:]\s*"(\.\.?(?:\/[^"]*)?)"/g)].filter(({ index }) =>
      /^[ \t]*"?$/.test(text.slice(text.lastIndexOf('\n', index) + 1, index)),
    );
    this.#documents.set(uri, {
      text,
      called: called.map(([, path = '']) => joinFolder(folderOf(uri), path)),
    });
  }

  #callers(): ReadonlyMap<string, readonly string[]> {
    const callers = new Map<string, string[]>();
    for (const [uri, { called }] of this.#documents) {
      const folder = folderOf(uri);
      for (const target of called) {
        const list = callers.get(target);
        if (!list) callers.set(target, [folder]);
        else if (!list.includes(folder)) list.push(folder);
      }
    }
    return callers;
  }
}
