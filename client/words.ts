import { env, workspace } from 'vscode';

const words = {
  en: {
    reasonTitle: 'Silence finding',
    reasonPrompt: 'Why is this finding accepted? The reason is written beside it.',
    reasonMissing: 'A reason is needed.',
    whichFinding: 'Which finding?',
    whichRule: 'Which rule?',
    whichPillar: 'Which pillar?',
    noFinding: 'There is no finding at the cursor.',
    noneToFix: 'There is nothing to fix in this file.',
    noTemplate: 'This file is no template or module that Pillarlint judges.',
    stopped: 'The Pillarlint server stopped. The log says why.',
    showLog: 'Show Log',
    copied: 'The summary is copied as Markdown.',
  },
  ko: {
    reasonTitle: '지적 사항 억제',
    reasonPrompt: '이 지적 사항을 받아들이는 사유를 입력하세요. 사유는 해당 위치에 함께 기록됩니다.',
    reasonMissing: '사유를 입력해야 합니다.',
    whichFinding: '지적 사항 선택',
    whichRule: '규칙 선택',
    whichPillar: '영역 선택',
    noFinding: '커서 위치에 지적 사항이 없습니다.',
    noneToFix: '이 파일에는 수정할 지적 사항이 없습니다.',
    noTemplate: 'Pillarlint가 점검하는 템플릿이나 모듈이 아닙니다.',
    stopped: 'Pillarlint 서버가 중지되었습니다. 원인은 로그에서 확인하세요.',
    showLog: '로그 보기',
    copied: '요약을 Markdown으로 복사했습니다.',
  },
} as const;

export type Word = keyof (typeof words)['en'];

/** What the client itself says, in the language of the findings. */
export function say(word: Word): string {
  return words[language()][word];
}

function language(): keyof typeof words {
  const chosen = workspace.getConfiguration('pillarlint').get<string>('language', 'auto');
  const name = chosen === 'auto' ? env.language : chosen;
  return name.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}
