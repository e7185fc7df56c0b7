import type { RuleText } from '../../engine/rule.ts';

/** Texts of the findings about suppressions themselves, which have no file under `rules/`. */
export const directiveTexts: Readonly<Record<string, Readonly<Record<'en' | 'ko', RuleText>>>> = {
  'suppression-without-reason': {
    en: {
      title: 'A suppression says its rule and its reason',
      rationale:
        'Whoever reads the text next cannot tell an accepted risk from a forgotten one. Without a reason nothing is silenced.',
      message:
        'This suppression names no rule, or gives no reason, and silences nothing; write the rule and why it is acceptable.',
      remedy: 'Write the id of the rule and, after it, why the risk is acceptable here.',
    },
    ko: {
      title: '억제할 규칙과 사유 명시',
      rationale:
        '사유가 없으면 나중에 읽는 사람이 받아들인 위험과 잊힌 위험을 구별할 수 없습니다. 사유가 없는 억제는 적용되지 않습니다.',
      message: '규칙이나 사유가 없어 이 억제가 적용되지 않습니다. 규칙 ID와 받아들이는 사유를 적으세요.',
      remedy: '규칙 ID를 적고 이어서 위험을 받아들이는 사유를 적으세요.',
    },
  },
  'suppression-unused': {
    en: {
      title: 'A suppression silences something',
      rationale:
        'A suppression that has outlived its finding hides the next one. It is best removed as soon as nothing needs it.',
      message: 'Nothing here is found by {rule}, so this suppression silences nothing; remove it.',
      remedy: 'Remove the suppression.',
    },
    ko: {
      title: '쓰이지 않는 억제 제거',
      rationale:
        '지적 사항이 사라진 뒤에도 남아 있는 억제는 다음 지적 사항을 가립니다. 필요 없어지면 바로 제거하세요.',
      message: '{rule} 규칙의 지적 사항이 없어 이 억제는 쓰이지 않습니다. 제거하세요.',
      remedy: '억제를 제거하세요.',
    },
  },
  'suppression-unknown-rule': {
    en: {
      title: 'A suppression names a rule that exists',
      rationale:
        'A suppression with a misspelled rule silences nothing, and nobody notices until the finding is back.',
      message: 'There is no rule {rule}, so this suppression silences nothing; correct the id.',
      remedy: 'Write the id of the rule as the finding shows it.',
    },
    ko: {
      title: '있는 규칙만 억제',
      rationale: '규칙 ID가 틀린 억제는 적용되지 않으며, 지적 사항이 다시 나타날 때까지 알아채기 어렵습니다.',
      message: '{rule} 규칙이 없어 이 억제가 적용되지 않습니다. 규칙 ID를 고치세요.',
      remedy: '지적 사항에 표시된 규칙 ID를 적으세요.',
    },
  },
};
