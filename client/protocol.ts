/**
 * What the server says to this client beyond LSP. Positions are LSP positions.
 * The server holds every text; nothing here is worded by the client.
 */
import type { Range } from 'vscode-languageclient';

/** Request `pillarlint/summary`: {@link SummaryParams} → {@link Summary}; `null` for a document that is no template. */
export const summaryRequest = 'pillarlint/summary';
/** Request `pillarlint/markdown`: {@link SummaryParams} → the same summary as Markdown text; `null` likewise. */
export const markdownRequest = 'pillarlint/markdown';
/** Notification from the server: what a summary shows may have changed; without parameters. */
export const summaryChanged = 'pillarlint/summaryChanged';

/** Without a `uri` the whole workspace is meant. */
export interface SummaryParams {
  readonly uri?: string;
}

export interface Summary {
  readonly language: 'en' | 'ko';
  readonly subject: SummarySubject;
  /** All six, in the Framework's order. */
  readonly pillars: readonly SummaryPillar[];
  /** By severity, then in text order. */
  readonly findings: readonly SummaryFinding[];
  readonly unknowns: readonly SummaryUnknown[];
  /** The best practices that the findings name, by id. */
  readonly practices: readonly SummaryPractice[];
  /** What the Framework is, in a sentence. */
  readonly framework?: string;
  /** The page's fixed texts, by the keys of {@link TextKey}. */
  readonly texts: Readonly<Record<TextKey, string>>;
}

export interface SummarySubject {
  /** Left out for the workspace. */
  readonly uri?: string;
  readonly name: string;
  readonly documents: number;
  readonly resources: number;
}

export interface SummaryPillar {
  readonly id: string;
  readonly title: string;
  /** What it asks, in a sentence. */
  readonly asks?: string;
  /** Findings, and pairs of rule and resource that passed or could not be told. */
  readonly failed: number;
  readonly passed: number;
  readonly unknown: number;
}

export interface SummaryPlace {
  readonly rule: string;
  /** The rule's title. */
  readonly title: string;
  /** A pillar's id. */
  readonly pillar: string;
  readonly resource: string;
  readonly resourceType: string;
  readonly uri: string;
  readonly range: Range;
}

export interface SummaryFinding extends SummaryPlace {
  readonly message: string;
  readonly severity: 'high' | 'medium' | 'low' | 'info';
  /** Ids of best practices. */
  readonly practices: readonly string[];
  /** The fix that is offered first, where there is one; its caution, where it has one. */
  readonly fix?: { readonly title: string; readonly caution?: string };
}

export interface SummaryUnknown extends SummaryPlace {
  /** A sentence each. */
  readonly causes: readonly string[];
}

export interface SummaryPractice {
  readonly id: string;
  readonly title: string;
  readonly risk: string;
  readonly href: string;
}

/** `{count}` stands for a number in those that say how many. */
export const textKeys = [
  'heading', // Pillar Summary
  'failed',
  'passed',
  'unknown',
  'chart', // what the chart shows, for a screen reader
  'subject', // {documents} documents, {resources} resources
  'byResource',
  'byPractice',
  'unknowns', // heading of the list of what could not be told
  'noFindings',
  'nothingJudged', // a pillar of which no rule applies
  'allPillars', // the filter's way back
  'fix',
  'caution',
  'copy', // Copy as Markdown
  'copied',
  'refresh',
  'high',
  'medium',
  'low',
  'info',
] as const;
export type TextKey = (typeof textKeys)[number];
