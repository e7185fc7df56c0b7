// The rules of style for Korean that a machine can tell.

const everywhere: readonly (readonly [RegExp, string])[] = [
  [/하십시오|해야만|되어지|되어졌/, '‘~하세요’, ‘~해야 합니다’, ‘~됩니다’로 씁니다'],
  [/에 의해|을 가지|를 가지|하는 것이 가능/, '번역투를 풉니다'],
  [/\}(은|는|이|가|을|를|와|과|으로|로)(?![가-힣])/, '자리 표시자 뒤에 받침을 타는 조사를 붙이지 않습니다'],
  [/[A-Za-z0-9)`]\s+(은|는|이|가|을|를|의|에|로|으로|와|과)(?=[\s.,])/, '조사 앞을 띄우지 않습니다'],
  [
    /접근(?!성)|자원(?!봉사)|운영 환경|알람|오토 ?스케일링|파라미터 스토어|매개 ?변수|가용영역|인바운드 룰|페일오버/,
    '용어집의 말을 씁니다',
  ],
  [/[가-힣] \(/, '괄호 앞은 붙입니다'],
  [/\d (일|개|시간|분|초|GB|TB|MB)(?![A-Za-z가-힣]{2})/, '숫자와 단위는 붙입니다'],
  [/ {2}|\s[.,]/, '빈칸이 남습니다'],
];

const nounEnd = /(다|요|은|는|을|를|에서|으로|에게|하기|한|된)$/;

/** What breaks the style; `noun` for titles and commands, which end in a noun. */
export function koreanFaults(text: string, noun: boolean): string[] {
  const faults = everywhere.filter(([pattern]) => pattern.test(text)).map(([, why]) => why);
  if (!/[가-힣]/.test(text)) faults.push('한국어가 없습니다');
  if (noun && nounEnd.test(text)) faults.push('명사로 끝냅니다');
  if (noun && /[.!?]$/.test(text)) faults.push('마침표로 끝내지 않습니다');
  if (!noun && !/(니다|세요)\.\)?$/.test(text)) faults.push('합니다체로 끝내고 마침표를 찍습니다');
  if (!noun)
    faults.push(
      ...sentencesOf(text)
        .filter((sentence) => /(한다|된다|이다|해요|돼요)$/.test(sentence))
        .map(() => '합니다체로 씁니다'),
    );
  return faults.map((fault) => `${fault}: “${text}”`);
}

function sentencesOf(text: string): string[] {
  return text.split(/\.(?=\s|$)/).map((sentence) => sentence.trim());
}
