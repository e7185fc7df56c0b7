import type { Texts } from '../language/texts.ts';
import type { Pillar } from '../model/finding.ts';

/** The guidance that says what the Framework is; the summary ends with it. */
const frameworkGuidance = 'framework.what-is';

/** The guidance that says what a pillar asks; the summary shows it under the pillar's name. */
const pillarGuidance: Readonly<Record<Pillar, string>> = {
  'operational-excellence': 'ops.pillar',
  security: 'sec.pillar',
  reliability: 'rel.pillar',
  'performance-efficiency': 'perf.pillar',
  'cost-optimization': 'cost.pillar',
  sustainability: 'sus.pillar',
};

/** All that the summary teaches by itself, without a finding; its six pillars are one of these. */
export const summaryGuidance: readonly string[] = [
  frameworkGuidance,
  'framework.five-pillars',
  ...Object.values(pillarGuidance),
];

/** A sentence on what the Framework is; `undefined` without the data of texts. */
export function frameworkSentence(texts: Texts): string | undefined {
  const guidance = texts.guidance(frameworkGuidance);
  return guidance && `${guidance.title}: ${guidance.summary}`;
}

/** A sentence on what a pillar asks; `undefined` without the data of texts. */
export function pillarSentence(pillar: Pillar, texts: Texts): string | undefined {
  return texts.guidance(pillarGuidance[pillar])?.summary;
}
