/** How verdicts are explained: causes of unknown values, origins, conditions. `{…}` are filled in. */
export const verdictSentences = {
  'cause.parameter': {
    en: '{subject} has no default; its value is given at deployment.',
    ko: '{subject} 값은 기본값이 없어 배포할 때 정해집니다.',
  },
  'cause.ssm-parameter': {
    en: '{subject} is read from Parameter Store at deployment.',
    ko: '{subject} 값은 배포할 때 Parameter Store에서 읽습니다.',
  },
  'cause.dynamic-reference': {
    en: '{subject} is resolved at deployment.',
    ko: '{subject} 값은 배포할 때 정해집니다.',
  },
  'cause.pseudo-parameter': {
    en: '{subject} depends on where the template is deployed.',
    ko: '{subject} 값은 배포하는 위치에 따라 다릅니다.',
  },
  'cause.resource-attribute': {
    en: '{subject} is known only once the resource exists.',
    ko: '{subject} 값은 리소스를 만든 뒤에야 알 수 있습니다.',
  },
  'cause.import': {
    en: '{subject} comes from another stack or state.',
    ko: '{subject} 값은 다른 스택이나 상태에서 가져옵니다.',
  },
  'cause.mapping': {
    en: 'Which entry of {subject} applies is known only at deployment.',
    ko: '{subject}에서 어느 항목을 쓰는지는 배포할 때 정해집니다.',
  },
  'cause.function': {
    en: '{subject} cannot be evaluated from the text alone.',
    ko: '{subject} 결과는 텍스트만으로 계산할 수 없습니다.',
  },
  'cause.transform': {
    en: '{subject} may add to what is written here, or change it.',
    ko: '{subject} 변환으로 여기에 적힌 내용이 늘거나 바뀔 수 있습니다.',
  },
  'cause.dangling-reference': {
    en: '{subject} names nothing in this template or module.',
    ko: '{subject}에 해당하는 대상이 이 템플릿이나 모듈에 없습니다.',
  },
  'cause.syntax': {
    en: 'The text here is unfinished or does not parse.',
    ko: '이 부분의 텍스트가 완성되지 않았거나 구문에 맞지 않습니다.',
  },
  'cause.cycle': {
    en: '{subject} refers to itself.',
    ko: '{subject}에 자기 자신을 가리키는 참조가 있습니다.',
  },
  'cause.depth': {
    en: '{subject} is nested or repeated too often to be followed.',
    ko: '{subject}의 중첩이나 반복이 너무 많아 따라갈 수 없습니다.',
  },
  'cause.conditions': {
    en: 'Conditions decide about {subject}, and they leave more than one outcome open.',
    ko: '{subject} 판정이 조건에 따라 갈려 하나로 정해지지 않습니다.',
  },
  'cause.each': {
    en: 'The collection behind {subject} is known only at deployment.',
    ko: '{subject}에서 반복하는 컬렉션은 배포할 때 정해집니다.',
  },
  'cause.data-source': {
    en: '{subject} is read from the account when the plan is made.',
    ko: '{subject} 값은 계획을 세울 때 계정에서 읽습니다.',
  },
  'cause.module': {
    en: 'The text of module {subject} is not here.',
    ko: '{subject} 모듈의 텍스트가 여기에 없습니다.',
  },
  'cause.companion': {
    en: 'It cannot be told whether {subject} belongs to this resource.',
    ko: '{subject}에 해당하는 설정이 이 리소스에 속하는지 알 수 없습니다.',
  },
  'cause.account-default': {
    en: 'Nothing is set here, so a setting outside this text decides.',
    ko: '여기에 설정이 없어 이 텍스트 밖의 설정을 따릅니다.',
  },
  'cause.encoded': {
    en: 'The structure inside {subject} cannot be read.',
    ko: '{subject}에 담긴 구조를 읽을 수 없습니다.',
  },

  'cause.nameless': { en: 'It', ko: '이' },

  'origin.default.cloudformation': { en: 'the default of parameter {name}', ko: '{name} 파라미터의 기본값' },
  'origin.default.terraform': { en: 'the default of variable {name}', ko: '{name} 변수의 기본값' },
  'origin.mapping': { en: 'mapping {name}', ko: '{name} 매핑' },
  'origin.globals': { en: 'the Globals section', ko: 'Globals 섹션' },
  'origin.sam': { en: 'what SAM makes of {name}', ko: 'SAM에서 변환한 {name}' },
  'origin.loop': { en: 'a repetition of {name}', ko: '{name} 반복' },
  'origin.local': { en: 'local {name}', ko: '{name} 로컬 값' },
  'origin.argument': { en: 'argument {name} of the module call', ko: '모듈 호출의 {name} 인수' },
  'origin.tfvars': { en: 'variable {name} in a tfvars file', ko: 'tfvars 파일의 {name} 변수' },
  'origin.data': { en: 'data source {name}', ko: '{name} 데이터 소스' },
  'origin.module-output': { en: 'output {name} of a module', ko: '모듈의 {name} 출력' },
  'origin.provider': { en: '{name} of the provider', ko: '프로바이더의 {name}' },
  'origin.then': { en: '{first}, from {second}', ko: '{first}({second})' },

  'condition.holds': { en: '{name} is true', ko: '{name} 조건이 참' },
  'condition.fails': { en: '{name} is false', ko: '{name} 조건이 거짓' },
  'condition.and': { en: '{first} and {second}', ko: '{first}, {second}' },

  'message.assumptions': { en: 'This applies when {conditions}.', ko: '{conditions}일 때 해당합니다.' },
  'message.origin': { en: 'The value comes from {origin}.', ko: '이 값은 {origin}에서 가져옵니다.' },
  'message.nothing': { en: '(not set)', ko: '(설정 안 됨)' },
} as const;
