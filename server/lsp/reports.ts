import type { Diagnostic } from 'vscode-languageserver/node';

/** What was last said of a document, and by which name a client can refer to it. */
export interface Report {
  readonly id: string;
  readonly items: readonly Diagnostic[];
}

/** Remembers reports, so that what has not changed is not sent again. */
export class Reports {
  readonly #last = new Map<string, Report>();
  /** The documents that may have other findings since the last scan. */
  readonly #stale = new Set<string>();
  #all = true;
  #count = 0;

  /** The report with these items: the one before, when they are the same objects. */
  update(uri: string, items: readonly Diagnostic[]): Report {
    const last = this.#last.get(uri);
    if (last?.items.length === items.length && items.every((item, index) => item === last.items[index]))
      return last;
    const report = { id: String(++this.#count), items };
    this.#last.set(uri, report);
    return report;
  }

  last(uri: string): Report | undefined {
    return this.#last.get(uri);
  }

  entries(): Iterable<[string, Report]> {
    return this.#last;
  }

  expire(uri: string): void {
    this.#stale.add(uri);
  }

  expireAll(): void {
    this.#all = true;
  }

  /** What a scan has to look at: everything, or some documents; the next scan starts from here. */
  takeStale(): 'everything' | readonly string[] {
    const stale = this.#all ? 'everything' : [...this.#stale];
    this.#all = false;
    this.#stale.clear();
    return stale;
  }
}
