// Whether a rule's examples say enough; whether they are true is for the tests.
import type { DialectName } from '../../server/model/resource.ts';
import type { RuleForm } from './form.ts';
import type { Report } from './source.ts';

const squiggle = /^[ \t]*~+(?:[ \t]|\r?$)/m;

/** Each dialect needs a fault, a near miss and an unknown; where there is a fix, one fault shows what it makes. */
export function checkExamples(
  form: RuleForm,
  dialects: readonly DialectName[],
  fixed: ReadonlySet<DialectName>,
  report: Report,
): void {
  const names = new Set<string>();
  form.examples.forEach((example, index) => {
    if (names.has(example.name)) report(['examples', index], `Two examples have the name “${example.name}”.`);
    names.add(example.name);
    if (!example.cloudformation && !example.terraform)
      report(['examples', index], 'The example has neither CloudFormation nor Terraform.');
  });
  for (const dialect of dialects) checkDialect(form, dialect, fixed.has(dialect), report);
}

function checkDialect(form: RuleForm, dialect: DialectName, fixed: boolean, report: Report): void {
  const drawings = form.examples.map((example) => example[dialect] ?? {});
  const missing = (what: string): void => {
    report(['examples'], `No example for ${dialect} ${what}.`);
  };
  if (!drawings.some(({ bad }) => bad !== undefined)) missing('fails (bad)');
  if (!drawings.some(({ bad, good }) => good !== undefined && bad === undefined))
    missing('is a near miss (good without bad)');
  if (form.neverUnknown === undefined && !drawings.some(({ unknown }) => unknown !== undefined))
    missing('is unknown');
  if (fixed && !drawings.some(({ bad, good }) => bad !== undefined && good !== undefined))
    missing('shows what the fix makes (good beside bad)');
  drawings.forEach(({ bad, good, unknown }, index) => {
    if (bad !== undefined && !squiggle.test(bad))
      report(['examples', index, dialect, 'bad'], 'A bad example draws what is found.');
    if (good !== undefined && squiggle.test(good))
      report(['examples', index, dialect, 'good'], 'A good example has no finding.');
    if (unknown !== undefined && squiggle.test(unknown))
      report(['examples', index, dialect, 'unknown'], 'An unknown has no finding.');
  });
}
