/**
 * Where texts come from: an editor's open documents, a disk, a test.
 * Documents and folders are named by URIs; a folder's has no slash at its end.
 */
export interface Workspace {
  /** Grows whenever a text may have changed, so that nothing needs to be compared while it has not. */
  readonly revision: number;
  /** Grows whenever a file has come, gone or changed, as far as anybody tells; edits of open documents do not count. */
  readonly filesRevision: number;
  /** The documents that are open in an editor and may differ from their files. */
  openUris(): Iterable<string>;
  /** `undefined` when there is no such document, or none that may be read. */
  text(uri: string): string | undefined;
  /** The documents that lie directly in a folder, sorted. */
  list(folder: string): readonly string[];
  /** The documents of all folders that might be templates or parts of modules, sorted; what they hold is not looked at. */
  walk(): Iterable<string>;
}

/** The folder that a document or folder lies in. */
export function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
}

/** The last part of a URI, as people read it. */
export function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The workspace as it would be if some documents had other texts. */
export function withTexts(workspace: Workspace, texts: ReadonlyMap<string, string>): Workspace {
  return {
    revision: workspace.revision,
    filesRevision: workspace.filesRevision,
    openUris: () => workspace.openUris(),
    text: (uri) => texts.get(uri) ?? workspace.text(uri),
    list: (folder) => workspace.list(folder),
    walk: () => workspace.walk(),
  };
}
