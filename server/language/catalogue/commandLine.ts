/** What the command line says. */
export const commandLineSentences = {
  'cli.usage': {
    en: [
      'Usage:',
      '  pillarlint check [--all] [--profile PROFILE] [--format json|text] [--language en|ko] PATH…',
      '  pillarlint rules [--format json|text] [--language en|ko]',
      '',
      '  --all        judge with every rule, at its strictest threshold',
      '  --profile    what the workload is for, such as production or environment=test,dataClass=restricted,criticality=high',
      '  --format     json for tools, text for people (text)',
      '',
      'Ends with 0 when nothing is found, 1 with findings, 2 when it could not run.',
    ].join('\n'),
    ko: [
      '사용법:',
      '  pillarlint check [--all] [--profile PROFILE] [--format json|text] [--language en|ko] PATH…',
      '  pillarlint rules [--format json|text] [--language en|ko]',
      '',
      '  --all        모든 규칙을 가장 엄격한 임계값으로 점검',
      '  --profile    워크로드의 용도. 예: production 또는 environment=test,dataClass=restricted,criticality=high',
      '  --format     도구용 json, 사람용 text(기본값 text)',
      '',
      '종료 상태: 지적 사항 없음 0, 지적 사항 있음 1, 실행 불가 2',
    ].join('\n'),
  },
  'cli.clean': { en: 'No findings in {documents} document(s).', ko: '문서 {documents}개, 지적 사항 없음' },
  'cli.found': {
    en: '{findings} finding(s) in {documents} document(s).',
    ko: '문서 {documents}개, 지적 사항 {findings}건',
  },
  'cli.noPath': { en: 'Say which files or folders to check.', ko: '점검할 파일이나 폴더를 지정하세요.' },
  'cli.unreadable': { en: '{path} cannot be read: {reason}', ko: '{path} 경로를 읽을 수 없습니다: {reason}' },
  'cli.unknownCommand': { en: '{name} is no command.', ko: '{name} 명령은 없습니다.' },
  'cli.unknownOption': { en: '{name} is no option.', ko: '{name} 옵션은 없습니다.' },
  'cli.badValue': { en: '{name} takes {values}.', ko: '{name} 옵션에는 {values} 중 하나를 쓰세요.' },
  'cli.fixable': {
    en: '{count} of them can be fixed in the editor.',
    ko: '그중 {count}건은 편집기에서 바로 수정할 수 있습니다.',
  },
} as const;
