/** What the page asks of the extension; places are as the summary gives them. */
export type PageMessage =
  | { readonly kind: 'ready' | 'refresh' | 'copy' }
  | { readonly kind: 'open' | 'fix'; readonly uri: string; readonly rule: string; readonly range: PageRange };

export interface PageRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}
