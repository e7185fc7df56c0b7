import { commandLineSentences } from './catalogue/commandLine.ts';
import { editorSentences } from './catalogue/editor.ts';
import { summarySentences } from './catalogue/summary.ts';
import { verdictSentences } from './catalogue/verdicts.ts';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

/** Every sentence of the product outside the rules, in each language. */
export const catalogue = {
  ...verdictSentences,
  ...editorSentences,
  ...summarySentences,
  ...commandLineSentences,
} satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type SentenceKey = keyof typeof catalogue;
